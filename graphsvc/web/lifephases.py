"""Which life phases an offer is for, from its ages and the words of its target groups."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.folding import fold
from graphsvc.model import LIFE_PHASES, Offer

UNKNOWN = "unknown"  # never 'none': the age is missing, not the children

# Target groups that say 'before birth', which no age from 0 on can say.
_BEFORE_BIRTH = ("schwanger", "werdende", "pregnan", "expectant")


def life_phases(offer: Offer, target_groups: Iterable[str]) -> frozenset[str]:
    """Keys of LIFE_PHASES, or UNKNOWN alone; `target_groups` are names.

    An upper age ends the range: an offer for 0 to 3 years is not for the Kita too.
    """
    found = set()
    words = [word for name in target_groups for word in fold(name).split()]
    if any(word.startswith(_BEFORE_BIRTH) for word in words):
        found.add("before_birth")
    if offer.age_from is not None or offer.age_to is not None:
        first = offer.age_from if offer.age_from is not None else 0
        last = offer.age_to if offer.age_to is not None else max(end for _start, end in LIFE_PHASES.values())
        for key, (start, end) in LIFE_PHASES.items():
            if first < end and (last > start or first == last == start):
                found.add(key)
    return frozenset(found or {UNKNOWN})
