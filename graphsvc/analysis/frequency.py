"""How often somebody meets, read from the words of a list: 'monatlich', '4x im Jahr', 'alle 6-8 Wochen'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graphsvc.folding import fold

MOST_READ = 200  # characters: more is a text about something else
WEEKS = 52.0  # in a year; a week has seven days, so that 'alle 14 Tage' is as often as 'alle zwei Wochen'

_NUMBERS = {
    "ein": 1, "eine": 1, "einen": 1, "einer": 1, "eines": 1, "einem": 1, "one": 1,
    "zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4, "four": 4, "fuenf": 5, "five": 5, "sechs": 6, "six": 6,
    "sieben": 7, "seven": 7, "acht": 8, "eight": 8, "neun": 9, "nine": 9, "zehn": 10, "ten": 10, "elf": 11,
    "zwoelf": 12, "twelve": 12, "vierzehn": 14,
}  # fmt: skip
_ORDINALS = {
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fuenfte": 5, "sechste": 6, "letzte": 1,
    "first": 1, "second": 2, "other": 2, "third": 3, "fourth": 4, "last": 1,
}  # fmt: skip
_NOUNS = (
    (r"halbe[snrm]? jahre?|(?:schul)?halbjahre?s?|semesters?", 2.0),
    (r"quartale?n?s?|vierteljahre?s?|quarters?", 4.0),
    (r"(?:kalender|schul)?jahr(?:es?|en)?|years?", 1.0),
    (r"monate?[ns]?|months?", 12.0),
    (r"wochen?|weeks?", WEEKS),
    (r"tage?n?|days?", WEEKS * 7),
)
_ADVERBS = (
    (r"halbjaehrl\w*|halbjahresweise", 2.0),
    (r"vierteljaehrl\w*|quartalsweise|quartalsmaessig|quarterly", 4.0),
    (r"jaehrl\w*|yearly|annual(?:ly)?", 1.0),
    (r"halbmonatl\w*", 24.0),
    (r"monatl\w*|mtl|monthly", 12.0),
    (r"woechentl\w*|weekly", WEEKS),
    (r"taegl\w*|daily", WEEKS * 7),
)
# 'zweimonatlich' is every two months (Duden); 'zweitägig' says how long, but 'vierzehntägig' how often.
_GLUED = ((r"monatl\w*", 12.0), (r"woech(?:entl|ig)\w*", WEEKS), (r"jaehrl\w*", 1.0))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_COUNT = rf"(?:\d{{1,3}}|{_any(_NUMBERS)})"
_NOUN = "(?:" + "|".join(words for words, _often in _NOUNS) + ")"
_ADVERB = "(?:" + "|".join(words for words, _often in _ADVERBS) + ")"
_RANGE = rf"(?P<low>{_COUNT})(?: (?:bis|oder|to|or)(?: zu)? (?P<high>{_COUNT}))?"
_TIMES = r" ?(?:x|mal|times)\b"
_MEETINGS = r" (?:\w+ )?(?:sitzung(?:en)?|treffen|termine?|tagungen|meetings?)\b"
_IN = r"(?:im|in|pro|je|per|a|each|in der|in einem)"
_ORDINAL = rf"(?:\d(?:st|nd|rd|th)?|(?:{_any(_ORDINALS)})[nrsm]?)"
_DAY = (
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_UNIT = rf"(?:(?P<noun>{_NOUN})|(?P<adverb>{_ADVERB}))\b"

_NEVER = re.compile(r"(?:ruht|ruhend|inaktiv|ausgesetzt|tagt nicht|keine sitzung|keine treffen|nie\b|never)")
_EVERY_DAY_OF_WEEK = re.compile(rf"\b(?:(?:jede[nr]|every) {_DAY}\w*|{_DAY}s)\b")
_WAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_RANGE}(?:(?:{_TIMES})?(?:{_MEETINGS})? {_IN} (?P<noun>{_NOUN})\b)",  # 4x im Jahr, 6 pro Jahr
        rf"\b{_RANGE}(?:{_TIMES}(?:{_MEETINGS})?|{_MEETINGS}) {_UNIT}",  # zweimal jährlich, 4 Treffen jährlich
        # jährlich 2x, im Jahr mindestens 4 Sitzungen
        rf"\b(?:{_IN} (?P<noun>{_NOUN})|(?P<adverb>{_ADVERB})) (?:\w+ )?{_RANGE}(?:{_TIMES}|{_MEETINGS})",
        rf"\b(?:(?P<times>{_COUNT}){_TIMES} )?(?:alle|jede[nrsm]?|every) (?:{_RANGE} )?(?P<every>{_NOUN})\b",
        rf"\b(?:jede[nrsm]?|every) (?P<nth>{_ORDINAL}) (?P<every>{_NOUN})\b",  # jeden zweiten Monat
        rf"\b(?P<days>{_ORDINAL}(?: (?:und |and )?{_ORDINAL})*) {_DAY}\w* "
        rf"(?:im|eines|eines jeden|in jedem|jeden|pro|of the|of each|of every) (?P<noun>{_NOUN})\b",
        rf"\b(?P<low>{_COUNT})(?P<glued>{'|'.join(words for words, _often in _GLUED)})",  # zweimonatlich
        r"\b(?P<low>7|14|21|28|acht|vierzehn) ?(?P<daily>taegig\w*|taegl\w*)",
        rf"\b(?P<adverb>{_ADVERB})\b",  # monatlich
    )
)
_BARE_NUMBER = re.compile(rf"\b{_COUNT} $")


@lru_cache(maxsize=10_000)
def per_year(text: str | None) -> float | None:
    """How often a year, 0 where it rests; None where the words do not say ('nach Bedarf').

    Of a range ('3-4x im Jahr', 'alle 2-3 Monate') the middle of the two frequencies. Of several statements the first.
    """
    words = _plain((text or "")[:MOST_READ])
    if _NEVER.match(words):
        return 0.0
    found = [match for way in _WAYS for match in way.finditer(words) if not _after_bare_number(match, words)]
    if not found:
        return WEEKS if _EVERY_DAY_OF_WEEK.search(words) else None
    return _often(min(found, key=lambda match: (match.start(), -match.end())).groupdict())


def _plain(text: str) -> str:
    """Folded words in which signs that mean something have become words or letters."""
    text = text.casefold().replace("×", "x").replace("½", "1/2").replace("¼", "1/4")
    if re.search(r"\d,\d", text):
        return ""  # '1,5x': too rare to guess what is meant
    text = re.sub(r"1/2[\s-]*(?=j)", "halb", text)
    text = re.sub(r"1/4[\s-]*(?=j)", "viertel", text)
    text = re.sub(r"(\d)\s*[-–/]\s*(?=\d)", r"\1 bis ", text)
    text = re.sub(r"(\d)[-–](?=[^\W\d])", r"\1", text)  # 14-tägig, 4-mal
    text = re.sub(r"\s*/\s*(?=[^\W\d])", " pro ", text)
    text = re.sub(r"\bp\.?\s?a\b\.?", "pro jahr", text)
    text = re.sub(r"\b(once|twice)\b", lambda found: "1x" if found[0] == "once" else "2x", text)
    return re.sub(r"\b(halb|viertel) (?=jaehrl)", r"\1", fold(text))


def _after_bare_number(match: re.Match[str], words: str) -> bool:
    """Whether only a number stands before an adverb: '2 jährlich' may be twice a year or every two years."""
    alone = match.groupdict().get("adverb") == match[0]
    return alone and _BARE_NUMBER.search(words[: match.start()]) is not None


_UNITS = {"noun": _NOUNS, "every": _NOUNS, "adverb": _ADVERBS, "glued": _GLUED, "daily": ((r"taeg\w*", WEEKS * 7),)}


def _often(said: dict[str, str | None]) -> float | None:
    """The frequency of what one of the ways has found."""
    kind = next(kind for kind in _UNITS if said.get(kind))
    unit = next(often for pattern, often in _UNITS[kind] if re.fullmatch(pattern, said[kind] or ""))
    if days := said.get("days"):
        return unit * len(re.findall(rf"\b{_ORDINAL}\b", days))
    low = _number(said.get("low") or said.get("nth") or "1")
    high = _number(said.get("high") or "") or low
    if kind in ("noun", "adverb"):  # so often in a unit
        return unit * (low + high) / 2
    if not low:
        return None
    return unit * _number(said.get("times") or "1") * (1 / low + 1 / high) / 2


def _number(words: str) -> int:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    return _NUMBERS.get(words) or _ORDINALS.get(words) or _ORDINALS.get(words.rstrip("nrsm"), 0)
