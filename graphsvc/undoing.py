"""Takes changes back: what a change wrote is as before again, in a change of its own."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graphsvc import changelog, ledger, records
from graphsvc.canonical import from_json
from graphsvc.errors import Conflict, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.ledger import Edit
from graphsvc.model import Merge
from graphsvc.store import Store, Transaction


def undo_revision(store: Store, revision: int, *, user: str = "") -> int:
    """The new revision, after which everything is as before change `revision`.

    Raises NotFound, or Conflict whose errors name under "records" what later changes rest on it.
    """
    entries = changelog.changes_of(store, revision)
    if not entries:
        raise NotFound(_("Eine Änderung mit der Nummer %(number)s gibt es nicht.") % {"number": revision})
    import_id = entries[0].import_id
    undone = changelog.import_entry(store, import_id) if import_id and entries[0].action == "import" else None
    if undone and undone.undone_in is not None:
        raise Conflict(_("Dieser Import wurde schon zurückgenommen."))
    before: dict[str, Any] = {}
    touched: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        before |= entry.before or {}
        for key in entry.touched:
            kind, _colon, record_id = key.partition(":")
            touched[kind].append(record_id)
    current, merged = store.reading(
        lambda transaction: (
            {kind: records.load_by_id(transaction, kind, ids) for kind, ids in touched.items()},
            _merged_elsewhere(transaction, revision),
        )
    )
    edits, later = [], []
    for kind, ids in touched.items():
        for record_id in ids:
            now = current[kind].get(record_id)
            old = before.get(f"{kind}:{record_id}")
            if now is None and (f"{kind}:{record_id}" in merged or (kind == "merge" and old is not None)):
                later.append(record_id)  # it became part of another record, or stands for itself again
            elif now is not None and now.revision != revision:
                later.append(record_id)
            elif now is not None or old is not None:
                edits.append(Edit(kind, now, from_json(old) if old is not None else None))
    if later:
        raise Conflict(
            _("Spätere Änderungen bauen darauf auf: %(ids)s. Es wurde nichts zurückgenommen.")
            % {"ids": ", ".join(sorted(later)[:10])},
            {"records": sorted(later)},
        )
    summary = _("Änderung %(number)s zurückgenommen") % {"number": revision}
    return ledger.commit(store, edits, action="undo", user=user, summary=summary, undone=undone)


def _merged_elsewhere(transaction: Transaction, revision: int) -> set[str]:
    """type:id of the records that became part of others, by another change than this one."""
    merges = [record for record in records.load_type(transaction, "merge") if isinstance(record, Merge)]
    return {key for merge in merges if merge.made_in != revision for key in merge.before}


def undo_import(store: Store, import_id: str, *, user: str = "") -> int:
    """The new revision, after which everything is as before the import; raises NotFound or Conflict."""
    return undo_revision(store, changelog.import_entry(store, import_id).revision, user=user)
