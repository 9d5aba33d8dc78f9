"""How surely two names of companies of any country mean the same one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from graphsvc.matching import names
from graphsvc.matching.company_names import CompanyName, weak_words
from graphsvc.matching.remembering import remembered
from graphsvc.matching.word_table import alikeness

# From here on two names are called the same; tuned on made names (tests/made_names.py), see docs/evaluation.md.
SAME = 0.75
_WEAK = 0.3
_UNSEEN = 50.0
_LEAST_ALIKE = 0.7
_SPOKEN_ALIKE, _SKELETON_ALIKE, _INITIALS = 0.9, 0.85, 0.85
_BOTH_DIFFER = 0.6  # for words of both names without partner: 'Foo Bank' and 'Foo Insurance'
_OTHER_NUMBER = 0.4
_OTHER_COUNTRY = 0.3
_OTHER_FORM = 0.03  # a company limited by shares and one by guarantee may be two of one group
# how one sound is written in different languages and transliterations
_SOUNDS = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"),
    ("ts", "z"), ("tz", "z"), ("ph", "f"), ("ck", "k"), ("ks", "x"), ("qu", "k"), ("q", "k"), ("c", "k"), ("w", "v"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"), ("ii", "i"), ("y", "i"), ("j", "i"), ("gh", "g"),
    ("dj", "z"), ("th", "t"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ie", "e"), ("h", ""),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<=.)[aeiou]+")


@remembered(200_000)
def _sound(word: str) -> str:
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return _DOUBLE.sub(r"\1", word)


@remembered(400_000)
def _words_alike(a: str, b: str, foreign: bool) -> float:
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    found = alikeness(a, b)
    if min(len(a), len(b)) >= 3:
        spoken = _sound(a), _sound(b)
        if spoken[0] == spoken[1]:
            found = max(found, _SPOKEN_ALIKE)
        elif foreign and min(map(len, spoken)) >= 4 and OSA.distance(*spoken) <= 1:
            found = max(found, _SKELETON_ALIKE)
        skeletons = _VOWELS.sub("", spoken[0]), _VOWELS.sub("", spoken[1])
        if foreign and len(skeletons[0]) >= 3 and skeletons[0] == skeletons[1]:
            found = max(found, _SKELETON_ALIKE)
    return found


class CompanyNames:
    """Scores pairs of names, their words weighed by how rare they are among all names that are given."""

    def __init__(self, known: Iterable[CompanyName]) -> None:
        listed = list(known)
        self._count = len(listed)
        self._with = Counter(word for name in listed for word in set(name.words))
        self._local = names.Names(name.local for name in listed)

    def score(self, a: CompanyName, b: CompanyName) -> float:
        """0 to 1: how surely the two names mean the same company."""
        general = self._general(a, b)
        local = 0.0 if names.conflict(a.local, b.local) else self._local.similarity(a.local, b.local)[0]
        found = max(general, local) if a.local.tokens and b.local.tokens else general
        if a.numbers and b.numbers and a.numbers != b.numbers and not a.numbers & b.numbers:
            found -= _OTHER_NUMBER
        elif bool(a.numbers) != bool(b.numbers):
            found -= _OTHER_NUMBER / 4
        if a.countries and b.countries and not a.countries & b.countries:
            found -= _OTHER_COUNTRY
        if a.forms and b.forms and not a.forms & b.forms:
            found -= _OTHER_FORM
        return max(0.0, min(1.0, found))

    def weight(self, word: str) -> float:
        """How much a word tells."""
        rarity = math.log2((self._count + _UNSEEN) / (self._with[word] + 1))
        return rarity * (_WEAK if word in weak_words() else 1.0)

    def _general(self, a: CompanyName, b: CompanyName) -> float:
        if "".join(a.words) == "".join(b.words) or "".join(sorted(a.words)) == "".join(sorted(b.words)):
            return 1.0
        foreign = a.foreign != b.foreign
        whole = _words_alike("".join(a.words), "".join(b.words), foreign)
        return max(self._aligned(a, b, foreign), _initials(a, b), whole if whole > _LEAST_ALIKE + 0.1 else 0.0)

    def _aligned(self, a: CompanyName, b: CompanyName, foreign: bool) -> float:
        pairs = sorted(
            ((_words_alike(min(x, y), max(x, y), foreign), x, y) for x in a.words for y in b.words),
            key=lambda found: (-found[0], found[1:]),
        )
        left_a, left_b = set(a.words), set(b.words)
        common = 0.0
        for alike, x, y in pairs:
            if alike < _LEAST_ALIKE:
                break
            if x in left_a and y in left_b:
                left_a.remove(x)
                left_b.remove(y)
                common += alike * (self.weight(x) + self.weight(y))
        total = sum(map(self.weight, a.words)) + sum(map(self.weight, b.words))
        differ = 2 * min(sum(map(self.weight, left_a)), sum(map(self.weight, left_b)))
        return max(0.0, (common - _BOTH_DIFFER * differ) / total) if total else 0.0


def _initials(a: CompanyName, b: CompanyName) -> float:
    for short, long in ((a, b), (b, a)):
        if len(short.words) == 1 and len(long.words) >= 3 and short.words[0] == "".join(word[0] for word in long.words):
            return _INITIALS
    return 0.0
