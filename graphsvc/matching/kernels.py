"""Inner loops of the joins as machine code; only `compiled` imports this, where numba is installed (extra [fast]).

They give what the NumPy functions of the same purpose give, to the last bit: sums are added up in the same order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numba
import numpy as np

from graphsvc.matching.vectors import Bits, Flags, Floats, Numbers


class Columns(NamedTuple):
    """What the sweep looks at, one entry per offer; sets and words as numbers."""

    first: Numbers  # days as numbers
    last: Numbers
    known: Flags  # whether the first day is known
    ages: Numbers
    special: Numbers
    places: Numbers  # the number of a set
    groups: Numbers
    times: Bits  # days of the week and seasons
    themes: Bits
    forms: Numbers
    kinds: Numbers

    def of(self, records: Numbers) -> Columns:
        """The columns of these offers only, one beside the other."""
        parts: Any = (column[records] for column in self)
        return Columns(*parts)


class Shares(NamedTuple):
    """Sets as rows of values, the rarest last."""

    starts: Numbers  # set -> where its values begin
    values: Numbers
    bits: Floats  # value -> how rare it is
    signs: Bits  # set -> a flag for each value; two values may have one flag
    most: float


class Tables(NamedTuple):
    """What is known of pairs of ages, special groups and forms; and the weights of the dimensions in bits."""

    ages_apart: Flags
    special_apart: Flags
    age_bits: Floats
    places: Shares
    groups: Shares
    form_bits: Floats
    kind_bits: Floats  # kind -> bits where two have it
    time_bits: Floats  # of no day that both have; where both run, where both have a day, where both is so
    theme_bits: Floats  # of no theme that both have, of one


def _kept(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled once for all processes; once for each where nothing can be written (no folder, no space on the disk)."""
    try:
        kept: Callable[..., Any] = numba.njit(nogil=True, cache=True)(function)
    except RuntimeError:  # no folder for what is compiled
        fresh: Callable[..., Any] = numba.njit(nogil=True)(function)
        return fresh

    def run(*arguments: Any) -> Any:
        try:
            return kept(*arguments)
        except OSError:  # it could not be written; compiled it is
            return kept(*arguments)

    return run


@_kept
def products(
    left: tuple[Numbers, Numbers, Floats],
    right: tuple[Numbers, Numbers, Floats],
    same: bool,
    width: int,
    a: Numbers,
    b: Numbers,
) -> Floats:
    """vectors.products of two CSR matrices (starts, columns, values), both `width` wide, whose columns are in order.

    `same` says that both are one. Fastest where pairs with an equal row follow one another: it is spread out once.
    """
    found = np.zeros(len(a))
    spread = np.zeros(width, left[2].dtype)
    row = -1
    for pair in range(len(a)):
        one, other = a[pair], b[pair]
        if same and other == row:
            one, other = other, one
        if one != row:
            if row >= 0:
                for place in range(left[0][row], left[0][row + 1]):
                    spread[left[1][place]] = 0
            row = one
            for place in range(left[0][row], left[0][row + 1]):
                spread[left[1][place]] = left[2][place]
        total = 0.0
        for place in range(right[0][other], right[0][other + 1]):
            total += spread[right[1][place]] * right[2][place]
        found[pair] = total
    return found


# The parts of the sweep work on a whole row at a time: to hand over the tables takes longer than to look at a pair.


@numba.njit(nogil=True)
def _meeting(
    tables: Tables,
    left: Columns,
    row: int,
    right: Columns,
    rows: Numbers,
    ends: Numbers,
    heads: Numbers,
    found: Numbers,
) -> int:
    """OfferStructure.meet of one row with those of `right` after it: writes those that meet, returns how many."""
    first, last = left.first[row], left.last[row]
    ages_apart, special_apart = tables.ages_apart[left.ages[row]], tables.special_apart[left.special[row]]
    count = 0
    for part in range(len(ends)):
        head, end = heads[part], ends[part]
        if head == end or ages_apart[right.ages[head]] or special_apart[right.special[head]]:
            continue
        while head < end and rows[head] <= row:
            head += 1
        heads[part] = head
        for column in range(head, end):
            found[count] = column
            # without a branch, which the processor would guess wrong
            count += (right.last[column] >= first) & (right.first[column] <= last)
    return count


@numba.njit(nogil=True)
def _bits(tables: Tables, left: Columns, row: int, right: Columns, others: Numbers, found: Floats) -> None:
    """OfferStructure.bits of one row with these columns, as parallel offers."""
    found[: len(others)] = 0.0
    _add_shared(tables.places, left.places[row], right.places, others, found)
    _add_shared(tables.groups, left.groups[row], right.groups, others, found)
    ages, forms = tables.age_bits[left.ages[row]], tables.form_bits[left.forms[row]]
    times, themes, known, kind = left.times[row], left.themes[row], left.known[row], left.kinds[row]
    of_kind = tables.kind_bits[kind]
    for place in range(len(others)):
        other = others[place]
        bits = found[place] + ages[right.ages[other]]
        bits += tables.time_bits[2 * _share(times, right.times, other) + (known & right.known[other])]
        bits += tables.theme_bits[1 * _share(themes, right.themes, other)]
        bits += max(forms[right.forms[other]], of_kind * (kind == right.kinds[other]))
        found[place] = bits


@numba.njit(nogil=True)
def _add_shared(sets: Shares, one: int, of: Numbers, others: Numbers, found: Floats) -> None:
    """Adds SetTable.shared of the set `one` and those of the others."""
    if sets.starts[one] == sets.starts[one + 1]:
        return
    count = len(sets.signs)
    if len(others) <= count:
        _add_each(sets, one, of[others], found)
        return
    shared = np.zeros(count)  # each set once
    _add_each(sets, one, np.arange(count), shared)
    for place in range(len(others)):
        found[place] += shared[of[others[place]]]


@numba.njit(nogil=True)
def _add_each(sets: Shares, one: int, others: Numbers, found: Floats) -> None:
    """Adds SetTable.shared of the set `one` and each of these sets."""
    signs, begin, end = sets.signs[one], sets.starts[one], sets.starts[one + 1]
    for place in range(len(others)):
        other = others[place]
        if signs & sets.signs[other] == 0:
            continue
        total = best = 0.0
        x, y, last = begin, sets.starts[other], sets.starts[other + 1]
        while x < end and y < last:
            if sets.values[x] < sets.values[y]:
                x += 1
            elif sets.values[x] > sets.values[y]:
                y += 1
            else:
                best = sets.bits[sets.values[x]]
                total += best
                x += 1
                y += 1
        found[place] += min(sets.most, best + 0.25 * (total - best))


@numba.njit(nogil=True)
def _share(one: Bits, rows: Bits, other: int) -> bool:
    """vectors.share of one row and another."""
    common = one[0] & rows[other, 0]
    for word in range(1, len(one)):
        common |= one[word] & rows[other, word]
    shared: bool = common != 0
    return shared


@_kept
def sweep(
    tables: Tables,
    left: Columns,
    right: Columns,
    rows: Numbers,
    ends: Numbers,
    heads: Numbers,
    row: int,
    needed: float,
    found: tuple[Numbers, Numbers, Floats],
) -> tuple[int, int]:
    """Writes the pairs of a row of `left` and one after it that meet and have `needed` bits or more into `found`.

    `left` are the first rows; `right` are all, in parts of equal ages and special groups, whose numbers are in `rows`:
    each part in order, up to before `ends`. `heads`, the begin of each part at first, keeps where those after the row
    begin. Goes on from `row` until another row might not fit into `found` (row, row after it, bits), which must have
    room for all; returns how many pairs there are, and the row to go on with.
    """
    count = 0
    width = len(rows)
    meeting, bits = np.empty(width, np.int64), np.empty(width)
    while row < len(left.first) and count + width <= len(found[0]):
        others = meeting[: _meeting(tables, left, row, right, rows, ends, heads, meeting)]
        _bits(tables, left, row, right, others, bits)
        for place in range(len(others)):
            found[0][count], found[1][count], found[2][count] = row, rows[others[place]], bits[place]
            count += bits[place] >= needed
        row += 1
    return count, row
