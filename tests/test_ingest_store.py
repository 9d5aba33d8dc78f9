"""Imports into a store, on both engines: all or nothing, once, undone exactly, and brought back whole."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import pytest

from graphsvc import changelog, ledger, snapshots, undoing
from graphsvc.actors import ACTORS
from graphsvc.canonical import content_hash
from graphsvc.checking import check
from graphsvc.errors import InvalidInput, StaleVersion
from graphsvc.examples import EXAMPLES
from graphsvc.exports import EXPORTS, jsonl
from graphsvc.ingest import Report, import_path
from graphsvc.records import load_all
from graphsvc.store import Store
from tests.ingest_sample import folder

SHEETS = {
    "akteure": "ID;Name;Art;Gehört zu;Sozialraum;Von\nA1;Stadt Öde;Stadt\nA2;Ämtchen;Fachstelle;Stadt Öde;Mitte;2011\n",
    "angebote": "ID;Titel;Träger;Förderer;Themen;Farbe\nO1;Kurs;A2;Bistum;Räume;=1+1\n",
    "gremien": "ID;Name;Vorsitz\nG1;Rat;A1\n",
    "mitgliedschaften": "Gremium;Akteur\nRat;A1\nRat;A2\n",
    "kooperationen": "Von;Zu;Art\nA1;A2;Vertrag\nA1;A2;gehört zu\n",
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A folder of CSV files with every kind of sheet that people have."""
    return folder(tmp_path / "Mappe für Öde", SHEETS)


def lines(store: Store) -> list[str]:
    stream = io.StringIO()
    jsonl.write(store, stream)
    return stream.getvalue().splitlines()


def content(store: Store) -> str:
    return content_hash(record for _kind, record in load_all(store))


def test_an_import_writes_once_and_can_be_taken_back_exactly(store: Store, workbook: Path) -> None:
    empty = content(store)
    first = import_path(store, workbook, user="Test")
    assert first.import_id is not None
    assert first.revision == store.revision() == 1
    assert check(store).problems == []
    entry = changelog.import_entry(store, first.import_id)
    assert (entry.name, entry.format, entry.user, entry.counts) == (workbook.name, "workbook", "Test", first.counts)
    again = import_path(store, workbook)
    assert (again.import_id, again.revision, again.writes) == (None, 1, False)
    assert again.counts["actors"]["unchanged"] == 2
    undoing.undo_import(store, first.import_id)
    assert content(store) == empty


@pytest.mark.parametrize("example", list(EXAMPLES))
def test_an_example_goes_in_once_and_out_again(store: Store, example: str) -> None:
    done = import_path(store, EXAMPLES[example], name=example)
    assert (done.rejected, check(store).problems) == (0, [])
    assert import_path(store, EXAMPLES[example]).import_id is None
    undoing.undo_import(store, done.import_id or "")
    assert load_all(store) == []


def test_a_changed_file_changes_its_records_only(store: Store, workbook: Path) -> None:
    import_path(store, workbook)
    before = content(store)
    folder(workbook, {"akteure": "ID;Name;Telefon\nA2;Amt;0123\n"})
    done = import_path(store, workbook, name="Telefonliste")
    assert done.counts["actors"] | {"doubtful": 0} == {
        "new": 0,
        "changed": 1,
        "unchanged": 0,
        "doubtful": 0,
        "rejected": 0,
    }
    actor = ACTORS.get(store, "A2")
    assert (actor.name, actor.phone, actor.part_of, actor.version) == ("Amt", "0123", "A1", 2)
    assert actor.sources["phone"] == (done.import_id, "akteure", 2)
    undoing.undo_import(store, done.import_id or "")
    assert content(store) == before


def test_rejected_rows_stop_the_import_unless_they_are_skipped(embedded_store: Store, workbook: Path) -> None:
    with (workbook / "akteure.csv").open("a", encoding="utf-8") as stream:
        stream.write("A3;Stelle;Fachstelle;Niemand\n")
    stopped = import_path(embedded_store, workbook)
    assert (stopped.rejected, stopped.writes, stopped.import_id, embedded_store.revision()) == (1, False, None, 0)
    skipped = import_path(embedded_store, workbook, skip_rejected=True)
    assert (skipped.rejected, skipped.import_id is not None, embedded_store.revision()) == (1, True, 1)
    assert [actor.id for actor in ACTORS.page(embedded_store).items] == ["A2", "A1"]


def test_a_dry_run_and_a_no_change_nothing_and_show_the_plan(embedded_store: Store, workbook: Path) -> None:
    seen: list[Report] = []
    dry = import_path(embedded_store, workbook, dry_run=True)

    def refuse(plan: Report) -> bool:
        seen.append(plan)
        return False

    refused = import_path(embedded_store, workbook, confirm=refuse)
    assert dry.writes
    assert dry.as_json() == refused.as_json() == seen[0].as_json()
    assert dry.as_json()["import"] is None
    assert json.loads(json.dumps(dry.as_json()))["counts"]["offers"]["new"] == 1
    assert embedded_store.revision() == 0


def test_a_change_while_somebody_looks_at_the_plan_is_noticed(embedded_store: Store, workbook: Path) -> None:
    import_path(embedded_store, workbook)
    (workbook / "akteure.csv").write_text("ID;Name\nA2;Amt\n", encoding="utf-8")

    def meanwhile(plan: Report) -> bool:
        actor = ACTORS.get(embedded_store, "A1")
        ACTORS.change(embedded_store, dataclasses.replace(actor, name="Stadt"), version=actor.version)
        return plan.writes

    with pytest.raises(StaleVersion):
        import_path(embedded_store, workbook, confirm=meanwhile)
    assert ACTORS.get(embedded_store, "A2").name == "Ämtchen"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.xlsx", b"ID;Name\nA1;Stadt\n", None),
        ("akteure.csv", b"\0\0\0", None),
        ("akteure.csv", b"", "empty_file"),
        ("x.doc", b"abc", "unknown_format"),
        ("x.jsonl", b"{\n", "json_broken"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(
    embedded_store: Store, tmp_path: Path, name: str, data: bytes, code: str | None
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InvalidInput, match="Es wurde nichts verändert") as caught:
        import_path(embedded_store, tmp_path / name)
    assert code is None or caught.value.errors == {"file": [code]}
    assert embedded_store.revision() == 0


def test_an_unknown_format_is_told(embedded_store: Store, workbook: Path) -> None:
    with pytest.raises(InvalidInput, match="workbook"):
        import_path(embedded_store, workbook, format="kumu")


def test_our_own_export_brings_back_everything_with_its_history(store: Store, workbook: Path, tmp_path: Path) -> None:
    done = import_path(store, workbook, user="Test")
    ACTORS.change(store, dataclasses.replace(ACTORS.get(store, "A1"), phone="1"), version=1)
    ledger.commit(store, [], action="edit", summary="nichts")
    before = check(store)
    out = tmp_path / "alles.jsonl"
    EXPORTS["jsonl"](store, out)
    assert out.read_text("utf-8") == "".join(text + "\n" for text in lines(store))

    undoing.undo_revision(store, 2)
    undoing.undo_import(store, done.import_id or "")
    planned = import_path(store, out, dry_run=True)  # this store has a history of its own
    assert planned.counts["actors"]["new"] == 2
    assert import_path(store, out).import_id is not None
    assert content(store) == before.content_hash


def test_a_restored_graph_is_the_same_byte_for_byte(embedded_store: Store, workbook: Path, tmp_path: Path) -> None:
    import_path(embedded_store, workbook, user="Test")
    ACTORS.change(embedded_store, dataclasses.replace(ACTORS.get(embedded_store, "A1"), phone="1"), version=1)
    out = tmp_path / "alles.jsonl"
    EXPORTS["jsonl"](embedded_store, out)
    report = check(embedded_store)
    empty_again(embedded_store)
    done = import_path(embedded_store, out)
    assert (done.import_id, done.revision, done.restored) == (None, 2, True)
    EXPORTS["jsonl"](embedded_store, tmp_path / "noch einmal.jsonl")
    assert (tmp_path / "noch einmal.jsonl").read_bytes() == out.read_bytes()
    assert check(embedded_store) == report
    assert [entry.user for entry in changelog.imports(embedded_store)] == ["Test"]


def empty_again(store: Store) -> None:
    """Take everything out of a store, history too."""
    import queries
    from graphsvc.store import SCHEMA_VERSION
    from tests.conftest import EMPTY

    while store.write(lambda transaction: transaction.run(EMPTY))[0]["deleted"]:
        pass
    store.write(lambda transaction: transaction.run(queries.begin_graph, schema=SCHEMA_VERSION))


@pytest.mark.parametrize(
    "broken",
    [
        '{"type":"change","id":"x"}',
        '{"type":"wetter","id":"x"}',
        '{"type":"import","id":"x","name":1}',
        '{"type":"actor","id":"A1"}',
    ],
)
def test_a_broken_export_restores_nothing(embedded_store: Store, tmp_path: Path, broken: str) -> None:
    whole = '{"type":"import","id":"i","name":"n","format":"f","sha256":"s","counts":{},"at":1,"user":"","revision":1}'
    (tmp_path / "x.jsonl").write_text(f"{broken}\n{whole}\n", encoding="utf-8")
    if '"actor"' in broken:
        report = import_path(embedded_store, tmp_path / "x.jsonl")
        assert (report.rejected, report.writes) == (1, False)
    else:
        with pytest.raises(InvalidInput, match="Zeile 1"):
            import_path(embedded_store, tmp_path / "x.jsonl")
    assert embedded_store.revision() == 0
    assert load_all(embedded_store) == []


@pytest.mark.parametrize("example", sorted(EXAMPLES))
@pytest.mark.parametrize("name", ["Mappe.xlsx", "Mappe.zip", "Mappe"])
def test_an_example_exported_as_a_workbook_comes_back_the_same(
    embedded_store: Store, tmp_path: Path, example: str, name: str
) -> None:
    import_path(embedded_store, EXAMPLES[example])
    before = content(embedded_store)
    EXPORTS["workbook"](embedded_store, tmp_path / name)
    assert not import_path(embedded_store, tmp_path / name, dry_run=True).writes  # nothing new for the same store
    empty_again(embedded_store)
    assert snapshots.current(embedded_store).revision == 0
    import_path(embedded_store, tmp_path / name)
    assert content(embedded_store) == before
    assert check(embedded_store).problems == []
