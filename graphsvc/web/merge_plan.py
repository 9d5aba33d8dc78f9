"""What a merge would do, as its pages show it: where records contradict each other, what is kept, what moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphsvc import formatting, merging
from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.merging import Plan, Unit
from graphsvc.model import Actor, Body, Offer, Record
from graphsvc.web import facts, wording
from graphsvc.web.index import Index, Named

CHOICE, VERSION = "choice:", "version:"  # what the names of the form's fields begin with
MOST = {"reason": 2000, "person": 200}  # letters


@dataclass(frozen=True)
class Option:
    """What one record says."""

    record: str  # id
    text: str
    source: str
    chosen: bool


@dataclass(frozen=True)
class Difference:
    """One field in which the records contradict each other; the chosen value counts, the others are kept."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Statement:
    """One value of one record, and what becomes of it."""

    label: str
    text: str
    source: str
    holds: bool  # else it is kept beside the one record


@dataclass(frozen=True)
class Account:
    """All that one record says."""

    named: Named
    stays: bool
    statements: list[Statement]


def given_choices(given: Mapping[str, str]) -> dict[str, str]:
    """Unit -> id, as chosen in a form."""
    return {name.removeprefix(CHOICE): value for name, value in given.items() if name.startswith(CHOICE)}


def versions(plan: Plan) -> list[tuple[str, int]]:
    """Name and value of the hidden fields that say which versions of the records the form shows."""
    return [(f"{VERSION}{member.id}", member.version) for member in plan.members]


def seen_versions(given: Mapping[str, str]) -> dict[str, int]:
    """Id -> version of the record as the form showed it."""
    return {
        name.removeprefix(VERSION): int(value)
        for name, value in given.items()
        if name.startswith(VERSION) and value.isdecimal()
    }


def check_lengths(given: Mapping[str, str]) -> None:
    """Raises InvalidInput where a text of the form is too long."""
    for name, most in MOST.items():
        if len(given.get(name, "")) > most:
            text = _("Der Text ist zu lang. Höchstens %(most)s Zeichen passen.") % {"most": most}
            raise InvalidInput(text, {name: [text]})


def differences(index: Index, plan: Plan, choices: Mapping[str, str]) -> list[Difference]:
    """Fields in which the records contradict each other, each with what every record says."""
    kind = plan.merge.kind
    units = dict.fromkeys(row.unit for row in merging.alternatives(kind, plan.result, plan.members))
    found = []
    for unit in units:
        texts = [(member, said(index, kind, member, unit)) for member in plan.members]
        counts = choices.get(unit.name)
        if counts is None:
            same = merging.said(plan.result, unit)
            counts = next((member.id for member in plan.members if merging.said(member, unit) == same), "")
        options = [
            Option(member.id, text, source(index, member, unit), member.id == counts) for member, text in texts if text
        ]
        if len({option.text for option in options}) > 1:
            found.append(Difference(unit.name, label(unit), options))
    return found


def accounts(index: Index, plan: Plan) -> list[Account]:
    """What every record says, the one that stays first, each value with its source."""
    kind = plan.merge.kind
    found: dict[str, list[Statement]] = {member.id: [] for member in plan.members}
    by_id = {member.id: member for member in plan.members}
    for row in merging.account(kind, plan.result, plan.members):
        member = by_id[row.record]
        if text := said(index, kind, member, row.unit):
            found[row.record].append(Statement(label(row.unit), text, source(index, member, row.unit), row.holds))
    named = {link.id: link for link in index.links(found)}
    return [
        Account(named[record_id], record_id == plan.merge.into, rows)
        for record_id, rows in found.items()
        if record_id in named
    ]


def moves(plan: Plan) -> list[str]:
    """What is led to the one record: how many of each kind."""
    counts = Counter(kind for kind, _id in plan.moved)
    found = [
        (counts["offer"], ngettext("ein Angebot", "%(count)s Angebote", counts["offer"])),
        (counts["body"], ngettext("ein Gremium", "%(count)s Gremien", counts["body"])),
        (counts["membership"], ngettext("eine Mitgliedschaft", "%(count)s Mitgliedschaften", counts["membership"])),
        (counts["cooperation"], ngettext("eine Kooperation", "%(count)s Kooperationen", counts["cooperation"])),
        (counts["actor"], ngettext("ein anderer Akteur", "%(count)s andere Akteure", counts["actor"])),
    ]
    return [text % {"count": count} for count, text in found if count]


def source(index: Index, record: Record, unit: Unit) -> str:
    """Where what a record says in a unit comes from."""
    return facts.source_text(index, record, unit.fields or ("extra",))


def said(index: Index, kind: str, record: Record, unit: Unit) -> str:
    """What a record says in a unit, for people."""
    if unit.header:
        return formatting.nice(record.extra.get(unit.header, ""))
    return formatting.nice(", ".join(dict.fromkeys(filter(None, _texts(index, kind, record, unit)))))


def _texts(index: Index, kind: str, record: Record, unit: Unit) -> Sequence[str]:
    if unit.name == "valid_from" and isinstance(record, Actor | Offer | Body):
        return [index.since(record)]
    if unit.name == "age_from" and isinstance(record, Offer):
        return [formatting.ages(record.age_from, record.age_to, words=True)]
    if unit.name == "capacity" and isinstance(record, Offer):
        return [formatting.places(record.used, record.capacity)]
    return [wording.value(index.snapshot, kind, record, field) for field in unit.fields]


def label(unit: Unit) -> str:
    """The name of a unit for people."""
    return unit.header or wording.field(unit.name)
