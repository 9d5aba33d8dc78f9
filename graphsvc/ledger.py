"""The one door for writes: every change raises the graph's revision and appends to the change log, all or nothing."""

from __future__ import annotations

import json
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import queries
from graphsvc import attached, changelog, records
from graphsvc.canonical import to_json
from graphsvc.changelog import ImportEntry
from graphsvc.errors import Conflict, StaleVersion, StoreUnavailable
from graphsvc.i18n import gettext as _
from graphsvc.model import Record
from graphsvc.references import ATTACHED
from graphsvc.store import Row, Store, Transaction

EDITS_PER_ENTRY = 500  # keeps one entry of the log far below the largest value that the engines take
OWNERS = frozenset(ATTACHED.values())  # types of which something else may be a part


@dataclass(frozen=True, slots=True)
class Edit:
    """One record as it was and as it shall be: created (no before), changed, or deleted (no after)."""

    type: str
    before: Record | None
    after: Record | None

    @property
    def id(self) -> str:
        """The id of the record."""
        record = self.after or self.before
        if record is None:
            raise ValueError("an edit needs a record")
        return record.id

    def saved(self, revision: int) -> Record:
        """`after` as of the revision that wrote it."""
        if self.after is None:
            raise ValueError("a deletion saves no record")
        return replace(self.after, version=self.next_version, revision=revision)

    @property
    def next_version(self) -> int:
        """The version of the record that the edit writes."""
        return max(self.before.version if self.before else 0, self.after.version if self.after else 0) + 1

    @property
    def key(self) -> str:
        """How the change log names the record: type:id."""
        return f"{self.type}:{self.id}"


def commit(
    store: Store,
    edits: Sequence[Edit],
    *,
    action: str,
    user: str = "",
    summary: str = "",
    imported: ImportEntry | None = None,
    base_revision: int | None = None,
    operation: str | None = None,
    undone: ImportEntry | None = None,
) -> int:
    """The revision in which `edits` were written, all in one transaction.

    Versions are compared and set: a record that was changed since `before` was read raises StaleVersion, one that
    exists already or is referred to raises Conflict. What belongs to a deleted record goes with it.
    `base_revision` refuses any change since then. With the same `operation` id a second call writes nothing and
    answers the revision of the first.
    """
    store.require_memory(len(edits))
    operation = operation or uuid.uuid4().hex
    at = int(time.time() * 1000)

    def work(transaction: Transaction) -> int:
        begun = transaction.run(queries.hold_graph, operation=operation)[0]
        done = _done(transaction, operation)  # asked only now: a lost connection may still have been committing
        if done is not None:
            return done
        revision = int(begun["revision"]) + 1
        if base_revision is not None and revision != base_revision + 1:
            raise StaleVersion(_("Die Daten wurden inzwischen geändert. Prüfen Sie den Plan erneut."))
        counts = Counter(json.loads(begun["counts"]))
        whole = _whole(transaction, edits, counts)
        _apply(transaction, whole, revision, undoing=action == "undo")
        import_id = None
        if imported:
            entry = replace(imported, at=at, user=user, revision=revision)
            transaction.run(queries.save_import, id=entry.id, properties=changelog.import_properties(entry))
            import_id = entry.id
        if undone:
            entry = replace(undone, undone_in=revision)
            transaction.run(queries.save_import, id=entry.id, properties=changelog.import_properties(entry))
            import_id = entry.id
        head = {"revision": revision, "operation": operation, "at": at, "user": user, "action": action}
        head |= {"summary": summary} | ({"import_id": import_id} if import_id else {})
        for portion in changelog.portions(_log_rows(whole, head, brief=action == "import")):
            transaction.run(queries.save_changes, rows=portion)
            counts["change"] += len(portion)
        counts["import"] += 1 if imported else 0
        records.weigh(counts, -1, ((edit.type, edit.before) for edit in whole if edit.before))
        records.weigh(counts, +1, ((edit.type, edit.after) for edit in whole if edit.after))
        transaction.run(queries.set_state, revision=revision, counts=_counts_text(counts))
        return revision

    try:
        return store.write(work, operation=operation)
    except StoreUnavailable as away:
        # The connection may have been lost after the commit arrived: the operation id tells. Where it did not arrive,
        # it is tried once more, since a store that can tell is there again.
        try:
            done = store.reading(lambda transaction: _done(transaction, operation))
        except StoreUnavailable:
            raise away from None
        return done if done is not None else store.write(work, operation=operation)


def _whole(transaction: Transaction, edits: Sequence[Edit], counts: Counter[str]) -> list[Edit]:
    """The edits with what goes along with the records that they delete, in a graph that holds `counts`."""
    deleted = {(edit.type, edit.id) for edit in edits if edit.after is None}
    made = {(edit.type, edit.id) for edit in edits if edit.type in ATTACHED and edit.before is None}
    saved = {(edit.type, edit.id) for edit in edits if edit.type in OWNERS and edit.after is not None}
    attached.require_owners(transaction, made, saved)
    if not any(counts[kind] for kind in ATTACHED):
        return list(edits)
    return [*edits, *(Edit(kind, record, None) for kind, record in attached.going_along(transaction, deleted))]


def _done(transaction: Transaction, operation: str) -> int | None:
    """The revision in which this operation was done, if it was."""
    rows = transaction.run(queries.operation_revision, operation=operation)
    return int(rows[0]["revision"]) if rows else None


def _counts_text(counts: Counter[str]) -> str:
    return json.dumps({name: number for name, number in sorted(counts.items()) if number})


def _apply(transaction: Transaction, edits: Sequence[Edit], revision: int, *, undoing: bool) -> None:
    """Write the edits; what an undo restores counts as last changed when it really was, so that undo can go on."""
    by_type: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_type[edit.type].append(edit)
    kinds = [kind for kind in records.SAVE_ORDER if kind in by_type]
    known: dict[str, frozenset[str]] = {}
    for kind in kinds:
        versions = records.lock(transaction, kind, [edit.id for edit in by_type[kind]])
        known[kind] = frozenset(versions)
        _compare(by_type[kind], versions)
    doomed = {kind: [edit.id for edit in by_type[kind] if edit.after is None] for kind in kinds}
    saved = {kind: [edit.after for edit in by_type[kind] if edit.after is not None] for kind in kinds}

    def stamped(kind: str) -> Iterator[records.Stamped]:
        """One after the other while they are written: all at once would be every record of an import once more."""
        for edit in by_type[kind]:
            if edit.after is not None:
                yield edit.after, edit.next_version, edit.after.revision if undoing else revision

    for kind in reversed(kinds):  # relations that are records first
        if kind in records.ENDS:
            records.delete(transaction, kind, doomed[kind])
    for kind in kinds:
        records.unlink(transaction, kind, doomed[kind])
    for kind in kinds:
        if kind not in records.ENDS:
            records.save(transaction, kind, stamped(kind), known=known[kind])
    for kind in kinds:
        records.save_links(transaction, kind, saved[kind], known=known[kind])
    for kind in kinds:
        if kind in records.ENDS:
            records.save(transaction, kind, stamped(kind), known=known[kind])
    for kind in kinds:  # at last, since what refers to them may have been led elsewhere
        if kind not in records.ENDS:
            records.delete(transaction, kind, doomed[kind])


def _compare(edits: Iterable[Edit], versions: dict[str, int]) -> None:
    for edit in edits:
        if edit.before is None and edit.id in versions:
            raise Conflict(_("Die Kennung %(id)s gibt es schon. Es wurde nichts gespeichert.") % {"id": edit.id})
        if edit.before is not None and versions.get(edit.id) != edit.before.version:
            raise StaleVersion(
                _("„%(id)s“ wurde inzwischen von jemand anderem geändert. Laden Sie den Eintrag neu.") % {"id": edit.id}
            )


def _log_rows(edits: Sequence[Edit], head: Row, *, brief: bool) -> Iterator[Row]:
    """Entries of the log; a brief one (of an import) leaves out what a created record looks like."""
    for number, start in enumerate(range(0, max(len(edits), 1), EDITS_PER_ENTRY)):
        batch = edits[start : start + EDITS_PER_ENTRY]
        properties = dict(head)
        properties["id"] = f"{head['revision']:09d}-{number:05d}"
        properties["part"], properties["records"] = number, len(edits)
        properties["touched"] = [edit.key for edit in batch]
        before = {edit.key: to_json(edit.before) for edit in batch if edit.before}
        after = {edit.key: to_json(edit.after) for edit in batch if edit.after and (edit.before or not brief)}
        properties["before"] = json.dumps(before, ensure_ascii=False, sort_keys=True)
        properties["after"] = json.dumps(after, ensure_ascii=False, sort_keys=True)
        yield {"id": properties["id"], "properties": properties}


def restore(store: Store, restored: Sequence[tuple[str, Record]], log: Sequence[dict[str, Any]]) -> int:
    """The revision of a graph that was empty and now holds `restored`, with the change log and imports of `log`."""
    by_type: dict[str, list[Record]] = defaultdict(list)
    for kind, record in restored:
        by_type[kind].append(record)
    changes = [row for row in log if row["type"] == "change"]
    revision = max([record.revision for _kind, record in restored] + [row["revision"] for row in changes], default=0)

    store.require_memory(len(restored))

    def work(transaction: Transaction) -> int:
        state = transaction.run(queries.graph_state)[0]
        if state["revision"]:
            raise Conflict(_("Der Datenspeicher ist nicht leer. Es wurde nichts verändert."))
        none: frozenset[str] = frozenset()
        kinds = [kind for kind in records.SAVE_ORDER if kind in by_type]
        for kind in kinds:
            if kind not in records.ENDS:
                records.save(transaction, kind, map(records.as_it_is, by_type[kind]), known=none)
        for kind in kinds:
            records.save_links(transaction, kind, by_type[kind], known=none)
        for kind in kinds:
            if kind in records.ENDS:
                records.save(transaction, kind, map(records.as_it_is, by_type[kind]), known=none)
        for portion in changelog.portions(map(changelog.change_row, changes)):
            transaction.run(queries.save_changes, rows=portion)
        for row in log:
            if row["type"] == "import":
                entry = ImportEntry(**{key: value for key, value in row.items() if key != "type"})
                transaction.run(queries.save_import, id=entry.id, properties=changelog.import_properties(entry))
        counts = Counter(row["type"] for row in log)
        records.weigh(counts, +1, restored)
        transaction.run(queries.set_state, revision=revision, counts=_counts_text(counts))
        return revision

    return store.write(work)
