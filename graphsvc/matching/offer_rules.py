"""Why two offers are not reported as double: rules of the field, each with its reason."""

from __future__ import annotations

from graphsvc.matching import ages, audience_rules, lexicon, names, periods, relations
from graphsvc.matching.concepts import headline
from graphsvc.matching.offer_scores import DUPLICATE, PARALLEL, OfferScores
from graphsvc.matching.reading import CITYWIDE, Reading
from graphsvc.matching.remembering import remembered

# Without a provider in one entry nobody knows whether it is one offer or two: titles this alike are taken for one where
# the contents are this alike too, or where the titles tell this many bits.
SAME_TITLE = 0.7
_SAME_CONTENT = 0.4
_TELLING_TITLE = 10.0
# One offer recorded twice has its content or its title in common; place, people and provider are those of the house.
_SOME_TITLE = 0.5
_SOME_CONTENT = 0.3
_ONE_TITLE = 0.8
_SAME_MATTER = 0.6  # contents of two entries from two lists, which each may have the one offer of their provider
_SAME_IN_ONE_LIST = 0.55  # contents of two entries of one list, whose author knows that they are two
_HOLIDAY = "holiday"  # a concept: a week of the holidays is no course through the year
# Overlap / union of the ages: below this, one offer is for a small part of the people of the other.
_SAME_AGES = 0.2
_SAME_MEANT_AGES = 0.125  # where a group like 'Jugendliche' ends is not that sharp
_SAME_START = 12  # months between the starts of two offers of which one does not say where it ends
_GROWN_UP = 18 * 12  # months; 'ab 18' means all adults


@remembered()
def _plural() -> frozenset[str]:
    """Concepts that several providers offer on purpose: the law wants a choice, or each institution has its own."""
    return frozenset(row["concept"] for row in lexicon.rows("pluralities"))


@remembered()
def _bound() -> frozenset[str]:
    """Concepts that are only for the people of one institution, such as the afternoon of a school."""
    return frozenset(row["concept"] for row in lexicon.rows("pluralities") if row["bound"])


def kind_of(scores: OfferScores, a: int, b: int) -> str:
    """The kind that a pair of offers can be: one provider's own affairs can only be a duplicate, those of two parallel.

    Where one entry names no provider, the title and the content decide.
    """
    if scores.link(a, b) > 0:
        return DUPLICATE
    if scores.readings[a].providers and scores.readings[b].providers:
        return PARALLEL
    if scores.title_similarity(a, b) < SAME_TITLE:
        return PARALLEL
    one = scores.similarity(a, b) >= _SAME_CONTENT or scores.name_bits(a, b) >= _TELLING_TITLE
    return DUPLICATE if one else PARALLEL


def excluded(kind: str, scores: OfferScores, a: int, b: int) -> str | None:
    """Why the pair must not be reported as this kind, as a word; None where it may be."""
    x, y = scores.readings[a], scores.readings[b]
    if kind_of(scores, a, b) != kind:
        return "kind"
    if reason := _related(x, y):
        return reason
    if _elsewhere(kind, x, y):
        return "place"
    if reason := audience_rules.conflict(x.audience, y.audience):
        return reason
    if _other_ages(x, y):
        return "ages"
    if scores.seasons[a] and scores.seasons[b] and not scores.seasons[a] & scores.seasons[b]:
        return "season"
    return _not_one(scores, a, b) if kind == DUPLICATE else _not_parallel(scores, a, b)


def _related(x: Reading, y: Reading) -> str | None:
    """A sequence in time, or a whole and its part, is nothing double."""
    first, second = x.offer, y.offer
    if first.id in second.successors or second.id in first.successors:
        return "succession"
    if first.part_of == second.id or second.part_of == first.id:
        return "part_of"
    if periods.in_sequence(x.first, x.last, y.first, y.last):
        return "sequence"
    return relations.between(x.named, y.named)


def _elsewhere(kind: str, x: Reading, y: Reading) -> bool:
    """Whether both are known to be in different places, or (if parallel) one for a district and one for the city."""
    if x.districts and y.districts:
        return not (x.districts & y.places or y.districts & x.places)
    one_level = CITYWIDE in x.places and CITYWIDE in y.places
    return kind == PARALLEL and bool(x.places and y.places) and not one_level


def _not_one(scores: OfferScores, a: int, b: int) -> str | None:
    """Why two offers of one provider are two: another day, another group, another number in the title."""
    x, y = scores.readings[a], scores.readings[b]
    if x.days and y.days and not x.days & y.days:
        return "days"
    # who lists two offers under one name knows that they are two, unless they are called the same
    if x.listed & y.listed:
        if scores.title_similarity(a, b) < _ONE_TITLE and not _of_two_lists(scores, a, b):
            return "one_list"
        if scores.seasons[a] != scores.seasons[b]:
            return "season"
    one_list = bool(x.offer.source) and x.offer.source == y.offer.source
    if one_list and scores.similarity(a, b) < _SAME_IN_ONE_LIST and scores.title_similarity(a, b) < _ONE_TITLE:
        return "one_list"
    if scores.similarity(a, b) < _SOME_CONTENT and scores.title_similarity(a, b) < _SOME_TITLE:
        return "content"
    if names.conflict(scores.titles[a], scores.titles[b]) in ("number", "place", "saint", "facility"):
        return "name"
    return None


def _of_two_lists(scores: OfferScores, a: int, b: int) -> bool:
    """Whether two documents name them, so that one offer may stand in both under two titles."""
    x, y = scores.readings[a], scores.readings[b]
    two = bool(x.offer.source and y.offer.source) and x.offer.source != y.offer.source
    return two and x.running == y.running and scores.similarity(a, b) >= _SAME_MATTER


def _other_ages(x: Reading, y: Reading) -> bool:
    first, second = x.audience.ages, y.audience.ages
    if first is None or second is None or x.audience.parents_ages != y.audience.parents_ages:
        return False
    starts = sorted((first.low, second.low))
    if ages.OLDEST in (first.high, second.high) and starts[1] < _GROWN_UP and starts[1] - starts[0] <= _SAME_START:
        return False  # 'ab 15' and '15 bis 25': one of them does not say where it ends
    both = ages.overlap(first, second)
    least = _SAME_AGES if x.audience.ages_said and y.audience.ages_said else _SAME_MEANT_AGES
    return both < least * (first.length + second.length - both)


def _not_parallel(scores: OfferScores, a: int, b: int) -> str | None:
    """Why two offers of different providers stand side by side for good reason, or one of them does not run now."""
    x, y = scores.readings[a], scores.readings[b]
    if not x.running or not y.running:
        return "not_running"
    if x.full and y.full:
        return "full"
    mine, theirs = scores.content.heart(a), scores.content.heart(b)
    if _HOLIDAY in mine | theirs and not all(_HOLIDAY in scores.content.weights[of] for of in (a, b)):
        return "season"
    if mine & theirs & _plural():
        return "plurality"
    if (mine ^ theirs) & _bound() or _other_institution(scores, a, b):
        return "bound"
    return None


def _other_institution(scores: OfferScores, a: int, b: int) -> bool:
    """Whether one says in its title that it is for the people of one institution ('im Ganztag'), the other nowhere."""
    for one, other in ((a, b), (b, a)):
        said = headline(scores.readings[one].text) & _bound()
        if said and said - scores.content.weights[other].keys():
            return True
    return False
