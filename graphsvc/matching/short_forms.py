"""Whether one name of an organisation is short for another: fewer words of it, or their initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphsvc.matching.name_parts import Name, weak_words
from graphsvc.matching.names import SOFT_EQUAL, word_similarity
from graphsvc.matching.normalise import fold, parts, stopwords, words
from graphsvc.matching.remembering import remembered

_INITIALS = re.compile(r"(?<!\w)[A-ZÄÖÜ]{2,6}(?!\w)")
_NOT_TELLING = ("#", "year ")


@remembered(50_000)
def is_short_for(short: Name, full: Name) -> bool:
    """Whether all words of `short` stand in `full`, or are initials of its words; places and years aside.

    'HSW Fak. SAG' is short for 'Hochschule Wolfstadt, Fakultät Soziale Arbeit und Gesundheit'.
    """
    said = [word for word in short.tokens if not word.startswith(_NOT_TELLING) and not word.isdigit()]
    if all(word in weak_words() for word in said):
        return False
    initials = {fold(found) for found in _INITIALS.findall(short.text)}
    spelt = words(full.text)
    return all(
        any(word_similarity(*sorted((word, other))) >= SOFT_EQUAL for other in full.tokens)
        or (word in initials and _begins(word, spelt))
        or (word in weak_words() and word not in short.facilities)
        for word in said
    )


def says_who(name: Name) -> bool:
    """Whether a name has a word of its own beside what is known of many: 'AWO', 'Jugendamt', 'Kita'."""
    known = name.federations | name.facilities | name.hosts | name.offices | name.units | name.services | name.clubs
    known |= name.separate | name.denominations | name.origins | weak_words()
    return any(word not in known and not word.startswith(_NOT_TELLING) and not word.isdigit() for word in name.tokens)


def _begins(initials: str, spelt: Sequence[str]) -> bool:
    """Whether words that follow one another begin with these letters, each with one or with those of its parts."""
    return any(_from(initials, spelt[start:]) for start in range(len(spelt)))


def _from(initials: str, spelt: Sequence[str]) -> bool:
    if not initials:
        return True
    if not spelt:
        return False
    word, rest = spelt[0], spelt[1:]
    if word in stopwords() and _from(initials, rest):
        return True
    taken = {word[0], "".join(part[0] for part in parts(word))}
    return any(initials.startswith(letters) and _from(initials[len(letters) :], rest) for letters in taken)
