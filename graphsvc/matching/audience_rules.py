"""Whether two offers are for different people: by ages, by language, by who comes and by special groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.matching import ages
from graphsvc.matching.audience import Audience
from graphsvc.matching.concepts import REMEMBERED
from graphsvc.matching.remembering import remembered
from graphsvc.matching.target_groups import OPPOSITES, groups
from graphsvc.matching.who_comes import CHILDREN, PARENTS

# Two age ranges meet where at least this share of the shorter one is in both: 'bis 3' and 'ab 3' follow one another,
# and six years shared by 4-8 and 7-10 is one group of children in a small city.
LEAST_OVERLAP = 0.2
_PUPILS = frozenset(["children", "primary", "schoolchild", "secondary", "leaver", "youth"])


def conflict(a: Audience, b: Audience) -> str | None:
    """Why two offers are for different people, as a word; None where they may be for the same.

    'ages', 'language', 'parents' or 'group'. An offer only for girls is not for the same people as one for all;
    one only for refugees and one that names immigrants too may be. What is unknown is no conflict.
    """
    if not _ages_meet(a, b):
        return "ages"
    if _other_language(a, b) or _other_language(b, a):
        return "language"
    if {a.who, b.who} == {PARENTS, CHILDREN}:
        return "parents"
    first, second = special(a), special(b)
    return "group" if leaves_out(first, second) or leaves_out(second, first) else None


@dataclass(frozen=True)
class Special:
    """What an audience says about special groups."""

    strict: frozenset[str]  # by gender or language, that it is only for
    needs: frozenset[str]  # of need, that it is only for, and those that they are part of
    mentioned: frozenset[str]  # special groups that it names at all
    known: bool  # whether it says for whom it is


@remembered()
def _special_kinds() -> dict[str, str]:
    return {key: group.special for key, group in groups().items() if group.special}


@remembered(REMEMBERED)
def special(of: Audience) -> Special:
    """The special groups of an audience."""
    kinds = _special_kinds()
    mentioned = _without_pairs(of.mentioned) | of.groups
    if mentioned & _PUPILS:
        mentioned |= {"school_classes"}  # who names pupils does not leave out their classes
    return Special(
        strict=frozenset(key for key in of.exclusive if kinds[key] in ("gender", "language")),
        needs=needs(of.exclusive),
        mentioned=mentioned.intersection(kinds),
        known=bool(of.groups or of.mentioned),
    )


def _without_pairs(mentioned: frozenset[str]) -> frozenset[str]:
    """Who names girls and boys names children: an offer for girls alone is another one."""
    for pair in OPPOSITES:
        if mentioned.issuperset(pair):
            mentioned -= frozenset(pair)
    return mentioned


def leaves_out(mine: Special, other: Special) -> bool:
    """Whether one is only for a special group that the other, which says whom it is for, does not name.

    Who is only for fathers leaves nobody out of what is only for men.
    """
    if not other.known:
        return False
    if mine.needs and not mine.needs & other.mentioned:
        return True
    left_out = mine.strict - other.mentioned
    return bool(left_out) and any(not groups()[key].implies & other.strict for key in left_out)


def _other_language(a: Audience, b: Audience) -> bool:
    """Whether one is held in one language and the other in others; several are those in which one is understood."""
    apart = bool(b.languages) and not a.languages & b.languages
    if not (apart and len(a.languages) == 1 and "deutsch" not in a.languages):
        return False
    # unless both are for those who speak it
    return not any(groups()[key].special == "language" for key in a.groups & b.groups)


def needs(exclusive: Iterable[str]) -> frozenset[str]:
    """The groups of need among these, and those that they are part of: who cares for somebody is a relative too."""
    of_need = {key for key in exclusive if groups()[key].special == "need"}
    wider = {key for narrow in of_need for key in groups()[narrow].implies if groups()[key].special == "need"}
    return frozenset(of_need | wider)


def _ages_meet(a: Audience, b: Audience) -> bool:
    if a.ages is None or b.ages is None or a.parents_ages != b.parents_ages:
        return True
    return ages.overlap(a.ages, b.ages) > LEAST_OVERLAP * min(a.ages.length, b.ages.length)
