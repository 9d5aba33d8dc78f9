"""The name engine: what a German organisation's name says, how alike two names are, and when they must differ."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from graphsvc.matching import lexicon
from graphsvc.matching.normalise import fold, join_initials, lemma, stopwords
from graphsvc.matching.remembering import remembered

_LEGAL_EV = re.compile(r"(?<![^\W\d_])e\.?\s?V\b\.?")  # 'e.V.' but not 'Ev.', which is evangelisch
# 'Haus d. Familie', 'Sozialdienst kath. Frauen'
_SHORT = {"d": "der", "u": "und", "f": "fuer", "kath": "katholisch", "ev": "evangelisch", "evang": "evangelisch"}
_ROMAN = re.compile(r"(?<![^\W_])[IVX]{1,5}(?![^\W_])(?!\.\s?V)")  # 'Dezernat IV'
_NUMBER = re.compile(r"\b\d+(?:[-./]\d+)*\b")
_YEAR = range(1500, 2100)
_LETTERS = re.compile(r"[a-z0-9]+")
_ABBREVIATED = re.compile(r"[a-zäöü]{2,}\.")
_INFLECTED = re.compile(r"([a-z]{3,}(?:isch|lich|ig|al))(?:e|en|er|es|em)")
SOFT_EQUAL = 0.8  # below this, two words are different words
_END = 3  # letters at the beginning or the end that mistyped words have in common
_SHORTEST_ABBREVIATION = 2  # letters: 'Ev.', 'St.'
_PLACE_WEIGHT = 0.25  # most names of a city carry the city's name: it tells little where it is the same
_WEAK_WEIGHT = 0.5
_UNIT_WEIGHT = 0.3  # 'Kreisverband' is often left out; two different units are a conflict anyway


@dataclass(frozen=True, slots=True)
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
    separate: frozenset[str]  # 'Förderverein', 'Elternbeirat': an organisation of its own beside the one that it names


@remembered()
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern of all aliases, longest first, and alias -> (canonical word, group)."""
    table: dict[str, tuple[str, str]] = {}
    for row in lexicon.rows("names"):
        table.setdefault(_plain(row["alias"]), (row["canonical"], row["group"]))
    alternatives = sorted(table, key=lambda alias: (-len(alias), alias))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, alternatives)) + r")(?![a-z0-9])"), table


@remembered()
def _weak() -> frozenset[str]:
    """Words that stand in many names and tell little: 'Haus', 'Dienst', 'Zentrum'."""
    return frozenset(row["word"] for row in lexicon.rows("weak_words"))


@remembered()
def _units() -> frozenset[str]:
    return frozenset(row["canonical"] for row in lexicon.rows("names") if row["group"] == "unit")


@remembered()
def _legal() -> re.Pattern[str]:
    # 'RV' is a Regionalverband and 'Ev.' is evangelisch before they are legal forms
    forms = {_plain(row["form"]) for row in lexicon.rows("legal_forms")} - _phrases()[1].keys()
    alternatives = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, alternatives)) + r")(?![a-z0-9])")


def _plain(text: str) -> str:
    folded = join_initials(fold(text).replace("&", " und "))
    return " ".join(_inflected(_SHORT.get(word, word)) for word in _LETTERS.findall(folded))


@remembered(100_000)
def _inflected(word: str) -> str:
    """'katholische' and 'katholischen' as 'katholisch': adjectives in names are compared without their ending."""
    found = _INFLECTED.fullmatch(word)
    return found.group(1) if found else word


class Places:
    """The towns and districts of a city, as they stand in names: 'Osterfeld', 'Osterfelder', 'Osterfelds'."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """`keys` maps a folded place name to the key of its level and place ('district osterfeld')."""
        self._keys = keys
        alternatives = sorted(keys, key=lambda name: (-len(name), name))
        pattern = r"(?<![a-z0-9])(" + "|".join(map(re.escape, alternatives)) + r")(?:er|s)?(?![a-z0-9])"
        self._pattern = re.compile(pattern) if alternatives else None

    def taken_out(self, plain: str) -> tuple[str, set[str]]:
        """The text without the places in it, and their keys."""
        if self._pattern is None:
            return plain, set()
        found = {self._keys[name] for name in self._pattern.findall(plain)}
        return (self._pattern.sub(" ", plain) if found else plain), found


_NOWHERE = Places({})


@remembered(50_000)
def parse(text: str, places: Places = _NOWHERE) -> Name:
    """The parts of `text`."""
    raw = _LEGAL_EV.sub(" eingetragener verein ", text)
    abbreviated = {found[:-1] for found in _ABBREVIATED.findall(raw.lower())} if "." in raw else set()
    numbers = {found for found in _NUMBER.findall(fold(raw)) if not (found.isdigit() and int(found) in _YEAR)}
    numbers |= {found.lower() for found in _ROMAN.findall(raw)}
    plain, found_places = places.taken_out(f" {_plain(raw)} ")
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
    saints = {after for before, after in itertools.pairwise(tokens) if before == "sankt"}
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
        separate=frozenset(groups.get("separate", ())),
    )


def _words(text: str, abbreviated: Collection[str]) -> Iterable[str]:
    for word in text.split():
        if word in stopwords() or (len(word) < 2 and not word.isdigit()):
            continue
        yield word + "." if word in abbreviated else lemma(word)


@remembered(200_000)
def word_similarity(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 1: equal, abbreviated ('heckingh.'), mistyped, or one inside the other.

    Mistyped words have their first or their last three letters in common.
    """
    if a == b:
        return 1.0
    if a.startswith("#") or b.startswith("#") or a.isdigit() or b.isdigit():
        return 0.0  # places and numbers are the same or others
    stem_a, stem_b = a.rstrip("."), b.rstrip(".")
    shorter, longer = sorted((stem_a, stem_b), key=len)
    if len(shorter) >= _SHORTEST_ABBREVIATION and longer.startswith(shorter) and (a.endswith(".") or b.endswith(".")):
        return 0.92
    if len(shorter) < 5 or not (stem_a[:_END] == stem_b[:_END] or stem_a[-_END:] == stem_b[-_END:]):
        return 0.0
    limit = 1 if len(shorter) < 8 else 2
    distance = OSA.distance(stem_a, stem_b, score_cutoff=limit)  # limit + 1 where it is larger
    if distance <= limit:
        return 1.0 - 0.08 * distance
    if len(shorter) >= 6 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return 0.82
    return 0.0


def alike_words(wanted: Collection[str], vocabulary: Iterable[str]) -> dict[str, frozenset[str]]:
    """Word of `wanted` -> the words of the vocabulary that word_similarity takes for the same, itself too."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for word in {*wanted, *vocabulary}:
        if word.isdigit():
            continue
        stem = word.rstrip(".")
        near[f"{stem[:_END]}-"].add(word)
        near[f"-{stem[-_END:]}"].add(word)
        # the third block is for abbreviations, which have only their first letters in common with the word
        near[f"{stem[:_SHORTEST_ABBREVIATION]}."].add(word)
    found: dict[str, set[str]] = {word: {word} for word in wanted}
    for key, block in near.items():
        abbreviated = {word for word in block if word.endswith(".")}
        for word in block & found.keys():
            others = abbreviated if key.endswith(".") and word not in abbreviated else block
            found[word].update(other for other in others if word_similarity(*sorted((word, other))) >= SOFT_EQUAL)
    return {word: frozenset(alike) for word, alike in found.items()}


class Names:
    """Names of one city, weighed by how rare their words are there."""

    def __init__(self, names: Iterable[Name]) -> None:
        listed = list(names)
        self._count = len(listed)
        self._with = Counter(token for name in listed for token in set(name.tokens))
        self._weights: dict[str, float] = {}  # of the words that were asked for

    def weight(self, token: str) -> float:
        """How much a word tells: the rarer, the more; 50 unseen names keep small cities from being a special case."""
        known = self._weights.get(token)
        if known is None:
            known = self._weights[token] = self._weigh(token)
        return known

    def _weigh(self, token: str) -> float:
        rarity = math.log2((self._count + 50) / (self._with[token] + 1))
        if token.startswith("#"):
            return _PLACE_WEIGHT * rarity
        if token in _units():
            return _UNIT_WEIGHT * rarity
        return rarity * (_WEAK_WEIGHT if token in _weak() else 1.0)

    def similarity(self, a: Name, b: Name) -> tuple[float, float]:
        """Weighted share of common words, 0 to 1 (soft Dice), and how much those words tell, in bits."""
        pairs = sorted(
            ((word_similarity(x, y), x, y) for x in a.tokens for y in b.tokens), key=lambda item: (-item[0], item[1:])
        )
        used_a: set[str] = set()
        used_b: set[str] = set()
        common = 0.0
        for alike, x, y in pairs:
            if alike < SOFT_EQUAL:
                break
            if x not in used_a and y not in used_b:
                used_a.add(x)
                used_b.add(y)
                common += alike * (self.weight(x) + self.weight(y))
        total = self.told(a) + self.told(b)
        return (common / total if total else 0.0), common / 2

    def telling(self, name: Name, share: float) -> tuple[str, ...]:
        """Words of a name of which a name that is alike by `share` or more has one, or has a telling one of its own.

        The heaviest words, until the others weigh less than that share: of two names that are so much alike, the words
        that they have in common are at least that share of one of them.
        """
        heaviest_first = sorted(name.tokens, key=lambda token: (-self.weight(token), token))
        left = self.told(name)
        needed = share * left
        found = []
        for token in heaviest_first:
            if left < needed or not left:
                break
            found.append(token)
            left -= self.weight(token)
        return tuple(found)

    def told(self, name: Name) -> float:
        """How much all words of a name tell, in bits."""
        return sum(map(self.weight, name.tokens))


def conflict(a: Name, b: Name) -> str | None:
    """Why two names cannot mean the same organisation, as a word; None where nothing speaks against it.

    'place', 'number', 'saint', 'unit' (Ortsverband and Kreisverband), 'facility' (an umbrella and its facility),
    'federation' or 'separate' (a school and its Förderverein).
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
    if a.separate != b.separate:
        return "separate"
    return None


def _alike(x: Collection[str], y: Collection[str]) -> bool:
    return any(word_similarity(a, b) >= SOFT_EQUAL for a in x for b in y)
