"""What changed about a finding since somebody decided about it, in sentences: which value was what, and is now what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphsvc import formatting
from graphsvc.analysis import seen
from graphsvc.analysis.seen import Seen
from graphsvc.analysis.verdicts import Move
from graphsvc.i18n import gettext as _
from graphsvc.kinds import kind_name
from graphsvc.matching import Finding
from graphsvc.model import ACTOR_KINDS, Verdict, name_of
from graphsvc.snapshot import Snapshot

# Fields that are told together, since they make sense only so.
_TOGETHER = (("street", "postcode", "city"), ("districts", "citywide"), ("age_from", "age_to"),
             ("valid_from", "valid_to"))  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One value that is another one than when the verdict was given."""

    dimension: str
    record: str  # id of the record whose value it is; empty where it is what both have
    was: str  # for people; empty where nothing was given, or it was not kept
    now: str
    text: str  # one sentence


def changes(snapshot: Snapshot, finding: Finding, verdict: Verdict, moves: Iterable[Move]) -> tuple[Change, ...]:
    """What changed in the dimensions that moved, in their order; none where the verdict did not keep what it saw."""
    before = seen.was_seen(verdict)
    moved = [move.dimension for move in moves]
    if before is None or not moved:
        return ()
    after = seen.seen(snapshot, finding)
    found: dict[str, Change] = {}  # by sentence: two dimensions may compare one field
    for dimension in moved:
        was, now = before.get(dimension, Seen()), after.get(dimension, Seen())
        for change in _of_dimension(snapshot, finding, dimension, was, now):
            found.setdefault(change.text, change)
    return tuple(found.values())


def _of_dimension(snapshot: Snapshot, finding: Finding, dimension: str, was: Seen, now: Seen) -> list[Change]:
    if now.both:
        return [_contact(dimension, was, now)] if was.both != now.both else []
    found: list[Change] = []
    for number, member in enumerate(finding.members):
        old = was.values[number] if number < len(was.values) else {}
        new = now.values[number] if number < len(now.values) else {}
        record = snapshot.record(member)
        name = formatting.nice(name_of(record)) if record else member
        for fields in _groups(dict.fromkeys([*old, *new])):
            found += _of_fields(dimension, member, name, fields, old, new)
    if not found and was.shared != now.shared and was.language in ("", now.language):
        before, after = ", ".join(was.shared), ", ".join(now.shared)
        text = _("Gemeinsam war %(was)s und ist jetzt %(now)s.") % _both(before, after, nothing=_("nichts"))
        found.append(Change(dimension, "", before, after, text))
    return found


def _groups(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The fields, those that belong together as one."""
    told: set[str] = set()
    for name in names:
        group = next((group for group in _TOGETHER if name in group), (name,))
        if group[0] not in told:
            told.add(group[0])
            yield group


def _of_fields(
    dimension: str, member: str, name: str, fields: Sequence[str], old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Change]:
    if all(old.get(field) == new.get(field) for field in fields):
        return []
    if fields[0] in seen.TEXTS:
        return [Change(dimension, member, "", "", _("Die Beschreibung von „%(name)s“ ist geändert.") % {"name": name})]
    if fields[0] == seen.MEMBERS:
        return _of_members(dimension, member, name, old.get(seen.MEMBERS, []), new.get(seen.MEMBERS, []))
    was, now = _words(fields[0], old), _words(fields[0], new)
    if was == now:
        return []
    text = _sentence(fields[0]) % ({"name": name} | _both(was, now, nothing=_("nicht angegeben")))
    return [Change(dimension, member, was, now, text)]


def _of_members(dimension: str, member: str, name: str, old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Who came and who went: of twenty members nobody finds out by two lists."""
    came = ", ".join(formatting.nice(actor) for actor in new if actor not in old)
    went = ", ".join(formatting.nice(actor) for actor in old if actor not in new)
    found = []
    if came:
        text = _("Zu „%(name)s“ gehört jetzt auch: %(who)s.") % {"name": name, "who": came}
        found.append(Change(dimension, member, "", came, text))
    if went:
        text = _("Zu „%(name)s“ gehört nicht mehr: %(who)s.") % {"name": name, "who": went}
        found.append(Change(dimension, member, went, "", text))
    return found


def _contact(dimension: str, was: Seen, now: Seen) -> Change:
    states = {
        seen.SAME: _("bei beiden gleich"),
        seen.DIFFERENT: _("bei beiden verschieden"),
        seen.UNKNOWN: _("nicht bei beiden angegeben"),
    }
    before, after = (states.get(row.both, states[seen.UNKNOWN]) for row in (was, now))
    sentence = {
        "phone": _("Die Telefonnummer war %(was)s und ist jetzt %(now)s."),
        "email": _("Die E-Mail-Adresse war %(was)s und ist jetzt %(now)s."),
    }[dimension]
    return Change(dimension, "", before, after, sentence % {"was": before, "now": after})


def _both(was: str, now: str, *, nothing: str) -> dict[str, str]:
    return {"was": was or nothing, "now": now or nothing}


def _sentence(field: str) -> str:
    return {
        "name": _("Der Name war %(was)s und ist jetzt %(now)s."),
        "title": _("Der Titel war %(was)s und ist jetzt %(now)s."),
        "aliases": _("Die weiteren Namen von „%(name)s“ waren %(was)s und sind jetzt %(now)s."),
        "street": _("Die Anschrift von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "website": _("Die Website von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "kind": _("Die Art von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "themes": _("Die Themen von „%(name)s“ waren %(was)s und sind jetzt %(now)s."),
        "target_groups": _("Die Zielgruppen von „%(name)s“ waren %(was)s und sind jetzt %(now)s."),
        "providers": _("Der Träger von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "districts": _("Der Sozialraum von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "age_from": _("Die Altersgruppe von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "capacity": _("Die Zahl der Plätze von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "valid_from": _("Die Laufzeit von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
        "mandate": _("Die Rechtsgrundlage von „%(name)s“ war %(was)s und ist jetzt %(now)s."),
    }[field]


def _words(field: str, values: Mapping[str, Any]) -> str:
    """What the values of a group of fields, which `field` begins, are for people."""
    if field == "age_from":
        return formatting.ages(values.get("age_from"), values.get("age_to"), words=True)
    if field == "valid_from":
        return formatting.period(formatting.day(values.get("valid_from")), formatting.day(values.get("valid_to")))
    if field == "districts":
        return ", ".join([*([_("stadtweit")] if values.get("citywide") else []), *values.get("districts", ())])
    if field == "street":
        town = " ".join(str(values[name]) for name in ("postcode", "city") if name in values)
        return ", ".join(filter(None, (str(values.get("street", "")), town)))
    value = values.get(field)
    if field == "kind" and value in ACTOR_KINDS:
        return kind_name(value)
    if isinstance(value, list):
        return formatting.nice(", ".join(value))
    return formatting.nice(str(value)) if value is not None else ""
