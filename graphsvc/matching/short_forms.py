"""Whether one name of an organisation is short for another: fewer words of it, or their initials."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from graphsvc.matching import initials
from graphsvc.matching.name_parts import Name, weak_words
from graphsvc.matching.names import SOFT_EQUAL, word_similarity
from graphsvc.matching.normalise import words
from graphsvc.matching.remembering import remembered

_NOT_TELLING = ("#", "year ")


def between(mine: Sequence[Name], theirs: Sequence[Name], *, only_house: bool) -> tuple[str, str] | None:
    """The first name that is short for one of the other's, and that one; None where there is none.

    `only_house` says that the two have nothing in common but their house.
    """
    for short, full in itertools.chain(itertools.product(mine, theirs), itertools.product(theirs, mine)):
        if is_short_for(short, full) and not (only_house and not _may_be_in_house(short, full)):
            return short.text, full.text
    return None


@remembered(50_000)
def is_short_for(short: Name, full: Name) -> bool:
    """Whether all words of `short` stand in `full`, or are initials of its words; places and years aside.

    'HSW Fak. SAG' is short for 'Hochschule Wolfstadt, Fakultät Soziale Arbeit und Gesundheit'.
    """
    said = [word for word in short.tokens if not word.startswith(_NOT_TELLING) and not word.isdigit()]
    if all(word in weak_words() for word in said):
        return False
    capitals = initials.in_text(short.text)
    spelt = words(full.text)
    return all(
        any(word_similarity(*sorted((word, other))) >= SOFT_EQUAL for other in full.tokens)
        or (word in capitals and initials.are_of(word, spelt))
        or (word in weak_words() and word not in short.facilities)
        for word in said
    )


def _may_be_in_house(short: Name, full: Name) -> bool:
    """Whether a short form may be meant where two have nothing in common but their house.

    In one house a federation has its services, an office its units and a carrier its facility; none of them is it.
    """
    if bool(short.sections) != bool(full.sections):
        return False
    if short.facilities and short.facilities == full.facilities:
        return True  # 'Gymnasium Wolfstadt' is the one that stands in this street
    carrier = bool(short.forms) or "verein" in short.tokens
    return _says_who(short) and not (carrier and (full.facilities | full.services) - short.facilities - short.services)


def _says_who(name: Name) -> bool:
    """Whether a name has a word of its own beside what is known of many: 'AWO', 'Jugendamt', 'Kita'."""
    known = name.federations | name.facilities | name.hosts | name.offices | name.units | name.services | name.clubs
    known |= name.separate | name.denominations | name.origins | weak_words()
    return any(word not in known and not word.startswith(_NOT_TELLING) and not word.isdigit() for word in name.tokens)
