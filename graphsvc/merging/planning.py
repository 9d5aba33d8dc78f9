"""The plan of a merge: several records become one, whatever named them names the one, and nothing is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphsvc.canonical import to_json
from graphsvc.errors import Conflict, InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.ledger import Edit
from graphsvc.merging.combining import ALL, NONE, combined
from graphsvc.merging.leading import is_loop, led, led_fields, statement
from graphsvc.merging.trace import Moved, names_of, with_trace
from graphsvc.merging.units import EXTRA, extra_unit, unit_of_field
from graphsvc.merging.view import Key, View
from graphsvc.model import MERGED_TYPES, Merge, Record, name_of
from graphsvc.records import ENDS
from graphsvc.references import ATTACHED
from graphsvc.schemas import contradictions_of
from graphsvc.snapshot import Snapshot

MOST_AT_ONCE = 50  # records; more than anybody compares side by side


@dataclass(frozen=True)
class Plan:
    """What a merge would do to the graph as of `revision`."""

    merge: Merge
    result: Record  # the one record
    members: tuple[Record, ...]  # the records as they are, the one that stays first
    moved: tuple[Key, ...]  # records that name the one in place of others
    dropped: tuple[Key, ...]  # relations that would say nothing any more, or the same as another
    edits: tuple[Edit, ...]
    revision: int


def plan(snapshot: Snapshot, merge: Merge) -> Plan:
    """The plan of a merge that names type, records and choices.

    Raises NotFound for a record that is not there, Conflict for one that is part of another already, and InvalidInput
    where they cannot become one in this way.
    """
    members = _members(snapshot, merge)
    choices = _choices(merge, members)
    view = View(snapshot)
    names = names_of(merge)
    ids = (merge.into, *merge.absorbed)
    now = snapshot.revision + 1

    moved: dict[Key, Moved] = {(merge.kind, merge.into): Moved(members[0].revision, now)}
    before: dict[Key, Record] = {(merge.kind, member.id): member for member in members}
    changes: dict[Key, Record | None] = {(merge.kind, old): None for old in merge.absorbed}
    for kind, record in view.referrers(merge.kind, merge.absorbed):
        if not (kind == merge.kind and record.id in ids):
            fields = led_fields(kind, record, names)
            moved[kind, record.id] = moved_record(record, fields, record.revision, now)
            changes[kind, record.id] = led(kind, record, names)
    for kind, owner in ATTACHED.items():
        for old_id in merge.absorbed:
            old = view.get(kind, old_id) if owner == merge.kind else None
            if old is not None:  # it goes with the one that it belongs to, and comes back with it
                before[kind, old_id] = old
                changes[kind, old_id] = None
    dropped = _dropped(view, changes, merge)
    for key in dropped:
        old = view.get(*key)
        if old is not None:
            before[key] = old
        moved.pop(key)
        changes[key] = None

    if hasattr(members[0], "part_of"):
        choices["part_of"] = _part_of(view.changed(changes), merge, members, choices)
    result = combined(merge.kind, members, choices)
    if wrong := contradictions_of(to_json(result)):
        raise InvalidInput(_("So passen die Angaben nicht zusammen."), dict(wrong))
    changes[merge.kind, merge.into] = result
    made = with_trace(dataclasses.replace(merge, choices=choices, made_in=now), before, moved)
    edits = [Edit(kind, view.get(kind, record_id), record) for (kind, record_id), record in changes.items()]
    return Plan(
        merge=made,
        result=result,
        members=tuple(members),
        moved=tuple(key for key in moved if key != (merge.kind, merge.into)),
        dropped=tuple(dropped),
        edits=(*edits, Edit("merge", None, made)),
        revision=snapshot.revision,
    )


def refuse_changed(members: Sequence[Record], versions: Mapping[str, int]) -> None:
    """Raises Conflict where one of the records is not of the version (id -> version) that somebody saw of it."""
    changed = [member for member in members if versions.get(member.id, member.version) != member.version]
    if changed:
        names = ", ".join(f"„{name_of(member)}“ ({member.id})" for member in changed)
        raise Conflict(
            _("Inzwischen geändert: %(names)s. Sehen Sie sich an, was jetzt zusammengeführt würde.") % {"names": names},
            {"members": [member.id for member in changed]},
        )


def moved_record(record: Record, fields: Sequence[str], was: int, now: int) -> Moved:
    """What is kept of a record whose references in these fields are led on."""
    return Moved(
        was,
        now,
        {name: getattr(record, name) for name in fields},
        {name: record.typed[name] for name in fields if name in record.typed},
    )


def _members(snapshot: Snapshot, merge: Merge) -> list[Record]:
    ids = [merge.into, *merge.absorbed]
    if merge.kind not in MERGED_TYPES:
        raise InvalidInput(_("Einträge dieser Art lassen sich nicht zusammenführen."), {"type": [merge.kind]})
    if len(ids) < 2 or len(set(ids)) < len(ids) or len(ids) > MOST_AT_ONCE:
        text = _("Nennen Sie 2 bis %(most)s verschiedene Einträge.") % {"most": MOST_AT_ONCE}
        raise InvalidInput(text, {"from": [text]})
    there = snapshot.records.get(merge.kind, {})
    merged = {
        record_id: snapshot.survivors[merge.kind, record_id]
        for record_id in ids
        if record_id not in there and (merge.kind, record_id) in snapshot.survivors
    }
    if merged:
        told = [
            _("„%(id)s“ ist schon mit „%(into)s“ zusammengeführt.") % {"id": old, "into": into}
            for old, into in merged.items()
        ]
        raise Conflict(" ".join(told), {"records": list(dict.fromkeys(merged.values())), "members": list(merged)})
    missing = [record_id for record_id in ids if record_id not in there]
    if missing:
        text = ngettext(
            "Einen Eintrag mit der Kennung %(ids)s gibt es nicht.",
            "Einträge mit den Kennungen %(ids)s gibt es nicht.",
            len(missing),
        )
        raise NotFound(text % {"ids": ", ".join(f"„{item}“" for item in missing)}, {"members": missing})
    return [there[record_id] for record_id in ids]


def _choices(merge: Merge, members: Sequence[Record]) -> dict[str, str]:
    """Unit -> id, ALL or NONE, as chosen by field; raises InvalidInput."""
    ids = {member.id for member in members}
    headers = {header for member in members for header in member.extra}
    found: dict[str, str] = {}
    wrong: dict[str, list[str]] = {}
    for field, choice in merge.choices.items():
        header = field.removeprefix(f"{EXTRA}:")
        unit = extra_unit(header) if header != field and header in headers else unit_of_field(merge.kind, field)
        if unit is None or (choice not in ids and not (choice == ALL and unit.many)):
            wrong[field] = [_("Nennen Sie einen der Einträge, bei Listen auch * für alle.")]
        else:
            found[unit.name] = choice
    if wrong:
        raise InvalidInput(_("Diese Auswahl gibt es nicht."), dict(wrong))
    return found


def _dropped(view: View, changes: Mapping[Key, Record | None], merge: Merge) -> list[Key]:
    """Relations that would lead from an actor to itself, or say the same as one that stays."""
    dropped = []
    for kind, ends in ENDS.items():
        led_on = {key: record for key, record in changes.items() if key[0] == kind and record is not None}
        if not led_on:
            continue
        there = {
            statement(record)
            for record in view.rows(kind)
            if (kind, record.id) not in led_on and merge.into in (getattr(record, end) for end in ends)
        }
        for key, record in sorted(led_on.items()):
            says = statement(record)
            if is_loop(kind, record) or says in there:
                dropped.append(key)
            there.add(says)
    return dropped


def _part_of(view: View, merge: Merge, members: Sequence[Record], choices: Mapping[str, str]) -> str:
    """The record whose 'part of' counts: as chosen, else the first by which nothing belongs to itself.

    It is kept as a choice, since later on another one could close a circle.
    """
    ids = {member.id for member in members}
    for member in members:
        if choices.get("part_of", member.id) != member.id:
            continue
        above = getattr(member, "part_of", None)
        if above is not None and above not in ids and not view.leads_to(merge.kind, above, merge.into):
            return member.id
        if "part_of" in choices and above is not None and above not in ids:
            text = _("So würde der Eintrag über andere zu sich selbst gehören.")
            raise InvalidInput(text, {"part_of": [text]})
    return NONE
