"""Everything in the graph, one object after the other, as of one revision and at flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import queries
from graphsvc import changelog, records
from graphsvc.model import RECORD_TYPES, Record
from graphsvc.store import Store, Transaction, revision_of

T = TypeVar("T")
Objects = Iterator[tuple[str, Record | dict[str, Any]]]  # type; a record, or an entry of the history as JSON

FREE_ATTEMPTS = 2  # without holding up those who write
SECONDS = 3600.0  # a state with a million records is read in minutes


def read(store: Store, work: Callable[[Transaction, Objects], T]) -> tuple[int, T]:
    """The revision and what `work` makes of all objects, by type and id.

    `work` runs again where somebody wrote meanwhile; the last time everybody else waits with writing.
    """
    for _attempt in range(FREE_ATTEMPTS):
        before, after, made = store.reading(lambda transaction: _once(transaction, work), seconds=SECONDS)
        if before == after:
            return before, made

    def alone(transaction: Transaction) -> tuple[int, T]:
        revision = int(transaction.run(queries.hold_graph, operation=transaction.operation)[0]["revision"])
        return revision, work(transaction, _objects(transaction))

    return store.write(alone)


def _once(transaction: Transaction, work: Callable[[Transaction, Objects], T]) -> tuple[int, int, T]:
    before = revision_of(transaction)
    made = work(transaction, _objects(transaction))
    return before, revision_of(transaction), made


def _objects(transaction: Transaction) -> Objects:
    for kind in sorted([*RECORD_TYPES, *changelog.HISTORY]):
        if kind in RECORD_TYPES:
            for record in records.load_type(transaction, kind):
                yield kind, record
        else:
            for entry in changelog.history_objects(transaction, kind):
                yield kind, entry
