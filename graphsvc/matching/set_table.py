"""Sets that records have (districts, target groups, ...), equal ones only once, and what two of them share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from graphsvc.matching import vectors
from graphsvc.matching.joins import Holders, incidence
from graphsvc.matching.one_more import OneMore
from graphsvc.matching.score import Rarity
from graphsvc.matching.vectors import Bits, BitTable, Flags, Floats, Numbers

_TABLE = 1024  # different sets up to which all pairs of them are in a table, of 8 MB
_CHUNK = 20_000  # pairs at a time


class SetTable:
    """The sets of all records (districts, target groups, ...), equal sets only once, with tables over pairs of sets."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        self.distinct: Sequence[frozenset[str]] = sorted(set(sets), key=sorted)
        self._number = {values: position for position, values in enumerate(self.distinct)}
        self.of = np.array([self._number[values] for values in sets], dtype=np.int64)  # record -> number of its set
        self._tables: dict[object, Floats] = {}
        self._ranked: dict[Rarity, tuple[Any, Floats]] = {}

    def with_one(self, values: frozenset[str]) -> SetTable:
        """These sets and one more, the last, to be asked about the pairs of that one."""
        return _SetsAndOne(self, values)

    def shared(self, rarity: Rarity, most: float, a: Numbers, b: Numbers) -> Floats:
        """Rarity.shared of the sets of record a[k] and record b[k], for each k."""
        if len(self.distinct) <= _TABLE:
            return vectors.look_up(self.shared_bits(rarity, most), self.of, a, b)
        found = np.zeros(len(a))
        some = np.flatnonzero(self.signs[self.of[a]] & self.signs[self.of[b]])
        for start in range(0, len(some), _CHUNK):
            part = some[start : start + _CHUNK]
            found[part] = self._shared_of(rarity, most, self.of[a[part]], self.of[b[part]])
        return found

    def _shared_of(self, rarity: Rarity, most: float, a: Numbers, b: Numbers) -> Floats:
        """Rarity.shared of the set a[k] and the set b[k], for each k."""
        rows, bits = self.ranked(rarity)
        both = rows[a].multiply(rows[b])
        counts = np.diff(both.indptr)
        shared = bits[both.indices]
        total = np.bincount(np.repeat(np.arange(len(a)), counts), weights=shared, minlength=len(a))
        best = np.zeros(len(a))
        best[counts > 0] = shared[both.indptr[1:][counts > 0] - 1]
        found: Floats = np.minimum(most, best + 0.25 * (total - best))
        return found

    def meeting(self, values: frozenset[str]) -> Flags:
        """Whether each record shares a value with these, or has none, or these are none (nobody knows)."""
        meets = np.full(len(self.distinct), not values)
        meets[self._holders.of_any(values)] = True
        if frozenset() in self._number:
            meets[self._number[frozenset()]] = True
        found: Flags = meets[self.of]
        return found

    def ranked(self, rarity: Rarity) -> tuple[Any, Floats]:
        """One sparse row per distinct set (CSR), 1 for each of its values, the rarest last; the bits of all values."""
        if rarity not in self._ranked:
            values = sorted(set().union(*self.distinct), key=lambda value: (rarity.bits(value), value))
            rank = {value: number for number, value in enumerate(values)}
            self._ranked[rarity] = (
                incidence(self.distinct, rank),
                np.array([rarity.bits(value) for value in values] or [0.0]),
            )
        return self._ranked[rarity]

    @cached_property
    def signs(self) -> Bits:
        """A flag for each value of each distinct set; sets that share a value have a common flag, others may."""
        found: Bits = np.bitwise_or.reduce(BitTable(self.distinct).rows, axis=1)
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
        rows, bits = self.ranked(rarity)
        by_value = rows.tocsc()
        total = np.zeros((len(self.distinct), len(self.distinct)))
        best = np.zeros_like(total)
        for value, rarest in enumerate(bits):  # ascending, so that the rarest shared value comes last
            holders = by_value.indices[by_value.indptr[value] : by_value.indptr[value + 1]]
            total[np.ix_(holders, holders)] += rarest
            best[np.ix_(holders, holders)] = rarest
        found: Floats = np.minimum(most, best + 0.25 * (total - best))
        return found

    def overlap(self) -> Flags:
        """Whether two distinct sets share a value."""
        values = sorted({value for of_set in self.distinct for value in of_set})
        has = self.incidence(values)
        found: Flags = (has @ has.T) > 0
        return found


class _SetsAndOne(SetTable):
    """Sets and one more, the last, which is compared with the others: for it alone, no table of all pairs is needed."""

    def __init__(self, known: SetTable, values: frozenset[str]) -> None:
        self._known, self._one = known, values
        self._holders = known._holders  # made once, for all
        self._place = known._number.get(values, len(known.distinct))
        self.distinct = known.distinct if values in known._number else OneMore(known.distinct, values)
        self._rows: dict[tuple[Rarity, float], Floats] = {}

    @cached_property
    def of(self) -> Numbers:  # type: ignore[override]
        """Record -> number of its set."""
        return np.append(self._known.of, self._place)

    def shared(self, rarity: Rarity, most: float, a: Numbers, b: Numbers) -> Floats:
        """Rarity.shared of the sets of record a[k] and record b[k], one of which is the last one, for each k."""
        if (rarity, most) not in self._rows:
            self._rows[rarity, most] = self._row(rarity, most)
        found: Floats = self._rows[rarity, most][self._known.of[np.minimum(a, b)]]
        return found

    def _row(self, rarity: Rarity, most: float) -> Floats:
        """Rarity.shared of the last set and each of the known ones."""
        total, best = np.zeros(len(self._known.distinct)), np.zeros(len(self._known.distinct))
        for value in sorted(self._one, key=rarity.bits):  # so that the rarest shared value comes last
            holders = self._holders.of_any([value])
            total[holders] += rarity.bits(value)
            best[holders] = rarity.bits(value)
        found: Floats = np.minimum(most, best + 0.25 * (total - best))
        return found

    def meeting(self, values: frozenset[str]) -> Flags:
        """As for the known ones; the last, whose values are asked for, meets itself."""
        return np.append(self._known.meeting(values), True)
