"""Every query file keeps its contract, and runs on both engines."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import queries
from graphsvc.model import COLLECTIONS, RECORD_TYPES
from graphsvc.records import ENDS
from graphsvc.store import Store
from queries import QueryError, load, parse

GOOD = """// Names of the actors.
//
// mode read
// $id      an id
// -> name  the name
MATCH (n:Actor {id: $id})
USING INDEX SEEK n:Actor(id)
RETURN n.name AS name
ORDER BY name
"""


def test_a_good_file_is_read() -> None:
    query = parse("good", GOOD)
    assert (query.mode, query.parameters, query.columns) == ("read", {"id"}, ("name",))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("// mode read\n", "", "mode"),
        ("// Names of the actors.\n", "", "sentence"),
        ("// $id      an id\n", "", "parameters"),
        ("// $id      an id\n", "// $id  an id\n// $more  unused\n", "parameters"),
        ("// -> name", "// -> title", "columns"),
        ("RETURN n.name AS name", "SET n.x = 1 RETURN n.name AS name", "writes"),
        ("RETURN n.name AS name", "RETURN elementId(n) AS name", "elementId"),
        ("RETURN n.name AS name", "RETURN id(n) AS name", "reused"),
        ("RETURN n.name AS name", "RETURN collect(n.name)[0] AS name", "WITH"),
        ("RETURN n.name AS name", "RETURN head(collect(n.name)) AS name", "WITH"),
        ("RETURN n.name AS name", "RETURN apoc.text.clean(n.name) AS name", "procedures"),
        ("(n:Actor {id: $id})\nUSING INDEX SEEK n:Actor(id)", "(n:$($id))", "dynamic"),
        ("(n:Actor {id: $id})", "(n:Actor {id: $id})-[*]->(m)", "upper bound"),
        ("RETURN n.name AS name", "RETURN date() AS name", "ISO"),
        ("USING INDEX SEEK n:Actor(id)\n", "", "index"),
        ("RETURN n.name AS name", "MATCH ()-[r:KNOWS]->()\nWHERE r.id IN [n.id]\nRETURN n.name AS name", "index"),
        ("RETURN n.name AS name", "-[r:KNOWS]->()\nDELETE r\nRETURN n.name AS name", "collected"),
    ],
)
def test_a_file_that_lies_or_is_not_portable_is_refused(old: str, new: str, why: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=why):
        parse("bad", GOOD.replace(old, new))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.cypher").write_text(GOOD, encoding="utf-8")
    with pytest.raises(QueryError, match="two files"):
        load(tmp_path)


def test_an_unknown_query_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = queries.no_such_query


def test_every_query_is_used() -> None:
    """A file that nobody runs is dead; generic code runs queries by the name of a collection."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path("graphsvc").rglob("*.py"))
    generic = (
        "all_",
        "save_",
        "delete_",
        "lock_",
        "unlink_",
        "link_",
        "references_to_",
        "relations_of_",
        "cooperations_of_",
        "memberships_of_",
        "offers_of_",
        "unique_",
        "index_",
        "migrate_to_",
    )
    unused = [
        name
        for name in queries.CATALOGUE
        if name not in code and not name.startswith(generic) and not name.endswith(("_by_id", "_filtered"))
    ]
    assert unused == []


@pytest.mark.parametrize("kind", sorted(ENDS))
def test_a_relation_is_saved_with_every_property_of_its_record(kind: str) -> None:
    query = queries.CATALOGUE[f"save_{COLLECTIONS[kind]}"].cypher
    named = dict(re.findall(r"(\w+): row\.properties\.(\w+)", query))
    properties = {field.name for field in fields(RECORD_TYPES[kind])} - set(ENDS[kind]) | {"search"}
    assert named == {name: name for name in properties}


@pytest.mark.parametrize("name", [name for name, query in queries.CATALOGUE.items() if query.mode != "schema"])
def test_every_query_runs_on_an_empty_graph(store_for_queries: Store, name: str) -> None:
    query = queries.CATALOGUE[name]
    lists = {"rows", "ids"}
    numbers = {"skip": 0, "limit": 1, "revision": 0, "schema": 1}
    parameters = {
        key: []
        if key in lists
        else numbers.get(
            key, {"id": "x"} if key == "properties" else "x" if key in ("id", "operation", "record") else None
        )
        for key in query.parameters
    }
    plan = queries.parse(name, (_source(name)).replace(query.cypher, "EXPLAIN " + query.cypher))
    run = store_for_queries.write if query.mode == "write" else store_for_queries.reading
    run(lambda transaction: transaction.run(plan, **parameters))
    if query.mode == "read":
        for row in store_for_queries.read(query, **parameters):
            assert tuple(row) == query.columns


def _source(name: str) -> str:
    (file,) = Path("queries").rglob(f"{name}.cypher")
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def test_the_count_of_the_graph_knows_every_type_of_record() -> None:
    counted = set(re.findall(r"RETURN '(\w+)' AS type", queries.CATALOGUE["graph_counts"].cypher))
    assert counted == {*RECORD_TYPES, "change", "import", "link"}
