"""Records that belong to another one of the same id: they go with it, and never stand without it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graphsvc import records
from graphsvc.errors import Conflict
from graphsvc.i18n import gettext as _
from graphsvc.model import Record
from graphsvc.references import ATTACHED
from graphsvc.store import Transaction

Key = tuple[str, str]  # type, id


def going_along(transaction: Transaction, deleted: Collection[Key]) -> Iterator[tuple[str, Record]]:
    """(type, record) of what belongs to the deleted records and is not among them itself."""
    for kind, owner in ATTACHED.items():
        ids = [record_id for type_, record_id in deleted if type_ == owner and (kind, record_id) not in deleted]
        for batch in records.batches(ids):
            for record in records.load_by_id(transaction, kind, batch).values():
                yield kind, record


def require_owners(transaction: Transaction, made: Collection[Key], saved: Collection[Key]) -> None:
    """Raises Conflict where one of the records that are made would belong to nothing; `saved` are all of the change."""
    for kind, owner in ATTACHED.items():
        ids = [record_id for type_, record_id in made if type_ == kind and (owner, record_id) not in saved]
        there = records.lock(transaction, owner, ids)
        if missing := sorted(set(ids) - set(there)):
            raise Conflict(
                _("Diesen Eintrag gibt es nicht mehr: %(ids)s. Es wurde nichts gespeichert.")
                % {"ids": ", ".join(missing[:10])},
                {"records": missing},
            )
