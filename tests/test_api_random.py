"""Random requests: what is understood comes back as it was understood, and nothing makes the service fall over."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from graphsvc import snapshots
from graphsvc.api.resources import RESOURCES, Resource
from graphsvc.canonical import content, to_json
from graphsvc.config import Settings
from graphsvc.gate import record_of
from graphsvc.schemas.cells import Age, Cell, Count, Date, Flag, Identifier, Number, Reference, References, Texts
from graphsvc.schemas.choices import Choice
from graphsvc.schemas.record import TextMap
from graphsvc.store import Store
from tests.api_client import API, visitor
from tests.records_sample import sample

by_name = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.collection.name)
IDS = {"actor": ["A1", "A2", "A3"], "body": ["G1", "G2"], "offer": ["O0", "O1"], "district": ["d0", "d1"]}
TERMS = {"themes": ["theme-1", "theme-2"], "target_groups": ["group-1"], "named_funders": ["funder-1"]}
DATES = ["2011", "07/2011", "01.07.2011", "2011-07-01", "Juli 2011", "2019-12", "", None]
NUMBERS = ["2,5", "1.234,5", "10", 3, 2.25, 0, None]
AGES = ["0-3", "ab 14", "bis 6", "3", "0,5", "6 Mon.", 0, 36, -9, None]

words = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20).filter(str.strip)


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of the small city."""
    return visitor(embedded_store, embedded_settings, sample())


def likely(name: str, cell: Any) -> SearchStrategy[Any]:
    """Values that people and programs give for one field."""
    if isinstance(cell, References):
        known = TERMS.get(name) or IDS[cell.to]
        several = st.lists(st.sampled_from(known), max_size=3)
        return st.one_of(several, several.map(" | ".join), st.none())
    if isinstance(cell, Reference):
        return st.sampled_from(IDS[cell.to]) if cell.required else st.sampled_from([*IDS[cell.to], None, ""])
    if isinstance(cell, Identifier):
        return st.one_of(st.none(), words.filter(lambda text: "|" not in text))
    if isinstance(cell, Choice):
        keys = [*cell.keys, *map(cell.name_of, cell.keys), *(["Wanderzirkus"] if cell.fallback else [])]
        return st.sampled_from(keys if cell.required else [*keys, None])
    if isinstance(cell, Date):
        return st.sampled_from(DATES)
    if isinstance(cell, Age):
        return st.sampled_from(AGES)
    if isinstance(cell, Count):
        return (
            st.integers(max(cell.least, 0), min(cell.most, 2999)) if cell.required else st.sampled_from(["12", 7, None])
        )
    if isinstance(cell, Number):
        return st.sampled_from(NUMBERS[:-1] if cell.required else NUMBERS)
    if isinstance(cell, Flag):
        return st.sampled_from([True, False, None]) if cell.read.__name__ != "parse_yes_no" else st.sampled_from(
            [True, False, "ja", "Nein", "", None])  # fmt: skip
    if isinstance(cell, Texts):
        return st.one_of(st.lists(words.filter(lambda text: "|" not in text), max_size=3), words)
    if isinstance(cell, TextMap):
        return st.dictionaries(words, words, max_size=3)
    return words if cell.required else st.one_of(words, st.none(), st.just("  "))


def bodies(resource: Resource, *, partial: bool = False) -> SearchStrategy[dict[str, Any]]:
    """Whole records, or changes of some fields."""
    cells = {name: cell for name, cell in resource.schema().fields.items() if not cell.dump_only and name != "typed"}
    if partial:
        cells.pop("id")
    needed = {name: likely(name, cell) for name, cell in cells.items() if cell.required and not partial}
    optional = {name: likely(name, cell) for name, cell in cells.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=optional)


def without(shown: dict[str, Any], *names: str) -> dict[str, Any]:
    """An answer without some fields."""
    return {name: value for name, value in shown.items() if name not in names}


@by_name
def test_what_is_understood_comes_back(client: FlaskClient, embedded_store: Store, resource: Resource) -> None:
    lists = f"{API}/{resource.collection.name}"
    understood = 0

    @settings(max_examples=25)
    @given(body=bodies(resource), change=bodies(resource, partial=True))
    def check(body: dict[str, Any], change: dict[str, Any]) -> None:
        nonlocal understood
        created = client.post(lists, json=body)
        if created.status_code != 201:
            assert created.status_code in (409, 422), created.get_data(as_text=True)
            assert created.get_json()["errors"] or created.status_code == 409
            return
        understood += 1
        address, shown = created.headers["Location"], created.get_json()
        data = resource.schema().load(body) | {"id": shown["id"]}
        snapshot = snapshots.current(embedded_store)
        assert without(shown, "version", "revision", "sources") == content(
            record_of(resource.collection.type, data, snapshot)
        )
        assert client.get(address).get_json() == shown
        match = {"If-Match": created.headers["ETag"]}

        back = client.put(address, json=shown, headers=match)
        assert without(back.get_json(), "version", "revision") == without(shown, "version", "revision")
        match = {"If-Match": back.headers["ETag"]}
        changed = client.patch(address, json=change, headers=match)
        if changed.status_code == 200:
            after = changed.get_json()
            touched = {*change, "age_from", "age_to", "version", "revision", "sources", "typed"}
            assert without(after, *touched) == without(shown, *touched)
            (record,) = resource.collection.by_id(embedded_store, [shown["id"]])
            assert without(after, "version", "revision") == without(to_json(record), "version", "revision")
            match = {"If-Match": changed.headers["ETag"]}
        else:
            assert changed.status_code == 422, changed.get_data(as_text=True)
        assert client.delete(address, headers=match).status_code == 204

    check()
    assert understood > 4, "a good part of the random records is understood"


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["", "|", "-9", "1e999", "\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = sorted(
    {name for resource in RESOURCES for name in resource.schema().fields} | {"decision", "reason", "review_on"}
)
objects = st.dictionaries(st.sampled_from(NAMES) | st.text(), anything, max_size=8)
raw = st.one_of(
    objects.map(lambda body: json.dumps(body).encode()),
    anything.map(lambda body: json.dumps(body).encode()),
    st.binary(max_size=60),
)


@by_name
def test_no_body_makes_the_service_fall_over(client: FlaskClient, resource: Resource) -> None:
    lists = f"{API}/{resource.collection.name}"
    address = client.get(lists).get_json()[0]["id"]
    finding = f"{API}/findings/0123456789abcdef/verdict"

    @settings(max_examples=60)
    @given(body=raw, kind=st.sampled_from(["application/json", "application/json; charset=latin-1", "a/b+json", "x"]))
    def check(body: bytes, kind: str) -> None:
        headers = {"Content-Type": kind, "If-Match": '"old"'}
        for send, where in (
            (client.post, lists), (client.put, f"{lists}/{address}"), (client.patch, f"{lists}/{address}"),
            (client.put, finding), (client.post, f"{API}/changes/0/undo"), (client.post, f"{API}/imports/x/undo"),
        ):  # fmt: skip
            answer = send(where, data=body, headers=headers)
            assert answer.status_code < 500, (where, body)
            if answer.status_code >= 400:
                assert list(answer.get_json()) == ["code", "status", "message", "errors"]

    check()


def test_no_address_makes_the_service_fall_over(client: FlaskClient) -> None:
    names = sorted(
        {name for resource in RESOURCES for name in resource.parameters().fields} | {"lang", "type", "record"}
    )
    lists = [f"{API}/{resource.collection.name}" for resource in RESOURCES]
    lists += [f"{API}/{name}" for name in ("findings", "imports", "changes")]
    numbers = st.integers().map(str) | st.floats().map(str)
    values = st.one_of(st.text(), numbers, st.sampled_from(["name", "-id", "city", "0", "1000", "2011-02-29", "-9"]))

    @settings(max_examples=150)
    @given(st.sampled_from(lists), st.dictionaries(st.sampled_from(names) | st.text(), values, max_size=4), st.text())
    def check(address: str, asked: dict[str, str], segment: str) -> None:
        clean = {
            name.encode(errors="replace").decode(): value.encode(errors="replace") for name, value in asked.items()
        }
        answer = client.get(address, query_string=clean)
        assert answer.status_code in (200, 422), (address, asked)
        answer = client.get(f"{address}/{quote(segment, errors='replace')}")
        assert answer.status_code in (200, 404), (address, segment)

    check()


def test_the_strategies_cover_every_field() -> None:
    """A field of a new kind is noticed here and gets likely values of its own."""
    for resource in RESOURCES:
        for name, cell in resource.schema().fields.items():
            assert isinstance(cell, Cell | TextMap) or cell.dump_only, name
