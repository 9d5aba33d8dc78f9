"""Whom an offer is for: target groups, groups that it is only for, ages and languages, from columns and from words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphsvc.matching import ages, concepts
from graphsvc.matching.ages import Ages
from graphsvc.matching.concepts import REMEMBERED, Text
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import words
from graphsvc.matching.remembering import remembered
from graphsvc.matching.target_groups import OPPOSITES, groups, named, patterns
from graphsvc.matching.who_comes import who_comes
from graphsvc.model import Offer

_PARENTS = frozenset(["parents", "families", "mothers", "fathers", "pregnant", "young_parents", "single_parents"])
_FEMALE, _MALE = frozenset(["girls", "women"]), frozenset(["boys", "men"])
_WOMEN_OR_MEN = frozenset(["women", "men"])
_GROWN_UPS = _WOMEN_OR_MEN | {"fathers", "mothers"}
_YOUNG = frozenset(
    ["toddler", "nursery", "preschool", "primary", "schoolchild", "secondary", "youth", "children", "girls", "boys"]
)
_ONLY = frozenset(["nur", "ausschliesslich", "speziell", "extra", "exklusiv"])  # 'nur für Frauen'
_FOR = frozenset(["fuer"])
_REACH = 4  # words after such a cue that say for whom
_LIST = re.compile(
    r"[,;]|(?<!mit )\b(?:und|sowie|oder)\b(?!\s+(?:ihr|der|dere|sein|\d))"
)  # 'Nachbarn und Neuzugewanderte', but not 'Klasse 9 und 10'
# 'Jugendliche ab 14, queer': what has no noun tells more of those before it
_ATTRIBUTE = re.compile(r"(?<=\w),\s+(?=[a-zäöüß]+(?: [a-zäöüß]+)*\s*(?:[,;]|$))")
_LANGUAGES = re.compile(r"[,;/+&]|\bund\b|\boder\b")  # 'Deutsch, Türkisch' in one cell
_EVERYBODY = Patterns(
    {
        "everybody": "mit und ohne|mit oder ohne|m u o|mit u ohne|*einheimisch|alteingesess|alle herkunft|jede und jed"
        "|=v a|vor allem|vorrangig|insbesondere|und andere|auch andere"
    }
)
# 'Betroffene und Angehörige' are not relatives alone
_CONCERNED = Patterns({"concerned": "=betroffene|=erkrankte|=ratsuchende|=patienten|=patientinnen|=konsumierende"})
_OLD = 50 * 12  # months; an offer from this age on is one for older people, whatever it calls them
_GROWN_UP = 18 * 12  # months
_OPEN_ENDED = 14 * 12  # months; 'Frauen und Mädchen ab 14' has no upper age, 'Kinder ab 4' has


@dataclass(frozen=True)
class Audience:
    """Whom an offer is for."""

    groups: frozenset[str]  # what the offer says that it is for, with the groups that these imply
    exclusive: frozenset[str]  # special groups that it is only for
    mentioned: frozenset[str]  # groups that any of its texts names
    ages: Ages | None
    parents_ages: bool  # the ages are those of the parents, not of the children
    ages_said: bool  # both ends are told in years, not only by the name of a group ('Jugendliche') or not at all
    languages: frozenset[str]
    who: str  # PARENTS without their children, CHILDREN without their parents, or '' for all else

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Counted once: all that is remembered about an audience is looked up by it."""
        return hash((self.groups, self.exclusive, self.mentioned, self.ages, self.languages, self.who))


def read(offer: Offer, text: Text, target_groups: tuple[str, ...]) -> Audience:
    """Whom the offer is for; `text` holds its words, `target_groups` the names of its target groups."""
    columns = (offer.age_from, offer.age_to)
    return _read(
        text, target_groups, columns, offer.languages, offer.access or "", offer.title, offer.description or ""
    )


@remembered(REMEMBERED)
def _read(
    text: Text,
    target_groups: tuple[str, ...],
    columns: tuple[int | None, int | None],
    spoken: tuple[str, ...],
    access: str,
    title: str,
    description: str,
) -> Audience:
    terms = [term for name in target_groups for term in _terms(name)]
    listed = [named(term) for term in terms]
    in_title = patterns().found((*text.title, *text.kind))
    meant = frozenset().union(*map(named, target_groups), *listed, in_title)
    if not terms:
        meant |= _after(text.description, _FOR)
    language_groups, languages = _languages(spoken)
    mentioned = meant | patterns().found(text.description) | language_groups
    mentioned |= patterns().found(text.themes) | named(access)
    topics = concepts.topics(text)
    mentioned |= {key for key, group in groups().items() if group.topics & topics}
    said, meant = meant, _everybody(meant)
    found, ages_said = _ages(columns, (" , ".join(terms), title, description), meant)
    if found and found.low >= _OLD:
        mentioned |= {"older"}
    exclusive = _specials(_after(text.description, _ONLY)) | _listed_specials(terms, listed)
    # 'Senioren helfen Junioren': what a title names may be those who help, if a column says for whom it is
    # and 'Wenn Papa nicht mehr da ist' is for the children that a column names
    of_title = _specials(in_title) - (_GROWN_UPS if _children_alone(listed) else frozenset())
    exclusive |= {key for key in of_title if groups()[key].special != "need" or not any(listed)}
    if not terms:
        exclusive |= _specials(_after(text.description, _FOR))
    if len(_each(spoken)) == 1 and "deutsch" not in languages:
        exclusive |= language_groups  # two languages are those in which somebody is understood
    if _mothers_alone(meant if any(listed) else in_title, found):
        exclusive |= {"women"}
    return Audience(
        groups=meant.union(*(groups()[key].implies for key in meant)),
        exclusive=_without_opposites(exclusive, said),
        mentioned=mentioned.union(*(groups()[key].implies for key in mentioned)),
        ages=found,
        parents_ages=_of_parents(found, meant),
        ages_said=ages_said,
        languages=languages,
        who=who_comes(terms, text, description, found),
    )


def _terms(name: str) -> list[str]:
    """The groups that a cell or a value lists."""
    nouns = name if name.islower() else _ATTRIBUTE.sub(" ", name)
    return [part.strip() for part in _LIST.split(nouns) if part.strip()]


def _children_alone(listed: Sequence[frozenset[str]]) -> bool:
    """Whether the columns name children or young people and nobody else."""
    named_there = frozenset().union(*listed)
    return bool(named_there) and named_there <= _YOUNG


def _mothers_alone(meant: frozenset[str], found: Ages | None) -> bool:
    """Whether it is for mothers as women ('Deutsch für Mütter'), not for parents with their children ('Müttercafé')."""
    with_children = meant & {"parents", "families", "fathers", "pregnant", "newborn", "young_parents", "toddler"}
    return "mothers" in meant and not with_children and (found is None or found.low >= _OPEN_ENDED)


def _everybody(meant: frozenset[str]) -> frozenset[str]:
    """Girls and boys are children, mothers and fathers parents: neither is meant alone."""
    for pair, both in OPPOSITES.items():
        if meant.issuperset(pair):
            meant = meant - set(pair) | both
    return meant


def _specials(found: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in found if groups()[key].special)


def _listed_specials(terms: Sequence[str], listed: Sequence[frozenset[str]]) -> frozenset[str]:
    """The special groups among the target groups; none where one of them is for everybody, as then all may come."""
    special = [
        frozenset() if _for_everybody(term) else _specials(found)
        for term, found in zip(terms, listed, strict=True)
        if found or _CONCERNED.found(words(term))
    ]
    return frozenset().union(*special) if special and all(special) else frozenset()


@remembered(50_000)
def _for_everybody(term: str) -> bool:
    return bool(_EVERYBODY.found(words(term)))


def _after(text: Sequence[str], cues: frozenset[str]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for position, word in enumerate(text):
        if word in cues:
            found |= patterns().found(text[position + 1 : position + 1 + _REACH])
    return found


def _without_opposites(exclusive: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    if said & _FEMALE and said & _MALE:
        exclusive -= _FEMALE | _MALE
    for pair in OPPOSITES:
        if said.issuperset(pair):
            exclusive -= frozenset(pair)
    if said & {"mothers", "parents"}:
        exclusive -= {"fathers"}
    if "pregnant" in said:
        exclusive -= {"women"}
    return exclusive


def _each(languages: Sequence[str]) -> list[str]:
    """The languages one by one, also where they stand in one value."""
    return [part for value in languages for part in _LANGUAGES.split(value) if part.strip()]


def _languages(values: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Language groups of the lexicon, and the languages as single folded words; '38 Sprachen' names none."""
    found: set[str] = set()
    languages: set[str] = set()
    for value in _each(values):
        in_value = words(value)
        keys = {key for key in patterns().found(in_value) if groups()[key].special == "language"}
        found |= keys
        if keys or "deutsch" in in_value:
            languages.update(keys or {"deutsch"})
        elif len(in_value) == 1 and in_value[0].endswith("isch"):
            languages.add(in_value[0])
    return frozenset(found), frozenset(languages)


def _ages(
    columns: tuple[int | None, int | None], texts: tuple[str, str, str], meant: frozenset[str]
) -> tuple[Ages | None, bool]:
    """The ages of the columns; where they are empty, those that the words say, and at last those of the groups.

    And whether both ends are said, not only meant by the groups.
    `texts` are target groups, title and description; in a description, numbers need a unit to be ages.
    """
    low, high = columns
    if low is None and high is None:
        for text, bare in zip(texts, (True, True, False), strict=True):
            low, high = ages.in_words(text, bare=bare)
            if (low, high) != (None, None):
                break
    said = low is not None and high is not None
    grown_up = meant & _WOMEN_OR_MEN  # 'Frauen mit Kindern': the ages of any children say nothing
    spans = [
        (group.low, group.high)
        for key in meant
        if (group := groups()[key]).high is not None and not (grown_up and key == "children")
    ]
    if low is None and high is None:
        if not spans:
            return None, False
        low, high = min(s[0] or 0 for s in spans), max(s[1] or 0 for s in spans)
    if low is None:
        low = min((s[0] or 0 for s in spans if (s[0] or 0) < (high or 0)), default=0)
    if high is None:
        high = max((s[1] or 0 for s in spans if (s[1] or 0) > low), default=ages.OLDEST)
        high = ages.OLDEST if low >= _OPEN_ENDED else high
    if "pregnant" in meant and low <= 0:
        low = ages.BEFORE_BIRTH
    return Ages(low, max(high, low + 12 if low == high else low + 1)), said


def _of_parents(found: Ages | None, meant: frozenset[str]) -> bool:
    """Whether the ages are the parents' own: nobody is a child at 25, and young mothers are named by their own age."""
    if found is None or not meant & _PARENTS:
        return False
    return found.low >= _GROWN_UP or ("young_parents" in meant and found.low >= 12 * 12)


# (youngest from, oldest to, group) in months: whom ages alone stand for; the first that fits
_BY_AGE = (
    (-9, 20, "newborn"),
    (0, 48, "toddler"),
    (24, 84, "nursery"),
    (60, 156, "primary"),
    (108, 324, "youth"),
    (600, ages.OLDEST, "older"),
)


def people(of: Audience) -> frozenset[str]:
    """The target groups of an offer, and the one that its ages stand for."""
    if of.ages is None or of.parents_ages:
        return of.groups
    fitting = (key for low, high, key in _BY_AGE if low <= of.ages.low and of.ages.high <= high)
    return of.groups | {next(fitting, "")} - {""}
