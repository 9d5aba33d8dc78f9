"""Other forms in which one name stands for the same organisation: without its address, by its own abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from graphsvc.matching import initials
from graphsvc.matching.name_parts import Name, parse, weak_words
from graphsvc.matching.name_places import Places
from graphsvc.matching.remembering import remembered

# ', Goethestraße 12', '(Am Alten Markt 3a)'
_ADDRESS = re.compile(
    r"[\s,;(–-]*\b(?:(?:Am|An der|An den|Im|In der|Zum|Zur|Auf dem|Alte|Alter|Neue|Große|Kleine|\w+er)\s+)?"
    r"[A-ZÄÖÜ][\w.-]*?(?:str\.|straße|strasse|Straße|Str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|berg|Ring|Weg"
    r"|Platz|Allee|Gasse|Damm|Ufer|Markt|Berg)\s*\d+\s?[a-z]?\b\)?"
)
_ABBREVIATION = re.compile(r"^(?P<before>.*\w{4}.*?)\s*\((?P<short>[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ][\w-]*)\)(?P<after>.*)$")
# '75. Grundschule Am Park', 'Kita Nr. 14 Zwergenland': the number alone tells which
_NUMBERED = re.compile(
    r"^(?:(?P<ordinal>\d{1,3})\.\s*(?P<of>\w*[Ss]chule|GS|OS|Gymnasium)"
    r"|(?P<kita>Kita|KITA|KiTa|Kindertagesstätte|Kindergarten|Hort)\s+(?:Nr\.?\s*)?(?P<number>\d{1,3})(?![\w/-]))\b"
)
_QUOTED = re.compile(r"[„“\"»‚']([^„“”\"«»‘']{4,})[“”\"«‘']")
_LONG = 3  # words beside a quoted name that make a name a description
_SHORTEST = 3  # letters of an abbreviation that only one organisation of a city has


def all_forms(texts: Iterable[str], town: str, places: Places) -> tuple[Name, ...]:
    """The names of one organisation, the first before all others, each with its other forms."""
    return tuple(dict.fromkeys(form for text in texts if text.strip() for form in forms(text, town, places)))


def together(names: Sequence[Name]) -> Name:
    """All names of one organisation as one, for questions that a single name leaves open."""
    union: dict[str, Any] = {
        field.name: frozenset().union(*(getattr(name, field.name) for name in names))
        for field in fields(Name)
        if field.name not in ("text", "tokens")
    }
    return replace(names[0], **union)


@remembered(20_000)
def forms(text: str, town: str, places: Places) -> tuple[Name, ...]:
    """The name as it stands, then its other forms; `town` is where the organisation is, empty if unknown."""
    found = [parse(form, places) for form in dict.fromkeys((text, *_others(text, town, places)))]
    return tuple(dict.fromkeys((*found, *filter(None, map(_without_carrier, found)))))


def _without_carrier(name: Name) -> Name | None:
    """'Kita Spatzennest' for 'AWO-Kita Spatzennest': where a house has a name of its own, who carries it tells less."""
    behind = name.federations | name.denominations | name.units
    if not behind or name.sections or not name.facilities - {"kirchengemeinde"} or not _own(name) - weak_words():
        return None
    return replace(name, tokens=tuple(token for token in name.tokens if token not in behind))


def _others(text: str, town: str, places: Places) -> Iterator[str]:
    without = _ADDRESS.sub(" ", text).strip()
    if without != text and _own(parse(without, places)):
        yield without
    if (without := initials.without_own(text)) != text:
        yield without
    numbered = _NUMBERED.match(text)
    if numbered:
        yield f"{numbered['of'] or numbered['kita']} {numbered['ordinal'] or numbered['number']}"
    quoted = _QUOTED.search(text)
    if quoted and not _known(whole := parse(text, places)) and len(_own(whole) - _own(parse(quoted[1]))) >= _LONG:
        yield quoted[1]
    found = _ABBREVIATION.match(text)
    if found and len(found["short"]) >= _SHORTEST and _own(parse(found["short"])) == {found["short"].lower()}:
        yield f"{found['before']} {found['after']}".strip()
        yield f"{found['short']} {town}".strip()


def _own(name: Name) -> set[str]:
    """The words of a name that are no known thing and no place: what it is called."""
    known = _known(name) | name.denominations | name.separate | name.origins
    return {token for token in name.tokens if token not in known and not token.startswith("#")}


def _known(name: Name) -> frozenset[str]:
    """What the name says that it is."""
    what = name.federations | name.facilities | name.hosts | name.offices | name.units | name.services | name.clubs
    return what | name.separate
