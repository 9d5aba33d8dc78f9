"""Which concepts a record is about: by its words, by the programmes (brands) it names, by its people and its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphsvc.matching import lexicon
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import words
from graphsvc.matching.remembering import remembered

Words = tuple[str, ...]
Facets = tuple[tuple[str, float], ...]  # (facet of a concept, how much it weighs)
# Detection runs anew at every revision of the graph, in which nearly all texts are those of the revision before.
REMEMBERED = 20_000  # texts, about 4 KB each

# What an offer is about tells most; how, when and for which field tells less.
OF_OFFERS: Facets = (
    ("topic", 1.0),
    ("theme", 0.35),
    ("form", 0.35),
    ("season", 0.35),
    ("level", 0.3),
    ("setting", 0.2),
)
# The mandate of a body is a field, and bodies have other forms than offers.
OF_BODIES: Facets = (("topic", 1.0), ("theme", 0.8), ("level", 0.4), ("setting", 0.2))
# A title is chosen for what is the heart of the matter; a description tells side issues too.
TITLE, _KIND, _THEMES, _DESCRIPTION = 1.0, 1.0, 0.7, 0.6
# A topic that only people and form tell: nearly as much as a title, little beside a text that names another topic,
# somewhat more where the people are special: what is done for young mothers is for young mothers first of all.
_COMPOSED, _SPECIAL_BESIDE, _COMPOSED_BESIDE = 0.8, 0.5, 0.3
_BESIDE = 0.6  # a broad topic beside a narrow one that is named at least so strongly weighs as a theme: it is the field
_TALKS = frozenset(["consultation_hour", "counselling"])  # forms that need no topic to be what a title says
_THE = (("der",), ("den",), ("dem",))
_PROGRAMME = "programme "  # begins the keys of programmes, so that no concept is taken for one


@dataclass(frozen=True)
class Text:
    """The folded words of one record by how much they say about it."""

    title: Words
    kind: Words = ()
    themes: Words = ()
    description: Words = ()

    @staticmethod
    @remembered(REMEMBERED)
    def of(title: str, kind: str | None, themes: tuple[str, ...], description: str | None) -> Text:
        """The words of these texts."""
        return Text(
            title=tuple(words(title)),
            kind=tuple(words(kind or "")),
            themes=tuple(words(" . ".join(themes))),
            description=tuple(words(description or "")),
        )

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Counted once: all that is remembered about a text is looked up by it."""
        return hash((self.title, self.kind, self.themes, self.description))

    @property
    def whole(self) -> str:
        """All words as one text, the title twice."""
        return " ".join((*self.title, *self.title, *self.kind, *self.themes, *self.description))


@remembered()
def _patterns() -> Patterns:
    keys = {row["concept"]: row["words"] for row in lexicon.rows("concepts")}
    keys.update({_PROGRAMME + row["brand"]: row["words"] for row in lexicon.rows("programmes")})
    return Patterns(keys)


@remembered()
def _concepts() -> dict[str, tuple[str, str]]:
    """Concept -> (label, facet)."""
    return {row["concept"]: (row["label"], row["facet"]) for row in lexicon.rows("concepts")}


@remembered()
def _concepts_of() -> dict[str, tuple[str, ...]]:
    """Key of a pattern -> its concepts: a concept itself, or those of a programme."""
    found: dict[str, tuple[str, ...]] = {concept: (concept,) for concept in _concepts()}
    found.update({_PROGRAMME + row["brand"]: tuple(row["concepts"].split("|")) for row in lexicon.rows("programmes")})
    return found


@remembered()
def _other_forms() -> frozenset[frozenset[str]]:
    """Pairs of forms that exclude each other."""
    return frozenset(frozenset((row["form_a"], row["form_b"])) for row in lexicon.rows("formats"))


def label(concept: str) -> str:
    """What people call a concept, in the language that is spoken."""
    return lexicon.spoken(_concepts()[concept][0])


def facet(concept: str) -> str:
    """Which side of a record a concept describes: 'topic', 'theme', 'form', 'setting', 'season' or 'level'."""
    return _concepts()[concept][1]


def _named(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(concept for key in keys for concept in _concepts_of()[key])


@remembered(REMEMBERED)
def _fields(text: Text) -> tuple[tuple[float, frozenset[str]], ...]:
    """(how much the field says about the record, the concepts that it names) of kind, title, description and themes.

    At last, what stands together only over the fields, which counts as if the description said it.
    """
    atoms: set[int] = set()
    found = []
    title, place = _what_and_where(text.title)
    for share, value in (
        (_KIND, text.kind),
        (TITLE, title),
        (_DESCRIPTION, (*place, *text.description)),
        (_THEMES, text.themes),
    ):
        of_value = _patterns().atoms(value)
        atoms |= of_value
        found.append((share, _named(_patterns().keys_of(of_value))))
    return (*found, (_DESCRIPTION, _named(_patterns().keys_of(atoms))))


def _what_and_where(title: Words) -> tuple[Words, Words]:
    """A title before and after its 'im' or 'in der': a consultation in a café of parents is no café.

    All of it is what, where nothing before names a topic: 'Aktiv im Alter'.
    """
    for position, word in enumerate(title[1:], start=1):
        place = word in ("im", "beim") or (word in ("in", "bei") and title[position + 1 : position + 2] in _THE)
        if place:
            before = _named(_patterns().found(title[:position]))
            if before & _TALKS or any(facet(concept) == "topic" for concept in before):
                return title[:position], title[position:]
    return title, ()


@remembered(REMEMBERED)
def headline(text: Text) -> frozenset[str]:
    """The concepts that the title, all of it, and the kind name."""
    return _named(_patterns().found(text.title) | _patterns().found(text.kind))


def topics(text: Text) -> frozenset[str]:
    """The topics that a text names, whoever it is for."""
    return frozenset(concept for _share, named in _fields(text) for concept in named if facet(concept) == "topic")


@remembered(REMEMBERED)
def strengths(text: Text, facets: Facets, people: frozenset[str] = frozenset()) -> Mapping[str, float]:
    """Concept -> how much a record for these people (target groups) is about it, 0 to 1, before rarity; sorted."""
    weight = dict(facets)
    found: dict[str, float] = {}
    for share, concepts in _fields(text):
        for concept in concepts:
            if strength := share * weight.get(facet(concept), 0.0):
                found[concept] = max(found.get(concept, 0.0), strength)
    if people:
        # whose texts name the matter needs no guess from people and form
        named = any(facet(concept) == "topic" for _share, concepts in _fields(text)[:3] for concept in concepts)
        for concept, special in _composed(text, people):
            strength = (_SPECIAL_BESIDE if special else _COMPOSED_BESIDE) if named else _COMPOSED
            found[concept] = max(found.get(concept, 0.0), strength)
    narrow = max((found[key] for key in found if facet(key) == "topic" and key not in _broad()), default=0.0)
    for concept in _broad() & found.keys() if facets != OF_BODIES else ():  # a field is what a body is for
        if narrow >= _BESIDE * found[concept]:
            found[concept] *= weight["theme"] / weight["topic"]
    return dict(sorted(found.items()))


@remembered()
def _broad() -> frozenset[str]:
    """Topics that many offers share which are about different things."""
    return frozenset(row["concept"] for row in lexicon.rows("broad_topics"))


@dataclass(frozen=True)
class _Composition:
    """People and a form that together stand for a topic: a meeting for older people is a meeting of seniors."""

    key: str
    concept: str
    rank: int  # 1: special people, 2: people of an age, 3: all others
    groups: frozenset[str]  # all of them
    forms: frozenset[str]  # one of them; any where empty
    words: bool  # whether the text must have one of its words


@remembered()
def _compositions() -> tuple[tuple[_Composition, ...], Patterns]:
    rows = [(f"{number}", row) for number, row in enumerate(lexicon.rows("compositions"))]
    listed = tuple(
        _Composition(
            key=key,
            concept=row["concept"],
            rank=int(row["rank"]),
            groups=frozenset(row["groups"].split(",")),
            forms=frozenset(filter(None, row["forms"].split(","))),
            words=bool(row["words"]),
        )
        for key, row in rows
    )
    return listed, Patterns({key: row["words"] for key, row in rows})


@remembered(REMEMBERED)
def _composed(text: Text, people: frozenset[str]) -> frozenset[tuple[str, bool]]:
    """The topics that people and form together stand for, each with whether the people are special.

    A meeting of young mothers is not one of mothers: only the rules of the first rank that says anything count.
    """
    listed, patterns = _compositions()
    said = patterns.found((*text.title, *text.kind, *text.themes, *text.description))
    named = frozenset().union(*(concepts for _share, concepts in _fields(text)))
    fitting = [
        rule
        for rule in listed
        if rule.groups <= people and (not rule.forms or rule.forms & named) and (not rule.words or rule.key in said)
    ]
    first = min((rule.rank for rule in fitting), default=0)
    return frozenset((rule.concept, rule.rank == 1) for rule in fitting if rule.rank == first)


@remembered(REMEMBERED)
def forms(text: Text) -> frozenset[str]:
    """The forms of a record (course, counselling, ...): of its kind, else of its title, else of its description."""
    for _share, concepts in _fields(text)[:3]:
        if found := frozenset(concept for concept in concepts if facet(concept) == "form"):
            return found
    return frozenset()


def exclude(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether every form of one excludes every form of the other."""
    return bool(a) and bool(b) and all(frozenset((x, y)) in _other_forms() for x in a for y in b)
