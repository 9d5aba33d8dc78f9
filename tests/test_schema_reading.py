"""Reading many rows: the quick way gives what the schema gives, values and errors, for whatever stands in a cell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from graphsvc.canonical import to_json
from graphsvc.schemas import SCHEMAS, RecordSchema, RowReader
from graphsvc.schemas.record import READ_ONLY
from graphsvc.schemas.texts import _REFUSED, LONGEST_TEXT, clean
from tests.records_sample import sample

ODD = (
    "", " ", "\u00a0", "-", "–", "|", "a|b", "a;b", "a\nb", "a\r\nb", "a\rb ", "a\tb", "a  b", "x" * 201,
    "x" * (LONGEST_TEXT + 1), "\x00", "a\x07b", "\u2028", "\ufeff", "\ud800", "\ufffe", "e\u0301", "ß", "<b>", "=1+1",
    "ja", "nein", "vielleicht", "gerichtet", "2011", "07/2011", "31.02.2011", "seit 2012", "40725", "3", "0-3", "bis 6",
    "ab 14", "6-3", "6 Mon.", "2,5", "1.234,5", "-3", "1e5", "9" * 20, "Verein", "Quatsch", "hoch", "stadtweit",
    "Thema", "theme", "A1", "actor", "2020-01-01", "2019",
)  # fmt: skip
OTHER_VALUES = (None, 0, -9, 3, 2.5, True, False, float("nan"), [], ["A1"], ["a|b"], [1], {}, {"kind": "x"}, {"a": 1})


@st.composite
def rows(draw: st.DrawFn) -> tuple[RecordSchema, dict[str, Any]]:
    """A schema as an import makes it for the columns of a sheet, and a row for it."""
    kind = draw(st.sampled_from(sorted(SCHEMAS)))
    names = list(SCHEMAS[kind]().load_fields)
    only = draw(st.none() | st.lists(st.sampled_from(names), unique=True, min_size=1))
    schema = SCHEMAS[kind](partial=draw(st.booleans()), only=only)
    records = [data for data in map(to_json, sample()) if data["type"] == kind]
    good = {name: value for data in records for name, value in data.items()}
    texts = st.sampled_from(ODD) | st.text(max_size=10)
    filled = draw(st.lists(st.sampled_from(only or names), unique=True))
    row: dict[str, Any] = {name: good[name] for name in only or names if name in good}
    row |= {name: draw(texts | st.sampled_from(OTHER_VALUES)) for name in filled}
    if draw(st.integers(0, 9)) == 0:
        row[draw(st.sampled_from(("unbekannt", *READ_ONLY, *names)))] = draw(texts)
    return schema, row


def outcome(read: Any, row: dict[str, Any]) -> str:
    """All that comes of reading a row: values with their order and types, or the errors with what is valid."""
    try:
        return repr(read(row))
    except ValidationError as error:
        return repr((error.messages, error.valid_data))


@settings(max_examples=400)
@given(rows())
def test_a_row_is_read_as_the_schema_reads_it(made: tuple[RecordSchema, dict[str, Any]]) -> None:
    schema, row = made
    before = repr(row)
    assert outcome(RowReader(schema).read, row) == outcome(schema.load, row)
    assert repr(row) == before


def test_rows_in_which_all_is_well_do_not_need_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    readers = {kind: RowReader(schema()) for kind, schema in SCHEMAS.items()}
    found = [(record, to_json(record)) for record in sample()]
    expected = [outcome(SCHEMAS[data["type"]]().load, data) for _record, data in found]

    def unused(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("the schema was asked")

    monkeypatch.setattr(RecordSchema, "load", unused)
    for (record, data), wanted in zip(found, expected, strict=True):
        row = {name: value for name, value in data.items() if name not in READ_ONLY}
        assert outcome(readers[data["type"]].read, row) == wanted, record.id


def test_an_age_in_one_cell_still_says_both() -> None:
    assert RowReader(SCHEMAS["offer"]()).read({"title": "Kurs", "age_from": "0-3"})["age_to"] == 36


@given(st.text(st.characters(), max_size=20) | st.sampled_from(ODD))
def test_a_text_is_clean_where_it_has_no_sign_that_we_refuse(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _REFUSED.search(plain) or len(plain) > LONGEST_TEXT:
        with pytest.raises(ValidationError):
            clean(text)
    else:
        assert clean(text) == plain
