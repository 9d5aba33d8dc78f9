"""Merging in a store: nothing is lost, old ids lead on, an old file finds the one record, and it can be taken back."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

import queries
from graphsvc import ingest, ledger, merging, snapshots
from graphsvc.canonical import to_json
from graphsvc.config import Settings
from graphsvc.exports import jsonl, workbook
from graphsvc.ingest import import_path
from graphsvc.merging import Unmerged
from graphsvc.model import Actor, Body, Cooperation, District, Membership, Offer, Record
from graphsvc.store import SCHEMA_VERSION, Store
from importers import JsonRecord
from tests.api_client import API, errors, tag, visitor
from tests.conftest import EMPTY
from tests.merging_random import facts
from tests.records_sample import creations
from tests.test_web_pages import token

WISH = {"kind": "actor", "into": "A1", "absorbed": ["A2"], "choices": {"phone": "A2"}, "reason": "Dasselbe Haus"}


def city() -> list[Record]:
    """A club that was recorded twice, with all that can name an actor."""
    return [
        District(id="d1", name="Osterfeld"),
        District(id="d2", name="Sterkrade"),
        Actor(id="A1", name="Kinderhaus Sonne e. V.", kind="association", phone="0208 1", districts=("d1",)),
        Actor(id="A2", name="Haus Sonne", kind="association", phone="0208 2", email="sonne@ort.example",
              districts=("d2",), extra={"Ampel": "grün"}),
        Actor(id="A3", name="Stadt Ort", kind="city"),
        Actor(id="A4", name="Ortsgruppe", kind="association", part_of="A2"),
        Offer(id="O1", title="Babygruppe", providers=("A2",), partners=("A1", "A3")),
        Body(id="G1", name="Runder Tisch", chairs=("A2", "A1")),
        Membership(id="m1", body="G1", actor="A1"),
        Membership(id="m2", body="G1", actor="A2"),
        Cooperation(id="c1", from_actor="A1", to_actor="A2", kind="Kooperation"),
        Cooperation(id="c2", from_actor="A3", to_actor="A2", kind="Kooperation"),
    ]  # fmt: skip


def merged(client: FlaskClient, **more: Any) -> dict[str, Any]:
    """The merge of the two, as answered."""
    answer = client.post(f"{API}/merges", json=WISH | more)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return dict(answer.get_json())


def test_two_become_one_and_are_parted_again(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, city())
    before = snapshots.current(store)
    dry = client.post(f"{API}/merges?dry_run=1", json=WISH)
    assert (dry.status_code, snapshots.current(store).revision) == (200, before.revision)
    made = merged(client)
    assert {name: made[name] for name in ("record", "moved", "dropped")} == {
        name: dry.get_json()[name] if name != "record" else made["record"] for name in ("record", "moved", "dropped")
    }
    one = client.get(f"{API}/actors/A1").get_json()
    assert (one["name"], one["aliases"]) == ("Kinderhaus Sonne e. V.", ["Haus Sonne"])
    assert (one["phone"], one["email"], one["districts"]) == ("0208 2", "sonne@ort.example", ["d1", "d2"])
    assert one["extra"] == {"Ampel": "grün"}
    assert [(row["field"], row["record"], row["values"]) for row in made["differing"]] == [
        ("phone", "A1", {"phone": "0208 1"})
    ]
    assert set(made["dropped"]) == {"membership:m2", "cooperation:c1"}
    now = snapshots.current(store)
    assert now.offers["O1"].providers == ("A1",)
    assert now.bodies["G1"].chairs == ("A1",)
    assert now.actors["A4"].part_of == "A1"
    assert now.cooperations["c2"].to_actor == "A1"
    assert client.get(f"{API}/merges/{made['id']}").get_json()["into"] == "A1"
    parted = client.post(f"{API}/merges/{made['id']}/undo")
    assert parted.get_json()["left_out"] == []
    assert facts(snapshots.current(store)) == facts(before)
    assert client.get(f"{API}/merges").get_json() == []
    assert errors(client.post(f"{API}/merges/{made['id']}/undo"), 404) == {}


def test_old_ids_lead_to_the_one_record(embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, city())
    made = merged(client)
    for address in (f"{API}/actors/A2", "/actors/A2"):
        answer = client.get(address)
        assert answer.status_code == 308
        assert answer.headers["Location"].endswith(address.replace("A2", "A1"))
        assert answer.headers["Cache-Control"] in ("no-cache", "no-store"), "it may be taken back"
    taken = client.post(f"{API}/actors", json={"id": "A2", "name": "Neu", "kind": "Verein"})
    assert errors(taken, 409)["records"] == ["A1"]
    change = client.patch(f"{API}/actors/A2", json={"phone": "1"}, headers={"If-Match": "*"})
    assert errors(change, 409)["records"] == ["A1"]
    assert errors(client.post(f"{API}/merges", json=WISH), 409)["records"] == ["A1"]
    client.post(f"{API}/merges/{made['id']}/undo")
    assert client.get("/actors/A2").status_code == 200


def test_later_edits_stay_where_they_were_made(embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, city())
    made = merged(client)
    address = f"{API}/actors/A1"
    client.patch(address, json={"description": "Neu beschrieben"}, headers=tag(client, address))
    revision = snapshots.current(embedded_store).actors["A1"].revision
    merge_revision = snapshots.current(embedded_store).merges[made["id"]].made_in
    assert revision > merge_revision
    assert client.post(f"{API}/changes/{merge_revision}/undo").status_code == 200
    first, second = (client.get(f"{API}/actors/{name}").get_json() for name in ("A1", "A2"))
    assert (first["description"], first["phone"], "aliases" in first) == ("Neu beschrieben", "0208 1", False)
    assert ("description" in second, second["phone"]) == (False, "0208 2")


def test_an_old_file_finds_the_one_record(tmp_path: Path, embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, city())
    workbook.export(embedded_store, tmp_path / "alt.xlsx")
    merged(client)
    revision = snapshots.current(embedded_store).revision
    report = import_path(embedded_store, tmp_path / "alt.xlsx")
    assert (report.writes, report.revision) == (False, revision), "the old file says nothing new"
    folder = tmp_path / "neu"
    folder.mkdir()
    (folder / "angebote.csv").write_text("ID;Titel;Träger\nO9;Krabbelgruppe;Haus Sonne\n", encoding="utf-8")
    (folder / "akteure.csv").write_text("ID;Name;Telefon\nA2;Haus Sonne;0208 3\n", encoding="utf-8")
    assert import_path(embedded_store, folder).import_id
    now = snapshots.current(embedded_store)
    assert now.offers["O9"].providers == ("A1",)
    assert now.actors["A1"].phone == "0208 3"
    assert "A2" not in now.actors
    assert Unmerged(now).snapshot.actors["A2"].phone == "0208 3"
    workbook.export(embedded_store, tmp_path / "danach.xlsx")
    assert not import_path(embedded_store, tmp_path / "danach.xlsx").writes


def test_an_export_restores_the_merge(tmp_path: Path, embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, city())
    made = merged(client)
    path = tmp_path / "alles.jsonl"
    jsonl.export(embedded_store, path)
    assert not import_path(embedded_store, path).writes, "nothing in it is new here"
    before = snapshots.current(embedded_store)
    while embedded_store.write(lambda transaction: transaction.run(EMPTY))[0]["deleted"]:
        pass
    embedded_store.write(lambda transaction: transaction.run(queries.begin_graph, schema=SCHEMA_VERSION))
    assert import_path(embedded_store, path).restored
    assert snapshots.current(embedded_store).merges == before.merges
    jsonl.export(embedded_store, tmp_path / "wieder.jsonl")
    assert (tmp_path / "wieder.jsonl").read_bytes() == path.read_bytes()
    assert visitor(embedded_store, embedded_settings).post(f"{API}/merges/{made['id']}/undo").status_code == 200
    assert snapshots.current(embedded_store).actors["A2"].phone == "0208 2"


def test_a_merge_of_another_graph_is_refused_where_the_records_are_apart(embedded_store: Store) -> None:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="angelegt")
    apart = snapshots.current(embedded_store)
    made = merging.plan(apart, merging.wish("actor", "A1", ["A2"]))
    for broken in (made.merge, dataclasses.replace(made.merge, before={}), dataclasses.replace(made.merge, into="A7")):
        refused = ingest.plan([JsonRecord(1, to_json(broken))], apart, import_id="x", look_for_doubles=False)
        assert refused.rejected == 1


def test_pages_show_what_would_happen_and_take_it_back(embedded_store: Store, embedded_settings: Settings) -> None:
    same = {"street": "Marktstr. 5", "email": "info@sonne.example", "website": "sonne.example"}
    records = [
        Actor(id="A1", name="Kinderhaus Sonne e. V.", kind="association", phone="0208 1", **same),
        Actor(id="A2", name="Kinderhaus Sonne", kind="association", phone="0208 2", **same),
        Offer(id="O1", title="Babygruppe", providers=("A2",)),
    ]
    client = visitor(embedded_store, embedded_settings, records)
    (finding,) = client.get(f"{API}/findings").get_json()
    address = f"/findings/{finding['id']}/merge"
    assert address in client.get(f"/findings/{finding['id']}").get_data(as_text=True)
    page = client.get(f"{address}?into=A2").get_data(as_text=True)
    assert "0208 1" in page
    assert "0208 2" in page
    assert client.post(address, data={"into": "A2"}).status_code == 400, "without the token of the form"
    form = {"token": token(page), "into": "A1", "choice:phone": "A2"}
    refused = client.post(address, data=form | {"choice:phone": "A7"})
    assert (refused.status_code, 'role="alert"' in refused.get_data(as_text=True)) == (422, True)
    answer = client.post(address, data=form)
    assert (answer.status_code, answer.headers["Location"].startswith("/actors/A1?merged=")) == (303, True)
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "0208 1" in page, "what does not count any more is kept"
    assert snapshots.current(embedded_store).offers["O1"].providers == ("A1",)
    (merge_id,) = snapshots.current(embedded_store).merges
    parted = client.post(f"/merges/{merge_id}/undo", data={"token": token(page)})
    assert parted.headers["Location"] == "/actors/A1?parted=0"
    assert "zurückgenommen" in client.get(parted.headers["Location"]).get_data(as_text=True)
    assert snapshots.current(embedded_store).actors["A2"].phone == "0208 2"
