"""Records that became one are parted again: each is as it was, and what was changed since stays with the one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.canonical import SHAPES
from graphsvc.merging.combining import combined
from graphsvc.merging.leading import parted
from graphsvc.merging.trace import Moved, before_of, members_of, moved_of
from graphsvc.merging.units import all_units, own_sources, put, said
from graphsvc.merging.view import Key, View
from graphsvc.model import Merge, Record
from graphsvc.records import ENDS
from graphsvc.references import REFERENCES


@dataclass(frozen=True)
class Parted:
    """What changes where a merge is taken back, and what could not come back."""

    changes: dict[Key, Record]
    left_out: tuple[Key, ...]  # (type, id) of records that are gone by now, or that would belong to themselves


def part(view: View, merge: Merge, revision: int) -> Parted:
    """The records of a merge apart from each other; no later merge may touch them in `view`.

    A record that was changed since the merge is of `revision` from now on, all others are of the one they were of.
    """
    before, moved = before_of(merge), moved_of(merge)
    restored: dict[Key, Record] = {}
    one = view.get(merge.kind, merge.into)
    if one is not None:
        restored[merge.kind, merge.into] = _first(merge, one, moved[merge.kind, merge.into], revision)
    for key, record in before.items():
        if key != (merge.kind, merge.into) and view.get(*key) is None:
            restored[key] = record
    for key, kept in moved.items():
        here = view.get(*key)
        if key != (merge.kind, merge.into) and here is not None:
            restored[key] = _moved_back(key[0], here, kept, merge, revision)
    return _fitting(view, restored)


def _first(merge: Merge, one: Record, kept: Moved, revision: int) -> Record:
    members = members_of(merge)
    first = members[0]
    if one.revision == kept.now:
        return dataclasses.replace(first, version=one.version, revision=kept.was)
    after = combined(merge.kind, members, merge.choices)
    result = one
    for unit in all_units(merge.kind, (*members, one)):
        if said(one, unit) == said(after, unit):
            result = put(result, unit, said(first, unit), own_sources(first, unit))
    return dataclasses.replace(result, revision=revision)


def _moved_back(kind: str, here: Record, kept: Moved, merge: Merge, revision: int) -> Record:
    values: dict[str, object] = {}
    typed = dict(here.typed)
    for field, was in kept.fields.items():
        current = getattr(here, field)
        if isinstance(was, tuple):
            back: object = parted(current, was, merge.into, frozenset(merge.absorbed))
        else:
            back = was if current == merge.into else current
        if field in typed and back != current:
            del typed[field]
        if back == was and back != current and field in kept.typed:
            typed[field] = kept.typed[field]
        values[field] = back
    values |= {"typed": typed, "revision": kept.was if here.revision == kept.now else revision}
    return dataclasses.replace(here, **values)  # type: ignore[arg-type]


def _fitting(view: View, restored: Mapping[Key, Record]) -> Parted:
    """What can come back: references to what was deleted since are left out, relations that lack an end too."""
    changes: dict[Key, Record] = {}
    left_out: list[Key] = []
    after = view.changed(restored)
    for key, record in restored.items():
        fits, missing = _without_missing(after, key[0], record)
        left_out += missing
        if fits is not None:
            changes[key] = fits
    after = view.changed(changes)
    for (kind, record_id), record in list(changes.items()):
        above = getattr(record, "part_of", None)
        if above is not None and after.leads_to(kind, above, record_id):
            left_out.append((kind, above))
            changes[kind, record_id] = dataclasses.replace(record, part_of=None)  # type: ignore[call-arg]
            after = view.changed(changes)
    return Parted(changes, tuple(dict.fromkeys(left_out)))


def _without_missing(after: View, kind: str, record: Record) -> tuple[Record | None, list[Key]]:
    values: dict[str, object] = {}
    missing: list[Key] = []
    for field, target in REFERENCES.get(kind, {}).items():
        value = getattr(record, field)
        ids = value if isinstance(value, tuple) else (value,) if value else ()
        gone = [item for item in ids if after.get(target, item) is None]
        if not gone:
            continue
        if field in ENDS.get(kind, ()):
            return None, [(kind, record.id)]
        missing += [(target, item) for item in gone]
        values[field] = tuple(item for item in ids if item not in gone) if isinstance(value, tuple) else None
    if not values:
        return record, []
    defaults = {name for name, _hint, _default in SHAPES[type(record)]}
    typed = {name: text for name, text in record.typed.items() if name not in values and name in defaults}
    return dataclasses.replace(record, **values, typed=typed), missing  # type: ignore[arg-type]
