"""What the tests share: a store on each engine, empty for every test."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import queries
from graphsvc import config
from graphsvc.config import Settings
from graphsvc.store import SCHEMA_VERSION, Store
from tests.neo4j import server as neo4j_server

COMPLETE = os.environ.get("GRAPHSVC_TEST_COMPLETE") == "1"
OWN_NEO4J = os.environ.get("TEST_NEO4J_URL", "")

EMPTY = queries.parse(
    "empty_some", "// How many nodes were deleted.\n// mode write\n// -> deleted  number\n"
    "MATCH (m) WITH m LIMIT 5000 DETACH DELETE m RETURN count(m) AS deleted",
)  # fmt: skip
COUNT = queries.parse(
    "count_all", "// How many nodes there are.\n// mode read\n// -> total  number\nMATCH (n) RETURN count(n) AS total"
)


def lacking(what: str) -> None:
    """A machine that lacks something skips the test with its reason; where the run must be complete it fails."""
    if COMPLETE:
        pytest.fail(f"this machine lacks {what}")
    pytest.skip(f"this machine lacks {what}")


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of an embedded engine that runs for the whole session."""
    folder = tmp_path_factory.mktemp("daten für Tests")
    settings = config.from_env({"GRAPHSVC_DATA": str(folder)}, dotenv=folder / "none")
    with Store.open(settings):
        yield settings


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a Neo4j server that runs for the whole session; TEST_NEO4J_URL names an own, empty one."""
    folder = tmp_path_factory.mktemp("neo4j")
    environment = {"GRAPHSVC_DATA": str(folder)}
    if OWN_NEO4J:
        environment |= {"GRAPHSVC_NEO4J_URL": OWN_NEO4J}
        environment |= {"GRAPHSVC_NEO4J_PASSWORD": os.environ.get("TEST_NEO4J_PASSWORD", "")}
        settings = config.from_env(environment, dotenv=folder / "none")
        with Store.open(settings) as store:
            if store.read(COUNT)[0]["total"] > 1:
                pytest.fail("the database of TEST_NEO4J_URL is not empty")
        yield settings
        return
    if missing := neo4j_server.missing():
        lacking(missing)
    server = neo4j_server.Server(folder)
    server.start()
    try:
        environment |= {"GRAPHSVC_NEO4J_URL": server.url, "GRAPHSVC_NEO4J_PASSWORD": server.password}
        yield config.from_env(environment, dotenv=folder / "none")
    finally:
        server.stop()


@pytest.fixture(params=["embedded", "neo4j"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """The settings of one engine after the other."""
    found: Settings = request.getfixturevalue(f"{request.param}_settings")
    return found


def _emptied(settings: Settings) -> Iterator[Store]:
    with Store.open(settings) as store:
        while store.write(lambda transaction: transaction.run(EMPTY))[0]["deleted"]:
            pass
        store.write(lambda transaction: transaction.run(queries.begin_graph, schema=SCHEMA_VERSION))
        yield store


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store, on one engine after the other."""
    yield from _emptied(settings)


@pytest.fixture(params=["embedded", "neo4j"], scope="session")
def store_for_queries(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store that is opened once, for many tests that change nothing."""
    with Store.open(request.getfixturevalue(f"{request.param}_settings")) as store:
        yield store


@pytest.fixture
def embedded_store(embedded_settings: Settings) -> Iterator[Store]:
    """An empty store on the embedded engine, for what does not depend on the engine."""
    yield from _emptied(embedded_settings)


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    """Settings with a data folder that nobody else uses, for tests that stop or kill the engine."""
    settings = config.from_env({"GRAPHSVC_DATA": str(tmp_path / "data")}, dotenv=tmp_path / "none")
    return dataclasses.replace(settings, engine_heap="256m")
