"""References that are led from a record that became part of another to the one that stands for it, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

from graphsvc.canonical import content
from graphsvc.model import Record
from graphsvc.references import REFERENCES

Names = Mapping[tuple[str, str], str]  # (type, id) of a record -> id of the one that stands for it

R = TypeVar("R", bound=Record)
NOT_SAID = ("id", "typed")  # two relations that differ in no more say the same


def led(kind: str, record: R, names: Names) -> R:
    """The record with every reference led on; nothing is named twice, and nothing refers to itself.

    What was typed for a reference that was led on meant another one, and is left out.
    """
    values: dict[str, object] = {}
    for field, target in REFERENCES.get(kind, {}).items():
        value = getattr(record, field)
        new = _led_value(value, target, names, record.id if target == kind else None)
        if new != value:
            values[field] = new
    if not values:
        return record
    typed = {name: text for name, text in record.typed.items() if name not in values}
    return dataclasses.replace(record, **values, typed=typed)  # type: ignore[arg-type]


def _led_value(value: object, target: str, names: Names, itself: str | None) -> object:
    if isinstance(value, tuple):
        if not any((target, item) in names for item in value):
            return value
        found = dict.fromkeys(names.get((target, item), item) for item in value)
        found.pop(itself, None) if itself else None
        return tuple(found)
    new = names.get((target, str(value)), value) if value else value
    return None if itself is not None and new == itself and new != value else new


def led_fields(kind: str, record: Record, names: Names) -> list[str]:
    """The fields of the record that name one that became part of another."""
    found = []
    for field, target in REFERENCES.get(kind, {}).items():
        value = getattr(record, field)
        if any((target, item) in names for item in (value if isinstance(value, tuple) else (value,))):
            found.append(field)
    return found


def is_loop(kind: str, record: Record) -> bool:
    """Whether a cooperation leads from an actor to itself."""
    return kind == "cooperation" and getattr(record, "from_actor", "") == getattr(record, "to_actor", None)


def statement(record: Record) -> tuple[tuple[str, str], ...]:
    """What a relation says, whatever its id and however it was typed: equal for two that say the same."""
    return tuple(sorted((name, repr(value)) for name, value in content(record).items() if name not in NOT_SAID))


def parted(current: tuple[str, ...], was: tuple[str, ...], into: str, absorbed: frozenset[str]) -> tuple[str, ...]:
    """A list of references that named `into` for what `was` named; what was added or taken out since stays so."""
    own = [item for item in was if item == into or item in absorbed]
    if current == tuple(dict.fromkeys(into if item in absorbed else item for item in was)):
        return was
    if into not in current:
        return current
    found = list(current)
    found[found.index(into)] = own[0]
    for item in own[1:]:
        before = [other for other in was[: was.index(item)] if other in found]
        found.insert(found.index(before[-1]) + 1, item)
    return tuple(dict.fromkeys(found))
