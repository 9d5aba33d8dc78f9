"""Finds the pairs of records that are worth a closer look without looking at all pairs; nothing is ever missed.

Each function hands back pairs (a, b) of record numbers, a < b, in no particular order.
Pairs come in chunks, so that memory stays bounded.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from graphsvc.matching import vectors
from graphsvc.matching.score import Rarity
from graphsvc.matching.vectors import Bits, Flags, Floats, Numbers

Pairs = tuple[Numbers, Numbers]

# Whether record a and record b may be a pair at all; for arrays of numbers that broadcast against each other.
Meet = Callable[[Numbers, Numbers], Flags]

_CHUNK = 1 << 18  # pairs at a time: what is computed about them fits into the cache of the processor


class SetTable:
    """The sets of all records (districts, target groups, ...), equal sets only once, with tables over pairs of sets."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        self.distinct: list[frozenset[str]] = sorted(set(sets), key=sorted)
        self._number = {values: position for position, values in enumerate(self.distinct)}
        self.of = np.array([self._number[values] for values in sets], dtype=np.int64)  # record -> number of its set
        self._tables: dict[object, Floats] = {}

    def with_one(self, values: frozenset[str]) -> SetTable:
        """These sets and one more, the last, to be asked about the pairs of that one."""
        if values not in self._number:
            return _WithNewSet(self, values)
        found = copy.copy(self)
        found._holders = self._holders  # made once, for all
        found.of = np.append(self.of, self._number[values])
        return found

    def shared(self, rarity: Rarity, most: float, a: Numbers, b: Numbers) -> Floats:
        """Rarity.shared of the sets of record a[k] and record b[k], for each k."""
        return vectors.look_up(self.shared_bits(rarity, most), self.of, a, b)

    def meeting(self, values: frozenset[str]) -> Flags:
        """Whether each record shares a value with these, or has none, or these are none (nobody knows)."""
        meets = np.full(len(self.distinct), not values)
        meets[self._holders.of_any(values)] = True
        if frozenset() in self._number:
            meets[self._number[frozenset()]] = True
        found: Flags = meets[self.of]
        return found

    @cached_property
    def _holders(self) -> Holders:
        return Holders(self.distinct)

    def incidence(self, values: Sequence[str]) -> Floats:
        """One row per distinct set, one column per value: 1 where the set has it."""
        column = {value: position for position, value in enumerate(values)}
        found = np.zeros((len(self.distinct), max(len(values), 1)))
        for row, of_set in enumerate(self.distinct):
            for value in of_set:
                found[row, column[value]] = 1.0
        return found

    def shared_bits(self, rarity: Rarity, most: float) -> Floats:
        """Rarity.shared for all pairs of distinct sets."""
        if (rarity, most) not in self._tables:
            self._tables[rarity, most] = self._shared_bits(rarity, most)
        return self._tables[rarity, most]

    def _shared_bits(self, rarity: Rarity, most: float) -> Floats:
        values = sorted(
            {value for of_set in self.distinct for value in of_set}, key=lambda key: (rarity.bits(key), key)
        )
        incidence = self.incidence(values)
        bits = np.array([rarity.bits(value) for value in values] or [0.0])
        total = (incidence * bits) @ incidence.T
        best = np.zeros_like(total)
        for column, rarest in enumerate(bits):  # ascending, so that the rarest shared value comes last
            holders = np.flatnonzero(incidence[:, column])
            best[np.ix_(holders, holders)] = rarest
        found: Floats = np.minimum(most, best + 0.25 * (total - best))
        return found

    def overlap(self) -> Flags:
        """Whether two distinct sets share a value."""
        values = sorted({value for of_set in self.distinct for value in of_set})
        incidence = self.incidence(values)
        found: Flags = (incidence @ incidence.T) > 0
        return found


class _WithNewSet(SetTable):
    """Sets and one more that none of them equals: a whole table would be made anew for one of its rows."""

    def __init__(self, known: SetTable, values: frozenset[str]) -> None:
        self.distinct = [*known.distinct, values]
        self._number = {**known._number, values: len(known.distinct)}
        self._holders = known._holders
        self.of = np.append(known.of, len(known.distinct))
        self._tables = {}

    def shared(self, rarity: Rarity, most: float, a: Numbers, b: Numbers) -> Floats:
        """Rarity.shared of the sets of record a[k] and record b[k], one of which is the last one, for each k."""
        total, best = np.zeros(len(self.distinct)), np.zeros(len(self.distinct))
        for value in sorted(self.distinct[-1], key=rarity.bits):  # so that the rarest shared value comes last
            holders = self._holders.of_any([value])
            total[holders] += rarity.bits(value)
            best[holders] = rarity.bits(value)
        row = np.minimum(most, best + 0.25 * (total - best))
        found: Floats = row[self.of[np.minimum(a, b)]]
        return found


def between(rows: Numbers, columns: Numbers, meet: Meet) -> Iterator[Pairs]:
    """Pairs of a record of `rows` with a larger one of `columns` (both sorted) for which `meet` says yes, in chunks."""
    start = 0
    while start < len(rows):
        larger = columns[np.searchsorted(columns, rows[start], side="right") :]
        if not len(larger):
            return
        some = rows[start : start + max(1, _CHUNK // len(larger)), None]
        row, column = np.nonzero(meet(some, larger[None, :]) & (some < larger[None, :]))
        yield rows[start + row], larger[column]
        start += len(some)


def by_cell(cells: Sequence[Collection[str]], wanted: Flags, meet: Meet) -> Iterator[Pairs]:
    """Pairs of wanted records that meet and share a cell or have none (nobody knows where); each pair once."""
    unknown = np.array([not of_record for of_record in cells], dtype=bool)
    anywhere, others = np.flatnonzero(unknown & wanted), np.flatnonzero(~unknown & wanted)
    yield from between(anywhere, np.flatnonzero(wanted), meet)
    yield from between(others, anywhere, meet)
    keys = sorted({cell for of_record in cells for cell in of_record})
    column = {cell: number for number, cell in enumerate(keys)}
    held = [sorted(column[cell] for cell in of_record) for of_record in cells]
    members: list[list[int]] = [[] for _key in keys]
    for record in others:
        for cell in held[record]:
            members[cell].append(int(record))
    several = np.array([len(of_record) > 1 for of_record in held], dtype=bool)
    bits = vectors.BitTable(cells).rows
    for cell, listed in enumerate(members):
        inside = np.array(listed, dtype=np.int64)
        for a, b in between(inside, inside, meet):
            yield _first_seen(a, b, cell, bits, several)


def _first_seen(a: Numbers, b: Numbers, cell: int, cells: Bits, several: Flags) -> Pairs:
    """Without the pairs that share an earlier cell: those were seen there. The bits of cells are in their order."""
    doubtful = np.flatnonzero(several[a] & several[b])
    word, bit = divmod(cell, 64)
    earlier = cells[:, : word + 1].copy()
    earlier[:, word] &= np.uint64((1 << bit) - 1)
    keep = np.ones(len(a), dtype=bool)
    keep[doubtful] = ~vectors.share(earlier, a[doubtful], b[doubtful])
    return a[keep], b[keep]


def by_key(left: Sequence[Collection[str]], right: Sequence[Collection[str]]) -> Pairs:
    """Pairs of which one has a key of `left` that the other has in `right`."""
    keys = sorted({key for of_record in (*left, *right) for key in of_record})
    column = {key: number for number, key in enumerate(keys)}
    product = incidence(left, column) @ incidence(right, column).T
    both = sparse.triu(product + product.T, k=1).tocoo()
    return both.row.astype(np.int64), both.col.astype(np.int64)


class Holders:
    """Which records have a key."""

    def __init__(self, keys: Iterable[Collection[str]]) -> None:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, of_record in enumerate(keys):
            for key in of_record:
                rows[key].append(row)
        self._rows = {key: np.array(listed, dtype=np.int64) for key, listed in rows.items()}

    def of_any(self, keys: Iterable[str]) -> Numbers:
        """The records that have one of the keys, in order."""
        held = [self._rows[key] for key in keys if key in self._rows]
        return np.unique(np.concatenate(held)) if held else np.zeros(0, dtype=np.int64)


def with_one(one: int, others: Numbers) -> Pairs:
    """The pairs of one record with each of the others, without itself."""
    others = others[others != one]
    return np.minimum(others, one), np.maximum(others, one)


def without(pairs: Pairs, others: Pairs, records: int) -> Pairs:
    """The pairs that are not among the others."""
    keep = ~np.isin(pairs[0] * records + pairs[1], others[0] * records + others[1])
    return pairs[0][keep], pairs[1][keep]


def incidence(sets: Sequence[Collection[str]], column: dict[str, int]) -> Any:
    """One sparse row per set (CSR): 1 in the columns of its keys."""
    rows = [row for row, of_record in enumerate(sets) for _key in of_record]
    columns = [column[key] for of_record in sets for key in of_record]
    shape = (len(sets), max(len(column), 1))
    return sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
