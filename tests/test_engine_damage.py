"""Damage done to the files of the embedded engine is found before the first answer; the files stay as they are."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.checking import check
from graphsvc.config import Settings
from graphsvc.engine import manifest
from graphsvc.errors import StoreUnavailable
from graphsvc.examples import EXAMPLES
from graphsvc.ingest import import_path
from graphsvc.store import Store


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an example city, cleanly stopped."""
    from graphsvc import config

    folder = tmp_path_factory.mktemp("stopped") / "data"
    settings = config.from_env({"GRAPHSVC_DATA": str(folder), "GRAPHSVC_ENGINE_HEAP": "256m"}, dotenv=folder / "none")
    with Store.open(settings) as store:
        import_path(store, EXAMPLES["oberhausen"])
    assert (folder / "engine" / manifest.NAME).exists()
    return folder


def one(folder: Path, pattern: str) -> Path:
    """The first file of that name that is not empty."""
    return min(file for file in (folder / "engine").rglob(pattern) if file.is_file() and file.stat().st_size)


def flip(file: Path, at: float) -> None:
    """Turn one bit in the file."""
    data = bytearray(file.read_bytes())
    data[int(at * (len(data) - 1))] ^= 1
    file.write_bytes(data)


def cut(file: Path, share: float) -> None:
    """Keep the beginning of the file only."""
    os.truncate(file, int(file.stat().st_size * share))


def edit_schema(folder: Path) -> None:
    file = one(folder, "schema.json")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"Actor_0"', '"Offer_0"'), encoding="utf-8")


def append(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"\0" * 4096)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a bucket is missing": lambda folder: one(folder, "Actor_0.*.bucket").unlink(),
    "a bucket is empty": lambda folder: cut(one(folder, "Offer_0.*.bucket"), 0),
    "a bucket is half": lambda folder: cut(one(folder, "Actor_0_out_edges*.bucket"), 0.5),
    "a bit of a bucket is flipped": lambda folder: flip(one(folder, "Change_0.*.bucket"), 0.01),
    "the last byte of a bucket is different": lambda folder: flip(one(folder, "Term_0.*.bucket"), 1.0),
    "an index is missing": lambda folder: one(folder, "Actor_0_*.umtidx").unlink(),
    "a bit of an index is flipped": lambda folder: flip(one(folder, "Offer_0_*.umtidx"), 0.3),
    "the schema is missing": lambda folder: one(folder, "schema.json").unlink(),
    "the schema says something else": edit_schema,
    "the dictionary is half": lambda folder: cut(one(folder, "dictionary.*"), 0.5),
    "a file has become longer": lambda folder: append(one(folder, "MEMBER_OF_0.*.bucket")),
    "a file was added": lambda folder: append(folder / "engine" / "databases" / "graph" / "Actor_1.99.65536.v0.bucket"),
    "the whole database is missing": lambda folder: shutil.rmtree(folder / "engine" / "databases" / "graph"),
    "the users are missing": lambda folder: one(folder, "server-users.jsonl").unlink(),
    "the manifest itself cannot be read": lambda folder: cut(folder / "engine" / manifest.NAME, 0.5),
}


@pytest.fixture
def copy(stopped: Path, own_settings: Settings) -> Settings:
    """Settings of a copy that may be damaged."""
    shutil.copytree(stopped, own_settings.data)
    return own_settings


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_damage_done_while_stopped_is_found_before_the_first_answer(copy: Settings, damage: str) -> None:
    DAMAGES[damage](copy.data)
    before = _files(copy.data)
    with pytest.raises(StoreUnavailable, match="beschädigt"):
        Store.open(copy)
    assert _files(copy.data) == before
    with pytest.raises(StoreUnavailable, match="beschädigt"):  # nor does a second try call it whole
        Store.open(copy)


def test_what_is_whole_starts_again_and_again(copy: Settings) -> None:
    for _ in range(2):
        with Store.open(copy) as store:
            assert check(store).ok
            assert not (copy.data / "engine" / manifest.NAME).exists()  # it says nothing while the files change


AFTER_CRASH: dict[str, Callable[[Path], object]] = {
    "records": lambda folder: cut(one(folder, "Offer_0.*.bucket"), 0),
    "relations": lambda folder: cut(one(folder, "MEMBER_OF_0.*.bucket"), 0),
    "changes": lambda folder: cut(one(folder, "Change_0.*.bucket"), 0),
    "the revision": lambda folder: cut(one(folder, "Graph_0.*.bucket"), 0),
    "all files": lambda folder: shutil.rmtree(folder / "engine" / "databases" / "graph"),
}


@pytest.mark.parametrize("lost", list(AFTER_CRASH))
def test_what_is_missing_after_a_crash_is_found_before_the_first_answer(copy: Settings, lost: str) -> None:
    store = Store.open(copy)
    assert store.engine is not None
    assert store.engine.pid is not None
    store.engine._stopping.set()  # as if the whole machine had gone: nobody restarts it
    os.kill(store.engine.pid, signal.SIGKILL)
    store.close()
    assert not (copy.data / "engine" / manifest.NAME).exists()
    AFTER_CRASH[lost](copy.data)
    for _ in range(2):  # nor does a second try call it whole
        with pytest.raises(StoreUnavailable, match="Sicherung"):
            Store.open(copy)


def test_a_crash_alone_is_no_damage(copy: Settings) -> None:
    store = Store.open(copy)
    assert store.engine is not None
    assert store.engine.pid is not None
    store.engine._stopping.set()
    os.kill(store.engine.pid, signal.SIGKILL)
    store.close()
    with Store.open(copy) as again:
        assert check(again).ok


def test_a_manifest_names_every_file_that_differs(tmp_path: Path) -> None:
    folder = tmp_path / "databases"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_text(name, encoding="utf-8")
    assert manifest.damage(tmp_path) is None
    manifest.write(tmp_path)
    assert manifest.damage(tmp_path) == []
    (folder / "a").write_text("A", encoding="utf-8")
    (folder / "b").unlink()
    (folder / "d").touch()
    assert manifest.damage(tmp_path) == ["databases/a", "databases/b", "databases/d"]
    manifest.discard(tmp_path)
    assert manifest.damage(tmp_path) is None
    for broken in ("[]", '{"x": 1}', '{"x": ["a", "b"]}', "{"):
        (tmp_path / manifest.NAME).write_text(broken, encoding="utf-8")
        assert manifest.damage(tmp_path)


def _files(data: Path) -> dict[str, int]:
    folder = data / "engine"
    return {
        str(file.relative_to(folder)): file.stat().st_size
        for file in sorted((folder / "databases").rglob("*"))
        if file.is_file()
    } | {"manifest": len(json.dumps((folder / manifest.NAME).read_text(encoding="utf-8", errors="replace")))}
