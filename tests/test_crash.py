"""The crash programs in short: `make crash` runs them for long."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from graphsvc.store import Store
from tests.crash import engine_kills, full_disk, neo4j_restarts, races, service_kills
from tests.machine import lacking
from tests.neo4j import server


def test_the_engine_is_killed_under_writers(tmp_path: Path) -> None:
    result = engine_kills.run(tmp_path, kills=3, writers=4, operations=100)
    assert result.problems == []
    assert result.kills == 3
    assert result.operations >= 100


def test_the_service_is_killed_during_imports(tmp_path: Path) -> None:
    result = service_kills.run(tmp_path, kills=3)
    assert result.problems == []
    assert result.whole + result.absent == 9


@pytest.mark.parametrize("gate", [True, False])
def test_the_disk_is_full_and_the_engine_is_killed(tmp_path: Path, gate: bool) -> None:
    try:
        result = full_disk.run(tmp_path, rounds=2, gate=gate)
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        lacking("the right to mount a small disk")
    assert result.problems == []
    assert result.operations > 0
    assert result.refused > 0


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_neo4j_is_stopped_and_started_under_writers(tmp_path: Path, scheme: str) -> None:
    if missing := server.missing():
        lacking(missing)
    result = neo4j_restarts.run(tmp_path, restarts=1, scheme=scheme)
    assert result.problems == []
    assert result.operations > 0


def test_many_threads_lose_nothing(store: Store) -> None:
    result = races.run(store, threads=8, increments=25, counters=8)
    assert result.problems == []
    assert result.created == 3
