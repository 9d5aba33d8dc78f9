"""What the two-mode views share: marks of what is double, fields to tell things apart, and counted words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from graphsvc import addresses, formatting
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.kinds import kind_name
from graphsvc.picture import things
from graphsvc.picture.fields import CITYWIDE, SEVERAL
from graphsvc.picture.frame import Frame, grouped, sorted_by
from graphsvc.picture.workbook_words import column
from graphsvc.snapshot import Snapshot
from visualisations.network import Category, NetworkNode


def ringed(frame: Frame, nodes: Iterable[NetworkNode], kinds: tuple[str, ...]) -> list[NetworkNode]:
    """The nodes, those marked that are probably recorded twice."""
    first: dict[str, JudgedFinding] = {}
    for row in frame.findings(*kinds):
        for member in row.finding.members:
            key = things.offer_id(frame, member) if row.finding.kind == "duplicate_offer" else member
            first.setdefault(key, row)
    return [
        dataclasses.replace(
            node,
            double=True,
            finding_url=frame.page(addresses.of_finding(first[node.id].finding.id)),
            finding_text=_("Vermutlich doppelt erfasst."),
        )
        if node.id in first
        else node
        for node in nodes
    ]


def with_kind(snapshot: Snapshot, node: NetworkNode) -> Mapping[str, str]:
    """The categories of a node with its kind."""
    actor = snapshot.actors.get(node.id)
    return {**node.categories, "kind": f"actor {actor.kind}" if actor else node.kind}


def categories_of(
    snapshot: Snapshot, label: str, nodes: Sequence[NetworkNode], groups: Mapping[str, str]
) -> tuple[Category, ...]:
    """What things can be told apart by; `label` names the category that gives them their shapes."""
    kinds = {node.categories["kind"]: node.kind for node in nodes}
    kinds |= {f"actor {actor.kind}": kind_name(actor.kind) for actor in snapshot.actors.values()}
    districts = {CITYWIDE: _("stadtweit"), SEVERAL: _("mehrere")}
    districts |= {row.id: row.name for row in snapshot.districts.values()}
    found = (
        grouped(label, nodes, groups),
        sorted_by("kind", _("Art"), nodes, kinds),
        sorted_by("district", _("Sozialraum"), nodes, districts),
        sorted_by("theme", _("Thema (das erste)"), nodes, {row.id: row.name for row in snapshot.terms.values()}),
    )
    return tuple(category for category in found if category.entries)


def filled(nodes: Sequence[NetworkNode], labels: Iterable[str]) -> tuple[str, ...]:
    """The columns in which something stands."""
    there = {label for node in nodes for label, _value in node.facts}
    return tuple(label for label in labels if label in there)


def parallel_bodies(count: int) -> str:
    """So many pairs of bodies work side by side; empty for none."""
    if not count:
        return ""
    return ngettext(
        "%(count)s Paar von Gremien arbeitet vermutlich nebeneinander (gestrichelt verbunden).",
        "%(count)s Paare von Gremien arbeiten vermutlich nebeneinander (gestrichelt verbunden).",
        count,
    ) % {"count": formatting.number(count)}


def no_members() -> str:
    """What stands where no body has members: the columns that would give some."""
    return _("Noch hat kein Gremium Mitglieder. Das füllt dieses Bild: %(column)s.") % {
        "column": column("Mitgliedschaften", "Gremium", "Akteur")
    }


def actors_counted(count: int) -> str:
    """So many actors, in words."""
    return ngettext("%(count)s Akteur", "%(count)s Akteure", count) % {"count": formatting.number(count)}
