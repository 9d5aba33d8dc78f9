"""Many merges on top of each other: the data as if nothing was merged, and one merge taken out from below others."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.errors import Conflict, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.ledger import Edit
from graphsvc.merging.leading import led
from graphsvc.merging.lifting import lift
from graphsvc.merging.parting import part
from graphsvc.merging.trace import before_of, moved_of, names_of
from graphsvc.merging.units import all_units, own_sources, put, said
from graphsvc.merging.view import Key, View
from graphsvc.model import MERGED_TYPES, Merge, Record
from graphsvc.references import references
from graphsvc.snapshot import Snapshot


@dataclass(frozen=True)
class _Level:
    """One merge with the graph in which it is taken back, and the one in which it holds."""

    merge: Merge
    lower: View
    upper: View


@dataclass(frozen=True)
class Undo:
    """What taking a merge back changes in the graph as of `revision`, and (type, id) of what cannot come back."""

    merge: Merge
    edits: tuple[Edit, ...]
    left_out: tuple[Key, ...]
    revision: int


class Unmerged:
    """The data as if nothing had been merged, with all that was changed since: what an old file knows."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._upper = View(snapshot)
        self._revision = snapshot.revision + 1
        self._levels = _levels(self._upper, sorted(snapshot.merges.values(), key=_age), self._revision)
        lowest = self._levels[-1].lower if self._levels else self._upper
        self.snapshot = lowest.snapshot()
        self._names = {
            key: there
            for key, there in snapshot.survivors.items()
            if snapshot.records.get(key[0], {}).get(there) is not None
        }

    def news(self, edit: Edit) -> Edit | None:
        """The edit without what is said already of the record as it is now; None where nothing is left of it."""
        here = self._upper.get(edit.type, edit.id)
        if edit.before is None or edit.after is None or here is None or not self._levels:
            return edit
        result = edit.after
        led_on = led(edit.type, edit.after, self._names)
        for unit in all_units(edit.type, (edit.before, edit.after, here)):
            if said(edit.before, unit) != said(edit.after, unit) and said(led_on, unit) == said(here, unit):
                result = put(result, unit, said(edit.before, unit), own_sources(edit.before, unit))
        units = all_units(edit.type, (edit.before, result))
        if all(said(edit.before, unit) == said(result, unit) for unit in units):
            return None
        return Edit(edit.type, edit.before, result)

    def lifted(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """Edits of these data as edits of the graph; none of them deletes."""
        if not self._levels:
            return tuple(edits)
        changes = {(edit.type, edit.id): edit.saved(self._revision) for edit in edits}
        found, merges = _lifted(self._levels, changes, self._revision)
        after = self._upper.changed(found)
        for (kind, record_id), record in found.items():
            above = getattr(record, "part_of", None)
            if above is not None and after.leads_to(kind, above, record_id):  # only by way of what was merged
                here = self._upper.get(kind, record_id)
                kept = getattr(here, "part_of", None)
                found[kind, record_id] = dataclasses.replace(record, part_of=kept)  # type: ignore[call-arg]
                after = self._upper.changed(found)
        return (*_edits(self._upper, found), *merges)


def undo(snapshot: Snapshot, merge_id: str) -> Undo:
    """What takes a merge back; later ones that touch the same records are taken out and laid on again.

    Raises NotFound, or Conflict where what a later merge led to was deleted.
    """
    merge = snapshot.merges.get(merge_id)
    if merge is None:
        raise NotFound(_("Diese Zusammenführung gibt es nicht. Vielleicht ist sie schon zurückgenommen."))
    revision = snapshot.revision + 1
    upper = View(snapshot)
    above = _later(merge, sorted(snapshot.merges.values(), key=_age))
    levels = _levels(upper, above, revision)
    if len(levels) < len(above):
        gone = sorted({later.into for later in above} - {level.merge.into for level in levels})
        raise Conflict(
            _("Das Ziel einer späteren Zusammenführung wurde gelöscht: %(ids)s. Nehmen Sie zuerst das zurück.")
            % {"ids": ", ".join(gone)},
            {"records": gone},
        )
    lowest = levels[-1].lower if levels else upper
    apart = part(lowest, merge, revision)
    found, merges = _lifted(levels, apart.changes, revision)
    edits = (*_edits(upper, found), *merges, Edit("merge", merge, None))
    return Undo(merge, edits, apart.left_out, snapshot.revision)


def _age(merge: Merge) -> tuple[int, str]:
    return (merge.made_in, merge.id)


def _levels(upper: View, merges: Iterable[Merge], revision: int) -> list[_Level]:
    """The merges, newest first; one whose record was deleted since holds no longer."""
    found = []
    for merge in sorted(merges, key=_age, reverse=True):
        if upper.get(merge.kind, merge.into) is not None:
            lower = upper.changed(part(upper, merge, revision).changes)
            found.append(_Level(merge, lower, upper))
            upper = lower
    return found


def _lifted(
    levels: Sequence[_Level], changes: Mapping[Key, Record], revision: int
) -> tuple[dict[Key, Record], list[Edit]]:
    """Changes below all levels as changes above them, and the edits of the merges on the way."""
    found = dict(changes)
    merges = []
    for level in reversed(levels):
        found, merge = lift(level.lower, level.upper, found, level.merge, revision)
        if merge != level.merge:
            merges.append(Edit("merge", level.merge, dataclasses.replace(merge, revision=revision)))
    return found, merges


def _edits(view: View, changes: Mapping[Key, Record]) -> list[Edit]:
    return [Edit(kind, view.get(kind, record_id), record) for (kind, record_id), record in changes.items()]


def _later(merge: Merge, merges: Sequence[Merge]) -> list[Merge]:
    """The later merges that touch a record which this one touched, or which another of them touched."""
    touched = _touched(merge)
    found = []
    for other in merges:
        if _age(other) > _age(merge) and touched & _touched(other):
            touched |= _touched(other)
            found.append(other)
    return found


def _touched(merge: Merge) -> set[Key]:
    """The records of a merge, those that name them, and those that they name."""
    before, moved = before_of(merge), moved_of(merge)
    found: set[Key] = {*before, *moved, *names_of(merge)}
    named: dict[str, set[str]] = defaultdict(set)
    for (kind, _id), record in before.items():
        for reference in references(kind, record):
            named[reference.type].add(reference.id)
    return found | {(kind, item) for kind in MERGED_TYPES for item in named[kind]}
