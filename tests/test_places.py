"""Places by hand in a store: kept for all, with their actor, taken back, exported, and in graphs of older versions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import queries
from graphsvc import ingest, ledger, positions, snapshots
from graphsvc import store as storing
from graphsvc.canonical import content_hash
from graphsvc.checking import check
from graphsvc.config import Settings
from graphsvc.errors import Conflict
from graphsvc.exports import jsonl
from graphsvc.layout_file import NAME
from graphsvc.model import Actor, Cooperation, Place, Record
from graphsvc.store import Store
from tests.api_client import API, errors, tag, visitor
from tests.conftest import EMPTY
from tests.records_sample import creations

LAYOUT = f"{API}/layout"
ANY = {"If-Match": "*"}


def city() -> list[Record]:
    """A star of twenty actors."""
    return [
        *(Actor(id=f"A{number}", name=f"Haus {number}", kind="association") for number in range(20)),
        *(Cooperation(id=f"c{number}", from_actor="A0", to_actor=f"A{number}") for number in range(1, 20)),
    ]


def spots(client: FlaskClient) -> dict[str, tuple[float, float]]:
    """Where the actors stand."""
    return {row["id"]: (row["x"], row["y"]) for row in client.get(LAYOUT).get_json()["places"]}


def by_hand(client: FlaskClient) -> set[str]:
    """The actors that were put somewhere."""
    return {row["id"] for row in client.get(LAYOUT).get_json()["places"] if row["by_hand"]}


def put(client: FlaskClient, **places: tuple[float, float]) -> int:
    """The revision that put the actors there."""
    rows = [{"id": actor, "x": x, "y": y} for actor, (x, y) in places.items()]
    answer = client.patch(LAYOUT, json={"places": rows}, headers=ANY)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return int(answer.get_json()["revision"])


def test_places_are_set_lifted_arranged_anew_and_taken_back(embedded_store: Store, embedded_settings: Settings) -> None:
    client = visitor(embedded_store, embedded_settings, city())
    first = spots(client)
    assert set(first) == {f"A{number}" for number in range(20)}
    moved = client.patch(
        LAYOUT, json={"places": [{"id": "A1", "x": 300.04, "y": "-12,5"}]}, headers=tag(client, LAYOUT)
    )
    assert moved.get_json()["places"] == [{"id": "A1", "x": 300.0, "y": -12.5, "by_hand": True}]
    assert moved.headers["ETag"] == client.get(LAYOUT).headers["ETag"]
    assert moved.get_json()["undoable"] == [2]
    assert "Platz im Netzwerk" not in client.get("/").get_data(as_text=True), "no news about the data"
    assert "Platz im Netzwerk" in client.get(f"{API}/changes").get_data(as_text=True)
    assert spots(client) == first | {"A1": (300.0, -12.5)}
    other = visitor(embedded_store, embedded_settings)  # another process, or the same after a restart
    assert spots(other) == spots(client)

    again = put(client, A1=(310.0, 0.0), A2=(0.0, 0.0))
    assert put(client, A1=(310.0, 0.0)) == again, "nothing new, nothing written"
    assert client.get(LAYOUT).get_json()["undoable"] == [again, 2]
    for revision, left in ((again, {"A1"}), (2, set())):
        assert client.post(f"{API}/changes/{revision}/undo").status_code == 200
        assert by_hand(client) == left
    assert client.get(LAYOUT).get_json()["undoable"] == []
    assert spots(client) == first

    put(client, A1=(300.0, 0.0))
    kept = client.post(f"{LAYOUT}/anew", json={"keep": True}).get_json()
    assert by_hand(client) == {"A1"}
    assert sum(spots(client)[actor] != spot for actor, spot in first.items()) == 20
    dropped = client.post(f"{LAYOUT}/anew", json={}).get_json()
    assert by_hand(client) == set()
    for made in (dropped, kept):
        assert client.post(f"{API}/changes/{made['revision']}/undo").status_code == 200
    assert spots(client) == first | {"A1": (300.0, 0.0)}
    lifted = client.delete(LAYOUT, headers=ANY).get_json()
    assert spots(client) == first
    client.post(f"{API}/changes/{lifted['revision']}/undo")
    answer = client.patch(LAYOUT, json={"lifted": ["A1"]}, headers=ANY).get_json()
    assert answer["places"] == [{"id": "A1", "x": first["A1"][0], "y": first["A1"][1], "by_hand": False}]
    assert check(embedded_store).problems == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"places": [{"id": "X9", "x": 1, "y": 1}]}, "places"),
        ({"places": [{"id": "A1", "x": 100_001, "y": 1}]}, "x"),
        ({"places": [{"id": "A1", "x": -100_001, "y": 1}]}, "x"),
        ({"places": [{"id": "A1", "x": 10**400, "y": 1}]}, "x"),
        ({"places": [{"id": "A1", "x": True, "y": 1}]}, "x"),
        ({"places": [{"id": "A1", "x": 1}]}, "y"),
        ({"places": [{"id": "A1", "x": 1, "y": 1, "z": 1}]}, "z"),
        ({"places": [{"id": "A1", "x": 1, "y": 1}] * 2}, "places"),
        ({"places": [{"id": f"B{number}", "x": 1, "y": 1} for number in range(1001)]}, "places"),
        ({"places": "A1"}, "places"),
        ({"places": ["A1"]}, "places"),
        ({"lifted": ["X9"]}, "lifted"),
        ({"positions": {}}, "positions"),
    ],
)
def test_what_is_no_place_is_refused(store_of_city: FlaskClient, body: Any, field: str) -> None:
    told = errors(store_of_city.patch(LAYOUT, json=body, headers=ANY), 422)
    assert field in told or field in str(told)
    assert by_hand(store_of_city) == set()


def test_versions_and_other_sites(store_of_city: FlaskClient) -> None:
    old = tag(store_of_city, LAYOUT)
    body = {"places": [{"id": "A1", "x": 1, "y": 1}]}
    errors(store_of_city.patch(LAYOUT, json=body), 428)
    errors(store_of_city.delete(LAYOUT), 428)
    errors(store_of_city.patch(LAYOUT, json=body, headers={"If-Match": '"old"'}), 412)
    for method, path in (("patch", LAYOUT), ("delete", LAYOUT), ("post", f"{LAYOUT}/anew")):
        foreign = {**ANY, "Origin": "https://evil.example"}
        errors(getattr(store_of_city, method)(path, json=body if method == "patch" else {}, headers=foreign), 403)
    assert store_of_city.get(LAYOUT, headers={"If-None-Match": old["If-Match"]}).status_code == 304


@pytest.fixture(scope="module")
def store_of_city(embedded_settings: Settings) -> Any:
    """A visitor of the star, for tests that leave it as it was."""
    with Store.open(embedded_settings) as store:
        while store.write(lambda transaction: transaction.run(EMPTY))[0]["deleted"]:
            pass
        store.write(lambda transaction: transaction.run(queries.begin_graph, schema=storing.SCHEMA_VERSION))
        yield visitor(store, embedded_settings, city())


def test_a_place_goes_with_its_actor_and_comes_back_with_it(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, [*city(), Actor(id="B1", name="Neu"), Actor(id="B2", name="Alt")])
    put(client, B1=(0.0, 0.0), B2=(3.0, 4.0), A1=(5.0, 6.0))
    set_in = put(client, B1=(1.0, 2.0))
    was = spots(client)
    client.delete(f"{API}/actors/B1", headers=tag(client, f"{API}/actors/B1"))
    gone = store.revision()
    assert set(snapshots.current(store).places) == {"A1", "B2"}
    assert errors(client.post(f"{API}/changes/{set_in}/undo"), 409)["records"] == ["B1"]
    client.post(f"{API}/changes/{gone}/undo")
    assert spots(client) == was

    merge = client.post(f"{API}/merges", json={"kind": "actor", "into": "A1", "absorbed": ["B2"]}).get_json()
    assert set(snapshots.current(store).places) == {"A1", "B1"}
    assert (
        "zusammengeführt"
        in client.patch(LAYOUT, json={"places": [{"id": "B2", "x": 0, "y": 0}]}, headers=ANY).get_json()["message"]
    )
    put(client, A1=(7.0, 8.0))
    client.post(f"{API}/merges/{merge['id']}/undo")
    assert spots(client) == was | {"A1": (7.0, 8.0)}
    with pytest.raises(Conflict, match="X9"):
        ledger.commit(store, creations([Place(id="X9", x=0.0, y=0.0)]), action="edit")
    assert check(store).problems == []


def test_places_travel_with_the_export_and_are_no_content(
    embedded_store: Store, embedded_settings: Settings, tmp_path: Path
) -> None:
    store = embedded_store
    client = visitor(store, embedded_settings, city())
    plain = check(store)
    put(client, A1=(1.0, 2.0))
    client.post(f"{LAYOUT}/anew", json={"keep": True})
    drawn = check(store)
    assert (drawn.content_hash, drawn.counts["places"], drawn.counts["arrangements"]) == (plain.content_hash, 1, 1)
    assert content_hash(record for rows in snapshots.current(store).records.values() for record in rows.values()) == (
        plain.content_hash
    )
    was, file = spots(client), tmp_path / "alles.jsonl"
    jsonl.export(store, file)

    while store.write(lambda transaction: transaction.run(EMPTY))[0]["deleted"]:
        pass
    store.write(lambda transaction: transaction.run(queries.begin_graph, schema=storing.SCHEMA_VERSION))
    ingest.import_path(store, file)
    assert check(store) == drawn
    assert spots(visitor(store, embedded_settings)) == was
    (embedded_settings.data / NAME).unlink()
    assert spots(visitor(store, embedded_settings)) == was, "the same graph, the same seed, the same picture"

    lines = file.read_text(encoding="utf-8").splitlines()
    place = next(line for line in lines if line.endswith('"type":"place","version":1,"x":1.0,"y":2.0}'))
    mixed = tmp_path / "plätze.jsonl"
    mixed.write_text(
        place.replace('"x":1.0', '"x":9.0') + "\n" + place.replace('"A1"', '"X9"') + "\n", encoding="utf-8"
    )
    report = ingest.import_path(store, mixed, skip_rejected=True)
    assert report.counts["places"] == {"new": 0, "changed": 1, "unchanged": 0, "doubtful": 0, "rejected": 1}
    assert snapshots.current(store).places["A1"].x == 9.0


def test_an_older_graph_opens_and_a_newer_one_is_refused(
    embedded_store: Store, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor(embedded_store, embedded_settings, city())
    older = queries.parse(
        "older", "// As the version before left it.\n// mode write\n// -> done  number\n"
        "MATCH (g:Graph {id: 'graph'}) SET g.schema = g.schema - 1 RETURN g.schema AS done",
    )  # fmt: skip
    embedded_store.write(lambda transaction: transaction.run(older))
    with Store.open(embedded_settings) as store:
        assert store.read(queries.graph_state)[0]["schema"] == storing.SCHEMA_VERSION
    put(client, A1=(1.0, 2.0))
    monkeypatch.setattr(storing, "SCHEMA_VERSION", storing.SCHEMA_VERSION - 1)
    with pytest.raises(Conflict, match="neueren Version"):
        Store.open(embedded_settings)
    assert positions.seed_of(snapshots.current(embedded_store)) == positions.FIRST_SEED
