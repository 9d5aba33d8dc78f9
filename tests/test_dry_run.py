"""Before something is saved: what it would double, in time for a form, and nothing is written."""

from __future__ import annotations

import dataclasses
import time

from graphsvc.analysis.findings import detection_of, doubles_of
from graphsvc.config import Settings
from graphsvc.model import MERGED_TYPES
from graphsvc.store import Store
from tests.api_client import API, errors, visitor
from tests.ingest_sample import city
from tests.test_api_findings import doubles

SOON = 0.5  # seconds; 0.1 are meant, the rest is for a busy machine that runs the tests


def test_the_warnings_are_the_findings_that_saving_would_give(
    embedded_store: Store, embedded_settings: Settings
) -> None:
    client = visitor(embedded_store, embedded_settings, doubles())
    revision = embedded_store.revision()
    new = {"id": "neu", "name": "Kinderhaus Sonne", "kind": "Verein", "street": "Marktstr. 0", "phone": "0208 02345"}
    answer = client.post(f"{API}/actors?dry_run=1", json=new)
    assert (answer.status_code, embedded_store.revision()) == (200, revision)
    shown = answer.get_json()
    assert shown["record"]["name"] == "Kinderhaus Sonne"
    assert sorted(row["members"] for row in shown["warnings"]) == [["0a", "neu"], ["0b", "neu"]]
    assert client.post(f"{API}/actors?dry_run=0", json=new).status_code == 201
    saved = client.get(f"{API}/findings?member=neu").get_json()
    assert saved == shown["warnings"]
    assert errors(client.post(f"{API}/actors?dry_run=1", json=new), 409) == {}
    alone = client.post(f"{API}/actors?dry_run=1", json={"name": "Sternwarte", "kind": "Verein"}).get_json()
    assert alone["warnings"] == []
    term = client.post(f"{API}/terms?dry_run=1", json={"vocabulary": "theme", "name": "Bindung"}).get_json()
    assert term["warnings"] == []
    assert list(errors(client.post(f"{API}/actors?dry_run=1", json={"name": ""}), 422)) == ["name"]


def test_what_one_record_doubles_is_what_all_findings_say_of_it() -> None:
    graph = city("wupperfeld")
    detection = detection_of(graph)
    everything = detection.find()
    for kind in MERGED_TYPES:
        member = next(row.members[0] for row in everything if row.kind.endswith(kind))
        mine = [row for row in everything if member in row.members and row.kind.endswith(kind)]
        assert detection.about(kind, member) == mine


def test_a_form_gets_its_warnings_in_time() -> None:
    graph = city("wupperfeld")
    detection = detection_of(graph)
    detection.find()  # the list of findings is shown before anybody fills in a form
    offer = dataclasses.replace(next(iter(graph.offers.values())), id="neu")
    begun = time.perf_counter()
    assert doubles_of(graph, detection, "offer", offer)
    assert time.perf_counter() - begun < SOON
