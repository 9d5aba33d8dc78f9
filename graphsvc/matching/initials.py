"""Whether letters are the initials of words that follow one another, with those of the parts of German compounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphsvc.matching.normalise import fold, parts, stopwords, words
from graphsvc.matching.remembering import remembered

_CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,6}(?![\w-])")


def in_text(text: str) -> frozenset[str]:
    """The words of a text that are written in capitals, folded: what may be initials."""
    return frozenset(fold(found) for found in _CAPITALS.findall(text))


def without_own(text: str) -> str:
    """The text without initials of other words in it: 'KMS Allertal – Kreismusikschule'."""
    for found in _CAPITALS.findall(text):
        rest = re.sub(rf"\(?(?<![\w-]){re.escape(found)}(?![\w-])\)?", " ", text)
        if are_of(fold(found), words(rest)):
            text = rest
    return text.strip(" –-,")


def are_of(initials: str, spelt: Sequence[str]) -> bool:
    """Whether folded words that follow one another begin with these letters, each with one or with those of its parts.

    'sag' are the initials of 'soziale arbeit und gesundheit', 'ts' those of 'turnerschaft'.
    """
    return any(_from(initials, spelt[start:]) for start in range(len(spelt)))


def _from(initials: str, spelt: Sequence[str]) -> bool:
    if not initials:
        return True
    if not spelt:
        return False
    word, rest = spelt[0], spelt[1:]
    if word in stopwords() and _from(initials, rest):
        return True
    return any(initials.startswith(taken) and _from(initials[len(taken) :], rest) for taken in _letters(word))


@remembered(20_000)
def _letters(word: str) -> frozenset[str]:
    """The initial of a word, and the initials of its parts."""
    first, *others = parts(word)
    if not others:
        return frozenset(word[:1])
    heads, tails = _letters(first), _letters(others[0])
    return frozenset({word[0], *(head + tail for head in heads for tail in tails)})
