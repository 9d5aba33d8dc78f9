"""A graph with some records changed, without copying the rest of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graphsvc.model import Record
from graphsvc.references import REFERENCES, references
from graphsvc.snapshot import Snapshot

Key = tuple[str, str]  # type, id
Changes = Mapping[Key, Record | None]  # None: there is no such record


class View:
    """The records of a snapshot, with changes in place of them."""

    def __init__(self, snapshot: Snapshot, changes: Changes | None = None) -> None:
        self._snapshot = snapshot
        self.changes: dict[Key, Record | None] = dict(changes or {})

    def get(self, kind: str, record_id: str) -> Record | None:
        """The record, None where there is none."""
        key = (kind, record_id)
        return self.changes[key] if key in self.changes else self._snapshot.records.get(kind, {}).get(record_id)

    def changed(self, changes: Changes) -> View:
        """This view with further changes."""
        return View(self._snapshot, self.changes | dict(changes))

    def rows(self, kind: str) -> Iterator[Record]:
        """All records of a type; changed ones last."""
        for record_id, record in self._snapshot.records.get(kind, {}).items():
            if (kind, record_id) not in self.changes:
                yield record
        for (changed_kind, _id), changed in self.changes.items():
            if changed_kind == kind and changed is not None:
                yield changed

    def referrers(self, kind: str, ids: Iterable[str]) -> Iterator[tuple[str, Record]]:
        """(type, record) of everything that names one of these records, by type and id."""
        wanted = set(ids)
        for owner, fields in REFERENCES.items():
            if kind in fields.values():
                for record in sorted(self.rows(owner), key=lambda row: row.id):
                    if any(found.type == kind and found.id in wanted for found in references(owner, record)):
                        yield owner, record

    def leads_to(self, kind: str, start: str, target: str) -> bool:
        """Whether what `start` belongs to, directly or by way of others, is `target`."""
        seen: set[str] = set()
        here: str | None = start
        while here is not None and here not in seen:
            if here == target:
                return True
            seen.add(here)
            here = getattr(self.get(kind, here), "part_of", None)
        return False

    def snapshot(self) -> Snapshot:
        """The same as a snapshot, of the same revision."""
        changed: dict[str, dict[str, Record | None]] = defaultdict(dict)
        for (kind, record_id), record in self.changes.items():
            changed[kind][record_id] = record
        return self._snapshot.replaced(self._snapshot.revision, changed) if changed else self._snapshot
