"""Which offers are recorded twice, and which do the same for the same people side by side."""

from __future__ import annotations

import copy
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from functools import cached_property

from graphsvc.matching import offer_rules, score
from graphsvc.matching.city import City
from graphsvc.matching.explain import Facts, prior_text
from graphsvc.matching.finding import Evidence
from graphsvc.matching.offer_join import OfferJoin
from graphsvc.matching.offer_scores import DUPLICATE, PARALLEL, OfferScores
from graphsvc.matching.offer_words import OfferWords
from graphsvc.matching.one_more import OneMore
from graphsvc.model import Offer

_SLACK = 1e-9  # bits; sums in another order differ in the last digits


class Offers:
    """Pairs of offers that look like one (duplicate_offer) or do the same side by side (parallel_offer)."""

    kinds: Sequence[str] = (DUPLICATE, PARALLEL)

    def __init__(self, city: City, same_actor: Mapping[str, str]) -> None:
        self._city = city
        self._scores = OfferScores(city, same_actor)
        self._words = OfferWords(city, self._scores)
        self._ids: Sequence[str] = [item.offer.id for item in self._scores.readings]
        self._number: MutableMapping[str, int] = {key: number for number, key in enumerate(self._ids)}

    @cached_property
    def _join(self) -> OfferJoin:
        return OfferJoin(self._scores)

    def with_one(self, offer: Offer) -> Offers:
        """These offers and one that is not among them, to be asked about that one."""
        found = copy.copy(self)
        found._scores = self._scores.with_one(offer)
        found._words = OfferWords(self._city, found._scores)
        found._ids = OneMore(self._ids, offer.id)
        found._number = ChainMap({offer.id: len(self._ids)}, self._number)
        found._join = self._join.with_one(found._scores)
        return found

    def has(self, key: str) -> bool:
        """Whether there is such an offer."""
        return key in self._number

    def candidates(self, thresholds: Mapping[str, float], of: str | None = None) -> Iterable[tuple[str, str, str]]:
        """Pairs (of all offers, or of the offer `of`) whose bits may reach the threshold and that no rule excludes."""
        one = None if of is None else self._number[of]
        for kind in self.kinds:
            needed = thresholds[kind] - score.prior(kind, len(self._ids))
            for a, b in self._join.pairs(kind, needed, one):
                enough = sum(self._scores.bits(kind, a, b).values()) >= needed - _SLACK
                if enough and offer_rules.excluded(kind, self._scores, a, b) is None:
                    yield kind, self._ids[a], self._ids[b]

    def excluded(self, kind: str, a: str, b: str) -> str | None:
        """Why the pair must not be reported as this kind, as a word; None where it may be."""
        return offer_rules.excluded(kind, self._scores, *self._pair(a, b))

    def _pair(self, a: str, b: str) -> tuple[int, int]:
        first, second = sorted((self._number[a], self._number[b]))
        return first, second

    def bits(self, kind: str, a: str, b: str) -> Mapping[str, float]:
        """Those of the prior, then of each dimension that says anything."""
        return score.with_prior(kind, len(self._ids), self._scores.bits(kind, *self._pair(a, b)))

    def evidence(self, kind: str, a: str, b: str) -> tuple[Evidence, ...]:
        """`bits` with the shared values and a phrase for each."""
        pair = self._pair(a, b)
        (prior, least), *others = self.bits(kind, a, b).items()
        found = [Evidence(dimension, bits, *self._words.phrase(dimension, *pair)) for dimension, bits in others]
        return (Evidence(prior, least, (), prior_text(kind)), *found)

    def facts(self, kind: str, a: str, b: str) -> Facts:
        """What the sentence about the pair is made of."""
        return self._words.facts(*self._pair(a, b))
