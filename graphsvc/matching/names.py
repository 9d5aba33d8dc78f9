"""The name engine: how alike two names of German organisations are, and when they must differ."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

from graphsvc.matching import lexicon
from graphsvc.matching.name_parts import Name, parse, weak_words
from graphsvc.matching.name_places import Places
from graphsvc.matching.remembering import remembered

__all__ = ["Name", "Names", "Places", "alike_words", "conflict", "parse", "word_similarity"]

SOFT_EQUAL = 0.8  # below this, two words are different words
_END = 3  # letters at the beginning or the end that mistyped words have in common
_SHORTEST_ABBREVIATION = 2  # letters: 'Ev.', 'St.'
_PLACE_WEIGHT = 0.25  # most names of a city carry the city's name: it tells little where it is the same
_WEAK_WEIGHT = 0.5
_UNIT_WEIGHT = 0.3  # 'Kreisverband' is often left out; two different units are a conflict anyway
_EXACT = ("#", "year ")  # places and years
_YEAR_WEIGHT = 0.3  # a club's year is often left out; two different years are a conflict anyway
# Titles that a house of another kind may carry beside its own: a Kita is certified as Familienzentrum
_TITLES = {
    "familienzentrum": frozenset({"kita", "mehrgenerationenhaus", "familienbildung"}),
    "mehrgenerationenhaus": frozenset(
        {
            "familienzentrum",
            "familienbildung",
            "buergerhaus",
            "begegnungsstaette",
            "stadtteilzentrum",
            "nachbarschaftstreff",
        }
    ),
}
# Federations that are in a town what their name says: an advice centre
_COUNSELLORS = frozenset(
    {"verbraucherzentrale", "profamilia", "donumvitae", "mieterverein", "aidshilfe", "alzheimer_gesellschaft", "skm"}
)
_MOSQUES = frozenset({"ditib", "vikz", "igmg"})  # federations whose local group is a mosque
# A kind of house in general words -> how the special ones end
_GENERAL: dict[str, str | tuple[str, ...]] = {
    "schule": ("schule", "gymnasium", "foerderzentrum", "schulzentrum"),
    "grundschule": "grundschule",
    "foerderschule": "foerderzentrum",
    "museum": "museum",
    "freiwilligenbuero": "freiwilligenagentur",
    "hospiz": "hospizdienst",
    "schulamt": "schulverwaltungsamt",
    "migrationsdienst": "migrationsberatung",
    "beratungsstelle": ("beratung", "dienst"),
    "kirchengemeinde": "gesamtkirche",
}


@remembered()
def _units() -> frozenset[str]:
    return frozenset(row["canonical"] for row in lexicon.rows("names") if row["group"] in ("unit", "federation_unit"))


@remembered(200_000)
def word_similarity(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 1: equal, abbreviated ('heckingh.'), mistyped, or one inside the other.

    Mistyped words have their first or their last three letters in common.
    """
    if a == b:
        return 1.0
    if a.startswith(_EXACT) or b.startswith(_EXACT) or a.isdigit() or b.isdigit():
        return 0.0  # places, years and numbers are the same or others
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
        self._telling: dict[tuple[tuple[str, ...], float], tuple[str, ...]] = {}  # many titles are equal

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
        if token.startswith("year "):
            return _YEAR_WEIGHT * rarity
        if token in _units():
            return _UNIT_WEIGHT * rarity
        return rarity * (_WEAK_WEIGHT if token in weak_words() else 1.0)

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
        known = self._telling.get((name.tokens, share))
        if known is None:
            known = self._telling[name.tokens, share] = self._heaviest(name, share)
        return known

    def _heaviest(self, name: Name, share: float) -> tuple[str, ...]:
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
    'federation', 'separate' (a school and its Förderverein), 'office' (Jugendamt and Sozialamt, or a service of it),
    'authority' (of the town and of the county), 'host' (a café and the library in which it is), 'section' (a club and
    its part), 'year', 'denomination', 'origin', 'direction' or 'form' (an association and its company).
    """
    for key, x, y in (("number", a.numbers, b.numbers), ("saint", a.saints, b.saints), ("unit", a.units, b.units)):
        if _differ(x, y) and not (key == "saint" and _alike(x, y)):
            return key
    if _differ(a.houses, b.houses):
        return "number"
    for level in ("city", "district"):
        x, y = (frozenset(p for p in name.places if p.startswith(level)) for name in (a, b))
        if _differ(x, y):
            return "place"
    if _differ(a.facilities, b.facilities) and not _related(a.facilities, b.facilities):
        return "facility"
    for facility, umbrella in ((a, b), (b, a)):
        if facility.facilities and not umbrella.facilities and _covers(umbrella, facility):
            return "facility"
    if _differ(a.federations, b.federations) and not _alike(a.federations, b.federations):
        return "federation"
    if a.separate - set(b.tokens) or b.separate - set(a.tokens):  # 'Seniorenheim der Heilig-Geist-Stiftung' says it too
        return "separate"
    return _of_public_offices(a, b) or _of_associations(a, b)


def _of_public_offices(a: Name, b: Name) -> str | None:
    if _differ(_kinds(a), _kinds(b)) and not _related(_kinds(a), _kinds(b)):
        return "office"
    for part, whole in ((a, b), (b, a)):
        if _kinds(part) and not _kinds(whole) and (whole.offices or (part.services and _covers(whole, part))):
            return "office"
        if part.hosts & whole.facilities and not whole.hosts:
            return "host"
    if _differ(a.offices, b.offices) and not _related(a.offices, b.offices):
        return "office"
    return "authority" if _differ(a.authorities, b.authorities) else None


def _kinds(name: Name) -> frozenset[str]:
    """What it is: a facility, a service, a club, a company."""
    return name.facilities | name.services | name.clubs


def _of_associations(a: Name, b: Name) -> str | None:
    both = a.offices & b.offices | a.clubs & b.clubs | a.federations & b.federations
    if both and bool(a.sections) != bool(b.sections) and not (a.facilities or a.services):
        return "section"
    for key, x, y in (
        ("year", a.years, b.years),
        ("denomination", a.denominations, b.denominations),
        ("origin", a.origins, b.origins),
        ("direction", a.directions, b.directions),
        ("form", a.forms, b.forms),
    ):
        if _differ(x, y):
            return key
    return None


def _differ(x: Collection[str], y: Collection[str]) -> bool:
    """Whether both say something, and nothing of it is the same."""
    return bool(x and y) and not set(x) & set(y)


def _covers(umbrella: Name, part: Name) -> bool:
    """Whether a name without a facility names the federation behind it: 'Caritasverband', not 'Caritas Sankt Josef'."""
    if umbrella.federations & _COUNSELLORS and any(map(_is_counselling, part.facilities)):
        return False
    if umbrella.federations & _MOSQUES and "moschee" in part.facilities:
        return False
    if umbrella.units:
        return True
    common = weak_words() | umbrella.federations | umbrella.denominations
    own = {token for token in umbrella.tokens if not token.startswith(_EXACT) and token not in common}
    return bool(umbrella.federations) and not own & set(part.tokens)


def _is_counselling(facility: str) -> bool:
    return facility.endswith(("beratung", "beratungsstelle", "betreuungsverein"))


def _related(x: Collection[str], y: Collection[str]) -> bool:
    """Whether one kind of house is the other in general words, or a title of it: Schule and Grundschule."""
    for one, other in ((x, y), (y, x)):
        for a in one:
            if _TITLES.get(a, frozenset()).intersection(other) or any(b.endswith(_GENERAL.get(a, "-")) for b in other):
                return True
    return False


def _alike(x: Collection[str], y: Collection[str]) -> bool:
    return any(word_similarity(a, b) >= SOFT_EQUAL for a in x for b in y)
