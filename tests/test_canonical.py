"""The JSON form of records: nothing is lost, nothing is added, and order does not matter to the hash."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.canonical import content_hash, from_json, line, to_json
from graphsvc.folding import fold, sort_key
from tests.records_sample import sample


def test_every_record_comes_back_as_it_was() -> None:
    for record in sample():
        assert from_json(json.loads(line(to_json(record)))) == record


def test_the_hash_ignores_order_and_provenance() -> None:
    records = sample()
    assert content_hash(records) == content_hash(records[::-1])
    assert content_hash(records) != content_hash(records[1:])


@pytest.mark.parametrize(
    "data",
    [
        {"type": "actor", "id": "A1"},
        {"type": "actor", "id": "A1", "name": 5},
        {"type": "actor", "id": "A1", "name": "x", "aliases": "y"},
        {"type": "actor", "id": "A1", "name": "x", "heads": True},
        {"type": "actor", "id": "A1", "name": "x", "unknown": 1},
        {"type": "nothing", "id": "A1"},
        {"type": "offer", "id": "O1", "title": "x", "age_from": "3"},
    ],
)
def test_what_is_no_record_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(data)


def test_umlauts_are_found_and_sorted() -> None:
    assert fold("Frühe  Hilfen – Straße (Süd)") == fold("FRUEHE HILFEN Strasse sued") == "fruehe hilfen strasse sued"
    assert sorted(["Zebra", "Österreich", "Ofen", "Äpfel", "Anton"], key=sort_key) == [
        "Anton", "Äpfel", "Ofen", "Österreich", "Zebra",
    ]  # fmt: skip


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
