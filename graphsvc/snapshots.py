"""The snapshot of a store's current revision, kept until the next change and then brought up to date."""

from __future__ import annotations

import threading
import weakref
from collections import defaultdict

import queries
from graphsvc import records
from graphsvc.model import RECORD_TYPES, Record
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store, Transaction, revision_of

RELOAD_ABOVE = 5000  # touched records above which reading everything is faster than reading them one by one


class _Kept:
    """The last snapshot of a store, and the lock of whoever brings it up to date."""

    def __init__(self) -> None:
        self.refreshing = threading.Lock()
        self.snapshot: Snapshot | None = None


_lock = threading.Lock()
_kept: weakref.WeakKeyDictionary[Store, _Kept] = weakref.WeakKeyDictionary()


def current(store: Store) -> Snapshot:
    """The graph as of its newest revision; reads only what has changed since the last call."""
    revision = store.revision()
    with _lock:
        kept = _kept.setdefault(store, _Kept())
    with kept.refreshing:  # those who come meanwhile wait for the same snapshot instead of reading it as well
        snapshot = kept.snapshot
        if snapshot is None or snapshot.revision != revision:
            snapshot = kept.snapshot = store.reading(lambda transaction: _refreshed(transaction, kept.snapshot))
        return snapshot


def _refreshed(transaction: Transaction, kept: Snapshot | None) -> Snapshot:
    revision = revision_of(transaction)
    if kept and 0 < kept.revision <= revision:
        touched: dict[str, set[str]] = defaultdict(set)
        for row in transaction.run(queries.changes_since, revision=kept.revision):
            for key in row["touched"]:
                kind, _colon, record_id = key.partition(":")
                touched[kind].add(record_id)
        if sum(map(len, touched.values())) <= RELOAD_ABOVE:
            changed: dict[str, dict[str, Record | None]] = {}
            for kind, ids in touched.items():
                found = records.load_by_id(transaction, kind, sorted(ids))
                changed[kind] = {record_id: found.get(record_id) for record_id in ids}
            return kept.replaced(revision, changed)
    return build(
        revision, [(kind, record) for kind in sorted(RECORD_TYPES) for record in records.load_type(transaction, kind)]
    )
