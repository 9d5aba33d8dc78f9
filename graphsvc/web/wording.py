"""Names of findings, verdicts, states and roles as the pages write them."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.i18n import gettext as _
from graphsvc.kinds import finding_kind_name as finding_kind
from graphsvc.kinds import kind_name
from graphsvc.model import Actor, Record, name_of
from graphsvc.references import REFERENCES
from graphsvc.schemas import cell_text
from graphsvc.snapshot import Snapshot

# What a person would most likely decide stands first.
_DUPLICATE_ORDER = ("merge", "not_double", "part_of", "coordinate", "cooperate", "intended_diversity", "unsure")
_PARALLEL_ORDER = ("coordinate", "cooperate", "intended_diversity", "part_of", "merge", "not_double", "unsure")

DECISION_ICONS = {
    "merge": "check",
    "not_double": "x",
    "part_of": "link",
    "intended_diversity": "sparkles",
    "coordinate": "message-circle",
    "cooperate": "users",
    "unsure": "circle-help",
}
DECISION_BADGES = {"merge": "good", "not_double": "", "unsure": "warn"}  # all others: info


__all__ = [
    "DECISION_BADGES", "DECISION_ICONS", "choices", "decision", "field", "finding_kind", "finding_kind_counted",
    "intensity", "role", "value",
]  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One verdict that can be given, with one line of what it means."""

    key: str
    name: str
    meaning: str


def finding_kind_counted(kind: str) -> str:
    """What stands under the number of findings of a kind."""
    return {
        "parallel_offer": _("Angebote für dasselbe"),
        "duplicate_offer": _("Angebote doppelt erfasst"),
        "duplicate_actor": _("Akteure doppelt erfasst"),
        "parallel_body": _("Gremien nebeneinander"),
    }[kind]


def decision(key: str) -> str:
    """The name of a verdict."""
    return {
        "merge": _("zusammenführen"),
        "not_double": _("kein Duplikat"),
        "part_of": _("Teil von"),
        "intended_diversity": _("gewollte Vielfalt"),
        "coordinate": _("Abstimmung nötig"),
        "cooperate": _("Kooperation anbahnen"),
        "unsure": _("unsicher"),
    }[key]


def choices(kind: str) -> list[Choice]:
    """The verdicts in the order that suits the kind of finding."""
    meanings = {
        "merge": _("Es ist dasselbe, doppelt erfasst."),
        "not_double": _("Der Vorschlag passt nicht."),
        "part_of": _("Eines gehört zum anderen."),
        "intended_diversity": _("Beide bleiben, mit Absicht."),
        "coordinate": _("Die Beteiligten sprechen sich ab."),
        "cooperate": _("Die Beteiligten arbeiten zusammen."),
        "unsure": _("Erst nachfragen."),
    }
    order = _DUPLICATE_ORDER if kind.startswith("duplicate") else _PARALLEL_ORDER
    return [Choice(key, decision(key), meanings[key]) for key in order]


def field(name: str) -> str:
    """The name of a field of an actor, an offer or a body, or of the group of fields that it begins."""
    return {
        "name": _("Name"),
        "title": _("Titel"),
        "kind": _("Art"),
        "aliases": _("Weitere Namen"),
        "part_of": _("Gehört zu"),
        "successors": _("aufgegangen in"),
        "providers": _("Träger"),
        "partners": _("Kooperationspartner"),
        "funders": _("Förderer"),
        "street": _("Anschrift"),
        "districts": _("Sozialraum"),
        "website": _("Website"),
        "email": _("E-Mail"),
        "phone": _("Telefon"),
        "posts": _("Stellen"),
        "heads": _("Beschäftigte"),
        "themes": _("Themen"),
        "target_groups": _("Zielgruppen"),
        "age_from": _("Alter"),
        "valid_from": _("Zeit"),
        "capacity": _("Plätze"),
        "attendance": _("Teilnehmende"),
        "cost": _("Kosten"),
        "languages": _("Sprachen"),
        "access": _("Zugang"),
        "status": _("Status"),
        "place": _("Ort"),
        "times": _("Zeiten"),
        "funded_until": _("Förderung bis"),
        "frequency": _("Turnus"),
        "chairs": _("Vorsitz"),
        "mandate": _("Rechtsgrundlage"),
        "collective": _("Steht für"),
        "contact_function": _("Kontakt"),
        "influence": _("Einfluss"),
        "interest": _("Interesse"),
        "description": _("Beschreibung"),
        "source": _("Quelle"),
        "wording": _("Wortlaut"),
    }[name]


def value(snapshot: Snapshot, kind: str, record: Record, name: str) -> str:
    """What a record says in a field, with names in place of ids."""
    found = getattr(record, name)
    if name == "kind" and isinstance(record, Actor):
        return kind_name(record.kind)
    if name == "citywide":
        return _("stadtweit") if found else ""
    target = REFERENCES[kind].get(name)
    if target is None:
        return cell_text(record, name)
    ids = found if isinstance(found, tuple) else (found,) if found else ()
    rows = snapshot.records.get(target, {})
    return ", ".join(name_of(rows[key]) if key in rows else key for key in ids)


def role(key: str) -> str:
    """What an actor is for an offer."""
    return {"provider": _("Träger"), "partner": _("Kooperationspartner"), "funder": _("Förderer")}[key]


def intensity(key: str | None) -> str:
    """How close a cooperation is; empty where it is not known."""
    return {"low": _("gering"), "medium": _("mittel"), "high": _("hoch")}.get(key or "", "")
