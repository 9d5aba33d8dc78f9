"""What was changed, when and by whom: the entries of the change log and of the imports, as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import queries
from graphsvc import ordered, records
from graphsvc.errors import NotFound
from graphsvc.i18n import gettext as _
from graphsvc.store import Row, Store, Transaction

HISTORY = ("change", "import")  # types of what is kept besides the records
ACTIONS = ("import", "edit", "verdict", "merge", "arrange", "undo")


@dataclass(frozen=True, kw_only=True)
class ImportEntry:
    """One import: where it came from, what it brought, and whether it was taken back."""

    id: str
    name: str
    format: str
    sha256: str
    counts: dict[str, dict[str, int]]
    at: int = 0  # epoch milliseconds
    user: str = ""
    revision: int = 0
    undone_in: int | None = None  # the revision that took it back


@dataclass(frozen=True, kw_only=True)
class ChangeEntry:
    """One entry of the change log; a change with many records has several."""

    id: str
    revision: int
    at: int  # epoch milliseconds
    user: str
    action: str  # one of ACTIONS
    summary: str
    touched: tuple[str, ...]  # type:id
    part: int = 0  # number of this entry within the change
    records: int = 0  # how many records the whole change touched
    import_id: str | None = None
    before: dict[str, Any] | None = None  # type:id -> JSON form; what was created has none
    after: dict[str, Any] | None = None  # type:id -> JSON form; what was deleted, or created by an import, has none


def origin(store: Store) -> str:
    """What tells this graph, and its backups, from all others; empty where nothing was ever changed."""
    rows = store.read(queries.graph_origin)
    return str(rows[0]["operation"]) if rows else ""


def import_entry(store: Store, import_id: str) -> ImportEntry:
    """The import of this id; raises NotFound."""
    rows = store.read(queries.import_by_id, id=import_id)
    if not rows:
        raise NotFound(_("Einen Import mit der Kennung %(id)s gibt es nicht.") % {"id": import_id})
    return _import_from(rows[0]["properties"])


def imports(store: Store) -> list[ImportEntry]:
    """All imports, newest first."""
    rows = [_import_from(row["properties"]) for row in store.read(queries.all_imports)]
    return sorted(rows, key=lambda entry: (-entry.revision, entry.id))


def newest_changes(store: Store, *, skip: int = 0, limit: int = 50) -> list[ChangeEntry]:
    """The newest changes without before and after; the first entry stands for those of a large change."""
    rows = store.read(queries.newest_changes, skip=skip, limit=limit)
    return [ChangeEntry(**(row | {"touched": tuple(row["touched"])})) for row in rows]


def change_count(store: Store) -> int:
    """How many changes there were."""
    return int(store.read(queries.change_count)[0]["total"])


def changes_of_record(store: Store, kind: str, record_id: str) -> list[ChangeEntry]:
    """The entries that touch one record, newest first, whole."""
    rows = store.read(queries.changes_of_record, record=f"{kind}:{record_id}")
    return [_change_from(row["properties"]) for row in rows]


def changes_of(store: Store, revision: int) -> list[ChangeEntry]:
    """The entries of one change, whole; none where there is no such change."""
    return [_change_from(row["properties"]) for row in store.read(queries.changes_of_revision, revision=revision)]


def _change_from(properties: Row) -> ChangeEntry:
    return ChangeEntry(
        id=properties["id"],
        revision=properties["revision"],
        at=properties["at"],
        user=properties.get("user", ""),
        action=properties["action"],
        summary=properties.get("summary", ""),
        touched=tuple(properties["touched"]),
        part=properties["part"],
        records=properties["records"],
        import_id=properties.get("import_id"),
        before=json.loads(properties["before"]),
        after=json.loads(properties["after"]),
    )


def import_properties(entry: ImportEntry) -> Row:
    """The entry as it is stored."""
    properties = {key: value for key, value in asdict(entry).items() if value is not None}
    return properties | {"counts": json.dumps(entry.counts, sort_keys=True)}


def _import_from(properties: Row) -> ImportEntry:
    return ImportEntry(**(properties | {"counts": json.loads(properties["counts"])}))


def history_objects(transaction: Transaction, kind: str) -> Iterator[dict[str, Any]]:
    """The change log ('change') or the imports ('import') as JSON objects for the export, by id."""
    if kind == "change":
        for row in ordered.by_id(transaction.stream(queries.all_changes)):
            properties = row["properties"]
            unpacked = {"before": json.loads(properties["before"]), "after": json.loads(properties["after"])}
            yield {"type": kind} | properties | unpacked
    else:
        for row in ordered.by_id(transaction.stream(queries.all_imports)):
            entry = asdict(_import_from(row["properties"]))
            yield {"type": kind} | {key: value for key, value in entry.items() if value is not None}


def portions(entries: Iterable[Row]) -> Iterator[list[Row]]:
    """Entries as they are stored, in lists that each fit into one message to the engine.

    An entry is as large as what its change touched: a few of an import that changes records weigh more than a thousand
    of changes by hand.
    """
    return records.portions(entries, _size)


def _size(entry: Row) -> int:
    properties = entry["properties"]
    return len(properties["before"]) + len(properties["after"]) + sum(map(len, properties["touched"]))


def change_row(row: dict[str, Any]) -> Row:
    """An entry of the export (`history_objects`) as it is stored."""
    properties = {key: value for key, value in row.items() if key not in ("type", "before", "after")}
    properties["before"] = json.dumps(row["before"], ensure_ascii=False, sort_keys=True)
    properties["after"] = json.dumps(row["after"], ensure_ascii=False, sort_keys=True)
    return {"id": row["id"], "properties": properties}
