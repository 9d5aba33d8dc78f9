"""When records hold: days of the week in words, and periods that overlap or follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from graphsvc.matching.lexicon import Patterns

_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
_LONG = Patterns(
    {
        "mo": "montag",
        "di": "dienstag",
        "mi": "mittwoch",
        "do": "donnerstag|donnertag",
        "fr": "freitag",
        "sa": "samstag|sonnabend",
        "so": "sonntag",
    }
)
# 'Mo' and 'So' are also parts of sentences: a short day stands before a figure, a dash, a comma or another day
_SHORT_DAY = re.compile(r"\b(Mo|Di|Mi|Do|Fr|Sa|So)\b\.?(?=\s*(?:[-–—/+,&]|und\b|u\.|bis\b|ab\b|\d|$))")
_LAST_SHORT_DAY = re.compile(r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\b\.?\s*(?:[-–—/+,&]|und|u\.|bis)\s*(Mo|Di|Mi|Do|Fr|Sa|So)\b")
_DAY_END = r"(?:ntag|enstag|ttwoch|nnerstag|eitag|mstag)?s?\b\.?"
_SPAN = re.compile(rf"\b(Mo|Di|Mi|Do|Fr|Sa|So){_DAY_END}\s*(?:[-–—]|bis)\s*(Mo|Di|Mi|Do|Fr|Sa|So){_DAY_END}")

# A project that begins within a year of the other's end follows it, even where the years as typed overlap:
# 'bis 2018' and 'ab 2018' are the whole of 2018.
_HANDOVER = 365  # days


def weekdays(text: str, in_text: Sequence[str]) -> frozenset[str]:
    """The days of the week that a text names, as 'mo' to 'so': 'Di und Do', 'Mo–Fr', 'donnerstags'.

    `in_text` are the folded words of the text.
    """
    found = set(_LONG.found(in_text))
    short = _SHORT_DAY.findall(text)
    if short:
        found.update(word.lower() for word in (*short, *_LAST_SHORT_DAY.findall(text)))
    if found:
        for first, last in _SPAN.findall(text):
            found.update(_SHORT[_SHORT.index(first.lower()) : _SHORT.index(last.lower()) + 1])
    return frozenset(found)


def day_names(days: Iterable[str]) -> tuple[str, ...]:
    """'Mo', 'Di', ... in the order of the week."""
    return tuple(day.capitalize() for day in sorted(days, key=_SHORT.index))


def in_sequence(first_a: str, last_a: str, first_b: str, last_b: str) -> bool:
    """Whether one period (ISO dates, '' where unknown) ends before the other begins, or hands over to it."""
    if apart(first_a, last_a, first_b, last_b):
        return True
    return _hands_over(first_a, last_a, first_b, last_b) or _hands_over(first_b, last_b, first_a, last_a)


def _hands_over(first: str, last: str, later_first: str, later_last: str) -> bool:
    """Whether the first period ends within a year of the beginning of the second, which goes on after it."""
    if not (last and later_first and first < later_first and (not later_last or last < later_last)):
        return False
    return (date.fromisoformat(last) - date.fromisoformat(later_first)).days <= _HANDOVER


def together(first_a: str, last_a: str, first_b: str, last_b: str) -> bool:
    """Whether both periods are known to overlap: both beginnings are known and nothing ended before."""
    return bool(first_a and first_b) and not apart(first_a, last_a, first_b, last_b)


def apart(first_a: str, last_a: str, first_b: str, last_b: str) -> bool:
    """Whether one period is known to end before the other begins."""
    return bool((last_a and first_b and last_a < first_b) or (last_b and first_a and last_b < first_a))
