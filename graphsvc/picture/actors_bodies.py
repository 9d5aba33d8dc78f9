"""Actors and bodies in one picture: who sits where, and who leads."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.picture import things
from graphsvc.picture.fields import years_of
from graphsvc.picture.frame import Frame, arranged, parallels
from graphsvc.picture.seats import seats
from graphsvc.picture.two_mode import (
    actors_counted,
    categories_of,
    filled,
    no_members,
    parallel_bodies,
    ringed,
    with_kind,
)  # fmt: skip
from visualisations.network import Measure, NetworkEdge, NetworkNode, NetworkView

KEY = "actors-bodies"


def actors_bodies(frame: Frame) -> NetworkView:
    """All bodies with their members; empty where no body has any."""
    snapshot = frame.snapshot
    edges = _memberships(frame)
    actors = [snapshot.actors[key] for key in sorted({edge.source for edge in edges})]
    bare = [things.actor_node(frame, actor) for actor in actors]
    bare += [things.body_node(frame, body) for body in snapshot.bodies.values()] if edges else []
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    nodes = [
        dataclasses.replace(
            node,
            measures={"members" if node.group == "body" else "bodies": len(near[node.id])},
            categories=with_kind(snapshot, node),
        )
        for node in arranged(ringed(frame, bare, ("duplicate_actor",)), edges)
    ]
    groups = {"actor": _("Akteure"), "body": _("Gremien")}
    ids = {body: things.body_id(frame, body) for body in snapshot.bodies} if edges else {}
    pairs = parallels(frame.findings("parallel_body"), ids)
    view = frame.view(KEY, _("Akteure und Gremien"), _sentence(frame, nodes, edges), nodes, edges, groups, {
        "picture_label": _("Akteure und ihre Gremien"),
        "actors_one": _("%(count)s Akteur oder Gremium"),
        "actors_many": _("%(count)s Akteure und Gremien"),
        "cooperations_one": _("%(count)s Mitgliedschaft"),
        "cooperations_many": _("%(count)s Mitgliedschaften"),
        "close": _("Vorsitz oder Leitung"),
        "normal": _("Mitglied"),
        "part_of": _("Gast oder beratend"),
        "highlight_gaps": _("Parallelstrukturen hervorheben"),
        "gaps_of": _("Vermutlich nebeneinander"),
        "empty": no_members(),
    })  # fmt: skip
    return dataclasses.replace(
        view,
        counted=("close", "normal", "part_of"),
        categories=categories_of(snapshot, _("Akteur oder Gremium"), nodes, groups),
        measures=(
            Measure("bodies", _("Gremien"), column=True),
            Measure("members", _("Mitglieder"), column=True),
        ),
        columns=filled(nodes, (_("Turnus"), _("Vorsitz"), _("Zielgruppen"), _("Rechtsgrundlage"))),
        gaps=pairs,
        gaps_text=parallel_bodies(len(pairs)),
        gaps_are="parallels",
    )


def _memberships(frame: Frame) -> list[NetworkEdge]:
    found = []
    for seat in seats(frame.snapshot):
        since, until = years_of(seat.row) if seat.row else (None, None)
        held = ""
        if seat.row:
            held = formatting.period(
                formatting.partial_date(seat.row.valid_from, seat.row.typed.get("valid_from")),
                formatting.partial_date(seat.row.valid_to, seat.row.typed.get("valid_to")),
            )
        found.append(
            NetworkEdge(
                id=seat.row.id if seat.row else f"chair {seat.actor} {seat.body}",
                source=seat.actor,
                target=things.body_id(frame, seat.body),
                kind=formatting.nice(seat.role or _("Mitglied")),
                strength=seat.strength,
                facts=((_("Zeitraum"), held),) if held else (),
                since=since,
                until=until,
            )
        )
    return found


def _sentence(frame: Frame, nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> str:
    """How many sit where, of all years: what is over is in the picture too, and is told."""
    actors = [node for node in nodes if node.group == "actor"]
    if not actors:
        return _("Noch hat kein Gremium Mitglieder.")
    bodies = [node for node in nodes if node.group == "body"]
    empty = sum(not node.measures["members"] for node in bodies)
    most = min(actors, key=lambda node: (-node.measures["bodies"], node.name, node.id))
    ends = [node.until for node in nodes] + [edge.until for edge in edges]
    over = any(year is not None and year <= int(frame.today[:4]) for year in ends)
    words = (
        ngettext(
            "Über alle Jahre: %(actors)s sitzt oder saß in %(bodies)s.",
            "Über alle Jahre: %(actors)s sitzen oder saßen in %(bodies)s.",
            len(actors),
        )
        if over
        else ngettext("%(actors)s sitzt in %(bodies)s.", "%(actors)s sitzen in %(bodies)s.", len(actors))
    )
    text = words % {
        "actors": actors_counted(len(actors)),
        "bodies": ngettext("%(count)s Gremium", "%(count)s Gremien", len(bodies))
        % {"count": formatting.number(len(bodies))},
    }
    if most.measures["bodies"] > 1:
        most_of = _("In den meisten: %(name)s (%(count)s).") if over else _("In den meisten sitzt %(name)s: %(count)s.")
        text += " " + most_of % {
            "name": most.label or most.name,
            "count": formatting.number(most.measures["bodies"]),
        }
    if empty:
        text += " " + ngettext(
            "%(count)s Gremium hat keine Mitglieder.", "%(count)s Gremien haben keine Mitglieder.", empty
        ) % {"count": formatting.number(empty)}
    return text
