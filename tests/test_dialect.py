"""Both engines give the same answers: to our own queries, to some hundred other statements, on random graphs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from graphsvc import ingest
from graphsvc.config import Settings
from graphsvc.examples import EXAMPLES
from graphsvc.exports import jsonl
from graphsvc.store import SCHEMA_VERSION, Store, Transaction
from tests import dialect
from tests.conftest import EMPTY

Stores = dict[str, Store]


@pytest.fixture(scope="module")
def stores(embedded_settings: Settings, neo4j_settings: Settings) -> Iterator[Stores]:
    """Both engines side by side."""
    with Store.open(embedded_settings) as embedded, Store.open(neo4j_settings) as neo4j:
        yield {"embedded": embedded, "neo4j": neo4j}
        for store in (embedded, neo4j):
            emptied(store)


def emptied(store: Store) -> None:
    """Take everything out of the graph."""
    while store.write(lambda transaction: transaction.run(EMPTY))[0]["deleted"]:
        pass


@pytest.fixture(scope="module")
def city(stores: Stores) -> Stores:
    """The small awkward city of `tests/data/dialect/graph.cypher` on both engines."""
    cypher = (dialect.FOLDER / "graph.cypher").read_text(encoding="utf-8")
    cypher = "\n".join(line for line in cypher.splitlines() if not line.startswith("//"))
    for store in stores.values():
        dialect.fill(store, cypher, emptied)
    return stores


STATEMENTS = {
    "expressions": [f"RETURN {expression} AS answer" for expression in dialect.statements("expressions")],
    "reads": dialect.statements("reads"),
    "writes": dialect.statements("writes"),
}


def test_there_are_enough_statements() -> None:
    assert sum(map(len, STATEMENTS.values())) >= 300
    assert all(len(set(asked)) == len(asked) for asked in STATEMENTS.values())


@pytest.mark.parametrize("kind", STATEMENTS)
def test_both_engines_answer_alike(city: Stores, kind: str) -> None:
    assert dialect.differing(city, STATEMENTS[kind]) == {}


@pytest.mark.parametrize("kind", STATEMENTS)
def test_no_statement_is_merely_refused_by_both(city: Stores, kind: str) -> None:
    assert [asked for asked in STATEMENTS[kind] if dialect.answer(city["neo4j"], asked) == ["refused"]] == []


def test_known_differences_are_documented_and_real(city: Stores) -> None:
    asked = dialect.statements("differences")
    assert sorted(dialect.differing(city, asked)) == sorted(asked)
    told = Path("docs/dialect.md").read_text(encoding="utf-8")
    assert [statement for statement in asked if f"`{statement}`" not in told] == []


def test_every_reading_query_of_ours_answers_alike(stores: Stores, tmp_path: Path) -> None:
    """On a real city, with parameters that find something."""
    for store in stores.values():
        emptied(store)
        store.write(lambda transaction: transaction.run(queries.begin_graph, schema=SCHEMA_VERSION))
    ingest.import_path(stores["embedded"], EXAMPLES["wupperfeld"], name="wupperfeld")
    jsonl.export(stores["embedded"], tmp_path / "all.jsonl")
    ingest.import_path(stores["neo4j"], tmp_path / "all.jsonl")
    found = 0
    for name, query in queries.CATALOGUE.items():
        if query.mode != "read":
            continue
        for parameters in _questions(query, stores["neo4j"]):
            answers = [
                dialect.rows_of(_settled(store.read(query, **parameters)), ordered=False) for store in stores.values()
            ]
            assert answers[0] == answers[1], name
            found += answers[0] not in ([], NOTHING_FOUND, NO_RELATIONS)
    assert found > 40


def _questions(query: queries.Query, store: Store) -> Iterator[dict[str, object]]:
    """Some sets of parameters: nothing filtered, then one filter after the other with a value that occurs."""
    values: dict[str, object] = {
        "q": ["kinder"],
        "kind": "unit",
        "on": "2020-01-01",
        "revision": 0 if "since" in query.name else 1,
        "limit": 20,
        "skip": 0,
        "record": "actor:A001",
        "id": "A001",
        "actor": "A001",
        "body": "G001",
        "ids": [row["id"] for row in store.read(queries.actors_by_id, ids=[f"A{n:03d}" for n in range(1, 30)])]
        + [f"{letter}{number:03d}" for letter in "OG" for number in range(1, 30)],
        "sort": "name",
        "operation": "none",
    }
    needed = {name: values.get(name) for name in query.parameters}
    filters = [name for name in query.parameters if name in ("q", "kind", "on", "actor", "body")]
    anchored = re.search(r"_of_(actor|body)$", query.name)
    empty = needed | {name: None for name in filters if not (anchored and name == anchored.group(1))}
    yield empty
    for name in filters:
        yield empty | {name: values[name]}


def _settled(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows with collected lists sorted: those come in no order."""
    return [
        {key: sorted(map(dialect.canonical, value)) if isinstance(value, list) else value for key, value in row.items()}
        for row in rows
    ]


NOTHING_FOUND = ['{"ids": [], "numbers": [], "words": []}']
NO_RELATIONS = ['{"ids": [], "numbers": [], "records": [], "words": []}']

QUESTIONS = [
    "MATCH (n:Actor) RETURN n.id AS id, properties(n) AS properties",
    "MATCH (a:Actor)-[r:COOPERATES_WITH]->(b:Actor) RETURN a.id AS one, r.id AS id, b.id AS two",
    "MATCH (a:Actor {id: 'A0'})-[:COOPERATES_WITH*1..3]-(b:Actor) RETURN DISTINCT b.id AS id",
    "MATCH (a:Actor {id: 'A0'})-[:COOPERATES_WITH]-()-[:COOPERATES_WITH]-(b) RETURN b.id AS id, count(*) AS ways",
    "MATCH (a:Actor)-[:PART_OF*1..6]->(b:Actor) RETURN a.id AS one, b.id AS two, count(*) AS ways",
    "MATCH p = shortestPath((a:Actor {id: 'A0'})-[:COOPERATES_WITH*1..6]-(b:Actor)) WHERE a <> b "
    "RETURN b.id AS id, length(p) AS steps",
    "MATCH (n:Actor) OPTIONAL MATCH (n)-[r:COOPERATES_WITH]-() RETURN n.id AS id, count(r) AS degree",
    "MATCH (n:Actor) WHERE NOT EXISTS { MATCH (n)-[:PART_OF]->(:Actor) } RETURN n.id AS id",
    "MATCH (n:Actor) RETURN n.kind AS kind, count(n) AS total, sum(n.heads) AS heads, min(n.name) AS first",
    "MATCH (a:Actor)-[:COOPERATES_WITH]-(b:Actor)-[:COOPERATES_WITH]-(c:Actor)-[:COOPERATES_WITH]-(a) "
    "RETURN count(*) AS triangles",
]
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
# `0.0 +`: the sum of one -0.0 is 0.0 on Neo4j
decimals = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: 0.0 + number)
whole = st.integers(-(2**53), 2**53)
nodes = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["unit", "school"]), "name": names},
        optional={
            "posts": decimals,
            "heads": st.integers(-(2**53), 2**53),
            "aliases": st.lists(names, max_size=3),
            "citywide": st.booleans(),
        },
    ),
    min_size=1,
    max_size=9,
)
BUILD = (
    dialect.query("UNWIND $rows AS row CREATE (n:Actor) SET n = row"),
    dialect.query(
        "UNWIND $rows AS row MATCH (a:Actor {id: row.a}) MATCH (b:Actor {id: row.b}) "
        "CREATE (a)-[r:COOPERATES_WITH {id: row.id}]->(b)"
    ),
    dialect.query(
        "UNWIND $rows AS row MATCH (a:Actor {id: row.a}) MATCH (b:Actor {id: row.b}) MERGE (a)-[r:PART_OF]->(b)"
    ),
)


def test_random_graphs_look_the_same_on_both(stores: Stores) -> None:
    for store in stores.values():
        emptied(store)

    @settings(max_examples=200)
    @given(nodes, st.randoms(use_true_random=False), st.integers(0, 15), st.integers(0, 6))
    def check(made: list[dict[str, object]], dice: random.Random, links: int, parents: int) -> None:
        people = [{"id": f"A{number}"} | node for number, node in enumerate(made)]

        def some(count: int) -> list[dict[str, str]]:
            pairs = [(dice.randrange(len(people)), dice.randrange(len(people))) for _ in range(count)]
            return [{"id": f"c{number}", "a": f"A{a}", "b": f"A{b}"} for number, (a, b) in enumerate(pairs) if a != b]

        rows = (people, some(links), some(parents))
        answers = [_built_and_asked(store, rows) for store in stores.values()]
        assert answers[0] == answers[1]

    check()


def _built_and_asked(store: Store, rows: tuple[list[dict[str, object]], ...]) -> list[list[str]]:
    """What the questions find in a graph of these rows, of which nothing stays."""
    found: list[list[str]] = []

    def work(transaction: Transaction) -> None:
        found.clear()
        for query, some in zip(BUILD, rows, strict=True):
            transaction.run(query, rows=some)
        found.extend(dialect.rows_of(transaction.run(dialect.query(asked)), ordered=False) for asked in QUESTIONS)
        raise dialect.TakenBackError

    with pytest.raises(dialect.TakenBackError):
        store.write(work)
    return found
