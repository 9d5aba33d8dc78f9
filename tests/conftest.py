"""What the tests share: a store on each engine, empty for every test."""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from waitress.server import create_server

import queries
from graphsvc import config, i18n, ingest
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.examples import EXAMPLES
from graphsvc.store import SCHEMA_VERSION, Store
from tests.browser_fixtures import browser, new_page
from tests.machine import lacking
from tests.neo4j import server as neo4j_server

__all__ = ["browser", "new_page"]  # fixtures

# The same examples in every run; `--hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("same")

OWN_NEO4J = os.environ.get("TEST_NEO4J_URL", "")
MOST_WORKERS = 4  # each has an engine and a Neo4j server of its own, together about 2 GB

EMPTY = queries.parse(
    "empty_some", "// How many nodes were deleted.\n// mode write\n// -> deleted  number\n"
    "MATCH (m) WITH m LIMIT 5000 DETACH DELETE m RETURN count(m) AS deleted",
)  # fmt: skip
COUNT = queries.parse(
    "count_all", "// How many nodes there are.\n// mode read\n// -> total  number\nMATCH (n) RETURN count(n) AS total"
)


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """No test speaks the language that an earlier one has chosen, nor do fixtures that are made before this one."""
    i18n.set_language(i18n.SOURCE)
    yield
    i18n.set_language(i18n.SOURCE)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many processes `-n auto` starts; a server of one's own is emptied by one of them only."""
    return 1 if OWN_NEO4J else max(1, min(MOST_WORKERS, os.cpu_count() or 1))


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


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with the example city Wupperfeld, for tests that leave it as it was."""
    folder = tmp_path_factory.mktemp("served")
    settings = config.from_env({"GRAPHSVC_DATA": str(folder)}, dotenv=folder / "none")
    with Store.open(settings) as store:
        ingest.import_path(store, EXAMPLES["wupperfeld"], name="wupperfeld")
        server = create_server(create_app(store, settings), host="127.0.0.1", port=0, threads=8)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()
        thread.join(10)
