"""What people type into a cell, understood: dates, numbers, ages, lists, yes and no."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graphsvc.folding import fold

Precision = Literal["year", "month", "day"]

# code of a ValueProblem -> names of its details
VALUE_CODES: dict[str, tuple[str, ...]] = {
    "age": ("text",),  # no age
    "age_order": ("text",),  # the range ends before it begins
    "date": ("text",),  # no date
    "date_impossible": ("text",),  # looks like a date, but the calendar does not have it: 31.02.2011
    "integer": ("text",),  # a number, but not a whole one
    "intensity": ("text",),
    "number": ("text",),
    "yes_no": ("text",),
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jaenner january", "februar feb feber february", "maerz mrz maer march mar", "april apr",
            "mai may", "juni jun june", "juli jul july", "august aug", "september sep sept", "oktober okt october oct",
            "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

FIRST_YEAR, LAST_YEAR = 1000, 2999
CENTURY_TURN = 50  # a two-digit year below is 20xx, otherwise 19xx
EXCEL_DAY_ZERO = date(1899, 12, 30)  # so that day 61 is 1900-03-01, after Excel's day that never was
EXCEL_SERIALS = range(10_000, 100_000)  # 1927 to 2173; four digits are a year
MONTHS_PER_WEEK = 12 / 52.1775
OLDEST_AGE = 150 * 12  # months
LONGEST = 200  # characters: longer cells are prose


class ValueProblem(ValueError):
    """A text that is not what its column asks for: `code` is a key of VALUE_CODES, `details` its parameters."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text[:LONGEST]!r}")
        self.code = code
        self.details = {"text": text}


@dataclass(frozen=True)
class PartialDate:
    """A day, month or year, as the first and last day (ISO) that it may mean."""

    first: str
    last: str
    precision: Precision


_ABOUT_DATE = re.compile(
    r"(?:seit|ab|bis|vom|von|am|im|in|zum|ende|mitte|anfang|ca\.?|circa|etwa|um|jahr|dem|"
    r"since|from|until|till|to|about|fr(?:ü|ue)hjahr|fr(?:ü|ue)hling|sommer|herbst|winter)\s+",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9]{2}:[0-9]{2}.{0,20})?")
_COMPACT_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_DAY = re.compile(
    r"([0-9]{1,2})\s*[./-]\s*([0-9]{1,2})\s*[./-]\s*'?([0-9]{4}|[0-9]{2})(?:\s+[0-9]{1,2}:[0-9]{2}.{0,20})?"
)
_MONTH = re.compile(r"([0-9]{1,2})\s*[./-]\s*'?([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"(?:([0-9]{1,2})\s*\.?\s*)?([^\W\d_]{3,})\.?\s*'?([0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]{1,12})?")


def parse_date(text: str) -> PartialDate:
    """The day, month or year that `text` names: 2011, 07/2011, 1.7.11, Juli 2011, 'seit 2011', 40725 (Excel), ISO.

    Words of vagueness are read over ('Ende 2011' is the year 2011). Day comes before month. Raises ValueProblem with
    code 'date', or 'date_impossible' for a day that no calendar has.
    """
    rest = " ".join(text.split()).rstrip("?").strip()
    while (about := _ABOUT_DATE.match(rest)) is not None:
        rest = rest[about.end() :]
    if not rest or len(rest) > LONGEST:
        raise ValueProblem("date", text)
    if found := _YEAR.fullmatch(rest):
        return _partial(text, int(rest))
    if found := _ISO_DAY.fullmatch(rest) or _COMPACT_DAY.fullmatch(rest):
        return _partial(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _ISO_MONTH.fullmatch(rest):
        return _partial(text, int(found[1]), int(found[2]))
    if found := _DAY.fullmatch(rest):
        return _partial(text, _year(found[3]), int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(rest):
        return _partial(text, _year(found[2]), int(found[1]))
    if (found := _NAMED.fullmatch(rest)) and (month := MONTHS.get(fold(found[2]))):
        return _partial(text, _year(found[3]), month, int(found[1]) if found[1] else None)
    if (found := _SERIAL.fullmatch(rest)) and int(found[1]) in EXCEL_SERIALS:
        day = EXCEL_DAY_ZERO + timedelta(days=int(found[1]))
        return _partial(text, day.year, day.month, day.day)
    raise ValueProblem("date", text)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _partial(text: str, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueProblem("date_impossible", text)
    if month is None:
        return PartialDate(f"{year}-01-01", f"{year}-12-31", "year")
    if not 1 <= month <= 12:
        raise ValueProblem("date_impossible", text)
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return PartialDate(f"{year}-{month:02}-01", f"{year}-{month:02}-{length}", "month")
    if not 1 <= day <= length:
        raise ValueProblem("date_impossible", text)
    exact = f"{year}-{month:02}-{day:02}"
    return PartialDate(exact, exact, "day")


_SPACES = "[ \u00a0\u2009\u202f]"
_NUMBER = re.compile(
    r"(?:(?:ca\.?|circa|rd\.?|rund|etwa|knapp|gut|über|about|€|EUR|Euro)\s*)?"
    r"(?P<sign>[-+\u2212]?)\s*"
    rf"(?P<digits>[0-9]+(?:(?:[.,'’]|{_SPACES}(?=[0-9]{{3}}))[0-9]+)*)"
    r"(?:,[-–—])?(?P<half>½?)"
    r"\s*(?:[^\W\d_]|[€%$])?[^\d½]*",
    re.IGNORECASE,
)
_GROUPED = {
    # thousands sign -> how digits look that it groups; the decimal sign is the other one
    ".": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    ",": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}"),
}
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_MOST_DIGITS = 15  # what a double holds exactly


def parse_number(text: str) -> float:
    """The number in `text`: '2140,5', '1.234,5', '2,5 Stellen', '85,00 €'; a dot before exactly three digits groups.

    Raises ValueProblem with code 'number', also for ranges and sums.
    """
    stripped = text.strip()
    found = _NUMBER.fullmatch(stripped) if len(stripped) <= LONGEST else None
    if found is None:
        raise ValueProblem("number", text)
    digits = re.sub(rf"{_SPACES}|['’]", "", found["digits"])
    if _GROUPED["."].fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED[","].fullmatch(digits):
        digits = digits.replace(",", "")
    elif _PLAIN.fullmatch(digits):
        digits = digits.replace(",", ".")
    else:
        raise ValueProblem("number", text)
    if len(digits.partition(".")[0].lstrip("0")) > _MOST_DIGITS:
        raise ValueProblem("number", text)
    value = float(digits) + (0.5 if found["half"] else 0.0)
    return -value if found["sign"] in ("-", "\u2212") and value else value


def parse_integer(text: str) -> int:
    """The whole number in `text`; raises ValueProblem with code 'number' or 'integer'."""
    value = parse_number(text)
    if not value.is_integer():
        raise ValueProblem("integer", text)
    return int(value)


_AGE_WORDS = {"schwangerschaft": -9, "vor der geburt": -9, "geburt": 0, "ab geburt": 0, "von geburt an": 0}
_AGE_UNITS = {
    "": 12.0, "j": 12.0, "jahr": 12.0, "jahre": 12.0, "jahren": 12.0, "year": 12.0, "years": 12.0, "y": 12.0,
    "jaehrig": 12.0, "jaehrige": 12.0, "m": 1.0, "mon": 1.0, "monat": 1.0, "monate": 1.0, "monaten": 1.0,
    "mt": 1.0, "mte": 1.0, "month": 1.0, "months": 1.0, "w": MONTHS_PER_WEEK, "wo": MONTHS_PER_WEEK,
    "woche": MONTHS_PER_WEEK, "wochen": MONTHS_PER_WEEK, "week": MONTHS_PER_WEEK, "weeks": MONTHS_PER_WEEK,
    "t": MONTHS_PER_WEEK / 7, "tag": MONTHS_PER_WEEK / 7, "tage": MONTHS_PER_WEEK / 7, "tagen": MONTHS_PER_WEEK / 7,
}  # fmt: skip
_AGE_PART = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,6})?)\s*(½?)[\s-]*([^\W\d_]*)\.?")


def parse_age(text: str) -> int:
    """The age in whole months (a bare number is years): '3' 36, '0,5' 6, '8 Wochen' 2, '1 Jahr 6 Monate' 18.

    Rounded to the nearest month; 'Schwangerschaft' is -9. Raises ValueProblem with code 'age'.
    """
    return _age(text, text, "")


def _age(part: str, text: str, unit: str) -> int:
    """The age that `part` of `text` names, in months; a bare number counts in `unit`."""
    rest = part.strip()
    if len(rest) > LONGEST:
        raise ValueProblem("age", text)
    if (word := _AGE_WORDS.get(fold(rest))) is not None:
        return word
    parts = _age_parts(rest)
    if not parts:
        raise ValueProblem("age", text)
    months, smallest = 0.0, float("inf")
    for number, half, name in parts:
        factor = _AGE_UNITS.get(name or unit)
        if factor is None or factor >= smallest:  # '1 Jahr 6 Monate', not '6 Monate 1 Jahr' or '3 4'
            raise ValueProblem("age", text)
        smallest = factor
        months += (float(number.replace(",", ".")) + (0.5 if half else 0.0)) * factor
    rounded = int(months + 0.5)
    if rounded > OLDEST_AGE:
        raise ValueProblem("age", text)
    return rounded


def _age_parts(rest: str) -> list[tuple[str, str, str]]:
    """Number, half sign and folded unit of each part of an age; empty if something is left over."""
    parts = []
    while rest:
        found = _AGE_PART.match(rest)
        if found is None:
            return []
        parts.append((found[1], found[2], fold(found[3])))
        rest = re.sub(r"^\s*(?:und|and|,)?\s*", "", rest[found.end() :])
    return parts


_AGE_BETWEEN = re.compile(
    r"(?:von\s+|from\s+|ab\s+)?(.+?)\s*(?:-|–|—|\bbis(?:\s+unter)?\b|\bto\b)\s*(.+)", re.IGNORECASE
)
_AGE_UP_TO = re.compile(
    r"(?:bis(?:\s+(?:zu|unter))?|unter|max\.?|höchstens|up to|under|u(?=[0-9]))\s*(.+)", re.IGNORECASE
)
_AGE_FROM = re.compile(r"(?:ab|über|mind\.?|mindestens|from|over|ü(?=[0-9]))\s*(.+)", re.IGNORECASE)
_AGE_PLUS = re.compile(r"(.+?)\s*(?:\+|und älter|and older)")


def parse_age_range(text: str) -> tuple[int | None, int | None]:
    """The ages from and to in whole months that `text` names, None for an open end: '0-3' (0, 36), 'ab 14' (168, None).

    A unit that stands only at the end counts for both ('6-18 Monate'). Raises ValueProblem with code 'age' or
    'age_order'.
    """
    cell = " ".join(text.split())
    if not cell or len(cell) > LONGEST:
        raise ValueProblem("age", text)
    if found := _AGE_UP_TO.fullmatch(cell):
        return None, _age(found[1], text, "")
    if found := _AGE_BETWEEN.fullmatch(cell):
        parts = _age_parts(found[2])
        first = _age(found[1], text, parts[0][2] if parts else "")
        last = _age(found[2], text, "")
        if first > last:
            raise ValueProblem("age_order", text)
        return first, last
    if found := _AGE_FROM.fullmatch(cell) or _AGE_PLUS.fullmatch(cell):
        return _age(found[1], text, ""), None
    age = _age(cell, text, "")
    return age, age


def split_values(text: str) -> tuple[str, ...]:
    """The values of one cell in their order, without repetitions: '|' separates; without any, ';' and line breaks do.

    A comma never separates: 'Familien, Kinder im Hilfebezug' is one value.
    """
    parts: Iterable[str] = text.split("|") if "|" in text else re.split(r"[;\n\r]", text)
    return tuple(dict.fromkeys(part for raw in parts if (part := " ".join(raw.split()))))


_YES = {"ja", "j", "yes", "y", "x", "true", "wahr", "1", "✓"}
_NO = {"nein", "n", "no", "false", "falsch", "0", "-"}
_DIRECTED = {"gerichtet", "einseitig", "directed", "one way"}
_UNDIRECTED = {"ungerichtet", "beidseitig", "gegenseitig", "wechselseitig", "undirected", "mutual"}


def parse_yes_no(text: str) -> bool:
    """Whether `text` says yes; raises ValueProblem with code 'yes_no'."""
    word = text.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueProblem("yes_no", text)


def parse_directed(text: str) -> bool:
    """Whether a cooperation has a direction: ja, nein, gerichtet, einseitig, ...; raises ValueProblem 'yes_no'."""
    word = fold(text)
    if word in _DIRECTED or word in _UNDIRECTED:
        return word in _DIRECTED
    return parse_yes_no(text)


_INTENSITIES = {
    "gering": "low", "niedrig": "low", "schwach": "low", "lose": "low", "low": "low",
    "mittel": "medium", "medium": "medium", "mittlere": "medium",
    "hoch": "high", "stark": "high", "eng": "high", "intensiv": "high", "high": "high",
}  # fmt: skip


def parse_intensity(text: str) -> str:
    """The key of model.INTENSITIES that `text` names; raises ValueProblem with code 'intensity'."""
    key = _INTENSITIES.get(fold(text))
    if key is None:
        raise ValueProblem("intensity", text)
    return key
