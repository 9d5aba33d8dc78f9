"""What two offers have in common besides contents and providers: whether they may meet, and the most bits it gives."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from graphsvc.matching import compiled, joins, offer_scores, score
from graphsvc.matching.joins import NearPairs, Pairs
from graphsvc.matching.offer_scores import PARALLEL, OfferScores
from graphsvc.matching.offer_tables import AgeTable, KindTable, SpecialTable
from graphsvc.matching.set_table import SetTable
from graphsvc.matching.vectors import BitTable, Flags, Floats, Numbers, look_up

_NEVER, _EVER = 0, 99999999  # days as numbers: 20150701


class OfferStructure:
    """The offers of one city in columns."""

    def __init__(self, scores: OfferScores) -> None:
        self._scores = scores
        readings = scores.readings
        self.places = SetTable([item.places for item in readings])
        self._groups = SetTable([item.audience.groups for item in readings])
        self._forms = SetTable(scores.content.forms)
        self._same_form = self._forms.overlap()
        self._first = _days([item.first for item in readings], _NEVER)
        self._last = _days([item.last for item in readings], _EVER)
        self._ages = AgeTable([item.audience for item in readings])
        self._special = SpecialTable([item.audience for item in readings])
        self._kinds = KindTable(scores)
        self._times = BitTable([item.days | seasons for item, seasons in zip(readings, scores.seasons, strict=True)])
        self._themes = BitTable(scores.themes)
        self._told = np.array(scores.told, dtype=np.float64)
        self._capacity = np.array([item.offer.capacity or 0 for item in readings], dtype=np.int64)

    def with_one(self, scores: OfferScores) -> OfferStructure:
        """The offers of these columns and one more, the last of `scores`."""
        reading = scores.readings[-1]
        found = copy.copy(self)
        found._scores = scores
        found.places = self.places.with_one(reading.places)
        found._groups = self._groups.with_one(reading.audience.groups)
        found._forms = self._forms.with_one(scores.content.forms[-1])
        if found._forms.distinct is not self._forms.distinct:
            found._same_form = found._forms.overlap()
        found._first = np.append(self._first, _days([reading.first], _NEVER))
        found._last = np.append(self._last, _days([reading.last], _EVER))
        found._ages = self._ages.with_one(reading.audience)
        found._special = self._special.with_one(reading.audience)
        found._kinds = self._kinds.with_one(reading.kind)
        found._times = self._times.with_one(reading.days | scores.seasons[-1])
        found._themes = self._themes.with_one(reading.themes)
        found._told = np.append(self._told, scores.told[-1])
        found._capacity = np.append(self._capacity, reading.offer.capacity or 0)
        return found

    def meet(self, a: Numbers, b: Numbers) -> Flags:
        """Whether the periods, the ages and the special groups of both meet, as far as they are known."""
        apart = (self._last[a] < self._first[b]) | (self._last[b] < self._first[a])
        apart |= look_up(self._ages.apart, self._ages.of, a, b)
        apart |= look_up(self._special.apart, self._special.of, a, b)
        meeting: Flags = ~apart
        return meeting

    def bits(self, kind: str, a: Numbers, b: Numbers) -> Floats:
        """The most bits that all dimensions but content and provider give; theme and name only as a bound."""
        rarity = self._scores.rarity
        found = self.places.shared(rarity["district"], score.weight(kind, "district"), a, b)
        found += self._groups.shared(rarity["target_group"], score.weight(kind, "target_group"), a, b)
        found += score.weight(kind, "age") * look_up(self._ages.shares, self._ages.of, a, b)
        found += score.weight(kind, "time") * self._time_shares(a, b)
        found += score.weight(kind, "theme") * self._themes.share(a, b)
        if kind == PARALLEL:
            same_form = look_up(self._same_form, self._forms.of, a, b)
            form = offer_scores.SAME_FORM * score.weight(kind, "kind") * same_form
            found += np.maximum(form, self._kinds.shared_bits(a, b))
        else:
            same_capacity = (self._capacity[a] == self._capacity[b]) & (self._capacity[a] > 0)
            found += score.weight(kind, "capacity") * same_capacity
            found += np.minimum(score.weight(kind, "name"), np.minimum(self._told[a], self._told[b]))
        return found

    def _time_shares(self, a: Numbers, b: Numbers) -> Floats:
        """OfferScores.time_share for pairs whose periods are not apart."""
        known = (self._first[a] > _NEVER) & (self._first[b] > _NEVER)
        found: Floats = np.where(self._times.share(a, b), 1.0, np.where(known, offer_scores.RUNNING, 0.0))
        return found

    def of_pairs(self, kind: str, needed: float, pairs: Pairs) -> Iterator[NearPairs]:
        """Those of the pairs that meet and have `needed` bits or more, with their bits, in chunks."""
        for a, b in joins.in_chunks(pairs):
            may = self.meet(a, b)
            yield self._enough(kind, needed, a[may], b[may])

    def _enough(self, kind: str, needed: float, a: Numbers, b: Numbers) -> NearPairs:
        bits = self.bits(kind, a, b)
        keep = bits >= needed
        return a[keep], b[keep], bits[keep]

    def near(self, needed: float, records: Numbers, first: int) -> Iterator[NearPairs]:
        """`of_pairs` for parallel offers: of each of the first so many records with all that come after it."""
        if loops := compiled.kernels(first * len(records)):
            yield from self._swept(loops, needed, records, first)
            return
        for a, b in joins.between(records, first, self.meet):
            yield self._enough(PARALLEL, needed, a, b)

    def _swept(self, loops: ModuleType, needed: float, records: Numbers, first: int) -> Iterator[NearPairs]:
        """`near` in one pass over each row, as machine code."""
        part = self._ages.of[records] * len(self._special.apart) + self._special.of[records]
        order = np.argsort(part, kind="stable")
        counts = np.unique(part, return_counts=True)[1]
        ends = np.cumsum(counts)
        heads = ends - counts
        tables, every = self._tables(loops), self._columns(loops)
        left, right = every.of(records[:first]), every.of(records[order])
        room = min(joins.CHUNK, first * len(records)) + len(records)
        found = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64), np.empty(room)
        row = 0
        while row < first:
            count, row = loops.sweep(tables, left, right, order, ends, heads, row, needed, found)
            a, b = joins.in_order(records[found[0][:count]], records[found[1][:count]])
            yield a, b, found[2][:count].copy()

    def _columns(self, loops: ModuleType) -> Any:
        return loops.Columns(
            first=self._first,
            last=self._last,
            known=self._first > _NEVER,
            ages=self._ages.of.astype(np.int32),
            special=self._special.of.astype(np.int32),
            places=self.places.of.astype(np.int32),
            groups=self._groups.of.astype(np.int32),
            times=self._times.rows,
            themes=self._themes.rows,
            forms=self._forms.of.astype(np.int32),
            kinds=self._kinds.of.astype(np.int32),
        )

    def _tables(self, loops: ModuleType) -> Any:
        weight = {dimension: found.most for dimension, found in score.WEIGHTS[PARALLEL].items()}

        def shares(sets: SetTable, dimension: str) -> Any:
            rows, bits = sets.ranked(self._scores.rarity[dimension])
            return loops.Shares(rows.indptr, rows.indices, bits, sets.signs, weight[dimension])

        return loops.Tables(
            ages_apart=self._ages.apart,
            special_apart=self._special.apart,
            age_bits=weight["age"] * self._ages.shares,
            places=shares(self.places, "district"),
            groups=shares(self._groups, "target_group"),
            form_bits=offer_scores.SAME_FORM * weight["kind"] * self._same_form,
            kind_bits=self._kinds.bits,
            time_bits=weight["time"] * np.array([0.0, offer_scores.RUNNING, 1.0, 1.0]),
            theme_bits=weight["theme"] * np.array([0.0, 1.0]),
        )


def _days(dates: Sequence[str], unknown: int) -> Numbers:
    return np.array([int(date.replace("-", "")) if date else unknown for date in dates], dtype=np.int32)
