"""The gate for data: what is understood, what is kept as typed, and what is refused with which sentence."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from graphsvc.canonical import from_json, to_json
from graphsvc.model import RECORD_TYPES, Offer
from graphsvc.schemas import SCHEMAS, cell_text, contradictions_of, doubts_of, plain_cell
from graphsvc.schemas.cells import Cell, Identifier, Text
from tests.records_sample import sample

REQUIRED = {
    "actor": {"name": "Stadt"},
    "arrangement": {"seed": 2},
    "body": {"name": "Runder Tisch"},
    "calibration": {},
    "cooperation": {"from_actor": "A1", "to_actor": "A2"},
    "district": {"name": "Mitte"},
    "indicator": {"district": "d1", "name": "Armutsquote", "year": 2020, "value": 1.5},
    "membership": {"body": "G1", "actor": "A1"},
    "merge": {"kind": "actor", "into": "A1", "absorbed": ["A2"]},
    "offer": {"title": "Kurs"},
    "place": {"x": 1.5, "y": -20},
    "term": {"vocabulary": "theme", "name": "Bindung"},
    "verdict": {"finding": "f", "kind": "duplicate_actor", "members": ["A1", "A2"], "decision": "unsure"},
}


def load(kind: str, /, **raw: Any) -> dict[str, Any]:
    """The understood values of a record that has what is required."""
    found: dict[str, Any] = SCHEMAS[kind]().load(REQUIRED[kind] | raw)
    return found


def errors(kind: str, raw: Any) -> dict[str, list[str]]:
    """The sentences with which `raw` is refused."""
    with pytest.raises(ValidationError) as caught:
        SCHEMAS[kind]().load(raw)
    assert isinstance(caught.value.messages, dict)
    return caught.value.messages


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_schema_has_exactly_the_fields_of_its_record(kind: str) -> None:
    fields = {field.name for field in dataclasses.fields(RECORD_TYPES[kind])}
    assert set(SCHEMAS[kind]().fields) == fields | {"type"}


@pytest.mark.parametrize("record", sample(), ids=lambda record: record.id)
def test_the_json_of_a_record_passes_and_means_the_same_record(record: Any) -> None:
    data = to_json(record)
    loaded = SCHEMAS[data["type"]]().load(json.loads(json.dumps(data)))
    kept = {name: data[name] for name in ("type", "sources") if name in data}
    assert from_json(loaded | kept) == record


@pytest.mark.parametrize("record", sample(), ids=lambda record: record.id)
def test_a_dumped_record_has_its_json_form(record: Any) -> None:
    data = to_json(record)
    assert SCHEMAS[data["type"]]().dump(data) == data


@pytest.mark.parametrize("record", sample(), ids=lambda record: record.id)
def test_every_cell_that_is_written_is_read_as_the_same_value(record: Any) -> None:
    kind = to_json(record)["type"]
    schema = SCHEMAS[kind]()
    for name, cell in schema.fields.items():
        if isinstance(cell, Cell) and name not in ("districts", "funders"):
            assert cell.deserialize(plain_cell(record, name) or None, name, {}) == cell._serialize(
                getattr(record, name), name, record
            )


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("actor", "valid_from", "2011", "2011-01-01"),
        ("actor", "valid_to", "2011", "2011-12-31"),
        ("actor", "valid_to", "02/2012", "2012-02-29"),
        ("actor", "posts", "2,50", 2.5),
        ("actor", "kind", "Kindertagesstätte", "day_care"),
        ("actor", "aliases", "Amt; Dienst", ["Amt", "Dienst"]),
        ("offer", "age_from", "6 Mon.", 6),
        ("offer", "age_from", "0,5", 6),
        ("offer", "capacity", "ca. 12", 12),
        ("cooperation", "intensity", "eng", "high"),
        ("cooperation", "directed", "gerichtet", True),
        ("term", "vocabulary", "Handlungsfeld", "theme"),
    ],
)
def test_a_text_is_understood_and_kept_as_typed_where_it_is_not_the_value(
    kind: str, field: str, text: str, value: Any
) -> None:
    data = load(kind, **{field: f"  {text} "})
    assert data[field] == value
    typed = {} if text == "6 Mon." else {field: text}
    assert data.get("typed", {}) == typed


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        ("actor", "valid_from", "2011-07-01"),
        ("actor", "posts", "2140,5"),
        ("actor", "kind", "Freier Träger"),
        ("actor", "kind", "Sonstige"),
        ("actor", "aliases", "Amt|Dienst"),
        ("offer", "age_to", "3"),
        ("cooperation", "intensity", "hoch"),
        ("cooperation", "directed", "ja"),
    ],
)
def test_a_text_that_we_would_write_ourselves_is_not_kept_twice(kind: str, field: str, text: str) -> None:
    assert "typed" not in load(kind, **{field: text})


def test_a_range_in_one_cell_says_both_ages() -> None:
    assert load("offer", age_from="0-3") | {"title": "", "typed": None} == {
        "title": "", "age_from": 0, "age_to": 36, "typed": None,
    }  # fmt: skip
    upto = load("offer", age_to="bis 6")
    assert upto["age_to"] == 72
    assert upto.get("age_from") is None
    alone = load("offer", age_from="70")
    assert (alone["age_from"], alone.get("age_to")) == (840, None)
    both = load("offer", age_from="0-3", age_to="4")
    assert (both["age_from"], both["age_to"]) == (0, 48)


def test_an_unknown_kind_of_actor_is_other_and_a_doubt() -> None:
    data = load("actor", kind="Quartiersbude")
    assert (data["kind"], data["typed"]) == ("other", {"kind": "Quartiersbude"})
    assert "Quartiersbude" in doubts_of(data)["kind"]
    assert "used" in doubts_of(load("offer", capacity=5, used=6))
    assert doubts_of(load("offer", capacity=6, used=6)) == {}


@pytest.mark.parametrize(
    ("kind", "raw", "field"),
    [
        ("actor", {}, "name"),
        ("actor", {"name": " "}, "name"),
        ("actor", {"name": "a\0b"}, "name"),
        ("actor", {"name": "\ud800"}, "name"),
        ("actor", {"name": "x" * 20_001}, "name"),
        ("actor", {"name": 3}, "name"),
        ("actor", {"name": "x", "unbekannt": 1}, "unbekannt"),
        ("actor", {"name": "x", "id": "a|b"}, "id"),
        ("actor", {"name": "x", "id": "x" * 201}, "id"),
        ("actor", {"name": "x", "aliases": ["a|b"]}, "aliases"),
        ("actor", {"name": "x", "aliases": ["a"] * 3 + [1]}, "aliases"),
        ("actor", {"name": "x", "aliases": [str(number) for number in range(1001)]}, "aliases"),
        ("actor", {"name": "x", "posts": "viele"}, "posts"),
        ("actor", {"name": "x", "posts": -1}, "posts"),
        ("actor", {"name": "x", "posts": float("inf")}, "posts"),
        ("actor", {"name": "x", "posts": 10**400}, "posts"),
        ("actor", {"name": "x", "posts": True}, "posts"),
        ("actor", {"name": "x", "extra": {"": "a"}}, "extra"),
        ("actor", {"name": "x", "extra": {"a": 1}}, "extra"),
        ("actor", {"name": "x", "extra": "a"}, "extra"),
        ("actor", {"name": "x", "valid_from": "2012", "valid_to": "2011"}, "valid_to"),
        ("actor", {"name": "x", "id": "A1", "part_of": "A1"}, "part_of"),
        ("actor", {"name": "x", "valid_from": "31.02.2011"}, "valid_from"),
        ("offer", {"title": "x", "age_from": "abc"}, "age_from"),
        ("offer", {"title": "x", "age_from": 36, "age_to": 12}, "age_to"),
        ("offer", {"title": "x", "capacity": 2.5}, "capacity"),
        ("offer", {"title": "x", "capacity": "2,5"}, "capacity"),
        ("cooperation", {"from_actor": "A1", "to_actor": "A1"}, "to_actor"),
        ("cooperation", REQUIRED["cooperation"] | {"intensity": "bunt"}, "intensity"),
        ("cooperation", REQUIRED["cooperation"] | {"directed": "vielleicht"}, "directed"),
        ("term", {"name": "x", "vocabulary": "Wetter"}, "vocabulary"),
        ("term", {"name": "x"}, "vocabulary"),
        ("indicator", REQUIRED["indicator"] | {"year": 20}, "year"),
    ],
)
def test_what_does_not_fit_is_refused_with_german_sentences(kind: str, raw: Any, field: str) -> None:
    found = errors(kind, raw)
    assert list(found) == [field]
    assert all(text.rstrip().endswith((".", ".)")) and len(text.split()) < 40 for text in found[field])


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert set(errors("offer", {"age_from": "abc", "unbekannt": 1})) == {"title", "age_from", "unbekannt"}


def test_null_clears_a_field_also_in_a_part_of_a_record() -> None:
    partial = SCHEMAS["actor"](partial=True)
    assert partial.load({"phone": None, "aliases": None, "kind": None, "citywide": None}) == {
        "phone": None, "aliases": [], "kind": "other", "citywide": False,
    }  # fmt: skip


def test_what_was_typed_is_taken_back_from_a_client_only_where_it_means_the_value() -> None:
    good = load("actor", valid_from="2011-01-01", typed={"valid_from": "2011", "name": "x", "nichts": "y"})
    assert good["typed"] == {"valid_from": "2011"}
    assert "typed" not in load("actor", valid_from="2012-01-01", typed={"valid_from": "2011"})
    assert "typed" not in load("actor", themes=["theme-a"], typed={"themes": "Anderes"})


def test_contradictions_can_be_asked_for_after_merging() -> None:
    assert set(contradictions_of({"valid_from": "2012-01-01", "valid_to": "2011-01-01"})) == {"valid_to"}
    assert contradictions_of({"valid_from": "2012-01-01", "valid_to": None}) == {}


def test_cells_as_typed_and_in_our_own_way() -> None:
    offer = Offer(id="O", title="T", districts=("d1",), citywide=True, funders=("A1",), named_funders=("f1",))
    assert plain_cell(offer, "districts") == "d1|stadtweit"
    assert plain_cell(offer, "funders") == "A1|f1"
    assert cell_text(dataclasses.replace(offer, typed={"funders": "Stadt, Bistum"}), "funders") == "Stadt, Bistum"


def test_openapi_describes_every_field() -> None:
    spec = APISpec("t", "1", "3.1.0", plugins=[MarshmallowPlugin()])
    for kind, schema in SCHEMAS.items():
        spec.components.schema(kind, schema=schema)
    for kind, described in spec.to_dict()["components"]["schemas"].items():
        assert set(described["properties"]) == set(SCHEMAS[kind]().fields)
        assert all("type" in field and "description" in field for field in described["properties"].values())
    assert spec.to_dict()["components"]["schemas"]["offer"]["required"] == ["title"]


ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
TYPED_TEXT = st.text(max_size=20) | st.from_regex(
    r"[0-9]{1,4}([,./;|-] ?[0-9]{1,4}){0,2}( Mon\.| J\.)?", fullmatch=True
)


@given(kind=st.sampled_from(sorted(SCHEMAS)), data=st.data())
def test_whatever_comes_is_understood_or_refused_and_can_be_written_again(kind: str, data: st.DataObject) -> None:
    schema = SCHEMAS[kind]()
    names = [name for name in schema.fields if name not in ("type", "version", "revision", "sources")]
    raw = data.draw(st.dictionaries(st.sampled_from(names), TYPED_TEXT | ANY_VALUE, max_size=6))
    try:
        loaded = schema.load(REQUIRED[kind] | raw)
    except ValidationError:
        return
    record = from_json({"type": kind} | loaded | {"id": "x"})
    again = {name: cell_text(record, name) for name, cell in schema.fields.items() if isinstance(cell, Cell)}
    again = {name: text for name, text in again.items() if text and name not in ("id", "districts", "funders")}
    extra = {"extra": record.extra, "id": "x"} | ({"citywide": record.citywide} if "citywide" in names else {})
    joint = {name: list(getattr(record, name)) for name in ("districts", "funders") if hasattr(record, name)}
    expected = {name: value for name, value in record.typed.items() if name not in joint}
    twice = from_json({"type": kind} | schema.load(again | extra | joint))
    assert dataclasses.replace(twice, typed={}) == dataclasses.replace(record, typed={})
    assert twice.typed == expected


def test_only_texts_and_ids_are_their_own_value() -> None:
    for schema in SCHEMAS.values():
        for cell in schema().fields.values():
            if isinstance(cell, Text) or type(cell) is Identifier:
                assert cell.parse("wie getippt") == "wie getippt"
