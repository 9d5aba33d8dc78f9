"""How many bits each dimension gives for a pair of offers: numbers only, no words for people."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence

from graphsvc.matching import ages, names, score
from graphsvc.matching.actors import place_names
from graphsvc.matching.audience import Audience
from graphsvc.matching.city import City
from graphsvc.matching.concepts import OF_OFFERS, facet
from graphsvc.matching.content import Content
from graphsvc.matching.names import Name
from graphsvc.matching.one_more import OneMore
from graphsvc.matching.periods import together
from graphsvc.matching.reading import Reader, Reading, read_all
from graphsvc.model import Offer

DUPLICATE = "duplicate_offer"
PARALLEL = "parallel_offer"

# Similarity of contents -> bits. Half of all true pairs share few words, so that .35 is much; two offers of one
# provider share its words anyway, so that a duplicate needs more.
TEXT_BITS: dict[str, tuple[tuple[float, float], ...]] = {
    PARALLEL: ((0.14, 0.0), (0.23, 6.5), (0.3, 13.0), (0.405, 17.0), (0.58, 20.0)),
    DUPLICATE: ((0.245, 0.0), (0.33, 4.0), (0.405, 11.0), (0.49, 14.0), (0.66, 16.0)),
}
_NAME_SHARES = ((0.3, 0.0), (0.6, 0.5), (1.0, 1.0))  # similarity of titles -> share of what their common words tell
AGE_SHARES = ((0.9, 1.0), (0.6, 0.7), (0.3, 0.4), (0.0, 0.15))  # overlap / union at least -> share of the weight
WIDE = 30 * 12  # months; an offer for adults of all ages says little by its ages
WIDE_SHARE = 0.3
SAME_FORM = 0.4  # of the weight of the kind, where only the form is the same
RUNNING = 0.4  # of the weight of the time, where both run at the same time but no day or season is shared
ONE_LIST = 0.4  # of the weight of the provider: who lists two offers under one name knows that they are two
_FAMILY = 0.7  # of the weight of the provider: an office and its unit, or a carrier whose name or house the text names


class OfferScores:
    """The bits of all pairs of offers of one city; offers are numbers, in the order of their ids."""

    def __init__(self, city: City, same_actor: Mapping[str, str]) -> None:
        self._reader = Reader(city, same_actor)
        self.readings: Sequence[Reading] = read_all(self._reader, city.offers)
        self.content = Content(
            [item.text for item in self.readings], OF_OFFERS, [item.people for item in self.readings]
        )
        self._places = place_names(city)
        self.titles: Sequence[Name] = [names.parse(item.offer.title, self._places) for item in self.readings]
        self.themes: Sequence[frozenset[str]] = [item.themes for item in self.readings]
        self.kinds: Sequence[str] = [item.kind for item in self.readings]
        self.seasons: Sequence[frozenset[str]] = self.content.of_facet("season")
        self.rarity: dict[str, score.Rarity] = {
            "district": score.Rarity(item.places for item in self.readings),
            "target_group": score.Rarity(item.audience.groups for item in self.readings),
            "theme": score.Rarity(self.themes),
            "kind": score.Rarity({kind} - {""} for kind in self.kinds),
        }
        self._similarities: dict[tuple[int, int], float] = {}
        self._bits: dict[tuple[str, int, int], dict[str, float]] = {}
        self._names = names.Names(self.titles)
        # how much each title tells, in bits
        self.told: Sequence[float] = [self._names.told(title) for title in self.titles]

    def with_one(self, offer: Offer) -> OfferScores:
        """These offers and one more, the last; how rare values are is counted among these."""
        reading = self._reader.read(offer)
        title = names.parse(offer.title, self._places)
        found = copy.copy(self)
        found.readings = OneMore(self.readings, reading)
        found.content = self.content.with_one(reading.text, reading.people)
        found.titles = OneMore(self.titles, title)
        found.themes = OneMore(self.themes, reading.themes)
        found.kinds = OneMore(self.kinds, reading.kind)
        seasons = (concept for concept in found.content.weights[-1] if facet(concept) == "season")
        found.seasons = OneMore(self.seasons, frozenset(seasons))
        found.told = OneMore(self.told, self._names.told(title))
        found._similarities, found._bits = {}, {}
        return found

    def similarity(self, a: int, b: int) -> float:
        """How alike the contents are, 0 to 1; rules and evidence ask for the same pair several times."""
        found = self._similarities.get((a, b))
        if found is None:
            found = self._similarities[a, b] = self.content.similarity(a, b)
        return found

    def remember(self, pairs: Iterable[tuple[int, int]], similarities: Iterable[float]) -> None:
        """Keeps similarities that were computed for many pairs at once, which takes a tenth of the time."""
        self._similarities.update(zip(pairs, similarities, strict=True))

    def title_similarity(self, a: int, b: int) -> float:
        """How alike the titles are, 0 to 1."""
        return self._names.similarity(self.titles[a], self.titles[b])[0]

    def telling_title(self, number: int, share: float) -> tuple[str, ...]:
        """The words of a title that tell most: see `Names.telling`."""
        return self._names.telling(self.titles[number], share)

    def name_bits(self, a: int, b: int) -> float:
        """Bits of the titles: 'Krabbelgruppe' is a common one, a slogan of five words is not chosen twice."""
        alike, told = self._names.similarity(self.titles[a], self.titles[b])
        return min(score.weight(DUPLICATE, "name"), score.curve(alike, _NAME_SHARES) * told)

    def link(self, a: int, b: int) -> float:
        """How closely the same people are in charge of both, 0 (not at all) to 1.

        Two sources that name one actor in different roles, or by two entries, are the usual way to a duplicate.
        """
        x, y = self.readings[a], self.readings[b]
        if x.listed & y.listed:
            return ONE_LIST
        if x.providers & y.involved or y.providers & x.involved:
            return 1.0
        if x.hosts & y.providers or y.hosts & x.providers:
            return _FAMILY
        if x.related & y.providers or x.carriers & y.federations or y.carriers & x.federations:
            return _FAMILY
        return 0.0

    def bits(self, kind: str, a: int, b: int) -> dict[str, float]:
        """Dimension -> bits, all 0 or more, in a fixed order; what is missing on one side gives 0."""
        known = self._bits.get((kind, a, b))
        if known is None:
            known = self._bits[kind, a, b] = self._dimensions(kind, a, b)
        return known

    def _dimensions(self, kind: str, a: int, b: int) -> dict[str, float]:
        x, y = self.readings[a], self.readings[b]
        found = {
            "text": score.curve(self.similarity(a, b), TEXT_BITS[kind]),
            "district": self._shared(kind, "district", x.places, y.places),
            "age": age_share(x.audience, y.audience) * score.weight(kind, "age"),
            "target_group": self._shared(kind, "target_group", x.audience.groups, y.audience.groups),
            "theme": self._shared(kind, "theme", x.themes, y.themes),
            "time": self._time(a, b) * score.weight(kind, "time"),
        }
        if kind == PARALLEL:
            found["kind"] = self.kind_bits(a, b)
        else:
            found["provider"] = self.link(a, b) * score.weight(kind, "provider")
            found["name"] = self.name_bits(a, b)
            same = bool(x.offer.capacity) and x.offer.capacity == y.offer.capacity
            found["capacity"] = score.weight(kind, "capacity") if same else 0.0
        return found

    def _shared(self, kind: str, dimension: str, a: frozenset[str], b: frozenset[str]) -> float:
        return self.rarity[dimension].shared(a, b, score.weight(kind, dimension))

    def _time(self, a: int, b: int) -> float:
        x, y = self.readings[a], self.readings[b]
        if x.days & y.days or self.seasons[a] & self.seasons[b]:
            return 1.0
        return RUNNING if together(x.first, x.last, y.first, y.last) else 0.0

    def kind_bits(self, a: int, b: int) -> float:
        """Bits of the kinds as typed ('Elternkurs'), or of the form where the words differ."""
        most = score.weight(PARALLEL, "kind")
        same_form = SAME_FORM * most if self.content.forms[a] & self.content.forms[b] else 0.0
        if self.kinds[a] and self.kinds[a] == self.kinds[b]:
            return max(same_form, self.rarity["kind"].shared({self.kinds[a]}, {self.kinds[a]}, most))
        return same_form


def age_share(a: Audience, b: Audience) -> float:
    """Share of the weight of the ages that two audiences get, by overlap / union; 0 where one is unknown."""
    if a.ages is None or b.ages is None or a.parents_ages != b.parents_ages:
        return 0.0
    both = ages.overlap(a.ages, b.ages)
    if both <= 0:
        return 0.0
    union = a.ages.length + b.ages.length - both
    share = next(part for least, part in AGE_SHARES if both >= least * union)
    return share * WIDE_SHARE if min(a.ages.length, b.ages.length) > WIDE else share
