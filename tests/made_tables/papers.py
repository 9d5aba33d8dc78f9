"""Publications: authors with initials, abbreviated venues, the same title in another year, columns that recur."""

from __future__ import annotations

from tests.made_tables.making import Chance, Made, Making, Record, line

_TOPICS = (
    "query", "index", "join", "stream", "transaction", "graph", "spatial", "temporal", "schema", "view", "cache",
    "mining", "cluster", "privacy", "workflow", "ontology", "text", "image", "sensor", "mobile", "parallel", "storage",
    "relational", "object", "semantic", "adaptive", "incremental", "approximate", "scalable", "efficient", "optimal",
    "processing", "optimization", "evaluation", "estimation", "maintenance", "integration", "management", "retrieval",
    "discovery", "recovery", "replication", "compression", "classification", "matching", "ranking", "sampling",
    "distributed", "secure", "search",
)  # fmt: skip
_VENUES = (
    ("ICDM Conf.", "International Conference on Data Modelling"),
    ("WSQ", "Workshop on Structured Queries"),
    ("Trans. Inf. Stor.", "Transactions on Information Storage"),
    ("GRAPHBASE", "Symposium on Graph Bases"),
    ("Data Rec.", "The Data Record"),
)
_Person = tuple[str, str, str]  # given name, middle name, family name


def papers(seed: int, things: int = 550) -> Made:
    """About `things` rows in each table; four of five are in both."""
    chance = Chance(seed)
    people = [_person(chance) for _person_number in range(max(20, things // 2))]
    making = Making(chance)

    def add(title: str, authors: list[_Person], venue: tuple[str, str], year: int) -> None:
        a, b = chance.random() < 0.92, chance.random() < 0.86
        making.pair(
            _in_a(chance, title, authors, venue[0], year) if a else None,
            _in_b(chance, title, authors, venue[1], year) if b else None,
        )

    for year in range(1994, 2004):
        add("Editor's notes", people[:1], _VENUES[4], year)
        add("Guest editors' introduction", chance.sample(people, 2), _VENUES[2], year)
    while len(making.a) < things:
        title = " ".join(chance.choices(_TOPICS, k=chance.randrange(3, 8))).capitalize()
        if chance.random() < 0.25:
            title = f"{chance.word(2).title()}: {title}"
        authors = chance.sample(people, chance.choice((1, 2, 2, 3, 3, 4, 5)))
        year = chance.randrange(1994, 2004)
        add(title, authors, chance.choice(_VENUES), year)
        if chance.random() < 0.08:  # the paper of a conference, then of a journal
            add(title, authors, chance.choice(_VENUES), year + chance.choice((1, 2)))
    return making.done()


def _person(chance: Chance) -> _Person:
    return chance.word(2).title(), chance.word(1).title(), chance.word(chance.choice((2, 2, 3))).title()


def _in_a(chance: Chance, title: str, authors: list[_Person], venue: str, year: int) -> Record:
    names = [line(given, f"{middle[0]}." if len(given) % 2 else "", family) for given, middle, family in authors]
    stop = chance.maybe(0.5, ".")
    return {"title": title + stop, "authors": ", ".join(names), "venue": venue, "year": str(year)}


def _in_b(chance: Chance, title: str, authors: list[_Person], venue: str, year: int) -> Record:
    initials = chance.random() < 0.4
    names = [line(f"{given[0]}." if initials else given, family) for given, _middle, family in authors]
    if chance.random() < 0.1:
        names.reverse()
    if chance.random() < 0.1:
        title = chance.typo(title)
    if chance.random() < 0.08:
        title = title.split(":")[0]
    if chance.random() < 0.08:
        title = " ".join(word if len(word) < 8 else word[:4] + "." for word in title.split())
    return {"title": title, "authors": chance.maybe(0.97, ", ".join(names)), "venue": venue, "year": str(year)}
