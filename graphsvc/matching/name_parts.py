"""What a German organisation's name says: the name in its parts, known things in one form."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from graphsvc.matching import lexicon
from graphsvc.matching.name_places import NOWHERE, Places
from graphsvc.matching.name_spelling import spelt_out
from graphsvc.matching.normalise import fold, join_initials, lemma, stopwords
from graphsvc.matching.remembering import remembered

# 'Haus d. Familie', 'Sozialdienst kath. Frauen'
_SHORT = {"d": "der", "u": "und", "f": "fuer", "kath": "katholisch", "ev": "evangelisch", "evang": "evangelisch"}
_ROMAN = re.compile(r"(?<![^\W_])[IVX]{1,5}(?![^\W_])(?!\.\s?V)")  # 'Dezernat IV'
_NUMBER = re.compile(r"\b\d+(?:[-./]\d+)*\b")
_SEPARATOR = re.compile(r"[./]")  # '51/3' and '51.3' as '51-3'
_YEAR = range(1500, 2100)
_LETTERS = re.compile(r"[a-z0-9]+")
_ABBREVIATED = re.compile(r"[a-zäöü]{2,}\.")
_INFLECTED = re.compile(r"([a-z]{3,}(?:isch|lich|ig|al|iv))(?:e|en|er|es|em)")
_STREET = re.compile(r"(?<=[a-z])str(?:\.|(?![a-z]))|\bstr\.")  # 'Goethestr. 12' as 'Goethestrasse 12'
_HOUSE = re.compile(r"(?:strasse|weg|platz|allee|gasse|ring|damm|ufer|markt|promenade|chaussee)\s+(\d+)\s?([a-z]?)\b")
_HOSTED = re.compile(r"(?:^| )(?:an|am|im|in|beim|bei|an der|in der|in dem|bei der)$")
_OWNED = re.compile(r"(?:^| )(?:der|des|vom|zur)$")
# 'Pestalozzischule' as 'Pestalozzi' and 'Schule'
_COMPOUND = re.compile(r"([a-z]{4,}?)(grundschule|realschule|oberschule|mittelschule|schule|gymnasium|kindergarten)")
# 'Paulusgemeinde' as 'Paulus' and 'Kirchengemeinde'; 'Verbandsgemeinde' is a municipality
_CHURCH = re.compile(
    r"(paulus|johannes|johannis|lukas|markus|matthaeus|christus|erloeser|kreuz|luther|trinitatis|auferstehung|versoehnung"
    r"|frieden|gnaden|martin|martini|petrus|petri|thomas|stephanus|stephan|jakobus|jakobi|emmaus|bethlehem|zion|andreas"
    r"|dreifaltigkeit|philippus|nikolai|marien|michael|michaelis|melanchthon|bonhoeffer|apostel|heiland|immanuel|dom"
    r"|schloss|stadt|gerhardt|katharinen|georgen|hoffnung|stift)s?(kirche|kirchgemeinde|kirchengemeinde|gemeinde)"
)
_SECTIONS = ("sparte", "abteilung", "riege")
_SCHOOLS = ("schule", "gymnasium")
_IN_SCHOOLS = frozenset({"hort", "ganztag", "schulsozialarbeit", "schulclub", "mensa"})
_LONGEST_COMPOUND, _SHORTEST_COMPOUND = 3, 9  # words of a name that are one word elsewhere, and its letters
_WHOSE = re.compile(r"(kreis|stadt)(?!teil)[a-z]{4,}")  # 'Kreisjugendamt', 'Stadtbibliothek'
_DEPARTMENTS = frozenset({"amt", "fachbereich", "fachdienst", "dezernat", "geschaeftsbereich"})
_CARRIERS = frozenset({"stiftung", "buergerstiftung"})
# legal forms of which an organisation has only one: an association and its company are two
_FORMS = {"Verein": "association", "Haftung": "company", "GmbH": "company", "Aktiengesellschaft": "company"}
_FORMS |= {"Unternehmergesellschaft": "company", "Genossenschaft": "cooperative"}

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """One name in its parts; all words folded."""

    text: str
    tokens: tuple[str, ...]  # the words that carry the name, known things in their canonical form
    federations: Words
    facilities: Words  # what it is: a Hort, also where it stands in a school
    offices: Words  # 'Jugendamt'; not where a service within is named
    units: Words
    numbers: Words
    places: Words
    saints: Words
    separate: Words  # 'Förderverein', 'Elternbeirat': an organisation of its own beside the one that it names
    services: Words = field(default=frozenset())  # 'Allgemeiner Sozialer Dienst', a part of an office
    authorities: Words = field(default=frozenset())  # whose office it is: the town's or the county's
    hosts: Words = field(default=frozenset())  # the facility in whose house it is: 'Lesecafé in der Bücherei'
    houses: Words = field(default=frozenset())  # house numbers in the name: 'Kita Goethestraße 12'
    years: Words = field(default=frozenset())  # two digits of the years of clubs: 'TSV 1863', 'SV 09'
    clubs: Words = field(default=frozenset())  # 'TSV', 'FC', 'Musikverein'
    sections: Words = field(default=frozenset())  # 'Abteilung', 'Sachgebiet': a part of what it names
    denominations: Words = field(default=frozenset())
    origins: Words = field(default=frozenset())  # 'türkisch', 'eritreisch'
    directions: Words = field(default=frozenset())  # 'Nord', 'Süd'
    forms: Words = field(default=frozenset())  # 'association', 'company', 'cooperative'


@remembered()
def weak_words() -> Words:
    """Words that stand in many names and tell little: 'Haus', 'Dienst', 'Zentrum'."""
    return frozenset(row["word"] for row in lexicon.rows("weak_words"))


@remembered()
def _aliases() -> dict[str, tuple[str, str]]:
    """Alias -> (canonical word, group)."""
    table: dict[str, tuple[str, str]] = {}
    for row in lexicon.rows("names"):
        table.setdefault(_plain(row["alias"]), (row["canonical"], row["group"]))
    return table


@remembered()
def _phrases() -> tuple[dict[str, tuple[str, str]], dict[str, int]]:
    """Alias or legal form -> (canonical word, group), and first word -> how many words the longest alias has."""
    table = dict(_aliases())
    for row in lexicon.rows("legal_forms"):
        form = next((form for word, form in _FORMS.items() if word in row["meaning"]), "")
        # 'RV' is a Regionalverband and 'Ev.' is evangelisch before they are legal forms
        table.setdefault(_plain(row["form"]), (form, "legal"))
    longest: dict[str, int] = {}
    for alias in table:
        words = alias.split()
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return table, longest


def _plain(text: str) -> str:
    folded = _STREET.sub("strasse ", join_initials(fold(text).replace("&", " und ")))
    return " ".join(_inflected(_SHORT.get(word, word)) for word in _LETTERS.findall(folded))


@remembered(100_000)
def _inflected(word: str) -> str:
    """'katholische' and 'katholischen' as 'katholisch': adjectives in names are compared without their ending."""
    found = _INFLECTED.fullmatch(word)
    return found.group(1) if found else word


def _alias(words: Sequence[str], table: Collection[str]) -> str | None:
    """The alias that these words are, apart or as one: 'Familien-Bildungsstätte'."""
    if (apart := " ".join(words)) in table:
        return apart
    joined = "".join(words)
    return joined if len(words) > 1 and len(joined) >= _SHORTEST_COMPOUND and joined in table else None


def _goes_on(alias: str, after: Sequence[str]) -> bool:
    """Whether more tasks follow: 'Fachbereich Bildung, Jugend und Sport' is not the 'Fachbereich Bildung'."""
    table, longest = _phrases()
    first = alias.split(" ", 1)[0]
    if first not in _DEPARTMENTS or alias == first or not after or table[alias][1] != "office":
        return False
    known = any(_alias(after[:length], table) for length in range(1, longest.get(after[0], 0) + 1))
    return after[0] == "und" or not (known or after[0] in stopwords() or after[0].isdigit())


class _Reading:
    """What has been read of one name so far."""

    def __init__(self, abbreviated: Collection[str]) -> None:
        self._abbreviated = abbreviated
        self.groups: dict[str, set[str]] = {}
        self.tokens: list[str] = []
        self.instead: list[str] = []  # words for a name that has no others: 'Stadt Oberhausen'
        self.pending: list[tuple[str, str]] = []  # (word, unit) that is a unit only beside a federation

    def read(self, words: Sequence[str]) -> None:
        """Take in the words of a name: at each place the longest alias, else the word itself."""
        table, longest = _phrases()
        position = 0
        while position < len(words):
            for length in range(max(longest.get(words[position], 0), _LONGEST_COMPOUND), 0, -1):
                alias = _alias(words[position : position + length], table)
                if alias and not _goes_on(alias, words[position + length :]):
                    self._known(alias, *table[alias], before=" ".join(words[max(0, position - 2) : position]))
                    position += length
                    break
            else:
                self._word(words[position])
                position += 1

    def _word(self, word: str) -> None:
        """Take in a word that no lexicon knows."""
        if word in stopwords() or (len(word) < 2 and not word.isdigit()):
            return
        if word in self._abbreviated:
            self.tokens.append(word + ".")
        elif (found := _COMPOUND.fullmatch(word)) and (kind := _aliases().get(found.group(2))):
            self.tokens.extend((found.group(1), kind[0]))
            self.groups.setdefault(kind[1], set()).add(kind[0])
        elif found := _CHURCH.fullmatch(word):
            saint = _aliases().get(found.group(1), (found.group(1), ""))[0]
            self.tokens.extend((saint, "kirchengemeinde"))
            self.groups.setdefault("facility", set()).add("kirchengemeinde")
        else:
            self.tokens.append(lemma(word))
            if word.endswith(_SECTIONS) and word not in _SECTIONS:  # 'Tanzsparte', 'Handballabteilung'
                self.groups.setdefault("section", set()).add(word)

    def _known(self, alias: str, canonical: str, group: str, before: str) -> None:
        """Take in what the lexicon knows; `before` are the two words before it."""
        within = self.groups.keys() & {"facility", "service"}
        if group == "facility" and self.tokens and (_HOSTED.search(before) or (within and _OWNED.search(before))):
            group = "host"
        elif group == "separate" and canonical in _CARRIERS and within:
            group = "word"  # 'Seniorenheim der Heilig-Geist-Stiftung' is no Stiftung
        if group == "federation_unit":
            self.pending.append((alias, canonical))
            self.tokens.append(alias)
            return
        if not canonical:
            return
        if group in ("office", "service", "facility") and (whose := _WHOSE.match(alias)):
            authority = "landratsamt" if whose[1] == "kreis" else "stadtverwaltung"
            self.groups.setdefault("authority", set()).add(authority)
        self.groups.setdefault(group, set()).add(canonical)
        if group in ("authority", "filler"):
            self.groups.setdefault("authority", set()).add(canonical)
            self.instead.append(canonical)
        elif group != "legal":
            self.tokens.append(canonical)

    def resolve(self) -> None:
        """Decide what rests on the whole name."""
        of = self.groups
        for alias, unit in self.pending:
            if of.get("federation"):
                self.tokens[self.tokens.index(alias)] = unit
                of.setdefault("unit", set()).add(unit)
            else:
                of.setdefault("club", set()).add(alias)
        facilities = of.setdefault("facility", set())
        schools = {each for each in facilities if each.endswith(_SCHOOLS)}
        if len(schools) > 1:
            facilities.discard("schule")  # 'Schillerschule, Realschule' says which
        if facilities & _IN_SCHOOLS and schools:  # 'Hort Pestalozzischule' is in the school, not the school
            facilities -= schools
            of.setdefault("host", set()).update(schools)
        if of.get("federation"):
            facilities.discard("kirchenkreis")  # 'Caritasverband für das Dekanat'
            self.tokens = [word for word in self.tokens if word != "kirchenkreis"]
        if len(facilities) > 1 and "kirchengemeinde" in facilities:  # 'Kita der Christuskirche'
            facilities.discard("kirchengemeinde")
            of.setdefault("host", set()).add("kirchengemeinde")
        if not facilities:
            facilities |= of.get("host", set())
        if of.get("service"):
            whole = of.pop("office", set())
            self.tokens = [token for token in self.tokens if token not in whole]
        if not self.tokens and self.instead:
            self.tokens = list(self.instead)
            of.setdefault("office", set()).update(self.instead)


@remembered(50_000)
def parse(text: str, places: Places = NOWHERE) -> Name:
    """The parts of `text`."""
    raw = spelt_out(text)
    abbreviated = {found[:-1] for found in _ABBREVIATED.findall(raw.lower())} if "." in raw else set()
    plain, found_places = places.taken_out(f" {_plain(raw)} ", abbreviated)
    houses = {number + letter for number, letter in _HOUSE.findall(plain)}
    reading = _Reading(abbreviated)
    reading.read(plain.split())
    reading.resolve()
    groups, tokens = reading.groups, reading.tokens
    clubs = frozenset(groups.get("club", ()))
    numbers, years = _numbers(raw, of_club=bool(clubs))
    saints = {after for before, after in itertools.pairwise(tokens) if before == "sankt"}

    def of(group: str) -> Words:
        return frozenset(groups.get(group, ()))

    return Name(
        text=text,
        tokens=tuple(dict.fromkeys([*(f"#{key}" for key in sorted(found_places)), *_dated(tokens, years)])),
        federations=of("federation"),
        facilities=of("facility"),
        offices=of("office"),
        units=of("unit"),
        numbers=numbers - {number for number in numbers if any(number == house.rstrip("abcdef") for house in houses)},
        places=frozenset(found_places),
        saints=frozenset(saints),
        separate=of("separate"),
        services=of("service"),
        authorities=of("authority"),
        hosts=of("host"),
        houses=frozenset(houses),
        years=years,
        clubs=clubs,
        sections=of("section"),
        denominations=of("denomination"),
        origins=of("origin"),
        directions=of("direction"),
        forms=of("legal"),
    )


def _numbers(raw: str, *, of_club: bool) -> tuple[Words, Words]:
    """Numbers that tell two apart, and the years of a club with two digits."""
    numbers, years = set(), set()
    for found in _NUMBER.findall(fold(raw)):
        if found.isdigit() and int(found) in _YEAR:
            years |= {found[2:]} if of_club else set()
        elif of_club and found.isdigit() and len(found) == 2:
            years.add(found)
        else:
            numbers.add(_SEPARATOR.sub("-", found))
    return frozenset(numbers | {found.lower() for found in _ROMAN.findall(raw)}), frozenset(years)


def _dated(tokens: Iterable[str], years: Collection[str]) -> Iterable[str]:
    """The words with the years of a club in one form: '1909' and '09'."""
    for token in tokens:
        yield f"year {token[-2:]}" if years and token.isdigit() and token[-2:] in years else token
