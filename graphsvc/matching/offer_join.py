"""Which pairs of offers may reach a score: a join over places, people and time first, over the content at last.

Each step gives an upper bound for the bits of a pair, so that no pair that reaches the score is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graphsvc.matching import audience, joins, names, offer_scores, score
from graphsvc.matching.audience import Audience
from graphsvc.matching.joins import Pairs, SetTable
from graphsvc.matching.offer_scores import DUPLICATE, PARALLEL, TEXT_BITS, OfferScores
from graphsvc.matching.vectors import Flags, Floats, Numbers, bit_rows, cosines, share

_SLACK = 1e-4  # bits; letters are weighed in single precision
_NEVER, _EVER = 0, 99999999  # days as numbers: 20150701
_UNKNOWN = (0, 0, 0)  # no ages: whose, from, to


class OfferJoin:
    """The offers of one city in columns, for as many scores as are asked for."""

    def __init__(self, scores: OfferScores) -> None:
        self._scores = scores
        readings = scores.readings
        self._places = SetTable([item.places for item in readings])
        self._groups = SetTable([item.audience.groups for item in readings])
        self._forms = SetTable(scores.content.forms)
        self._same_form = self._forms.overlap()
        self._first = _days([item.first for item in readings], _NEVER)
        self._last = _days([item.last for item in readings], _EVER)
        self._ages = _AgeTable([item.audience for item in readings])
        self._special = _SpecialTable([item.audience for item in readings])
        self._running = np.array([item.running for item in readings], dtype=bool)
        self._nobody = np.array([not item.providers for item in readings], dtype=bool)
        self._kind, self._kind_bits = _kinds(scores)
        self._days = _bits([item.days for item in readings])
        self._seasons = _bits(scores.seasons)
        self._themes = bit_rows(scores.themes)
        self._told = np.array(scores.told, dtype=np.float64)
        self._capacity = np.array([item.offer.capacity or 0 for item in readings], dtype=np.int64)

    def pairs(self, kind: str, needed: float, of: int | None = None) -> list[tuple[int, int]]:
        """Every pair whose bits without the prior may be `needed` or more and that may be of this kind, in order.

        `of` asks only for the pairs of that offer.
        """
        tables = {
            "district": self._places.shared_bits(self._scores.rarity["district"], score.weight(kind, "district")),
            "target_group": self._groups.shared_bits(
                self._scores.rarity["target_group"], score.weight(kind, "target_group")
            ),
        }
        found: set[tuple[int, int]] = set()
        for (a, b), provider in self._sources(kind) if of is None else self._sources_of(kind, of):
            a, b, similarities = self._reaching(kind, needed - provider, tables, a, b)
            pairs = list(zip(a.tolist(), b.tolist(), strict=True))
            self._scores.remember(pairs, similarities.tolist())
            found.update(pairs)
        return sorted(found)

    def _sources(self, kind: str) -> Iterator[tuple[Pairs, float]]:
        """All pairs that may be of this kind, with the most bits that their providers can give."""
        readings = self._scores.readings
        if kind == PARALLEL:
            yield from (
                (pairs, 0.0) for pairs in joins.by_cell([i.places for i in readings], self._running, self._meet)
            )
            return
        weight = score.weight(DUPLICATE, "provider")
        own = [item.offer.providers for item in readings]
        in_charge = [{f"actor {k}" for k in item.providers} | {f"said {k}" for k in item.carriers} for item in readings]
        known = [
            {f"actor {k}" for k in item.involved | item.related} | {f"said {k}" for k in item.federations}
            for item in readings
        ]
        of_one, linked = joins.by_key(own, own), joins.by_key(in_charge, known)
        yield of_one, offer_scores.ONE_LIST * weight
        yield joins.without(linked, of_one, len(readings)), weight
        titles = [set(title.tokens) for title in self._scores.titles]
        of_nobody = [title if nobody else set() for title, nobody in zip(titles, self._nobody, strict=True)]
        alike = names.alike_words(set().union(*of_nobody), set().union(*titles))
        near = [{word for token in title for word in alike[token]} for title in of_nobody]
        yield joins.by_key(near, titles), 0.0

    def _sources_of(self, kind: str, of: int) -> Iterator[tuple[Pairs, float]]:
        """All pairs of one offer: so few that no join is worth its tables."""
        provider = score.weight(DUPLICATE, "provider") if kind == DUPLICATE else 0.0
        yield joins.with_one(of, len(self._scores.readings)), provider

    def _reaching(
        self, kind: str, needed: float, tables: dict[str, Floats], a: Numbers, b: Numbers
    ) -> tuple[Numbers, Numbers, Floats]:
        """The pairs of these that may reach `needed`, with the similarity of their contents.

        Bounds for the content become tighter with each step.
        """
        content = self._scores.content
        if kind == DUPLICATE:
            may = self._meet(a, b)
            a, b = a[may], b[may]
        structure = self._structure(kind, tables, a, b) + _SLACK
        keep = structure + TEXT_BITS[kind][-1][1] >= needed
        a, b, structure = a[keep], b[keep], structure[keep]
        most = np.ones(len(a))
        keep = structure + _text_bits(kind, content.blend(a, b, most, most)) >= needed
        a, b, structure = a[keep], b[keep], structure[keep]
        concepts = content.concept_cosines(a, b)
        keep = structure + _text_bits(kind, content.blend(a, b, concepts, np.ones(len(a)))) >= needed
        a, b, structure, concepts = a[keep], b[keep], structure[keep], concepts[keep]
        similarity = content.blend(a, b, concepts, cosines(content.grams, a, b))
        keep = structure + _text_bits(kind, similarity) >= needed
        return a[keep], b[keep], similarity[keep]

    def _meet(self, a: Numbers, b: Numbers) -> Flags:
        """Whether the periods, the ages and the special groups of both meet, as far as they are known."""
        apart = (self._last[a] < self._first[b]) | (self._last[b] < self._first[a])
        apart |= self._ages.apart[self._ages.of[a], self._ages.of[b]]
        apart |= self._special.apart[self._special.of[a], self._special.of[b]]
        meeting: Flags = ~apart
        return meeting

    def _structure(self, kind: str, tables: dict[str, Floats], a: Numbers, b: Numbers) -> Floats:
        """The most bits that all dimensions but content and provider give; theme and name only as a bound."""
        found = tables["district"][self._places.of[a], self._places.of[b]]
        found += tables["target_group"][self._groups.of[a], self._groups.of[b]]
        found += score.weight(kind, "age") * self._ages.shares[self._ages.of[a], self._ages.of[b]]
        found += score.weight(kind, "time") * self._time_shares(a, b)
        found += score.weight(kind, "theme") * share(self._themes, a, b)
        if kind == PARALLEL:
            same_form = self._same_form[self._forms.of[a], self._forms.of[b]]
            form = offer_scores.SAME_FORM * score.weight(kind, "kind") * same_form
            found += np.maximum(form, np.where(self._kind[a] == self._kind[b], self._kind_bits[self._kind[a]], 0.0))
        else:
            same_capacity = (self._capacity[a] == self._capacity[b]) & (self._capacity[a] > 0)
            found += score.weight(kind, "capacity") * same_capacity
            found += np.minimum(score.weight(kind, "name"), np.minimum(self._told[a], self._told[b]))
        return found

    def _time_shares(self, a: Numbers, b: Numbers) -> Floats:
        """OfferScores.time_share for pairs whose periods are not apart."""
        same = ((self._days[a] & self._days[b]) | (self._seasons[a] & self._seasons[b])) > 0
        known = (self._first[a] > _NEVER) & (self._first[b] > _NEVER)
        found: Floats = np.where(same, 1.0, np.where(known, offer_scores.RUNNING, 0.0))
        return found


class _AgeTable:
    """The ages of all offers, equal ages only once, with tables over pairs of ages."""

    def __init__(self, audiences: Sequence[Audience]) -> None:
        # whose ages: 1 of those who come, 2 of the parents
        ages = [(1 + a.parents_ages, a.ages.low, a.ages.high) if a.ages else _UNKNOWN for a in audiences]
        distinct = sorted({*ages, _UNKNOWN})
        number = {found: position for position, found in enumerate(distinct)}
        self.of = np.array([number[found] for found in ages], dtype=np.int64)  # offer -> number of its ages
        whose, low, high = np.array(distinct, dtype=np.int32).T
        both = np.minimum.outer(high, high) - np.maximum.outer(low, low)
        shorter = np.minimum.outer(high - low, high - low)
        comparable = np.equal.outer(whose, whose) & (whose > 0)
        # whether the ages do not meet, and offer_scores.age_share
        self.apart: Flags = comparable & (both <= audience.LEAST_OVERLAP * shorter)
        union = np.add.outer(high - low, high - low) - both
        steps = offer_scores.AGE_SHARES
        self.shares: Floats = np.select(
            [both >= least * union for least, _share in steps], [part for _l, part in steps]
        )
        self.shares[shorter > offer_scores.WIDE] *= offer_scores.WIDE_SHARE
        self.shares[(both <= 0) | ~comparable] = 0.0


class _SpecialTable:
    """The rules of audience.conflict about special groups, what is equal only once, as a table over pairs."""

    def __init__(self, audiences: Sequence[Audience]) -> None:
        special = {key: group.special for key, group in audience.groups().items() if group.special}
        everything = frozenset(special)
        of_all = [
            (
                frozenset(key for key in item.exclusive if special[key] in ("gender", "language")),
                frozenset(key for key in item.exclusive if special[key] == "need"),
                item.mentioned & everything,
                bool(item.groups or item.mentioned),
            )
            for item in audiences
        ]
        number = {found: position for position, found in enumerate(dict.fromkeys(of_all))}
        self.of = np.array([number[found] for found in of_all], dtype=np.int64)  # offer -> number of its groups
        only = [
            [
                known and bool(strict - mentioned or (needs and not needs & mentioned))
                for _s, _n, mentioned, known in number
            ]
            for strict, needs, _mentioned, _known in number
        ]
        # whether one is only for a special group that the other, which says whom it is for, does not name
        self.apart = np.array(only, dtype=bool).reshape(len(number), len(number))
        self.apart |= self.apart.T


def _text_bits(kind: str, similarity: Floats) -> Floats:
    """score.curve over the similarities."""
    xs, ys = zip(*TEXT_BITS[kind], strict=True)
    found: Floats = np.interp(similarity, xs, ys)
    return found


def _days(dates: Sequence[str], unknown: int) -> Numbers:
    return np.array([int(date.replace("-", "")) if date else unknown for date in dates], dtype=np.int32)


def _bits(sets: Sequence[frozenset[str]]) -> Numbers:
    """Each set as the bits of a number; for sets of a few values, such as days of the week."""
    distinct = set(sets)
    number = {value: position for position, value in enumerate(sorted(set().union(*distinct)))}
    bits = {found: sum(1 << number[value] for value in found) for found in distinct}
    return np.array([bits[found] for found in sets], dtype=np.int64)


def _kinds(scores: OfferScores) -> tuple[Numbers, Floats]:
    """(offer -> number of its kind as typed, number -> bits where both have it)."""
    kinds = sorted(set(scores.kinds))
    number = {kind: position for position, kind in enumerate(kinds)}
    most = score.weight(PARALLEL, "kind")
    bits = [scores.rarity["kind"].shared({kind}, {kind}, most) if kind else 0.0 for kind in kinds]
    return np.array([number[kind] for kind in scores.kinds], dtype=np.int64), np.array(bits)
