"""Lists of the API: filters, sorting and pages, on both engines; each record is visited exactly once."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graphsvc.api.resources import RESOURCES, Resource
from graphsvc.config import Settings
from graphsvc.model import Actor, Cooperation, Record
from graphsvc.records import type_of
from graphsvc.store import Store
from tests.api_client import API, errors, ids, links, visitor
from tests.records_sample import sample

by_name = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.collection.name)

FILTERED = {
    "actors": ["A2", "A1", "A3"],
    "actors?kind=city": ["A1"],
    "actors?group=administration&kind=unit": ["A2", "A3"],
    "actors?group=welfare": [],
    "actors?on=2010-12-31": ["A2", "A3"],
    "actors?on=01.01.2011": ["A2", "A1", "A3"],
    "actors?district=d1": ["A1"],
    "actors?theme=theme-1": ["A1"],
    "actors?part_of=A1": ["A2", "A3"],
    "actors?q=stadt": ["A1"],
    "actors?q=Öde+kommune": ["A1"],
    "actors?q=oede+nirgends": [],
    "actors?q=ÄMTCHEN": ["A2"],
    "actors?q=&kind=&district=": ["A2", "A1", "A3"],
    "offers?kind=Kurs": ["O1"],
    "offers?kind=kurs": [],
    "offers?district=d1&theme=theme-1&target_group=group-1": ["O1"],
    "offers?actor=A1": ["O1"],
    "offers?actor=A3": ["O1"],
    "offers?age=0": ["O1"],
    "offers?age=36": ["O1"],
    "offers?age=37": [],
    "offers?age=-9": [],
    "offers?status=laufend": [],
    "bodies?district=d1&theme=theme-1": ["G1"],
    "bodies?on=2013-01-01": ["G2"],
    "bodies?actor=A1": ["G1"],
    "memberships?body=G1": ["m1", "m2"],
    "memberships?actor=A1&role=Gast": ["m2"],
    "memberships?on=2009-12-31": ["m2"],
    "cooperations?actor=A2": ["c1", "c2", "c3"],
    "cooperations?actor=A3": [],
    "cooperations?intensity=high": ["c1"],
    "cooperations?kind=Vertrag": ["c2"],
    "cooperations?on=2020-01-01": ["c1", "c2"],
    "districts": ["d0", "d1"],
    "districts?part_of=d0": ["d1"],
    "terms?vocabulary=theme": ["theme-2", "theme-1"],
    "terms?q=fh": [],
    "indicators?district=d1&year=2023": ["i1"],
    "indicators?year=2022": [],
}
SORTED = {
    "actors?sort=name": ["A2", "A1", "A3"],
    "actors?sort=-name": ["A3", "A1", "A2"],
    "actors?sort=kind": ["A1", "A2", "A3"],
    "actors?sort=-kind": ["A3", "A2", "A1"],
    "actors?sort=-id": ["A3", "A2", "A1"],
    "actors?sort=-revision": ["A3", "A1", "A2"],
    "offers?sort=title": ["O1", "O0"],
    "offers?sort=kind": ["O0", "O1"],
    "offers?sort=-valid_from": ["O1", "O0"],
    "bodies?sort=-name": ["G1", "G2"],
    "cooperations?sort=kind": ["c1", "c2", "c3"],
    "memberships?sort=role": ["m2", "m1"],
    "memberships?sort=-role": ["m1", "m2"],
    "terms?sort=-name": ["funder-1", "theme-1", "group-1", "theme-2"],
}


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of the small city."""
    return visitor(embedded_store, embedded_settings, sample())


def test_filters_and_orders_are_the_same_on_both_engines(store: Store, settings: Settings) -> None:
    client = visitor(store, settings, sample())
    for address, expected in (FILTERED | SORTED).items():
        response = client.get(f"{API}/{address}")
        assert ids(response) == expected, address
        assert response.headers["X-Total-Count"] == str(len(expected)), address


@by_name
def test_every_filter_of_every_collection_can_be_asked_for(client: FlaskClient, resource: Resource) -> None:
    values = {"age": "12", "on": "2012-02-29", "year": "2023", "group": "work", "intensity": "low"}
    values |= {"vocabulary": "funder"} | ({"kind": "school"} if resource.collection.type == "actor" else {})
    asked = {name: values.get(name, "ä b/|?") for name in resource.collection.filters}
    for name, value in asked.items():
        assert client.get(f"{API}/{resource.collection.name}", query_string={name: value}).status_code == 200, name
    assert client.get(f"{API}/{resource.collection.name}", query_string=asked).status_code == 200
    tried = {address.partition("?")[2].partition("=")[0] for address in FILTERED}
    tried |= {part.partition("=")[0] for address in FILTERED for part in address.partition("?")[2].split("&")}
    assert set(resource.collection.filters) <= tried, "each filter has its own line above"


def test_several_filters_must_all_hold(client: FlaskClient) -> None:
    client.post(f"{API}/offers", json={
        "id": "all", "title": "Alles", "kind": "Treff", "status": "laufend", "districts": ["d1"], "themes": ["theme-2"],
        "target_groups": ["group-1"], "partners": ["A3"], "age_from": 36, "age_to": 72, "valid_from": "2011",
    })  # fmt: skip
    asked = {"kind": "Treff", "status": "laufend", "district": "d1", "theme": "theme-2", "target_group": "group-1"}
    asked |= {"actor": "A3", "age": "40", "on": "2011-01-01", "q": "alles"}
    others = {"kind": "Kurs", "status": "x", "district": "d0", "theme": "theme-1", "target_group": "x", "actor": "A1"}
    others |= {"age": "73", "on": "2010-12-31", "q": "nichts"}
    assert ids(client.get(f"{API}/offers", query_string=asked)) == ["all"]
    for name, value in others.items():
        assert ids(client.get(f"{API}/offers", query_string=asked | {name: value})) == [], name


@by_name
@pytest.mark.parametrize("size", [1, 2, 3])
def test_links_lead_to_every_record_exactly_once(client: FlaskClient, resource: Resource, size: int) -> None:
    expected = {record.id for record in sample() if type_of(record) == resource.collection.type}
    for sort in resource.collection.sorts:
        for sign in ("", "-"):
            address = f"{API}/{resource.collection.name}?sort={sign}{sort}&page_size={size}"
            forward = walk(client, address, "next")
            backward = walk(client, links(client.get(address))["last"], "prev")
            assert sorted(forward) == sorted(expected), address
            assert [*chunked(backward, len(forward), size)] == forward, address
    up = walk(client, f"{API}/{resource.collection.name}?sort=id", "next")
    assert up == walk(client, f"{API}/{resource.collection.name}?sort=-id", "next")[::-1] == sorted(expected)


def walk(client: FlaskClient, address: str | None, relation: str) -> list[str]:
    """Ids of all pages from `address` on, following one relation."""
    found: list[str] = []
    while address:
        response = client.get(address)
        found += ids(response)
        address = links(response).get(relation)
    return found


def chunked(backward: list[str], total: int, size: int) -> list[str]:
    """Pages that were read from the last to the first, put in order."""
    sizes = [size] * (total // size) + ([total % size] if total % size else [])
    pages, at = [], 0
    for length in reversed(sizes):
        pages.append(backward[at : at + length])
        at += length
    return [record_id for page in reversed(pages) for record_id in page]


def test_equal_names_do_not_shake_the_pages(embedded_store: Store, embedded_settings: Settings) -> None:
    actors: list[Record] = [Actor(id=f"A{number:03d}", name="Verein", kind="association") for number in range(173)]
    client = visitor(embedded_store, embedded_settings, actors)
    for sort in ("name", "-name", "kind", "-kind", "-revision"):
        found = walk(client, f"{API}/actors?sort={sort}&page_size=25&kind=association", "next")
        assert found == sorted(found, reverse=sort.startswith("-"))
        assert len(set(found)) == len(found) == 173


def test_a_page_has_fifty_unless_told_and_a_thousand_at_most(
    embedded_store: Store, embedded_settings: Settings
) -> None:
    people: list[Record] = [Actor(id=f"{number:04d}", name=f"Haus {number}") for number in range(1003)]
    client = visitor(embedded_store, embedded_settings, people)
    first = client.get(f"{API}/actors")
    assert len(first.get_json()) == 50
    assert first.headers["X-Total-Count"] == "1003"
    assert set(links(first)) == {"first", "next", "last"}
    assert links(first)["last"] == f"{API}/actors?page=21"
    assert len(client.get(f"{API}/actors?page_size=1000").get_json()) == 1000
    rest = client.get(f"{API}/actors?page_size=1000&page=2")
    assert len(rest.get_json()) == 3
    assert set(links(rest)) == {"first", "prev", "last"}
    beyond = client.get(f"{API}/actors?page_size=1000&page=777")
    assert beyond.get_json() == []
    assert links(beyond)["prev"] == links(beyond)["last"] == f"{API}/actors?page_size=1000&page=2"


def test_links_keep_filters_and_words_with_umlauts(embedded_store: Store, embedded_settings: Settings) -> None:
    rows: list[Record] = [Actor(id=f"Ä{number}", name="Größe & Maß + 1") for number in range(3)]
    client = visitor(embedded_store, embedded_settings, rows)
    found = walk(client, f"{API}/actors?q={quote('größe maß')}&page_size=1&lang=en", "next")
    assert found == ["Ä0", "Ä1", "Ä2"]


def test_an_empty_list_has_one_page(embedded_store: Store, embedded_settings: Settings) -> None:
    response = visitor(embedded_store, embedded_settings).get(f"{API}/actors")
    assert response.get_json() == []
    assert response.headers["X-Total-Count"] == "0"
    assert links(response) == dict.fromkeys(("first", "last"), f"{API}/actors?page=1")


@pytest.mark.parametrize(
    ("asked", "name", "part"),
    [
        ("page=0", "page", "1 bis"), ("page=-1", "page", "1 bis"), ("page=x", "page", "keine ganze Zahl"),
        ("page=99999999999999999999", "page", "keine ganze Zahl"), ("page=1.5", "page", "keine ganze Zahl"),
        ("page_size=0", "page_size", "1 bis 1000"), ("page_size=1001", "page_size", "1 bis 1000"),
        ("sort=shoe", "sort", "Möglich: name, -name"), ("sort=--name", "sort", "Möglich"), ("kind=Amt", "kind", "city"),
        ("group=x", "group", "administration"), ("on=2011", "on", "JJJJ-MM-TT"), ("on=gestern", "on", "JJJJ-MM-TT"),
        ("colour=red", "colour", "Möglich: district, group"), ("page=1&page=2", "page", "nur einmal"),
        ("q=" + "x" * 201, "q", "200 Zeichen"), ("district=%00", "district", "Steuerzeichen"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_in_german(client: FlaskClient, asked: str, name: str, part: str) -> None:
    found = errors(client.get(f"{API}/actors?{asked}"), 422)
    assert list(found) == [name]
    assert part in found[name][0]


def test_several_mistakes_are_told_at_once(client: FlaskClient) -> None:
    found = errors(client.get(f"{API}/offers?age=x&on=x&sort=x&wrong=x"), 422)
    assert set(found) == {"age", "on", "sort", "wrong"}


def test_loose_ends_do_not_end_up_in_lists(client: FlaskClient) -> None:
    """A cooperation that is taken back is in no list, and its actors stay."""
    address = f"{API}/cooperations/c1"
    client.delete(address, headers={"If-Match": client.get(address).headers["ETag"]})
    assert ids(client.get(f"{API}/cooperations")) == ["c2", "c3"]
    assert Cooperation.__name__ not in client.get(f"{API}/actors").get_data(as_text=True)
    assert ids(client.get(f"{API}/actors?sort=id")) == ["A1", "A2", "A3"]
