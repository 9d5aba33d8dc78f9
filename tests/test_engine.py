"""The embedded engine as a child: restarted when it dies, gone when its parent is, private in every respect."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graphsvc import ledger
from graphsvc.actors import ACTORS
from graphsvc.config import Settings
from graphsvc.engine import Engine
from graphsvc.errors import StoreUnavailable
from graphsvc.model import Actor
from graphsvc.store import Store
from tests.records_sample import creations


def wait_for(what: str, condition: object, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > deadline:
            pytest.fail(f"waited in vain: {what}")
        time.sleep(0.05)


def test_a_killed_engine_comes_back_with_all_data(own_settings: Settings) -> None:
    with Store.open(own_settings) as store:
        ledger.commit(store, creations([Actor(id="A1", name="bleibt")]), action="edit")
        assert store.engine is not None
        pid = store.engine.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        wait_for("a new engine", lambda: store.engine and store.engine.pid not in (None, pid))
        wait_for("an answer", lambda: answers(store))
        assert ACTORS.get(store, "A1").name == "bleibt"
        ACTORS.create(store, Actor(id="A2", name="neu"))


def answers(store: Store) -> bool:
    """Whether the store is back."""
    with contextlib.suppress(StoreUnavailable):
        return store.revision() > 0
    return False


CHILD = """
import sys, time
from graphsvc import config
from graphsvc.store import Store
store = Store.open(config.from_env())
print(store.engine.pid, flush=True)
time.sleep(600)
"""


def test_no_engine_outlives_its_parent(own_settings: Settings) -> None:
    environment = os.environ | {"GRAPHSVC_DATA": str(own_settings.data)}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], env=environment, stdout=subprocess.PIPE, text=True, cwd=own_settings.data.parent
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    wait_for("the end of the engine", lambda: not psutil.pid_exists(pid), 2)


def test_a_second_process_attaches_and_leaves_the_engine_alone(own_settings: Settings) -> None:
    with Store.open(own_settings) as first:
        ACTORS.create(first, Actor(id="A1", name="vom ersten"))
        with Store.open(own_settings) as second:
            assert second.engine is not None
            assert not second.engine.owner
            assert ACTORS.get(second, "A1").name == "vom ersten"
            ACTORS.create(second, Actor(id="A2", name="vom zweiten"))
        assert ACTORS.get(first, "A2").name == "vom zweiten"


def test_the_password_stands_nowhere_but_in_its_file(own_settings: Settings) -> None:
    with Store.open(own_settings) as store:
        assert store.engine is not None
        secret = store.engine.endpoint.password
        assert len(secret) >= 32
        assert store.engine.pid is not None
        process = psutil.Process(store.engine.pid)
        assert secret not in " ".join(process.cmdline())
        assert secret not in str(process.environ())
        assert secret not in repr(store.engine.endpoint)
    for file in own_settings.data.rglob("*"):
        if file.is_file() and file.name != "engine.password":
            assert secret.encode() not in file.read_bytes(), file


def test_nothing_is_readable_by_others(own_settings: Settings) -> None:
    with Store.open(own_settings):
        for path in [own_settings.data, *own_settings.data.rglob("*")]:
            inside_private = path.parent != own_settings.data and path != own_settings.data
            mode = stat.S_IMODE(path.stat().st_mode)
            assert inside_private or path.suffix == ".lock" or not mode & 0o077, path


def test_a_damaged_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    database = tmp_path / "engine" / "databases" / "graph"
    database.mkdir(parents=True)
    (database / "something.bucket").write_bytes(b"no bucket")
    engine = Engine(tmp_path, "256m")
    with pytest.raises(StoreUnavailable):
        engine.start()
    assert (database / "something.bucket").read_bytes() == b"no bucket"
