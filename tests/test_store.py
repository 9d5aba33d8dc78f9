"""The store's door: declared parameters only, all or nothing, our errors instead of the driver's."""

from __future__ import annotations

import dataclasses

import pytest
from neo4j import exceptions as driver_errors

import queries
from graphsvc import ledger, records
from graphsvc import store as store_module
from graphsvc.config import Settings
from graphsvc.errors import Conflict, InvalidInput, StorageFull, StoreUnavailable
from graphsvc.ledger import Edit
from graphsvc.model import Term
from graphsvc.store import BYTES_PER_RECORD, SCHEMA_VERSION, Store
from tests.test_ledger import filled


def test_only_declared_parameters_are_taken(store: Store) -> None:
    with pytest.raises(TypeError, match="actors_by_id"):
        store.read(queries.actors_by_id)
    with pytest.raises(TypeError, match="extra"):
        store.read(queries.actors_by_id, ids=[], extra=1)


def test_an_error_in_the_middle_takes_all_back(store: Store) -> None:
    def work(transaction: object) -> None:
        transaction.run(queries.save_terms, rows=[{"id": "t", "properties": {"id": "t"}}])  # type: ignore[attr-defined]
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        store.write(work)
    assert store.read(queries.all_terms) == []


def test_a_second_node_of_one_id_is_a_conflict(store: Store) -> None:
    create = queries.parse(
        "twice", "// Nothing.\n// mode write\n// $id  id\n// -> id  id\nCREATE (n:Actor {id: $id}) RETURN n.id AS id"
    )
    store.write(lambda transaction: transaction.run(create, id="A1"))
    with pytest.raises(Conflict):
        store.write(lambda transaction: transaction.run(create, id="A1"))


def test_a_graph_of_a_newer_version_is_refused(store: Store, settings: Settings) -> None:
    newer = queries.parse(
        "newer", "// Nothing.\n// mode write\n// $schema  number\n// -> schema  number\n"
        "MATCH (g:Graph {id: 'graph'}) SET g.schema = $schema RETURN g.schema AS schema",
    )  # fmt: skip
    store.write(lambda transaction: transaction.run(newer, schema=99))
    try:
        with pytest.raises(Conflict, match="neueren Version"):
            Store.open(settings)
    finally:
        store.write(lambda transaction: transaction.run(newer, schema=SCHEMA_VERSION))


def _migration(name: str, cypher: str) -> queries.Query:
    return queries.parse(name, f"// What a new version wants.\n// mode write\n// -> done  number\n{cypher}")


OLDER = _migration("older", "MATCH (g:Graph {id: 'graph'}) SET g.schema = 0 RETURN g.schema AS done")


def test_an_older_graph_is_brought_forward_once(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    more = "MATCH (n:Actor) SET n.seen = coalesce(n.seen, 0) + 1 RETURN count(n) AS done"
    steps = {
        "migrate_to_01_seen": _migration("migrate_to_01_seen", more),
        "migrate_to_00_old": _migration("migrate_to_00_old", "MATCH (n:Actor) SET n.name = '' RETURN count(n) AS done"),
        "migrate_to_99_later": _migration("migrate_to_99_later", "MATCH (n) DETACH DELETE n RETURN count(n) AS done"),
    }
    for name, query in steps.items():
        monkeypatch.setitem(queries.CATALOGUE, name, query)
    store.write(lambda transaction: transaction.run(OLDER))
    for _again in range(2):
        Store.open(settings).close()
    seen = queries.parse(
        "seen", "// All.\n// mode read\n// -> seen  number\n// -> name  name\n"
        "MATCH (n:Actor) RETURN n.seen AS seen, n.name AS name",
    )  # fmt: skip
    rows = store.read(seen)
    assert {row["seen"] for row in rows} == {1}
    assert "" not in {row["name"] for row in rows}
    assert store.read(queries.graph_state)[0]["schema"] == SCHEMA_VERSION


def test_a_migration_that_fails_leaves_everything_as_it_was(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    steps = {
        "migrate_to_01_a": "MATCH (n:Actor) SET n.name = 'halb' RETURN count(n) AS done",
        "migrate_to_01_b": "MATCH (n:Actor) SET n.name = n.name + toInteger([]) RETURN count(n) AS done",
    }
    for name, cypher in steps.items():
        monkeypatch.setitem(queries.CATALOGUE, name, _migration(name, cypher))
    store.write(lambda transaction: transaction.run(OLDER))
    with pytest.raises(StoreUnavailable):
        Store.open(settings)
    assert store.read(queries.graph_state)[0]["schema"] == 0
    assert "halb" not in {record.name for kind, record in records.load_all(store) if kind == "actor"}  # type: ignore[attr-defined]


def test_a_database_of_somebody_else_is_refused(store: Store, settings: Settings) -> None:
    stranger = queries.parse(
        "stranger", "// Nothing.\n// mode write\n// -> id  id\n"
        "MATCH (g:Graph) DETACH DELETE g WITH count(*) AS gone CREATE (n:Term {id: 'theirs'}) RETURN n.id AS id",
    )  # fmt: skip
    store.write(lambda transaction: transaction.run(stranger))
    try:
        with pytest.raises(Conflict, match="andere Daten"):
            Store.open(settings)
    finally:
        store.write(lambda transaction: transaction.run(queries.begin_graph, schema=SCHEMA_VERSION))


def test_a_full_disk_stops_writing_but_not_reading(own_settings: Settings) -> None:
    with Store.open(own_settings):
        pass
    with Store.open(dataclasses.replace(own_settings, min_free=10**9)) as store:
        assert store.revision() == 0
        with pytest.raises(StorageFull, match="Platz"):
            store.write(lambda transaction: transaction.run(queries.begin_graph, schema=SCHEMA_VERSION))


@pytest.mark.parametrize("url", ["bolt://127.0.0.1:1", "nonsense://127.0.0.1:1"])
def test_a_store_that_is_away_says_so(own_settings: Settings, url: str) -> None:
    with pytest.raises(StoreUnavailable):
        Store.open(dataclasses.replace(own_settings, neo4j_url=url))


def test_a_wrong_password_names_the_setting(neo4j_settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="GRAPHSVC_NEO4J_USER"):
        Store.open(dataclasses.replace(neo4j_settings, neo4j_password="not-the-password"))


def test_more_than_the_engine_can_hold_is_refused_before_anything_is_sent(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert embedded_store.engine
    monkeypatch.setattr(embedded_store.engine, "heap", "1m")
    most = (1 << 20) // BYTES_PER_RECORD
    edits = [Edit("term", None, Term(id=f"T{number}", vocabulary="theme", name=f"T{number}")) for number in range(most)]
    one_more = Edit("term", None, Term(id="T", vocabulary="theme", name="T"))
    with pytest.raises(InvalidInput, match=f"GRAPHSVC_ENGINE_HEAP=1m sind {most} möglich"):
        ledger.commit(embedded_store, [*edits, one_more], action="edit")
    assert embedded_store.revision() == 0
    assert ledger.commit(embedded_store, edits, action="edit") == 1


def test_a_server_that_lacks_memory_only_at_the_commit_says_so() -> None:
    lacking = driver_errors.TransientError("too much")
    lacking._neo4j_code = store_module.MEMORY_EXCEEDED
    with pytest.raises(InvalidInput, match=r"server\.memory\.heap\.max_size"), store_module._our_errors():
        raise lacking
