"""Asks both engines the same statement and writes their answers down in one canonical form."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import queries
from graphsvc.errors import GraphsvcError
from graphsvc.store import Row, Store, Transaction
from queries import Query

FOLDER = Path(__file__).parent / "data" / "dialect"

# What every statement may ask with.
PARAMETERS: dict[str, Any] = {
    "id": "A1",
    "actor": "A4",
    "ids": ["A4", "A1", "nobody"],
    "relation": "c2",
    "relations": ["c1", "c5", "nothing"],
    "none": None,
    "word": "haus",
    "quoted": 'Verein "Haus & Hof" e.V.',
    "day": "2019-12-31",
    "sort": "kind",
    "skip": 1,
    "limit": 2,
    "whole": 42,
    "decimal": 2.5,
    "truth": True,
    "version": 3,
    "list": ["x", "y"],
    "map": {"a": 1, "b": "zwei"},
    "rows": [{"id": "r1", "n": 1}, {"id": "r2", "n": 2}],
    "links": [{"id": "n1", "a": "A1", "b": "A8", "kind": "Vertrag"}, {"id": "n2", "a": "A8", "b": "A2", "kind": "-"}],
    "properties": {"id": "new", "name": "Neu", "posts": 0.5, "heads": 7, "citywide": True, "aliases": ["N", "Ö"]},
}

NODES = queries.parse(
    "every_node",
    "// All nodes.\n// mode read\n// -> labels  labels\n// -> properties  all properties\n"
    "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties",
)
RELATIONS = queries.parse(
    "every_relation",
    "// All relations.\n// mode read\n// -> start  id\n// -> type  type\n// -> end  id\n// -> properties  all\n"
    "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties",
)


class TakenBackError(Exception):
    """Ends a transaction of which nothing shall stay."""


def statements(name: str) -> list[str]:
    """The lines of one file of `tests/data/dialect`, without its comments."""
    lines = (FOLDER / f"{name}.cypher").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("//")]


def query(cypher: str) -> Query:
    """`cypher` as a query that no lint has seen."""
    plain = re.sub(r"'[^']*'", "''", cypher)
    mode = "write" if queries.WRITE_VERBS.search(plain) else "read"
    return Query("asked", "Asked of both engines.", mode, frozenset(re.findall(r"\$(\w+)", plain)), (), cypher)


def canonical(value: Any) -> str:
    """A value as JSON with sorted keys; 1, 1.0 and true stay apart."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, default=lambda other: f"<{type(other).__name__} {other}>"
    )


def rows_of(rows: list[Row], *, ordered: bool) -> list[str]:
    """Rows in canonical form; sorted where the statement does not order them."""
    lines = [canonical(row) for row in rows]
    return lines if ordered else sorted(lines)


def whole(transaction: Transaction) -> Counter[str]:
    """Everything that the graph holds, one line for each node and relation."""
    lines = [canonical([sorted(row["labels"]), row["properties"]]) for row in transaction.run(NODES)]
    lines += [canonical(row) for row in transaction.run(RELATIONS)]
    return Counter(lines)


def answer(store: Store, cypher: str) -> list[str]:
    """What an engine answers: rows, and for a writing statement the whole graph after it; an error is one answer."""
    asked = query(cypher)
    parameters = {name: PARAMETERS[name] for name in asked.parameters}
    found: list[str] = []

    def work(transaction: Transaction) -> None:
        found[:] = rows_of(transaction.run(asked, **parameters), ordered="ORDER BY" in cypher)
        if asked.mode == "write":
            found.extend(sorted(whole(transaction).elements()))
            raise TakenBackError

    try:
        store.write(work) if asked.mode == "write" else store.reading(work)
    except TakenBackError:
        pass
    except GraphsvcError:
        found[:] = ["refused"]
    return found


def differing(stores: dict[str, Store], asked: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """The statements that the engines answer differently, with both answers."""
    found = {}
    for cypher in asked:
        answers = {engine: answer(store, cypher) for engine, store in stores.items()}
        one, other = answers.values()
        if one != other:
            found[cypher] = {
                engine: sorted((Counter(lines) - Counter(others)).elements()) or lines[:3]
                for (engine, lines), others in zip(answers.items(), (other, one), strict=True)
            }
    return found


def fill(store: Store, cypher: str, emptied: Callable[[Store], None]) -> None:
    """Make the graph hold what `cypher` creates, and nothing else."""
    emptied(store)
    store.write(lambda transaction: transaction.run(query(cypher)))
