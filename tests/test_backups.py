"""Backups on both engines: verified, refused when damaged, whole after the way back, old ones cleared away."""

from __future__ import annotations

import json
import stat
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from graphsvc import autobackup, backups, ledger
from graphsvc.checking import check
from graphsvc.config import Settings
from graphsvc.errors import Conflict, InvalidInput
from graphsvc.model import Actor
from graphsvc.store import Store
from tests.records_sample import creations, entry, sample


def test_a_backup_comes_back_whole_on_the_other_engine(store: Store, own_settings: Settings, tmp_path: Path) -> None:
    ledger.commit(store, creations(sample()), action="import", imported=entry(), user="Test")
    before = check(store)
    file = tmp_path / "sicherung.zip"
    about = backups.backup(store, file)
    assert (about.revision, about.content_hash) == (1, before.content_hash)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert backups.verify(file) == about
    with Store.open(own_settings) as empty:
        backups.restore(empty, file)
        after = check(empty)
        assert (after.content_hash, after.history_hash, after.revision) == (
            before.content_hash,
            before.history_hash,
            before.revision,
        )
        with pytest.raises(Conflict, match="nicht leer"):
            backups.restore(empty, file)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_damaged_backup_is_refused(embedded_store: Store, tmp_path: Path) -> None:
    ledger.commit(embedded_store, creations(sample()), action="edit")
    good = tmp_path / "gut.zip"
    backups.backup(embedded_store, good)
    with zipfile.ZipFile(good) as archive:
        graph, about = archive.read(backups.GRAPH), json.loads(archive.read(backups.ABOUT))
    damages = {
        "no zip": b"not a zip",
        "cut": good.read_bytes()[: good.stat().st_size // 2],
        "flipped": bytes(byte ^ (number == 700) for number, byte in enumerate(good.read_bytes())),
        "less": _zip(tmp_path, graph[: graph.rfind(b"\n", 0, -1) + 1], about),
        "changed": _zip(tmp_path, graph.replace(b"Osterfeld", b"Osterfold"), about),
        "newer": _zip(tmp_path, graph, about | {"schema": 99}),
        "without about": _zip(tmp_path, graph, None),
    }
    for name, data in damages.items():
        bad = tmp_path / "bad.zip"
        bad.write_bytes(data)
        with pytest.raises(InvalidInput):
            backups.restore(embedded_store, bad)
        assert name
    with pytest.raises(InvalidInput, match=r"\.zip"):
        backups.backup(embedded_store, tmp_path / "sicherung.tar")


def test_an_empty_graph_has_a_backup_too(embedded_store: Store, tmp_path: Path) -> None:
    about = backups.backup(embedded_store, tmp_path / "leer.zip")
    assert (about.revision, about.objects) == (0, 0)
    backups.restore(embedded_store, tmp_path / "leer.zip")


def test_one_backup_a_day_and_only_of_what_is_new(embedded_store: Store, tmp_path: Path) -> None:
    folder, today = tmp_path / "backups", date(2026, 11, 25)
    assert autobackup.make_due(embedded_store, folder, 7, today) is None  # an empty graph has nothing to lose
    ledger.commit(embedded_store, creations([Actor(id="A1", name="eins")]), action="edit")
    made = autobackup.make_due(embedded_store, folder, 7, today)
    assert made == folder / "graphsvc-2026-11-25-r1.zip"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    ledger.commit(embedded_store, creations([Actor(id="A2", name="zwei")]), action="edit")
    assert autobackup.make_due(embedded_store, folder, 7, today) is None
    assert autobackup.make_due(embedded_store, folder, 7, today + timedelta(1)) is not None
    assert autobackup.make_due(embedded_store, folder, 7, today + timedelta(2)) is None
    assert len(autobackup.existing(folder)) == 2


def test_days_and_weeks_are_kept(tmp_path: Path) -> None:
    first = date(2026, 9, 1)
    files = [tmp_path / f"graphsvc-{first + timedelta(number)}-r{number + 1}.zip" for number in range(60)]
    kept = autobackup.kept(files, 7)
    assert set(files[-7:]) <= kept
    weeks = {file for file in kept if file not in files[-7:]}
    assert 2 <= len(weeks) <= 3  # the newest weeks overlap the newest days
    assert min(weeks) >= files[60 - 28 - 7]
    assert autobackup.kept([], 7) == set()


def _zip(folder: Path, graph: bytes, about: object) -> bytes:
    file = folder / "made.zip"
    with zipfile.ZipFile(file, "w") as archive:
        if about is not None:
            archive.writestr(backups.ABOUT, json.dumps(about))
        archive.writestr(backups.GRAPH, graph)
    return file.read_bytes()
