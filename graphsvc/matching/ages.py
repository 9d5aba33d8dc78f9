"""Ages in words: 'Kinder von 1,5 bis 3', '2.–4. Klasse', 'im ersten Lebensjahr', '60+' as months from and to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphsvc.matching.normalise import fold

BEFORE_BIRTH = -9  # months
OLDEST = 1200  # months; where no upper age is given, nobody is too old

# German number words up to eighteen, as they stand before 'jährig', 'bis' and the like.
_NUMBERS = {
    "null": "0",
    "eineinhalb": "1,5",
    "anderthalb": "1,5",
    "zweieinhalb": "2,5",
    "dreieinhalb": "3,5",
    "eins": "1",
    "ein": "1",
    "zwei": "2",
    "drei": "3",
    "vier": "4",
    "fuenf": "5",
    "sechs": "6",
    "sieben": "7",
    "acht": "8",
    "neun": "9",
    "zehn": "10",
    "elf": "11",
    "zwoelf": "12",
    "dreizehn": "13",
    "vierzehn": "14",
    "fuenfzehn": "15",
    "sechzehn": "16",
    "siebzehn": "17",
    "achtzehn": "18",
}
_NUMBER_WORD = re.compile(
    r"\b(" + "|".join(_NUMBERS) + r")(?=\s*-?\s*(?:bis|und|-)\s|\s*-?\s*jaehr|\s+(?:jahr|monat|wochen|lebensjahr))"
)
_ORDINALS = {"erste": "1.", "zweite": "2.", "dritte": "3.", "vierte": "4."}
_ORDINAL = re.compile(r"\b(erste|zweite|dritte|vierte)[nsrm]?\b(?=\s+(?:lebensjahr|geburtstag|klasse|schuljahr))")

_N = r"(\d{1,3}(?:[.,]\d)?)"
_UNIT = r"(?:-?\s*(jaehrig\w*|jahre?n?|j\b\.?|monate?n?|mon\b\.?|wochen?))"
_TO = r"\s*-?\s*(?:-|bis(?:\s+(?:zu|unter|einschl\w*|zum))?|und)\s*"
_RANGE = re.compile(rf"(?<![\d.,:§/]){_N}{_UNIT}?{_TO}{_N}{_UNIT}(?!\w)")
_BARE_RANGE = re.compile(
    r"(?<![\d.,:§/])(\d{1,2}(?:,\d)?)\s*(?:-|bis|und)\s*(\d{1,2}(?:,\d)?)(?![\d.:/]|\s*(?:uhr|h\b|euro|€|x\b|%))"
)
_GRADES = re.compile(
    r"(?:klassen?|klassenstufen?|kl\.?|jahrgang|jg\.?|jahrgangsstufen?|stufen?)\s*(\d{1,2})\.?(?:\s*(?:-|bis|/|und)\s*(\d{1,2}))?(?!\d)"
    r"|(?<!\d)(\d{1,2})\.?\s*(?:-|bis|/|und)\s*(\d{1,2})\.?\s*(?:klasse|kl\b|schuljahr|jahrgang|jg\b)"
    r"|(?<!\d)(\d{1,2})\.\s*(?:klasse|kl\b|schuljahr|jahrgang|jg\b)"
)
_GRADES_AND_UP = re.compile(
    r"\bab\s+(?:der\s+)?(?:klasse|kl\.?|jahrgang)\s*\d|\bab\s+(?:der\s+)?\d{1,2}\.\s*(?:klasse|kl)"
)
_UP_TO_GRADE = re.compile(
    r"\bbis\s+(?:zur\s+)?(?:klasse|kl\.?|jahrgang)\s*\d|\bbis\s+(?:zur\s+)?\d{1,2}\.\s*(?:klasse|kl)"
)
_GRADES_BEFORE = re.compile(r"(?:§|klassen?|kl\.?|jahrgang|stufen?)\s*$")
_GRADES_AFTER = re.compile(r"\.?\s*(?:klasse|kl\b|schuljahr|jahrgang|jg\b)")
_FIRST_YEARS = re.compile(r"\bersten\s+(\d)\s+(?:lebensjahr|jahr)")
_YEAR_OF_LIFE = re.compile(r"(bis\s+(?:zum\s+|zu\s+)?|ab\s+(?:dem\s+)?)?(\d)\.?\s*(lebensjahr|geburtstag)")
_UP_TO = re.compile(
    rf"(?:\bbis(?:\s+(?:zu|zum))?|\bunter|\bmax\w*\.?|\bu)\s*{_N}{_UNIT}?(?![\d:.]|\s*(?:uhr|h\b|euro|€|personen|%))"
)
_FROM = re.compile(
    rf"(?:\bab|\bueber|\bue|\bmindestens)\s*{_N}{_UNIT}?(?![\d:]|\.\d|\s*(?:uhr|h\b|euro|€|personen|%|\.\s*(?:kl|klasse)))"
)
_PLUS = re.compile(r"\b([4-9]\d)\s*(?:\+|plus\b)")
_PUPILS = re.compile(
    r"\b(erst|zweit|dritt|viert|fuenft|sechst|siebt|acht|neunt|zehnt)"
    r"(?=-?\s*(?:und|bis|,|/)\s*-?\s*\w+klaessl|-?klaessl)(?:-?klaessler\w*|-)?"
)
_PUPILS_OF = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5,
              "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9, "zehnt": 10}  # fmt: skip
_SCHOOL_STARTERS = re.compile(r"\bschulanfaenger\w* bis\b")
_SCHOOL_ENTRY = 5  # pupils of class 1 are 6 years old: class + 5


@dataclass(frozen=True)
class Ages:
    """Ages in months, `low` inclusive, `high` exclusive; -9 to 0 is before birth."""

    low: int
    high: int

    @property
    def length(self) -> int:
        """How many months lie between."""
        return self.high - self.low


def _months(number: str, unit: str | None) -> int:
    value = float(number.replace(",", "."))
    if unit and unit.startswith("mon"):
        return round(value)
    if unit and unit.startswith("woche"):
        return round(value * 12 / 52)
    return round(value * 12)


def _readable(text: str) -> str:
    """The folded text with number words as digits and dashes as '-'."""
    folded = fold(text).replace("–", "-").replace("—", "-")
    folded = _ORDINAL.sub(lambda found: _ORDINALS[found.group(1)], folded)
    return _NUMBER_WORD.sub(lambda found: _NUMBERS[found.group(1)], folded)


def in_words(text: str, *, bare: bool = False) -> tuple[int | None, int | None]:
    """(from, to) in months as far as `text` says them, None where it does not.

    `bare` understands numbers without a unit too ('6-10', 'ab 60'): for texts that are about people anyway, such as a
    target group; in a description they might be hours, euros or people.
    """
    readable = _readable(text)
    for read in (_range, _grades, _years_of_life):
        found = read(readable, bare)
        if found != (None, None):
            return found
    return _bounds(readable, bare)


def _range(text: str, bare: bool) -> tuple[int | None, int | None]:
    for found in _RANGE.finditer(text):
        low, low_unit, high, high_unit = found.groups()
        first, last = _months(low, low_unit or high_unit), _months(high, high_unit)
        if first < last <= OLDEST and _about_people(text, found.end(), high_unit):
            return first, last
    if bare:
        for found in _BARE_RANGE.finditer(text):
            first, last = _months(found[1], None), _months(found[2], None)
            grades = _GRADES_BEFORE.search(text[: found.start()]) or _GRADES_AFTER.match(text[found.end() :])
            if first < last and not grades:
                return first, last
    return None, None


def _about_people(text: str, end: int, unit: str | None) -> bool:
    """Whether 'Jahre' after a range are ages: not in '2 bis 3 Jahre lang' or 'vor 5 bis 10 Jahren'."""
    return bool(unit) and not re.match(r"\s*(?:lang|dauer|alte?n? bestand)", text[end:])


def _grades(text: str, bare: bool) -> tuple[int | None, int | None]:
    pupils = [_PUPILS_OF[word] for word in _PUPILS.findall(text)]
    if pupils:  # 'Dritt- und Viertklässler'
        first = 1 if _SCHOOL_STARTERS.search(text) else min(pupils)
        return (first + _SCHOOL_ENTRY) * 12, (max(pupils) + _SCHOOL_ENTRY + 1) * 12
    found = _GRADES.search(text)
    if not found:
        return None, None
    numbers = [int(number) for number in found.groups() if number]
    first, last = numbers[0], numbers[-1]
    if not 1 <= first <= last <= 13:
        return None, None
    if _UP_TO_GRADE.search(text) and len(numbers) == 1:
        first = 1
    if _GRADES_AND_UP.search(text) and len(numbers) == 1:
        last = max(first, 10)
    return (first + _SCHOOL_ENTRY) * 12, (last + _SCHOOL_ENTRY + 1) * 12


def _years_of_life(text: str, bare: bool) -> tuple[int | None, int | None]:
    if found := _FIRST_YEARS.search(text):
        return 0, int(found[1]) * 12
    found = _YEAR_OF_LIFE.search(text)
    if not found:
        return None, None
    bound, number, what = found.groups()
    if bound and bound.startswith("ab"):
        return int(number) * 12, None
    if bound or what == "geburtstag":
        return 0, int(number) * 12
    return (int(number) - 1) * 12, int(number) * 12


def _bounds(text: str, bare: bool) -> tuple[int | None, int | None]:
    low = high = None
    if found := _PLUS.search(text):
        return int(found[1]) * 12, None
    for found in _FROM.finditer(text):
        if found[2] or bare:
            low = _months(found[1], found[2])
            break
    for found in _UP_TO.finditer(text):
        if found[2] or bare:
            high = _months(found[1], found[2])
            break
    if low is not None and high is not None and low >= high:
        return None, None
    return low, high


def overlap(a: Ages, b: Ages) -> int:
    """Months that both have; 0 or less where they only touch or lie apart."""
    return min(a.high, b.high) - max(a.low, b.low)
