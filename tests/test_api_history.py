"""Imports and changes over the API: listed, and taken back exactly, on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graphsvc import ingest, ledger
from graphsvc.config import Settings
from graphsvc.model import Actor
from graphsvc.store import Store
from tests.api_client import API, errors, ids, links, tag, visitor
from tests.records_sample import creations, entry, sample


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of the small city."""
    return visitor(embedded_store, embedded_settings, sample())


def table(folder: Path, *rows: str) -> Path:
    """A folder with one sheet of actors."""
    folder.mkdir(exist_ok=True)
    (folder / "akteure.csv").write_text("\n".join(("ID;Name;Art", *rows)) + "\n", encoding="utf-8")
    return folder


def test_an_import_is_listed_and_taken_back_exactly(store: Store, settings: Settings, tmp_path: Path) -> None:
    client = visitor(store, settings, sample())
    before = client.get(f"{API}/actors?page_size=1000").get_json()
    report = ingest.import_path(
        store, table(tmp_path / "Mappe Süd", "N1;Neu;Verein", "A3;Anders;Verein"), name="Mappe Süd"
    )
    (imported,) = client.get(f"{API}/imports").get_json()
    assert imported == client.get(f"{API}/imports/{imported['id']}").get_json()
    assert list(imported) == ["id", "name", "format", "sha256", "counts", "at", "user", "revision", "undone_in"]
    assert (imported["id"], imported["revision"], imported["undone_in"]) == (report.import_id, store.revision(), None)
    assert imported["name"] == "Mappe Süd"
    assert re.fullmatch("[0-9a-f]{64}", imported["sha256"])
    assert imported["counts"]["actors"] == {"new": 1, "changed": 1, "unchanged": 0, "doubtful": 0, "rejected": 0}
    assert client.get(f"{API}/actors/N1").get_json()["sources"]["*"] == [imported["id"], "akteure", 2]

    undone = client.post(f"{API}/imports/{imported['id']}/undo")
    assert undone.status_code == 200, undone.get_data(as_text=True)
    assert undone.get_json() == imported | {"undone_in": store.revision()}
    after = client.get(f"{API}/actors?page_size=1000").get_json()
    ours = ("version", "revision")
    assert [{k: v for k, v in row.items() if k not in ours} for row in after] == [
        {k: v for k, v in row.items() if k not in ours} for row in before
    ]
    again = client.post(f"{API}/imports/{imported['id']}/undo")
    assert errors(again, 409) == {}
    assert again.get_json()["message"] == "Dieser Import wurde schon zurückgenommen."


def test_an_import_that_later_changes_rest_on_stays_and_they_are_named(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    client = visitor(store, settings)
    ingest.import_path(store, table(tmp_path / "x", "N1;Eins;Verein", "N2;Zwei;Verein", "N3;Drei;Verein"), name="x")
    (imported,) = client.get(f"{API}/imports").get_json()
    client.patch(f"{API}/actors/N2", json={"phone": "1"}, headers=tag(client, f"{API}/actors/N2"))
    found = client.post(f"{API}/imports/{imported['id']}/undo")
    assert errors(found, 409) == {"records": ["N2"]}
    assert "N2" in found.get_json()["message"]
    assert ids(client.get(f"{API}/actors?sort=id")) == ["N1", "N2", "N3"]
    change = client.get(f"{API}/changes").get_json()[0]
    assert client.post(f"{API}/changes/{change['revision']}/undo").status_code == 200
    assert client.post(f"{API}/imports/{imported['id']}/undo").status_code == 200
    assert ids(client.get(f"{API}/actors")) == []


def test_imports_come_newest_first_and_in_pages(embedded_store: Store, embedded_settings: Settings) -> None:
    for number in range(5):
        edits = creations([Actor(id=f"A{number}", name="X")])
        imported = entry(f"imp {number}/ä")
        ledger.commit(embedded_store, edits, action="import", imported=imported)
    client = visitor(embedded_store, embedded_settings)
    address: str | None = f"{API}/imports?page_size=2"
    found: list[str] = []
    while address:
        found += ids(response := client.get(address))
        address = links(response).get("next")
    assert found == [f"imp {number}/ä" for number in (4, 3, 2, 1, 0)]
    assert response.headers["X-Total-Count"] == "5"
    for segment in ("imp%203~2f%C3%A4", "imp%203%2F%C3%A4", "imp 3/ä"):
        assert client.get(f"{API}/imports/{segment}").get_json()["id"] == "imp 3/ä"
    assert client.post(f"{API}/imports/imp%203~2f%C3%A4/undo").get_json()["undone_in"] == 6


def test_an_import_that_is_none_says_so(client: FlaskClient) -> None:
    for send, address in ((client.get, f"{API}/imports/nobody"), (client.post, f"{API}/imports/nobody/undo")):
        answer = send(address)
        assert errors(answer, 404) == {}
        assert answer.get_json()["message"] == "Einen Import mit der Kennung nobody gibt es nicht."


def test_changes_come_newest_first_and_in_pages(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, sample())
    for number in range(6):
        client.post(f"{API}/actors", json={"id": f"C{number}", "name": "X"})
    address: str | None = f"{API}/changes?page_size=3"
    found = []
    while address:
        response = client.get(address)
        assert response.headers["X-Total-Count"] == "7"
        found += response.get_json()
        address = links(response).get("next")
    assert [row["revision"] for row in found] == [7, 6, 5, 4, 3, 2, 1]
    assert [row["touched"] for row in found[:6]] == [[f"actor:C{number}"] for number in (5, 4, 3, 2, 1, 0)]
    assert found[0] == client.get(f"{API}/changes?page_size=1").get_json()[0]
    assert list(found[0]) == [
        "id",
        "revision",
        "at",
        "user",
        "action",
        "summary",
        "touched",
        "records",
        "import_id",
        "before",
        "after",
    ]
    assert found[0]["summary"] == "C5 angelegt"
    assert (found[0]["action"], found[0]["before"], found[0]["after"]) == ("edit", None, None)
    assert client.get(f"{API}/changes?page=1000000&page_size=1000").get_json() == []


def test_changes_of_one_record_say_what_it_was_and_is(client: FlaskClient) -> None:
    address = client.post(f"{API}/actors", json={"id": "ä/ö", "name": "Eins"}).headers["Location"]
    client.patch(address, json={"name": "Zwei"}, headers=tag(client, address))
    client.delete(address, headers=tag(client, address))
    asked = {"type": "actor", "record": "ä/ö"}
    log = client.get(f"{API}/changes", query_string=asked).get_json()
    key = "actor:ä/ö"
    names = [tuple(row[side].get(key, {}).get("name") for side in ("before", "after")) for row in log]
    assert names == [("Zwei", None), ("Eins", "Zwei"), (None, "Eins")]
    assert [row["summary"] for row in log] == ["ä/ö gelöscht", "ä/ö geändert", "ä/ö angelegt"]
    pages = [client.get(f"{API}/changes", query_string=asked | {"page": no, "page_size": 2}) for no in (1, 2)]
    assert [row for page in pages for row in page.get_json()] == log
    assert {page.headers["X-Total-Count"] for page in pages} == {"3"}
    created = client.get(f"{API}/changes?type=actor&record=A1").get_json()
    assert [set(row["after"]) for row in created] == [{"actor:A1"}], "and nothing about the others of the same change"
    assert client.get(f"{API}/changes?type=offer&record=A1").get_json() == []


@pytest.mark.parametrize(
    ("asked", "name"), [("type=actor", "record"), ("record=A1", "type"), ("type=x&record=A1", "type"), ("id=1", "id")]
)
def test_half_a_question_is_refused(client: FlaskClient, asked: str, name: str) -> None:
    assert list(errors(client.get(f"{API}/changes?{asked}"), 422)) == [name]


def test_a_change_is_taken_back_and_taking_back_is_a_change(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, sample())
    address = f"{API}/offers/O1"
    before = client.get(address).get_json()
    client.patch(address, json={"title": "Anders", "themes": [], "age_to": None}, headers=tag(client, address))
    old = client.get(address).headers["ETag"]
    undone = client.post(f"{API}/changes/{store.revision()}/undo").get_json()
    assert undone == {"revision": store.revision()}
    after = client.get(address).get_json()
    assert {k: v for k, v in after.items() if k != "version"} == {k: v for k, v in before.items() if k != "version"}
    assert client.get(f"{API}/changes").get_json()[0]["action"] == "undo"
    assert client.patch(address, json={"title": "X"}, headers={"If-Match": old}).status_code == 412
    client.delete(f"{API}/memberships/m1", headers=tag(client, f"{API}/memberships/m1"))
    assert client.post(f"{API}/changes/{store.revision()}/undo").status_code == 200
    assert client.get(f"{API}/memberships/m1").status_code == 200


def test_a_change_that_others_rest_on_stays_and_they_are_named(client: FlaskClient) -> None:
    client.post(f"{API}/actors", json={"id": "P", "name": "Oben"})
    client.post(f"{API}/actors", json={"id": "Q", "name": "Unten", "part_of": "P"})
    revision = client.get(f"{API}/actors/P").get_json()["revision"]
    assert errors(client.post(f"{API}/changes/{revision}/undo"), 409) == {"records": ["Q"]}
    client.patch(f"{API}/actors/P", json={"phone": "1"}, headers=tag(client, f"{API}/actors/P"))
    assert errors(client.post(f"{API}/changes/{revision}/undo"), 409) == {"records": ["P"]}


@pytest.mark.parametrize("number", ["999", "0", "1000000000000000", "1000000000000001", "-1", "x", "1.5", "9" * 30])
def test_a_change_that_is_none_says_so(client: FlaskClient, number: str) -> None:
    assert errors(client.post(f"{API}/changes/{number}/undo"), 404) == {}
