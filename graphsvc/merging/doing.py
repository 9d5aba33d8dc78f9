"""Merging and taking back, in the graph: each is one change."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from graphsvc import ledger, snapshots
from graphsvc.errors import Conflict, StaleVersion
from graphsvc.i18n import gettext as _
from graphsvc.merging.levels import Undo, undo
from graphsvc.merging.planning import Plan, plan, refuse_changed
from graphsvc.model import Merge, name_of
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store


def wish(
    kind: str,
    into: str,
    absorbed: Sequence[str],
    choices: Mapping[str, str] | None = None,
    *,
    reason: str = "",
    person: str = "",
) -> Merge:
    """A merge that is yet to be planned: which records, into which, and whose values count."""
    return Merge(
        id=f"merge-{uuid.uuid4().hex[:12]}",
        kind=kind,
        into=into,
        absorbed=tuple(absorbed),
        choices=dict(choices or {}),
        reason=reason.strip() or None,
        person=person.strip() or None,
        merged_on=date.today().isoformat(),
    )


def merge(store: Store, wanted: Merge, *, versions: Mapping[str, int] | None = None, user: str = "") -> Plan:
    """The plan as it was carried out, all in one change; raises NotFound, Conflict or InvalidInput.

    `versions` (id -> version) are those that somebody saw of the records: others are refused.
    """
    made = plan(snapshots.current(store), wanted)
    refuse_changed(made.members, versions or {})
    names = ", ".join(f"„{name_of(member)}“" for member in made.members[1:])
    try:
        ledger.commit(
            store,
            made.edits,
            action="merge",
            user=user or wanted.person or "",
            summary=_("%(names)s mit „%(into)s“ zusammengeführt") % {"names": names, "into": name_of(made.members[0])},
            base_revision=made.revision,
        )
    except StaleVersion as problem:  # between the plan and its change; nobody said on which version it rests
        raise Conflict(problem.message, problem.errors) from problem
    return dataclasses.replace(made, merge=dataclasses.replace(made.merge, version=1, revision=made.revision + 1))


def take_back(store: Store, merge_id: str, *, user: str = "") -> tuple[int, Undo]:
    """The revision in which a merge was taken back, and what that changed; raises NotFound or Conflict."""
    done = undo(snapshots.current(store), merge_id)
    ids = ", ".join((done.merge.into, *done.merge.absorbed))
    revision = ledger.commit(
        store,
        done.edits,
        action="undo",
        user=user,
        summary=_("Zusammenführung von %(ids)s zurückgenommen") % {"ids": ids},
        base_revision=done.revision,
    )
    return revision, done


def refuse_taken_id(snapshot: Snapshot, kind: str, record_id: str) -> None:
    """Raises Conflict where the id belongs to a record that became part of another."""
    into = snapshot.survivors.get((kind, record_id))
    if into is not None and record_id not in snapshot.records.get(kind, {}):
        raise Conflict(
            _("„%(id)s“ ist mit „%(into)s“ zusammengeführt. Ändern Sie diesen Eintrag.")
            % {"id": record_id, "into": into},
            {"records": [into]},
        )
