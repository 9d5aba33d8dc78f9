"""Which life phases an offer is for, from its ages and the words of its target groups, as detection reads them."""

from __future__ import annotations

from graphsvc.matching import audience, target_groups
from graphsvc.matching.audience import Audience
from graphsvc.matching.concepts import Text
from graphsvc.model import LIFE_PHASES, Offer
from graphsvc.snapshot import Snapshot

UNKNOWN = "unknown"  # no age and no known target group; never 'none': the words are missing, not the children
ANY_AGE = "any_age"  # a known target group from which no age follows: families, women, people with a handicap
OUTSIDE = "outside"  # for others than the chain is about: older people, professionals

_HELPERS = frozenset(["professionals", "volunteers"])  # who helps, not who is helped
_BEFORE_BIRTH = LIFE_PHASES["before_birth"]

Range = tuple[int, int]  # months: from (inclusive), to (exclusive)


def life_phases(offer: Offer, snapshot: Snapshot) -> frozenset[str]:
    """Keys of LIFE_PHASES; else one of ANY_AGE, OUTSIDE and UNKNOWN alone.

    Ages count before the usual ages of target groups. An upper age ends the range: an offer for 0 to 3 years is not for
    the Kita too. Ages of parents say nothing about their children.
    """
    themes = tuple(snapshot.term_names(offer.themes))
    target_groups = tuple(snapshot.term_names(offer.target_groups))
    text = Text.of(offer.title, offer.kind, themes, offer.description)
    people = audience.read(offer, text, target_groups)
    ranges = _ranges(people, columns=offer.age_from is not None or offer.age_to is not None)
    found = frozenset(
        key for key, (first, last) in LIFE_PHASES.items() if any(low < last and first < high for low, high in ranges)
    )
    if found:
        return found
    if ranges or (people.groups and people.groups <= _HELPERS):
        return frozenset({OUTSIDE})
    return frozenset({ANY_AGE if people.groups else UNKNOWN})


def _ranges(people: Audience, *, columns: bool) -> list[Range]:
    """The ages that the offer is for: those that it says, else the usual ones of each of its target groups."""
    groups = [target_groups.groups()[key] for key in sorted(people.groups)]
    usual = [(group.low or 0, group.high) for group in groups if group.high is not None]
    found = [span for span in usual if not any(_wider(span, other) for other in usual)]
    if people.ages is not None and not people.parents_ages:
        hull = (min(low for low, _high in usual), max(high for _low, high in usual)) if usual else None
        # The hull of several groups is no range that anybody said: pregnant women and pupils are not babies.
        if columns or hull is None or (people.ages.low, people.ages.high) != hull:
            found = [(people.ages.low, people.ages.high)]
    return [*found, _BEFORE_BIRTH] if "pregnant" in people.groups else found


def _wider(span: Range, other: Range) -> bool:
    """Whether `span` has all of `other` and more: 'Kinder' beside 'Säuglinge' is only a general word."""
    return span != other and span[0] <= other[0] and other[1] <= span[1]
