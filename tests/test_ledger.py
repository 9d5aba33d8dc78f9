"""The one door for writes, on both engines: whole or not at all, versions, history and exact undo."""

from __future__ import annotations

import dataclasses
import threading

import pytest

from graphsvc import changelog, ledger, records, snapshots, undoing, whole
from graphsvc.actors import ACTORS
from graphsvc.canonical import content_hash, line, to_json
from graphsvc.checking import check
from graphsvc.config import Settings
from graphsvc.cooperations import COOPERATIONS
from graphsvc.errors import Conflict, NotFound, StaleVersion
from graphsvc.ledger import Edit
from graphsvc.model import Actor, Record
from graphsvc.store import Store
from tests.records_sample import creations, entry, sample


def filled(store: Store) -> list[str]:
    ledger.commit(store, creations(sample()), action="import", imported=entry(), user="Test")
    return contents(store)


def log_of(store: Store) -> list[dict[str, object]]:
    return whole.read(store, lambda _transaction, rows: [row for _kind, row in rows if isinstance(row, dict)])[1]


def contents(store: Store) -> list[str]:
    return [line(to_json(record)) for _kind, record in records.load_all(store)]


def test_what_is_written_is_what_is_read(store: Store) -> None:
    filled(store)
    assert content_hash(record for _kind, record in records.load_all(store)) == content_hash(sample())
    assert check(store).problems == []


def test_a_failed_change_leaves_nothing_behind(store: Store) -> None:
    before = filled(store)
    edits = creations([Actor(id="A9", name="Neu"), Actor(id="A10", name="Neu", part_of="nobody")])
    with pytest.raises(Conflict):
        ledger.commit(store, edits, action="edit")
    assert contents(store) == before
    assert store.revision() == 1
    assert changelog.change_count(store) == 1


def test_an_id_that_exists_is_refused(store: Store) -> None:
    filled(store)
    with pytest.raises(Conflict, match="A1"):
        ledger.commit(store, creations([Actor(id="A1", name="Zweite")]), action="edit")


def test_a_change_needs_the_newest_version(store: Store) -> None:
    filled(store)
    old = ACTORS.get(store, "A2")
    ACTORS.change(store, dataclasses.replace(old, name="Neuer Name"), version=1)
    with pytest.raises(StaleVersion):
        ACTORS.change(store, dataclasses.replace(old, name="Noch neuer"), version=1)
    assert ACTORS.get(store, "A2").name == "Neuer Name"


def test_who_is_referred_to_is_not_deleted(store: Store) -> None:
    filled(store)
    with pytest.raises(Conflict) as caught:
        ACTORS.delete(store, "A1", version=1)
    assert {"O1", "c1", "m1"} <= set(map(str, caught.value.errors["records"]))  # type: ignore[call-overload]


def test_an_operation_is_done_once(store: Store) -> None:
    edits = creations([Actor(id="A1", name="Einmal")])
    first = ledger.commit(store, edits, action="edit", operation="op-1")
    assert ledger.commit(store, edits, action="edit", operation="op-1") == first
    assert store.revision() == first


def test_an_import_into_an_empty_store_is_undone_exactly(store: Store) -> None:
    filled(store)
    undoing.undo_import(store, "imp")
    assert contents(store) == []
    assert changelog.import_entry(store, "imp").undone_in == 2
    with pytest.raises(Conflict):
        undoing.undo_import(store, "imp")


def test_an_import_that_changed_and_deleted_is_undone_exactly(store: Store) -> None:
    before = content_hash(sample())
    filled(store)
    actor, cooperation = ACTORS.get(store, "A2"), COOPERATIONS.get(store, "c2")
    edits = [
        Edit("actor", actor, dataclasses.replace(actor, name="Anders", part_of="A3", successors=(), aliases=("neu",))),
        Edit("cooperation", cooperation, None),
        *creations([Actor(id="A4", name="Neu", part_of="A2")]),
    ]
    ledger.commit(store, edits, action="import", imported=entry("second"))
    undoing.undo_import(store, "second")
    assert content_hash(record for _kind, record in records.load_all(store)) == before
    undoing.undo_import(store, "imp")
    assert contents(store) == []


def test_undo_names_what_rests_on_it(store: Store) -> None:
    filled(store)
    ACTORS.change(store, dataclasses.replace(ACTORS.get(store, "A2"), name="Später"), version=1)
    state = contents(store)
    with pytest.raises(Conflict) as caught:
        undoing.undo_import(store, "imp")
    assert caught.value.errors["records"] == ["A2"]
    assert contents(store) == state
    undoing.undo_revision(store, 2)
    undoing.undo_import(store, "imp")
    assert contents(store) == []


def test_undo_of_a_creation_that_others_refer_to_is_refused(store: Store) -> None:
    ledger.commit(store, creations([Actor(id="A1", name="Erste")]), action="import", imported=entry())
    ACTORS.create(store, Actor(id="A2", name="Zweite", part_of="A1"))
    with pytest.raises(Conflict) as caught:
        undoing.undo_import(store, "imp")
    assert caught.value.errors["records"] == ["A2"]


def test_undo_of_what_never_was(store: Store) -> None:
    with pytest.raises(NotFound):
        undoing.undo_import(store, "nothing")
    with pytest.raises(NotFound):
        undoing.undo_revision(store, 99)


def test_history_tells_before_and_after(store: Store) -> None:
    filled(store)
    ACTORS.change(store, dataclasses.replace(ACTORS.get(store, "A3"), name="Umbenannt"), version=1, user="Planung")
    newest, oldest = changelog.changes_of_record(store, "actor", "A3")
    assert newest.user == "Planung"
    assert newest.before is not None
    assert newest.after is not None
    assert (newest.before["actor:A3"]["name"], newest.after["actor:A3"]["name"]) == ("zweites Amt", "Umbenannt")
    assert oldest.action == "import"


def test_a_graph_moves_with_its_history(store: Store, own_settings: Settings) -> None:
    filled(store)
    ACTORS.change(store, dataclasses.replace(ACTORS.get(store, "A3"), name="Umbenannt"), version=1)
    everything, log, report = records.load_all(store), log_of(store), check(store)
    with Store.open(own_settings) as other:
        ledger.restore(other, everything, log)
        moved = check(other)
        assert dataclasses.replace(moved, engine=report.engine) == report
        with pytest.raises(Conflict):
            ledger.restore(other, everything, log)
        undoing.undo_revision(other, 2)
        assert ACTORS.get(other, "A3").name == "zweites Amt"


def test_the_snapshot_follows_every_change(store: Store) -> None:
    filled(store)
    first = snapshots.current(store)
    assert snapshots.current(store) is first
    ACTORS.change(store, dataclasses.replace(ACTORS.get(store, "A3"), name="Umbenannt"), version=1)
    ACTORS.create(store, Actor(id="A7", name="Neu"))
    COOPERATIONS.delete(store, "c2", version=1)
    after = snapshots.current(store)
    assert after.actors["A3"].name == "Umbenannt"
    assert "A7" in after.actors
    assert "c2" not in after.cooperations
    whole: dict[str, dict[str, Record]] = {}
    for kind, record in records.load_all(store):
        whole.setdefault(kind, {})[record.id] = record
    assert {kind: dict(rows) for kind, rows in after.records.items() if rows} == whole


def test_writers_at_the_same_time_lose_nothing(store: Store) -> None:
    ledger.commit(store, creations([Actor(id="A1", name="0")]), action="edit")
    refused = []

    def increment() -> None:
        for _round in range(10):
            while True:
                actor = ACTORS.get(store, "A1")
                try:
                    ACTORS.change(
                        store, dataclasses.replace(actor, name=str(int(actor.name) + 1)), version=actor.version
                    )
                    break
                except StaleVersion as error:
                    refused.append(error)

    threads = [threading.Thread(target=increment) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ACTORS.get(store, "A1").name == "40"
    assert store.revision() == 41


def test_entries_of_the_log_go_in_portions_that_fit_into_a_message() -> None:
    def stored(number: int, size: int) -> dict[str, object]:
        properties = {"before": "{}", "after": "x" * size, "touched": [f"actor:{number}"]}
        return {"id": f"{number:05d}", "properties": properties}

    sizes = [10] * 4500 + [records.PORTION // 3] * 7 + [2 * records.PORTION, 10]
    entries = [stored(number, size) for number, size in enumerate(sizes)]
    portions = list(changelog.portions(iter(entries)))
    assert [entry for portion in portions for entry in portion] == entries
    assert [len(portion) for portion in portions] == [2000, 2000, 503, 3, 2, 1]
