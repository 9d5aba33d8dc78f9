"""Our own JSONL into an empty store: records, change log and imports exactly as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from graphsvc import changelog, ledger
from graphsvc.canonical import from_json
from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.merging.trace import is_sound
from graphsvc.model import RECORD_TYPES, Merge, Record
from graphsvc.store import Store
from importers import JsonRecord, Notice, Row

# what an entry of the history must have, and of which type it is
CHANGE_SHAPE: dict[str, type] = {
    "id": str, "revision": int, "at": int, "user": str, "action": str, "summary": str, "operation": str,
    "touched": list, "part": int, "records": int, "before": dict, "after": dict,
}  # fmt: skip
IMPORT_SHAPE: dict[str, type] = {
    "id": str, "name": str, "format": str, "sha256": str, "counts": dict, "at": int, "user": str, "revision": int,
}  # fmt: skip
OPTIONAL: dict[str, dict[str, type]] = {"change": {"import_id": str}, "import": {"undone_in": int}}


def is_whole_graph(rows: Iterable[Row | Notice | JsonRecord]) -> bool:
    """Whether the rows are one export with history, and not just records that somebody wrote as JSON."""
    kinds = {row.object.get("type") if isinstance(row, JsonRecord) else None for row in rows}
    return None not in kinds and bool(kinds & set(changelog.HISTORY))


def restore(store: Store, rows: Iterable[Row | Notice | JsonRecord]) -> int:
    """The revision of the restored graph; raises InvalidInput for a line that is none of ours."""
    found: list[tuple[str, Record]] = []
    log: list[dict[str, Any]] = []
    for row in rows:
        if not isinstance(row, JsonRecord):
            continue
        data = cast("dict[str, Any]", row.object)
        try:
            if data["type"] in RECORD_TYPES:
                record = from_json(data)
                if isinstance(record, Merge) and not is_sound(record):
                    raise ValueError(record.id)
                found.append((data["type"], record))
            else:
                _check(data)
                log.append(data)
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidInput(
                _("Zeile %(line)s ist keine Zeile unserer eigenen Ausgabe. Es wurde nichts verändert.")
                % {"line": row.line}
            ) from error
    return ledger.restore(store, found, log)


def _check(data: dict[str, Any]) -> None:
    shape = {"change": CHANGE_SHAPE, "import": IMPORT_SHAPE}[data["type"]]
    optional = OPTIONAL[data["type"]]
    for name in shape:
        if name not in data:
            raise KeyError(name)
    for name, value in data.items():
        wanted = str if name == "type" else (shape | optional)[name]
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise TypeError(name)
