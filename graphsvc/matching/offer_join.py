"""Which pairs of offers may reach a score: a join over places, people and time first, over the content at last.

Each step gives an upper bound for the bits of a pair, so that no pair that reaches the score is missed.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from graphsvc.matching import joins, names, offer_rules, offer_scores, score
from graphsvc.matching.joins import Pairs, SetTable
from graphsvc.matching.offer_scores import DUPLICATE, PARALLEL, TEXT_BITS, OfferScores
from graphsvc.matching.offer_tables import AgeTable, KindTable, SpecialTable
from graphsvc.matching.reading import Reading
from graphsvc.matching.vectors import BitTable, Flags, Floats, Numbers, look_up

_SLACK = 1e-4  # bits; letters are weighed in single precision
_NEVER, _EVER = 0, 99999999  # days as numbers: 20150701


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
        self._ages = AgeTable([item.audience for item in readings])
        self._special = SpecialTable([item.audience for item in readings])
        self._running = np.array([item.running for item in readings], dtype=bool)
        self._nobody = np.array([not item.providers for item in readings], dtype=bool)
        self._kinds = KindTable(scores)
        self._days = BitTable([item.days for item in readings])
        self._seasons = BitTable(scores.seasons)
        self._themes = BitTable(scores.themes)
        self._told = np.array(scores.told, dtype=np.float64)
        self._capacity = np.array([item.offer.capacity or 0 for item in readings], dtype=np.int64)

    def with_one(self, scores: OfferScores) -> OfferJoin:
        """The offers of these columns and one more, the last of `scores`."""
        reading = scores.readings[-1]
        found = copy.copy(self)
        found._linked = self._linked  # nobody asks for the pairs of others with the new one
        found._scores = scores
        found._places = self._places.with_one(reading.places)
        found._groups = self._groups.with_one(reading.audience.groups)
        found._forms = self._forms.with_one(scores.content.forms[-1])
        if found._forms.distinct is not self._forms.distinct:
            found._same_form = found._forms.overlap()
        found._first = np.append(self._first, _days([reading.first], _NEVER))
        found._last = np.append(self._last, _days([reading.last], _EVER))
        found._ages = self._ages.with_one(reading.audience)
        found._special = self._special.with_one(reading.audience)
        found._running = np.append(self._running, reading.running)
        found._nobody = np.append(self._nobody, not reading.providers)
        found._kinds = self._kinds.with_one(reading.kind)
        found._days = self._days.with_one(reading.days)
        found._seasons = self._seasons.with_one(scores.seasons[-1])
        found._themes = self._themes.with_one(reading.themes)
        found._told = np.append(self._told, scores.told[-1])
        found._capacity = np.append(self._capacity, reading.offer.capacity or 0)
        return found

    def pairs(self, kind: str, needed: float, of: int | None = None) -> list[tuple[int, int]]:
        """Every pair whose bits without the prior may be `needed` or more and that may be of this kind, in order.

        `of` asks only for the pairs of that offer.
        """
        found: set[tuple[int, int]] = set()
        for (a, b), provider in self._sources(kind) if of is None else self._sources_of(kind, of):
            a, b, similarities = self._reaching(kind, needed - provider, a, b)
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
        in_charge, known = [_in_charge(item) for item in readings], [_known(item) for item in readings]
        of_one, linked = joins.by_key(own, own), joins.by_key(in_charge, known)
        yield of_one, offer_scores.ONE_LIST * weight
        yield joins.without(linked, of_one, len(readings)), weight
        yield from ((pairs, 0.0) for pairs in self._of_nobody())

    def _of_nobody(self) -> Iterator[Pairs]:
        """Pairs with an offer that names no provider: only those whose titles may be enough alike."""
        share = offer_rules.SAME_TITLE - _SLACK
        all_words = [frozenset(title.tokens) for title in self._scores.titles]
        telling = [self._scores.telling_title(number, share) for number in range(len(all_words))]
        alike = names.alike_words(
            set().union(*itertools.compress(all_words, self._nobody)), frozenset().union(*all_words)
        )
        for mine, theirs in ((telling, all_words), (all_words, telling)):
            near = [
                {word for token in title for word in alike[token]} if nobody else frozenset()
                for title, nobody in zip(mine, self._nobody, strict=True)
            ]
            yield joins.by_key(near, theirs)

    def _sources_of(self, kind: str, of: int) -> Iterator[tuple[Pairs, float]]:
        """The pairs of one offer that may be of this kind, with the most bits that their providers can give."""
        reading = self._scores.readings[of]
        if kind == PARALLEL:
            if self._running[of]:
                others = np.flatnonzero(self._places.meeting(reading.places) & self._running)
                a, b = joins.with_one(of, others)
                may = self._meet(a, b)
                yield (a[may], b[may]), 0.0
            return
        in_charge, known = self._linked
        linked = np.union1d(known.of_any(_in_charge(reading)), in_charge.of_any(_known(reading)))
        yield joins.with_one(of, linked), score.weight(DUPLICATE, "provider")
        unknown = np.flatnonzero(self._nobody) if reading.providers else np.arange(len(self._scores.readings))
        yield joins.with_one(of, np.setdiff1d(unknown, linked, assume_unique=True)), 0.0

    @cached_property
    def _linked(self) -> tuple[joins.Holders, joins.Holders]:
        """Who is in charge of which offers, and who is known to have to do with them."""
        readings = self._scores.readings
        return joins.Holders(map(_in_charge, readings)), joins.Holders(map(_known, readings))

    def _reaching(self, kind: str, needed: float, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """The pairs of these that may reach `needed`, with the similarity of their contents.

        Bounds for the content become tighter with each step.
        """
        content = self._scores.content
        if kind == DUPLICATE:
            may = self._meet(a, b)
            a, b = a[may], b[may]
        structure = self._structure(kind, a, b) + _SLACK
        keep = structure + TEXT_BITS[kind][-1][1] >= needed
        a, b, structure = a[keep], b[keep], structure[keep]
        most = np.ones(len(a))
        keep = structure + _text_bits(kind, content.blend(a, b, most, most)) >= needed
        a, b, structure = a[keep], b[keep], structure[keep]
        concepts = content.concept_cosines(a, b)
        keep = structure + _text_bits(kind, content.blend(a, b, concepts, np.ones(len(a)))) >= needed
        a, b, structure, concepts = a[keep], b[keep], structure[keep], concepts[keep]
        similarity = content.blend(a, b, concepts, content.letter_cosines(a, b))
        keep = structure + _text_bits(kind, similarity) >= needed
        return a[keep], b[keep], similarity[keep]

    def _meet(self, a: Numbers, b: Numbers) -> Flags:
        """Whether the periods, the ages and the special groups of both meet, as far as they are known."""
        apart = (self._last[a] < self._first[b]) | (self._last[b] < self._first[a])
        apart |= look_up(self._ages.apart, self._ages.of, a, b)
        apart |= look_up(self._special.apart, self._special.of, a, b)
        meeting: Flags = ~apart
        return meeting

    def _structure(self, kind: str, a: Numbers, b: Numbers) -> Floats:
        """The most bits that all dimensions but content and provider give; theme and name only as a bound."""
        rarity = self._scores.rarity
        found = self._places.shared(rarity["district"], score.weight(kind, "district"), a, b)
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
        same = self._days.share(a, b) | self._seasons.share(a, b)
        known = (self._first[a] > _NEVER) & (self._first[b] > _NEVER)
        found: Floats = np.where(same, 1.0, np.where(known, offer_scores.RUNNING, 0.0))
        return found


def _in_charge(item: Reading) -> set[str]:
    """Keys of those in charge of an offer, as its column and its text say."""
    return {f"actor {key}" for key in item.providers} | {f"said {key}" for key in item.carriers}


def _known(item: Reading) -> set[str]:
    """Keys of those who have to do with an offer, in whose house it is, or of whom those in charge are part."""
    actors = item.involved | item.related | item.hosts
    return {f"actor {key}" for key in actors} | {f"said {key}" for key in item.federations}


def _text_bits(kind: str, similarity: Floats) -> Floats:
    """score.curve over the similarities."""
    xs, ys = zip(*TEXT_BITS[kind], strict=True)
    found: Floats = np.interp(similarity, xs, ys)
    return found


def _days(dates: Sequence[str], unknown: int) -> Numbers:
    return np.array([int(date.replace("-", "")) if date else unknown for date in dates], dtype=np.int32)
