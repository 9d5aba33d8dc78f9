"""A record's field as the text of a cell: as typed, or as the import understands it again."""

from __future__ import annotations

import functools

from graphsvc.canonical import TYPE_OF
from graphsvc.model import Actor, Body, Offer, Record
from graphsvc.schemas.cells import Cell, Texts, age_range
from graphsvc.schemas.records import SCHEMAS
from graphsvc.schemas.texts import joined

CITYWIDE = "stadtweit"
OTHER_AGE = {"age_from": "age_to", "age_to": "age_from"}


@functools.cache
def _cells(kind: str) -> dict[str, Cell]:
    return {name: cell for name, cell in SCHEMAS[kind]().fields.items() if isinstance(cell, Cell)}


def takes_several(kind: str, field: str) -> bool:
    """Whether the field of a record of this type holds several values."""
    return isinstance(_cells(kind)[field], Texts)


def plain_cell(record: Record, field: str) -> str:
    """The cell of `field` written in our own way: ids, ISO dates, numbers with comma, | between values.

    The columns of districts and funders hold two fields each: 'stadtweit' and funders that are no actors stand last.
    """
    if field == "districts" and isinstance(record, Actor | Offer | Body):
        return joined([*record.districts, *([CITYWIDE] if record.citywide else [])])
    if field == "funders" and isinstance(record, Offer):
        return joined([*record.funders, *record.named_funders])
    return _cells(TYPE_OF[type(record)])[field].cell(getattr(record, field))


def cell_text(record: Record, field: str) -> str:
    """The cell of `field` as typed, where that is known, else written in our own way."""
    if field in OTHER_AGE and (text := _age_cell(record, field)) is not None:
        return text
    return record.typed.get(field) or plain_cell(record, field)


def _age_cell(record: Record, field: str) -> str | None:
    """The cell of an age where one of the two was typed as a range, such as '0-3', that said both; else None."""
    other = OTHER_AGE[field]
    first, last = ("age_from", "age_to") if "age_from" in record.typed else ("age_to", "age_from")
    bounds = age_range(record.typed.get(first, ""))
    if bounds is None or last in record.typed:
        return None
    if getattr(record, last) != bounds[last == "age_to"]:  # the other age was changed since
        return plain_cell(record, field)
    return record.typed[first] if other == last else ""
