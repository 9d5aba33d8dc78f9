"""Findings over the API: filtered, read and decided; a verdict survives, and can be taken back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc import listing
from graphsvc.config import Settings
from graphsvc.matching import THRESHOLD
from graphsvc.model import DECISIONS, Actor, District, Offer, Record, Term
from graphsvc.store import Store
from tests.api_client import API, errors, ids, links, tag, visitor


def doubles() -> list[Record]:
    """Three pairs of clubs that are one, and one that is alone."""
    found: list[Record] = [Actor(id="alone", name="Reitverein Seeblick", kind="association", street="Seeweg 1")]
    for number, name in enumerate(("Kinderhaus Sonne", "Familientreff Regenbogen", "Elterncafé Kaffeebohne")):
        same = {"street": f"Marktstr. {number}", "phone": f"0208 {number}2345", "email": f"info@haus{number}.example"}
        found += [
            Actor(id=f"{number}a", name=f"{name} e. V.", kind="association", website=f"haus{number}.example", **same),
            Actor(id=f"{number}b", name=name, kind="association", **same),
        ]
    return found


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of a city in which some are double."""
    return visitor(embedded_store, embedded_settings, doubles())


def of(client: FlaskClient, member: str) -> dict[str, Any]:
    """The finding about one record."""
    (found,) = client.get(f"{API}/findings", query_string={"member": member}).get_json()
    return dict(found)


def test_findings_are_whole_and_the_strongest_come_first(client: FlaskClient) -> None:
    found = client.get(f"{API}/findings").get_json()
    assert sorted(tuple(row["members"]) for row in found) == [("0a", "0b"), ("1a", "1b"), ("2a", "2b")]
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)
    for row in found:
        assert list(row) == ["id", "kind", "members", "score", "evidence", "explanation", "counterfactual", "state",
                             "verdict", "implied", "moves", "changes"]  # fmt: skip
        assert row["score"] == pytest.approx(sum(part["bits"] for part in row["evidence"]))
        assert row["score"] >= THRESHOLD
        assert all(set(part) == {"dimension", "bits", "shared", "text"} for part in row["evidence"])
        assert (row["state"], row["verdict"], row["kind"]) == ("open", None, "duplicate_actor")
        assert row["explanation"]
        assert row["counterfactual"]
        assert client.get(f"{API}/findings/{row['id']}").get_json() == row


def test_findings_pass_all_filters(client: FlaskClient) -> None:
    everything = client.get(f"{API}/findings").get_json()
    strongest = everything[0]
    client.put(f"{API}/findings/{of(client, '1a')['id']}/verdict", json={"decision": "unsure"})
    for asked, expected in (
        ({"kind": "duplicate_actor"}, {"0a", "1a", "2a"}),
        ({"kind": "parallel_body"}, set()),
        ({"state": "open"}, {"0a", "2a"}),
        ({"state": "decided", "kind": "duplicate_actor"}, {"1a"}),
        ({"state": "due"}, set()),
        ({"member": "2b"}, {"2a"}),
        ({"member": "alone"}, set()),
        ({"member": "1b", "state": "open"}, set()),
        ({"min_score": str(THRESHOLD - 5)}, {"0a", "1a", "2a"}),
        (
            {"min_score": f"{strongest['score']:.4f}".replace(".", ",")[:-1] + "0", "member": strongest["members"][0]},
            None,
        ),
        ({"min_score": "1000"}, set()),
        ({"kind": "", "state": "", "member": "", "min_score": ""}, {"0a", "1a", "2a"}),
    ):
        found = client.get(f"{API}/findings", query_string=asked).get_json()
        if expected is not None:
            assert {row["members"][0] for row in found} == expected, asked
    exact = client.get(f"{API}/findings", query_string={"min_score": repr(strongest["score"])})
    assert strongest["id"] in ids(exact), "a number as programs write it means exactly this number"


def test_findings_are_filtered_by_what_they_are_about(embedded_store: Store, embedded_settings: Settings) -> None:
    course: dict[str, Any] = {
        "kind": "Kurs",
        "description": "Spiel- und Bewegungsgruppe für Babys im ersten Lebensjahr mit Eltern, zehn Treffen",
        "districts": ("d1",),
        "age_from": 2,
        "age_to": 12,
    }
    records: list[Record] = [
        District(id="d1", name="Osterfeld"),
        Term(id="t1", vocabulary="theme", name="Bindung"),
        Term(id="f1", vocabulary="funder", name="Landesmittel"),
        Actor(id="D", name="Dezernat 3", kind="department"),
        Actor(id="U", name="Fachstelle Familie", kind="unit", part_of="D"),
        Actor(id="V", name="Kinderhaus Sonne e. V.", kind="association"),
        Offer(id="O1", title="Babygruppe Sonnenkäfer", providers=("U",), themes=("t1",), **course),
        Offer(id="O2", title="Babygruppe Krabbelkäfer", providers=("V",), named_funders=("f1",), **course),
    ]
    client = visitor(embedded_store, embedded_settings, [*records, *doubles()])
    (offer,) = client.get(f"{API}/findings?member=O1").get_json()
    for asked in ({"district": "d1"}, {"theme": "t1"}, {"department": "D"}, {"funder": "f1"},
                  {"district": "d1", "theme": "t1", "department": "D", "funder": "f1"}):  # fmt: skip
        assert ids(client.get(f"{API}/findings", query_string=asked)) == [offer["id"]], asked
        page = client.get("/findings", query_string=asked).get_data(as_text=True)
        assert page.count('<th scope="row">') == 1, asked
    assert ids(client.get(f"{API}/findings?department=U")) == []


def test_findings_come_in_pages(client: FlaskClient) -> None:
    everything = ids(client.get(f"{API}/findings"))
    address: str | None = f"{API}/findings?page_size=2&kind=duplicate_actor"
    found: list[str] = []
    while address:
        response = client.get(address)
        assert response.headers["X-Total-Count"] == "3"
        found += ids(response)
        address = links(response).get("next")
    assert found == everything


def test_a_verdict_is_saved_survives_and_is_taken_back(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, doubles())
    finding = of(client, "0a")
    address = f"{API}/findings/{finding['id']}"
    body = {"decision": "merge", "reason": " Gleiches Haus ", "person": "Jugendhilfeplanung", "review_on": "01.02.2990"}
    decided = client.put(f"{address}/verdict", json=body)
    assert decided.status_code == 200, decided.get_data(as_text=True)
    shown = decided.get_json()
    assert shown == client.get(address).get_json() == of(visitor(store, settings), "0b")
    assert shown["state"] == "decided"
    assert shown["verdict"] == {
        "decision": "merge", "reason": "Gleiches Haus", "person": "Jugendhilfeplanung", "review_on": "2990-02-01",
        "decided_on": date.today().isoformat(), "score": finding["score"], "revision": store.revision(),
    }  # fmt: skip
    again = client.put(f"{address}/verdict", json={"decision": "unsure"}).get_json()
    assert (again["verdict"]["decision"], again["verdict"]["reason"]) == ("unsure", None)
    assert errors(client.post(f"{API}/changes/{shown['verdict']['revision']}/undo"), 409)["records"]
    undone = client.post(f"{API}/changes/{again['verdict']['revision']}/undo")
    assert undone.get_json() == {"revision": store.revision()}
    assert client.get(address).get_json()["verdict"] == shown["verdict"]
    assert client.post(f"{API}/changes/{shown['verdict']['revision']}/undo").status_code == 200
    assert client.get(address).get_json() == finding


def test_a_verdict_outlives_a_change_of_what_it_is_about(client: FlaskClient) -> None:
    address = f"{API}/findings/{of(client, '2a')['id']}"
    client.put(f"{address}/verdict", json={"decision": "not_double", "review_on": "2011-01-01"})
    assert client.get(address).get_json()["state"] == "due"
    record = f"{API}/actors/2a"
    client.patch(record, json={"description": "Neu beschrieben"}, headers=tag(client, record))
    assert client.get(address).get_json()["verdict"]["decision"] == "not_double"
    other = {"street": None, "phone": None, "email": None, "website": None, "name": "Kaffeehaus Bohne"}
    client.patch(record, json=other, headers=tag(client, record))
    assert client.get(address).status_code in (200, 404)
    before = {"street": "Marktstr. 2", "phone": "0208 22345", "email": "info@haus2.example", "website": "haus2.example"}
    client.patch(record, json=before | {"name": "Elterncafé Kaffeebohne e. V."}, headers=tag(client, record))
    assert client.get(address).get_json()["verdict"]["decision"] == "not_double"


def test_a_decided_finding_that_comes_back_says_what_changed(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, doubles())
    address = f"{API}/findings/{of(client, '2a')['id']}"
    client.put(f"{address}/verdict", json={"decision": "not_double"})
    assert client.get(address).get_json()["changes"] == []
    record = f"{API}/actors/2a"
    client.patch(record, json={"street": "Ringstr. 9"}, headers=tag(client, record))
    found = visitor(store, settings).get(address).get_json()
    assert (found["state"], [row["dimension"] for row in found["moves"]]) == ("changed", ["address"])
    sentence = "Die Anschrift von „Elterncafé Kaffeebohne e.\xa0V.“ war Marktstr. 2 und ist jetzt Ringstr. 9."
    assert found["changes"] == [
        {"dimension": "address", "record": "2a", "was": "Marktstr. 2", "now": "Ringstr. 9", "text": sentence}
    ]
    assert sentence in client.get(f"/findings/{found['id']}").get_data(as_text=True)
    listed = listing.parallels(store, kind=None, min_score=None, on=None, include_decided=False)
    assert sentence in listed.as_text()
    assert found["changes"] in [row["changes"] for row in listed.as_json()["findings"]]


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_decision_can_be_taken(client: FlaskClient, decision: str) -> None:
    finding = of(client, "0a")
    answer = client.put(f"{API}/findings/{finding['id']}/verdict", json={"decision": decision})
    assert answer.get_json()["verdict"]["decision"] == decision


@pytest.mark.parametrize(
    ("body", "field", "part"),
    [
        ({}, "decision", "fehlt"),
        ({"decision": None}, "decision", "fehlt"),
        ({"decision": "explode"}, "decision", "„explode“ ist hier nicht bekannt. Möglich: merge, not_double"),
        ({"decision": ["merge"]}, "decision", "Text"),
        ({"decision": "merge", "review_on": "gestern"}, "review_on", "JJJJ-MM-TT"),
        ({"decision": "merge", "review_on": "2027"}, "review_on", "JJJJ-MM-TT"),
        ({"decision": "merge", "review_on": 2027}, "review_on", "JJJJ-MM-TT"),
        ({"decision": "merge", "reason": "x" * 2001}, "reason", "2000 Zeichen"),
        ({"decision": "merge", "person": "x" * 201}, "person", "200 Zeichen"),
        ({"decision": "merge", "reason": "\ud800"}, "reason", "Steuerzeichen"),
        ({"decision": "merge", "person": {"name": "x"}}, "person", "Text"),
        ({"decision": "merge", "colour": "red"}, "colour", "Möglich: decision, person, reason, review_on."),
    ],
)
def test_a_verdict_that_does_not_fit_is_refused_in_german(
    client: FlaskClient, body: dict[str, Any], field: str, part: str
) -> None:
    finding = of(client, "0a")
    answer = client.put(
        f"{API}/findings/{finding['id']}/verdict", data=json.dumps(body), content_type="application/json"
    )
    found = errors(answer, 422)
    assert list(found) == [field]
    assert part in found[field][0]
    assert of(client, "0a") == finding


def test_what_was_read_of_a_verdict_can_be_sent_back(client: FlaskClient) -> None:
    address = f"{API}/findings/{of(client, '0a')['id']}/verdict"
    verdict = client.put(address, json={"decision": "coordinate"}).get_json()["verdict"]
    again = client.put(address, json=verdict).get_json()["verdict"]
    assert {k: v for k, v in again.items() if k != "revision"} == {k: v for k, v in verdict.items() if k != "revision"}


def test_a_finding_that_is_none_says_so(client: FlaskClient) -> None:
    for address in (f"{API}/findings/0123456789abcdef", f"{API}/findings/ä%20ö"):
        answer = client.get(address)
        assert errors(answer, 404) == {}
        assert answer.get_json()["message"].startswith("Diesen Befund gibt es nicht.")
        assert errors(client.put(f"{address}/verdict", json={"decision": "merge"}), 404) == {}


def test_words_of_findings_follow_the_language(client: FlaskClient) -> None:
    german, english = (client.get(f"{API}/findings?lang={lang}") for lang in ("de", "en"))
    assert [row["id"] for row in german.get_json()] == [row["id"] for row in english.get_json()]
    assert german.get_json()[0]["explanation"] != english.get_json()[0]["explanation"]
    assert german.headers["ETag"] != english.headers["ETag"]
