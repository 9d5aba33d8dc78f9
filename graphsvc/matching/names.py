"""The name engine: what a German organisation's name says, how alike two names are, and when they must differ."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graphsvc.matching import lexicon
from graphsvc.matching.normalise import STOPWORDS, fold, join_initials, lemma

_LEGAL_EV = re.compile(r"(?<![^\W\d_])e\.?\s?V\b\.?")  # 'e.V.' but not 'Ev.', which is evangelisch
_SHORT = {"d": "der", "u": "und", "f": "fuer"}  # 'Haus d. Familie'
_ROMAN = re.compile(r"(?<![^\W_])[IVX]{1,5}(?![^\W_])(?!\.\s?V)")  # 'Dezernat IV'
_NUMBER = re.compile(r"\b\d+(?:[-./]\d+)*\b")
_YEAR = range(1500, 2100)
_TOKEN = re.compile(r"[a-z0-9_#]+\.?")
_SOFT_EQUAL = 0.8  # below this, two words are different words
_PLACE_WEIGHT = 0.25  # most names of a city carry the city's name: it tells little where it is the same
_WEAK = frozenset(["verein", "verband", "haus", "gruppe", "dienst", "stelle", "amt", "zentrum", "einrichtung", "gemeinde", "region", "buero", "ort"])
_WEAK_WEIGHT = 0.5


@dataclass(frozen=True)
class Name:
    """One name in its parts; all words folded."""

    text: str
    tokens: tuple[str, ...]  # the words that carry the name, known things in their canonical form
    federations: frozenset[str]
    facilities: frozenset[str]
    offices: frozenset[str]
    units: frozenset[str]
    numbers: frozenset[str]
    places: frozenset[str]
    saints: frozenset[str]


@functools.cache
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern of all aliases, longest first, and alias -> (canonical word, group)."""
    table: dict[str, tuple[str, str]] = {}
    for row in lexicon.rows("names"):
        table.setdefault(_plain(row["alias"]), (row["canonical"], row["group"]))
    alternatives = sorted(table, key=lambda alias: (-len(alias), alias))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, alternatives)) + r")(?![a-z0-9])"), table


@functools.cache
def _legal() -> re.Pattern[str]:
    forms = {_plain(row["form"]) for row in lexicon.rows("legal_forms")}
    alternatives = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, alternatives)) + r")(?![a-z0-9])")


def _plain(text: str) -> str:
    folded = join_initials(fold(text).replace("&", " und "))
    found = (_inflected(_SHORT.get(word, word)) for word in re.sub(r"[^a-z0-9]+", " ", folded).split())
    return " ".join(found)


def _inflected(word: str) -> str:
    """'katholische' and 'katholischen' as 'katholisch': adjectives in names are compared without their ending."""
    found = re.fullmatch(r"([a-z]{3,}(?:isch|lich|ig|al))(?:e|en|er|es|em)", word)
    return found.group(1) if found else word


def parse(text: str, places: Mapping[str, str] | None = None) -> Name:
    """The parts of `text`; `places` maps a folded place name to the key of its level and place."""
    raw = _LEGAL_EV.sub(" eingetragener verein ", text)
    abbreviated = {found[:-1] for found in re.findall(r"[a-zäöü]{2,}\.", raw.lower())}
    numbers = {found for found in _NUMBER.findall(fold(raw)) if not (found.isdigit() and int(found) in _YEAR)}
    numbers |= {found.lower() for found in _ROMAN.findall(raw)}
    plain = f" {_plain(raw)} "
    found_places: set[str] = set()
    for place, key in sorted((places or {}).items(), key=lambda item: (-len(item[0]), item[0])):
        replaced = re.sub(rf"(?<![a-z0-9]){re.escape(place)}(?:er|s)?(?![a-z0-9])", " ", plain)
        if replaced != plain:
            found_places.add(key)
            plain = replaced
    plain = _legal().sub(" ", plain)
    pattern, table = _phrases()
    groups: dict[str, set[str]] = {}
    tokens: list[str] = [f"#{key}" for key in sorted(found_places)]
    position = 0
    for match in pattern.finditer(plain):
        tokens.extend(_words(plain[position : match.start()], abbreviated))
        canonical, group = table[match.group()]
        if canonical:
            tokens.append(canonical)
            groups.setdefault(group, set()).add(canonical)
        position = match.end()
    tokens.extend(_words(plain[position:], abbreviated))
    saints = {after for before, after in zip(tokens, tokens[1:], strict=False) if before == "sankt"}
    return Name(
        text=text,
        tokens=tuple(dict.fromkeys(tokens)),
        federations=frozenset(groups.get("federation", ())),
        facilities=frozenset(groups.get("facility", ())),
        offices=frozenset(groups.get("office", ())),
        units=frozenset(groups.get("unit", ())),
        numbers=frozenset(numbers),
        places=frozenset(found_places),
        saints=frozenset(saints),
    )


def _words(text: str, abbreviated: Collection[str]) -> Iterable[str]:
    for word in text.split():
        if word in STOPWORDS or (len(word) < 2 and not word.isdigit()):
            continue
        yield word + "." if word in abbreviated else lemma(word)


def _edits(a: str, b: str, limit: int) -> int:
    """Damerau-Levenshtein distance of two words, or limit + 1 where it is larger (optimal string alignment)."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i] + [0] * len(b)
        for j, y in enumerate(b, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]


@functools.lru_cache(maxsize=200_000)
def word_similarity(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 1: equal, abbreviated ('heckingh.'), mistyped, or one inside the other."""
    if a == b:
        return 1.0
    if a.startswith("#") or b.startswith("#"):
        return 0.0
    stem_a, stem_b = a.rstrip("."), b.rstrip(".")
    shorter, longer = sorted((stem_a, stem_b), key=len)
    if len(shorter) >= 2 and longer.startswith(shorter) and (a.endswith(".") or b.endswith(".")):
        return 0.92
    if len(shorter) < 4:
        return 0.0
    limit = 1 if len(shorter) < 8 else 2
    distance = _edits(stem_a, stem_b, limit)
    if distance <= limit:
        return 1.0 - 0.08 * distance if len(shorter) >= 5 else 0.0
    if len(shorter) >= 6 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return 0.82
    return 0.0


class Names:
    """Names of one city, weighed by how rare their words are there."""

    def __init__(self, names: Iterable[Name]) -> None:
        listed = list(names)
        self._count = len(listed)
        self._with = Counter(token for name in listed for token in set(name.tokens))

    def weight(self, token: str) -> float:
        """How much a word tells: the rarer, the more; 50 unseen names are added so that small cities are no special case."""
        rarity = math.log2((self._count + 50) / (self._with[token] + 1))
        if token.startswith("#"):
            return _PLACE_WEIGHT * rarity
        return rarity * (_WEAK_WEIGHT if token in _WEAK else 1.0)

    def similarity(self, a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
        """Weighted share of common words, 0 to 1 (soft Dice), and those words."""
        pairs = sorted(
            ((word_similarity(x, y), x, y) for x in a.tokens for y in b.tokens), key=lambda item: (-item[0], item[1:])
        )
        used_a: set[str] = set()
        used_b: set[str] = set()
        common = 0.0
        shared = []
        for alike, x, y in pairs:
            if alike < _SOFT_EQUAL:
                break
            if x not in used_a and y not in used_b:
                used_a.add(x)
                used_b.add(y)
                common += alike * (self.weight(x) + self.weight(y))
                shared.append(min(x, y))
        total = sum(map(self.weight, a.tokens)) + sum(map(self.weight, b.tokens))
        return (common / total if total else 0.0), tuple(shared)


def conflict(a: Name, b: Name) -> str | None:
    """Why two names cannot mean the same organisation, as a word; None where nothing speaks against it.

    'place', 'number', 'saint', 'unit' (Ortsverband and Kreisverband) or 'facility' (an umbrella and its facility).
    """
    for key, x, y in (("number", a.numbers, b.numbers), ("saint", a.saints, b.saints), ("unit", a.units, b.units)):
        if x and y and not x & y and not (key == "saint" and _alike(x, y)):
            return key
    for level in ("city", "district"):
        x, y = (frozenset(p for p in name.places if p.startswith(level)) for name in (a, b))
        if x and y and not x & y:
            return "place"
    if a.facilities and b.facilities and not a.facilities & b.facilities:
        return "facility"
    for facility, umbrella in ((a, b), (b, a)):
        if facility.facilities and not umbrella.facilities and (umbrella.units or umbrella.federations):
            return "facility"
    if a.federations and b.federations and not a.federations & b.federations:
        return "federation"
    return None


def _alike(x: Collection[str], y: Collection[str]) -> bool:
    return any(word_similarity(a, b) >= _SOFT_EQUAL for a in x for b in y)
