"""Names of companies of any country in their parts: in Latin letters, without legal form, known words in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel import Locale

from graphsvc.matching import lexicon, names
from graphsvc.matching.normalise import fold
from graphsvc.matching.remembering import remembered
from graphsvc.matching.transliterating import latin

# where the form stands before the name: 'ООО Ромашка', 'PT Astra', 'Công ty TNHH ...'
_FORM_FIRST = ("RU", "UA", "BY", "KZ", "BG", "ID", "VN", "JP", "KR", "CN", "AE", "RO")
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z]{1,2}\.\s?){1,5}[a-z]{0,2}(?![a-z0-9])\.?")
_SLASHED = re.compile(r"(?<![a-z0-9])([a-z])/([a-z])(?![a-z0-9])")
_WORD = re.compile(r"[a-z0-9]+|[^\W\d_a-z]+")
_LONGEST_FORM = 6  # words
_LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True)
class CompanyName:
    """One name in its parts."""

    text: str
    words: tuple[str, ...]  # without the legal form, known words in their canonical form
    forms: frozenset[str]  # classes of legal forms: 'limited', 'stock', ...
    numbers: frozenset[str]
    countries: frozenset[str]  # that the name names, as ISO 3166 codes
    local: names.Name  # what the engine for German names sees in it
    foreign: bool  # written in other letters


@remembered()
def _forms() -> dict[tuple[str, ...], tuple[str, bool]]:
    """Words of a form -> (class, whether it may stand first)."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    for row in lexicon.rows("company_forms"):
        key = tuple(_split(row["form"]))
        first = row["country"] in _FORM_FIRST or found.get(key, ("", False))[1]
        found[key] = (row["class"], first)
    return found


@remembered()
def _canonical() -> dict[str, str]:
    """Word -> the word that stands for it, '' where it says nothing."""
    return {row["word"]: row["canonical"] * (row["tells"] != "nothing") for row in lexicon.rows("company_words")}


@remembered()
def weak_words() -> frozenset[str]:
    """Words that stand in very many names of companies."""
    return frozenset(row["canonical"] for row in lexicon.rows("company_words") if row["tells"] == "little")


@remembered()
def _countries() -> dict[tuple[str, ...], str]:
    """Words of the name of a country in some languages -> its code."""
    found: dict[tuple[str, ...], str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(tuple(_split(name)), code)
    return found


def _named_countries(words: list[str]) -> frozenset[str]:
    table = _countries()
    parts = (tuple(words[start : start + length]) for length in range(1, 4) for start in range(len(words)))
    return frozenset(table[part] for part in parts if part in table)


@remembered(100_000)
def parse(text: str) -> CompanyName:
    """The parts of `text`; a name that consists of nothing but a legal form keeps it."""
    words = _split(text)
    kept, forms = _without_forms(words)
    told = tuple(dict.fromkeys(word for found in kept if (word := _canonical().get(found, found))))
    plain = told or tuple(kept) or tuple(words)
    local = names.parse(" ".join(kept) or text)
    numbers = frozenset(word for word in plain if word.isdigit()) | frozenset(local.numbers)
    return CompanyName(text, plain, frozenset(forms), numbers, _named_countries(kept), local, latin(text) != text)


def _split(text: str) -> list[str]:
    folded = fold(latin(text)).replace("'", "").replace("’", "").replace("`", "").replace('"', "")
    folded = _SLASHED.sub(r"\1\2", folded)
    folded = _DOTTED.sub(lambda found: " " + re.sub(r"[.\s]", "", found.group()) + " ", folded)
    return _WORD.findall(folded.replace("&", " and ").replace("+", " and "))


def _without_forms(words: list[str]) -> tuple[list[str], set[str]]:
    table = _forms()
    found: set[str] = set()
    kept = list(words)
    changed = True
    while changed and len(kept) > 1:
        changed = False
        for length in range(min(_LONGEST_FORM, len(kept) - 1), 0, -1):
            last, first = tuple(kept[-length:]), tuple(kept[:length])
            if last in table:
                kept, changed = kept[:-length], True
                found.add(table[last][0])
                break
            if first in table and (table[first][1] or length > 2):
                kept, changed = kept[length:], True
                found.add(table[first][0])
                break
        while len(kept) > 1 and kept[-1] == "and":
            kept.pop()
    return kept, found
