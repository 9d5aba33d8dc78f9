"""What a cell of a plain table says: words, model codes, numbers, people, amounts, years, keys."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence

from graphsvc.matching.normalise import fold, stopwords

_WORD = re.compile(r"[a-z]+'[a-z]{1,2}(?![a-z0-9])|\d+(?:[.,]\d+)+|[a-z0-9]+\.?|[^\W\d_]+")
_CHUNK = re.compile(r"[a-z0-9]+(?:[-/_.][a-z0-9]+)*")
_AMOUNT = re.compile(r"[^\d\-]{0,4}\s*(-?\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|-?\d+(?:[.,]\d+)?)\s*[^\d]{0,12}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PEOPLE = re.compile(r"\s*(?:;|,|\||&|\band\b|\bund\b|\bet\b(?! al))\s*")
_ENGLISH = frozenset(["the", "a", "an", "of", "and", "for", "with", "in", "on", "to", "by", "from", "at", "or", "&"])
_FEWEST_SIGNS = 4  # of a code: 'a4' and 'mp3' are words of the trade
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
             "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th"}  # fmt: skip


def plain(cell: str) -> str:
    """A cell in small letters without accents, with the signs that HTML writes as words."""
    return fold(html.unescape(html.unescape(cell)))


def cell_words(cell: str) -> tuple[str, ...]:
    """The words of a cell in order; an abbreviation keeps its full stop, '5.0' is '5', "joe's" is 'joes'."""
    found = []
    for word in _WORD.findall(plain(cell)):
        if word[0].isdigit() and not word.isalnum():
            number = word.rstrip(".").replace(",", ".")
            word = number.rstrip("0").rstrip(".") if number.count(".") == 1 else number.replace(".", "")
        word = _ORDINALS.get(word, word.replace("'", ""))
        if word in _ENGLISH or word in stopwords():
            continue
        found.append(word)
    return tuple(word.rstrip(".") if last or len(word) > 6 else word for word, last in _marked(found))


def _marked(found: Sequence[str]) -> list[tuple[str, bool]]:
    """Each word, and whether its full stop only ends the cell."""
    return [(word, place == len(found) - 1 and len(word) > 4) for place, word in enumerate(found)]


def numbers(cell_words_: Collection[str]) -> frozenset[str]:
    """The words that are numbers, versions or sizes: '5', '2007', '16gb'; no codes."""
    return frozenset(
        word.rstrip(".")
        for word in cell_words_
        if any(map(str.isdigit, word)) and len(word.rstrip(".")) < _FEWEST_SIGNS + 1
    )


def codes(cell: str) -> frozenset[str]:
    """What looks like a model number or an article number, without the signs inside: 'DSC-W120/B' is 'dscw120b'."""
    found = set()
    for chunk in _CHUNK.findall(plain(cell)):
        for part in (chunk, *(re.split(r"[/_]", chunk) if "/" in chunk or "_" in chunk else ())):
            code = re.sub(r"[-/_.]", "", part)
            figures = sum(map(str.isdigit, code))
            if len(code) >= _FEWEST_SIGNS and figures >= 2 and (figures < len(code) or len(code) > 4):
                found.add(code)
    return frozenset(found)


def people(cell: str) -> tuple[tuple[str, str], ...]:
    """(family name, initial) of each person of a list: 'J. de Groot and Kim, A.' has ('groot', 'j'), ('kim', 'a')."""
    found: list[tuple[str, str]] = []
    for part in _PEOPLE.split(plain(cell)):
        names = [
            name for name in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", part) if name not in ("jr", "sr", "al", "et")
        ]
        long = [name for name in names if len(name) > 1]
        if not long:
            if names and found and not found[-1][1]:
                found[-1] = (found[-1][0], names[0])  # 'Kim, A.'
            continue
        family = long[-1] if names[-1] in long or len(long) == 1 else long[0]
        given = next((name for name in names if name != family), "")
        found.append((re.sub(r"['-]", "", family), given[:1]))
    return tuple(found)


def amount(cell: str) -> float | None:
    """The number of a cell, with its currency or unit: '$1,299.00', '12,5 km'; None where it is none."""
    found = _AMOUNT.fullmatch(cell.strip())
    if not found:
        return None
    digits = re.sub(r"[' ]", "", found.group(1))
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and len(digits) - last - 1 != 3:
        return float(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :])
    # three figures after the last sign are thousands, but for '0.125' and '1234.567'
    if last >= 0 and len(re.findall(r"[.,]", digits)) == 1 and (digits.startswith("0") or last > 3):
        return float(digits.replace(",", "."))
    return float(re.sub(r"[.,]", "", digits))


def year(cell: str) -> int | None:
    """The year of a cell that holds one and little more: '1998', '03/1998'; None where there is none."""
    found = _YEAR.findall(cell)
    return int(found[0]) if len(found) == 1 and len(cell.strip()) <= 12 and not re.search(r"\d{5}", cell) else None


def key(cell: str) -> str:
    """A key in one form: its letters and figures, of a telephone number the figures."""
    signs = re.sub(r"[^a-z0-9]", "", plain(cell))
    figures = re.sub(r"\D", "", signs)
    return figures if len(figures) >= 0.7 * len(signs) and len(figures) >= 6 else signs
