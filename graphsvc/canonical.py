"""The plain JSON form of a record: what the export writes, the change log keeps and the content hash is made of."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable
from typing import Any

from graphsvc.model import DRAWN_TYPES, RECORD_TYPES, Record, Source

NOT_CONTENT = ("sources", "version", "revision")  # where from and when, not what
TYPE_OF = {cls: name for name, cls in RECORD_TYPES.items()}


def _shape(cls: type[Record]) -> tuple[tuple[str, Any, Any], ...]:
    """(name, type, default) of every field; a field without default has dataclasses.MISSING."""
    hints = typing.get_type_hints(cls)
    fields = []
    for field in dataclasses.fields(cls):
        default = field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default
        fields.append((field.name, hints[field.name], default))
    return tuple(fields)


SHAPES = {cls: _shape(cls) for cls in RECORD_TYPES.values()}


def to_json(record: Record) -> dict[str, Any]:
    """`record` as a JSON object with "type" first in meaning; values that nobody gave are left out."""
    result: dict[str, Any] = {"type": TYPE_OF[type(record)]}
    for name, _type, default in SHAPES[type(record)]:
        value = getattr(record, name)
        if value is None or (value == default and name != "id"):
            continue
        if isinstance(value, tuple):
            value = list(value)
        elif name == "sources":
            value = {key: list(source) for key, source in value.items()}
        result[name] = value
    return result


def from_json(data: dict[str, Any]) -> Record:
    """The record that `data` describes; raises KeyError, TypeError or ValueError where it describes none."""
    cls = RECORD_TYPES[data["type"]]
    values: dict[str, Any] = {}
    for name, plain, read, needed in _READERS[cls]:
        if name in data:
            value = data[name]
            values[name] = value if type(value) in plain else read(name, value)
        elif needed:
            raise KeyError(name)
    if len(values) + 1 < len(data):
        raise ValueError(min(data.keys() - values.keys() - {"type"}))
    return cls(**values)


_Read = Callable[[str, Any], Any]  # the name of a field and what JSON says -> its value; raises TypeError


def _reader(name: str, hint: Any) -> tuple[tuple[type, ...], _Read]:
    """The types of which a value of this field stays as it is, and what reads others."""
    if name == "sources":
        return (), _sources
    origin = typing.get_origin(hint)
    if origin is tuple:
        return (), _texts
    if origin is dict:
        return (), _map_of(typing.get_args(hint)[1])
    allowed = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return allowed, _one_of(allowed)


def _sources(name: str, value: Any) -> dict[str, Source]:
    return {str(key): (str(source[0]), str(source[1]), int(source[2])) for key, source in dict(value).items()}


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(name)
    return tuple(value)


def _map_of(wanted: type) -> _Read:
    kinds = (int, float) if wanted is float else (wanted,)

    def read(name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(item, kinds) for item in value.values()):
            raise TypeError(name)
        return {key: wanted(item) for key, item in value.items()}

    return read


def _one_of(allowed: tuple[type, ...]) -> _Read:
    def read(name: str, value: Any) -> Any:
        if float in allowed and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if (isinstance(value, bool) and bool not in allowed) or not isinstance(value, allowed):
            raise TypeError(name)
        return value

    return read


_READERS = {
    cls: tuple((name, *_reader(name, hint), default is dataclasses.MISSING) for name, hint, default in shape)
    for cls, shape in SHAPES.items()
}  # name of the field, types that stay, what reads others, whether every record has it


def line(data: dict[str, Any]) -> str:
    """One line of the export: keys sorted, no blanks, letters unescaped."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content(record: Record) -> dict[str, Any]:
    """The JSON form without provenance, version and revision: what two equal graphs have in common."""
    return {key: value for key, value in to_json(record).items() if key not in NOT_CONTENT}


class Digests:
    """The two hashes of a graph, over objects that come by type and id; equal graphs have equal `content`."""

    def __init__(self) -> None:
        self._content = hashlib.sha256()
        self._history = hashlib.sha256()

    def add(self, found: Record | dict[str, Any]) -> None:
        """Take the next record, or the next entry of the history as JSON."""
        if isinstance(found, Record) and TYPE_OF[type(found)] in DRAWN_TYPES:  # the same graph, drawn otherwise
            self._history.update(line(content(found)).encode("utf-8") + b"\n")
        elif isinstance(found, Record):
            self._content.update(line(content(found)).encode("utf-8") + b"\n")
        else:
            self._history.update(line(found).encode("utf-8") + b"\n")

    @property
    def content(self) -> str:
        """SHA-256 of what all records say, without provenance and revisions."""
        return self._content.hexdigest()

    @property
    def history(self) -> str:
        """SHA-256 of the change log, the imports, and where people put actors in the picture."""
        return self._history.hexdigest()


def content_hash(records: Iterable[Record]) -> str:
    """The content hash of records that come in any order."""
    digests = Digests()
    for record in sorted(records, key=lambda record: (TYPE_OF[type(record)], record.id)):
        digests.add(record)
    return digests.content


def same_content(one: Record, other: Record) -> bool:
    """Whether the two say the same, wherever and whenever they were recorded."""
    return content(one) == content(other)
