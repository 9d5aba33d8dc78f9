"""Groups of fields that belong together and come from one record: an address, a period, a range of ages."""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from graphsvc.canonical import SHAPES
from graphsvc.model import RECORD_TYPES, Record, Source

ANY_FIELD = "*"  # where a record says nothing special about the source of a field
EXTRA = "extra"
_OF_OURS = ("id", EXTRA, "typed", "sources", "version", "revision")

# A street of one record with the town of another would be an address that nobody gave.
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "actor": (("street", "postcode", "city"), ("districts", "citywide"), ("valid_from", "valid_to")),
    "offer": (
        ("funders", "named_funders"),
        ("age_from", "age_to"),
        ("districts", "citywide"),
        ("valid_from", "valid_to"),
        ("capacity", "used"),
        ("place", "address"),
    ),
    "body": (("districts", "citywide"), ("valid_from", "valid_to")),
}

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Unit:
    """One group of fields, named after the first; `header` is the column of a unit that is one further attribute."""

    name: str
    fields: tuple[str, ...]
    many: bool = False  # lists, which can be united
    header: str = ""


@dataclass(frozen=True)
class Said:
    """What a record says in one unit: the values, and the texts as typed where they are not simply the values."""

    values: tuple[Any, ...]
    typed: tuple[str | None, ...]


Sources = tuple[Source | None, ...]


@functools.cache
def units(kind: str) -> tuple[Unit, ...]:
    """The units of a type of records, in the order of its fields; without further attributes."""
    shape = {name: hint for name, hint, _default in SHAPES[RECORD_TYPES[kind]] if name not in _OF_OURS}
    groups = {group[0]: group for group in TOGETHER.get(kind, ())}
    followers = {name for group in groups.values() for name in group[1:]}
    return tuple(
        Unit(name, groups.get(name, (name,)), many=typing.get_origin(hint) is tuple)
        for name, hint in shape.items()
        if name not in followers
    )


@functools.cache
def unit_of_field(kind: str, field: str) -> Unit | None:
    """The unit that a field belongs to; None where there is no such field."""
    return next((unit for unit in units(kind) if field in unit.fields), None)


def extra_unit(header: str) -> Unit:
    """The unit of one further attribute."""
    return Unit(f"{EXTRA}:{header}", (), header=header)


def all_units(kind: str, records: Iterable[Record]) -> list[Unit]:
    """The units of a type, then one for every further attribute of these records."""
    headers = dict.fromkeys(header for record in records for header in record.extra)
    return [*units(kind), *map(extra_unit, headers)]


def said(record: Record, unit: Unit) -> Said:
    """What the record says in the unit."""
    if unit.header:
        return Said((record.extra.get(unit.header),), (None,))
    values = tuple(getattr(record, name) for name in unit.fields)
    return Said(values, tuple(record.typed.get(name) for name in unit.fields))


def is_empty(unit: Unit, what: Said) -> bool:
    """Whether nobody gave a value; an actor of kind 'other' without a word for it has no kind."""
    if any(what.typed):
        return False
    return all(
        value is None or value is False or value == () or (unit.name == "kind" and value == "other")
        for value in what.values
    )


def nothing(kind: str, unit: Unit) -> Said:
    """What a record says in a unit for which nobody gave a value."""
    if unit.header:
        return Said((None,), (None,))
    defaults = {name: default for name, _hint, default in SHAPES[RECORD_TYPES[kind]]}
    return Said(tuple(defaults[name] for name in unit.fields), (None,) * len(unit.fields))


def own_sources(record: Record, unit: Unit) -> Sources:
    """Where the record itself says that the fields of the unit come from; None where it says nothing special."""
    return tuple(record.sources.get(name) for name in _source_names(unit))


def effective_sources(record: Record, unit: Unit) -> Sources:
    """Where the fields of the unit come from."""
    return tuple(record.sources.get(name, record.sources.get(ANY_FIELD)) for name in _source_names(unit))


def _source_names(unit: Unit) -> tuple[str, ...]:
    return (EXTRA,) if unit.header else unit.fields


def put(record: R, unit: Unit, what: Said, sources: Sources) -> R:
    """The record which says `what` in the unit, with these sources for it."""
    known = dict(record.sources)
    for name, source in zip(_source_names(unit), sources, strict=True):
        known.pop(name, None)
        if source is not None:
            known[name] = source
    if unit.header:
        extra = {name: text for name, text in record.extra.items() if name != unit.header}
        if what.values[0] is not None:
            extra[unit.header] = what.values[0]
        return dataclasses.replace(record, extra=extra, sources=known)
    typed = {name: text for name, text in record.typed.items() if name not in unit.fields}
    typed |= {name: text for name, text in zip(unit.fields, what.typed, strict=True) if text is not None}
    values = dict(zip(unit.fields, what.values, strict=True))
    return dataclasses.replace(record, **values, typed=typed, sources=known)
