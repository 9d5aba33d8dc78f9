"""Changes of records that were not merged become changes of what they became: an import of the old file, for one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from graphsvc.canonical import content, same_content
from graphsvc.merging.combining import combined
from graphsvc.merging.leading import is_loop, led, led_fields, statement
from graphsvc.merging.planning import moved_record
from graphsvc.merging.trace import Moved, before_of, members_of, moved_of, names_of, with_trace
from graphsvc.merging.units import Unit, all_units, own_sources, put, said
from graphsvc.merging.view import Key, View
from graphsvc.model import Merge, Record
from graphsvc.records import ENDS
from graphsvc.references import ATTACHED


def lift(
    lower: View, upper: View, changes: Mapping[Key, Record], merge: Merge, revision: int
) -> tuple[dict[Key, Record], Merge]:
    """What `changes` of `lower` are in `upper`, where the records of `merge` are one, and the merge with its new trace.

    `changes` has records as they shall be in `lower`, each with the revision that it shall have there; nothing in it
    deletes. Changed records of `upper` are of `revision`.
    """
    lifting = _Lifting(lower, upper, merge, revision)
    own = [(merge.kind, record_id) for record_id in (merge.into, *merge.absorbed)]
    absorbed = [(merge.kind, record_id) for record_id in merge.absorbed]
    for key, after in changes.items():
        if key in own or (ATTACHED.get(key[0]), key[1]) in absorbed:
            lifting.before[key] = after
        elif key in lifting.before:
            lifting.dropped(key, after)
        else:
            lifting.other(key, after)
    if any(key in changes for key in own):
        lifting.one(changes)
    return lifting.found, with_trace(merge, lifting.before, lifting.moved)


class _Lifting:
    def __init__(self, lower: View, upper: View, merge: Merge, revision: int) -> None:
        self._lower, self._upper, self._merge, self._revision = lower, upper, merge, revision
        self._names = names_of(merge)
        self.before = before_of(merge)
        self.moved = moved_of(merge)
        self.found: dict[Key, Record] = {}

    def one(self, changes: Mapping[Key, Record]) -> None:
        """The one record, after changes of those that became it."""
        kind, into = self._merge.kind, self._merge.into
        here = self._upper.get(kind, into)
        if here is None:
            return
        old = combined(kind, members_of(self._merge), self._merge.choices)
        members = [self.before[kind, record_id] for record_id in (into, *self._merge.absorbed)]
        new = combined(kind, members, self._merge.choices)
        own = changes.get((kind, into))
        result = here
        for unit in all_units(kind, (*members, here, old)):
            if said(here, unit) == said(old, unit):
                result = put(result, unit, said(new, unit), own_sources(new, unit))
            elif own is not None and self._differs(kind, own, unit):
                result = put(result, unit, said(led(kind, own, self._names), unit), own_sources(own, unit))
        kept = self.moved[kind, into]
        untouched = here.revision == kept.now
        was = own.revision if own is not None else kept.was
        now = kept.now
        if not _alike(result, here):
            self.found[kind, into] = dataclasses.replace(result, revision=self._revision)
            now = self._revision if untouched else kept.now
        self.moved[kind, into] = Moved(was, now)

    def _differs(self, kind: str, after: Record, unit: Unit) -> bool:
        before = self._lower.get(kind, after.id)
        return before is None or said(before, unit) != said(after, unit)

    def dropped(self, key: Key, after: Record) -> None:
        """A relation that said nothing more than another: it may say more now."""
        before = self._lower.get(*key)
        if before is not None and same_content(before, after):
            self.before[key] = after
        else:
            del self.before[key]
            self.other(key, after)

    def other(self, key: Key, after: Record) -> None:
        """A record that is not one of those that became one."""
        kind = key[0]
        here = self._upper.get(*key)
        fields = led_fields(kind, after, self._names)
        if here is None:
            there = led(kind, after, self._names)
            if fields and kind in ENDS and (is_loop(kind, there) or self._is_said(kind, there)):
                self.before[key] = after
            else:
                self._keep(key, after, there, fields)
            return
        result = here
        for unit in all_units(kind, (after, here)):
            if self._differs(kind, after, unit):
                result = put(result, unit, said(led(kind, after, self._names), unit), own_sources(after, unit))
        self._keep(key, after, result, fields)

    def _keep(self, key: Key, after: Record, result: Record, fields: list[str]) -> None:
        """Note what the record names, and write it where it says something new."""
        if fields:
            result = dataclasses.replace(result, revision=self._revision)
            self.moved[key] = moved_record(after, fields, after.revision, self._revision)
        else:
            self.moved.pop(key, None)
            result = dataclasses.replace(result, revision=after.revision)
        self.found[key] = result

    def _is_said(self, kind: str, relation: Record) -> bool:
        says = statement(relation)
        rows = [row for row in self._upper.rows(kind) if (kind, row.id) not in self.found]
        return any(statement(row) == says for row in [*rows, *self.found.values()])


def _alike(one: Record, other: Record) -> bool:
    return content(one) == content(other) and one.sources == other.sources
