"""Which pairs of offers may reach a score: a join over places, people and time first, over the content at last.

Each step gives an upper bound for the bits of a pair, so that no pair that reaches the score is missed.
"""

from __future__ import annotations

import copy
import functools
import itertools
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from graphsvc.matching import joins, names, offer_rules, offer_scores, score
from graphsvc.matching.joins import NearPairs, Pairs
from graphsvc.matching.offer_scores import DUPLICATE, PARALLEL, TEXT_BITS, OfferScores
from graphsvc.matching.offer_structure import OfferStructure
from graphsvc.matching.reading import Reading
from graphsvc.matching.vectors import Floats, Numbers

_SLACK = 1e-4  # bits; letters are weighed in single precision


class OfferJoin:
    """The offers of one city in columns, for as many scores as are asked for."""

    def __init__(self, scores: OfferScores) -> None:
        self._scores = scores
        self._structure = OfferStructure(scores)
        self._running = np.array([item.running for item in scores.readings], dtype=bool)
        self._nobody = np.array([not item.providers for item in scores.readings], dtype=bool)

    def with_one(self, scores: OfferScores) -> OfferJoin:
        """The offers of these columns and one more, the last of `scores`."""
        reading = scores.readings[-1]
        found = copy.copy(self)
        found._linked = self._linked  # nobody asks for the pairs of others with the new one
        found._scores = scores
        found._structure = self._structure.with_one(scores)
        found._running = np.append(self._running, reading.running)
        found._nobody = np.append(self._nobody, not reading.providers)
        return found

    def pairs(self, kind: str, needed: float, of: int | None = None) -> list[tuple[int, int]]:
        """Every pair whose bits without the prior may be `needed` or more and that may be of this kind, in order.

        `of` asks only for the pairs of that offer.
        """
        found: set[tuple[int, int]] = set()
        enough = needed - TEXT_BITS[kind][-1][1] - _SLACK
        for a, b, bits in self._sources(kind, enough) if of is None else self._sources_of(kind, enough, of):
            a, b, similarities = self._reaching(kind, needed, a, b, bits + _SLACK)
            pairs = list(zip(a.tolist(), b.tolist(), strict=True))
            self._scores.remember(pairs, similarities.tolist())
            found.update(pairs)
        return sorted(found)

    def _sources(self, kind: str, enough: float) -> Iterator[NearPairs]:
        """All pairs that may be of this kind and have enough bits besides their contents; these bits."""
        readings = self._scores.readings
        if kind == PARALLEL:
            near = functools.partial(self._structure.near, enough)
            yield from joins.by_cell([item.places for item in readings], self._running, near)
            return
        weight = score.weight(DUPLICATE, "provider")
        own = [item.offer.providers for item in readings]
        in_charge, known = [_in_charge(item) for item in readings], [_known(item) for item in readings]
        of_one, linked = joins.by_key(own, own), joins.by_key(in_charge, known)
        yield from self._duplicates(enough, of_one, offer_scores.ONE_LIST * weight)
        yield from self._duplicates(enough, joins.without(linked, of_one, len(readings)), weight)
        for pairs in self._of_nobody():
            yield from self._duplicates(enough, pairs, 0.0)

    def _duplicates(self, enough: float, pairs: Pairs, provider: float) -> Iterator[NearPairs]:
        """Those of the pairs that have enough bits, with the bits that their providers can give at most."""
        for a, b, bits in self._structure.of_pairs(DUPLICATE, enough - provider, pairs):
            yield a, b, bits + provider

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

    def _sources_of(self, kind: str, enough: float, of: int) -> Iterator[NearPairs]:
        """`_sources`, only the pairs of one offer."""
        reading = self._scores.readings[of]
        if kind == PARALLEL:
            if self._running[of]:
                others = np.flatnonzero(self._structure.places.meeting(reading.places) & self._running)
                yield from self._structure.of_pairs(PARALLEL, enough, joins.with_one(of, others))
            return
        in_charge, known = self._linked
        linked = np.union1d(known.of_any(_in_charge(reading)), in_charge.of_any(_known(reading)))
        yield from self._duplicates(enough, joins.with_one(of, linked), score.weight(DUPLICATE, "provider"))
        unknown = np.flatnonzero(self._nobody) if reading.providers else np.arange(len(self._scores.readings))
        unlinked = np.setdiff1d(unknown, linked, assume_unique=True)
        yield from self._duplicates(enough, joins.with_one(of, unlinked), 0.0)

    @cached_property
    def _linked(self) -> tuple[joins.Holders, joins.Holders]:
        """Who is in charge of which offers, and who is known to have to do with them."""
        readings = self._scores.readings
        return joins.Holders(map(_in_charge, readings)), joins.Holders(map(_known, readings))

    def _reaching(
        self, kind: str, needed: float, a: Numbers, b: Numbers, structure: Floats
    ) -> tuple[Numbers, Numbers, Floats]:
        """The pairs of these that may reach `needed`, with the similarity of their contents.

        `structure` are the most bits of all else. Bounds for the content become tighter with each step.
        """
        content = self._scores.content
        blend = content.blend(a, b)
        keep = structure + _text_bits(kind, blend.similarities(1.0, 1.0)) >= needed
        a, b, structure, blend = a[keep], b[keep], structure[keep], blend.of(keep)
        concepts = content.concept_cosines(a, b)
        keep = structure + _text_bits(kind, blend.similarities(concepts, 1.0)) >= needed
        a, b, structure, blend = a[keep], b[keep], structure[keep], blend.of(keep)
        similarity = blend.similarities(concepts[keep], content.letter_cosines(a, b))
        keep = structure + _text_bits(kind, similarity) >= needed
        return a[keep], b[keep], similarity[keep]


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
