"""A candidate becomes a record: new, or what was there with the columns of the file in place of the old ones."""

from __future__ import annotations

import dataclasses
from typing import Any

from graphsvc.canonical import from_json, to_json
from graphsvc.ingest.candidates import Candidate
from graphsvc.model import Record, Source
from graphsvc.schemas import TYPED_UNDER, plain_cell

FILLED_BY = {
    column: tuple(name for name, under in TYPED_UNDER.items() if under == column) for column in TYPED_UNDER.values()
}


def build(candidate: Candidate, before: Record | None, source: Source | None = None) -> Record:
    """The record that the row describes; columns that the file does not have keep what `before` says.

    `source` is where a new record comes from.
    """
    values: dict[str, Any] = to_json(before) if before else {"type": candidate.kind, "id": candidate.id}
    typed: dict[str, str] = dict(values.pop("typed", {}))
    extra: dict[str, str] = dict(values.pop("extra", {}))
    if before is None and source is not None:
        values["sources"] = {"*": source}
    for column in candidate.columns if before else ():
        for name in (column, *FILLED_BY.get(column, ())):
            if name != "id":
                values.pop(name, None)
                typed.pop(name, None)
    for name, value in candidate.values.items():
        if name == "typed":
            typed |= value
        elif name == "extra":
            extra |= value
        elif value is not None:
            values[name] = value
            if name not in candidate.columns and name not in candidate.values.get("typed", {}):
                typed.pop(name, None)  # '0-3' in one column says the other age anew
    values["extra"] = extra
    record = from_json(values)
    for column, text in candidate.texts.items():
        if text and text != plain_cell(record, column):
            typed[column] = text
    return dataclasses.replace(record, typed=typed) if typed else record
