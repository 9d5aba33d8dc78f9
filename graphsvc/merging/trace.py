"""What a merge keeps of each record that it touched, so that the records can be parted again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphsvc.canonical import from_json, line, to_json
from graphsvc.merging.leading import Names
from graphsvc.model import Merge, Record


@dataclass(frozen=True)
class Moved:
    """A record that stayed: which revision it was of and is of, and its references as they were."""

    was: int  # revision of the record where nothing was merged
    now: int  # revision of the record that goes with it; another one means that it was changed since
    fields: dict[str, Any] = field(default_factory=dict)  # field -> id or ids
    typed: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """As the merge keeps it."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def key_of(kind: str, record_id: str) -> str:
    """How a merge names a record: type:id."""
    return f"{kind}:{record_id}"


def names_of(merge: Merge) -> Names:
    """Where references to the records that became part of another are led."""
    return {(merge.kind, old): merge.into for old in merge.absorbed}


def moved_of(merge: Merge) -> dict[tuple[str, str], Moved]:
    """(type, id) -> what is kept of records that stayed."""
    found = {}
    for key, text in merge.moved.items():
        kind, _colon, record_id = key.partition(":")
        data = json.loads(text)
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in data["fields"].items()}
        found[kind, record_id] = Moved(data["was"], data["now"], fields, data["typed"])
    return found


def before_of(merge: Merge) -> dict[tuple[str, str], Record]:
    """(type, id) -> the record as it was: all that became one, and relations that said nothing more."""
    found = {}
    for key, text in merge.before.items():
        kind, _colon, record_id = key.partition(":")
        found[kind, record_id] = from_json(json.loads(text))
    return found


def members_of(merge: Merge) -> list[Record]:
    """The records that became one, as they were, the one that stayed first."""
    before = before_of(merge)
    return [before[merge.kind, record_id] for record_id in (merge.into, *merge.absorbed)]


def is_sound(merge: Merge) -> bool:
    """Whether the records can be parted again: what is kept of them can be read, and nothing of it is missing."""
    try:
        moved, before = moved_of(merge), before_of(merge)
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
    ids = (merge.into, *merge.absorbed)
    return (merge.kind, merge.into) in moved and all((merge.kind, record_id) in before for record_id in ids)


def with_trace(merge: Merge, before: Mapping[tuple[str, str], Record], moved: Mapping[tuple[str, str], Moved]) -> Merge:
    """The merge which keeps this of the records."""
    return dataclasses.replace(
        merge,
        before={key_of(*key): line(to_json(record)) for key, record in sorted(before.items())},
        moved={key_of(*key): row.text() for key, row in sorted(moved.items())},
    )
