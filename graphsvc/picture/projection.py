"""Bodies as a network of their own: a line between two that share members, the wider the more they share."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graphsvc import formatting
from graphsvc.analysis.standing import stands
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.picture import things
from graphsvc.picture.frame import Frame, arranged, parallels
from graphsvc.picture.seats import seats
from graphsvc.picture.two_mode import categories_of, filled, no_members, parallel_bodies
from graphsvc.snapshot import Snapshot, holds
from visualisations.network import Measure, NetworkEdge, NetworkNode, NetworkView

KEY = "bodies-projection"
NAMED = 8  # shared members that a line names


def members_today(snapshot: Snapshot, today: str) -> Mapping[str, frozenset[str]]:
    """Body -> the actors that sit in it on the day, for bodies that stand on it."""
    found: dict[str, set[str]] = {key: set() for key, body in snapshot.bodies.items() if stands(body, snapshot, today)}
    for seat in seats(snapshot):
        if seat.body in found and (seat.row is None or holds(seat.row, today)):
            found[seat.body].add(seat.actor)
    return {body: frozenset(actors) for body, actors in found.items()}


def shared_members(members: Mapping[str, frozenset[str]]) -> Mapping[tuple[str, str], frozenset[str]]:
    """(body, body) -> the actors that sit in both, for pairs that have some; the smaller id first.

    The one-mode projection of a two-mode network (Borgatti and Everett 1997, doi:10.1016/S0378-8733(96)00301-2).
    """
    sits: dict[str, list[str]] = defaultdict(list)
    for body in sorted(members):
        for actor in members[body]:
            sits[actor].append(body)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor, bodies in sits.items():
        for pair in itertools.combinations(bodies, 2):
            found[pair].add(actor)
    return {pair: frozenset(actors) for pair, actors in sorted(found.items())}


def bodies_projection(frame: Frame) -> NetworkView:
    """The bodies of today; empty where no body has a member."""
    snapshot = frame.snapshot
    members = members_today(snapshot, frame.today)
    if not any(members.values()):
        members = {}
    seats_of = Counter(actor for actors in members.values() for actor in actors)
    edges = [_edge(frame, *pair, actors) for pair, actors in shared_members(members).items()]
    nodes = [
        dataclasses.replace(
            node,
            measures={**node.measures, "linked": node.weight},
            since=None,
            until=None,
        )
        for node in arranged((_body(frame, body, actors, seats_of) for body, actors in members.items()), edges)
    ]
    groups = {"body": _("Gremien")}
    ids = {body: things.body_id(frame, body) for body in members}
    pairs = parallels(frame.findings("parallel_body"), ids)
    view = frame.view(KEY, _("Verbundene Gremien"), _sentence(nodes, edges), nodes, edges, groups, {
        "picture_label": _("Gremien, verbunden durch gemeinsame Mitglieder"),
        "actors_one": _("%(count)s Gremium"),
        "actors_many": _("%(count)s Gremien"),
        "cooperations_one": _("%(count)s Paar mit gemeinsamen Mitgliedern"),
        "cooperations_many": _("%(count)s Paare mit gemeinsamen Mitgliedern"),
        "normal": _("gemeinsame Mitglieder: je breiter, desto mehr"),
        "highlight_gaps": _("Parallelstrukturen hervorheben"),
        "gaps_of": _("Vermutlich nebeneinander"),
        "isolated": _("ohne gemeinsame Mitglieder mit den anderen"),
        "empty": no_members(),
    })  # fmt: skip
    return dataclasses.replace(
        view,
        counted=("normal",),
        categories=categories_of(snapshot, _("Gremien"), nodes, groups),
        measures=(
            Measure("members", _("Mitglieder"), column=True),
            Measure("linked", _("verbundene Gremien"), column=True),
            Measure("only_here", _("Mitglieder nur hier"), column=True),
        ),
        columns=filled(nodes, (_("Turnus"), _("Vorsitz"), _("Zielgruppen"), _("Rechtsgrundlage"))),
        gaps=pairs,
        gaps_text=parallel_bodies(len(pairs)),
        gaps_are="parallels",
        years=None,
        years_missing=_("Stand %(day)s: Gremien und Mitgliedschaften, die heute gelten.")
        % {"day": formatting.day(frame.today)},
    )


def _body(frame: Frame, body: str, actors: frozenset[str], seats_of: Mapping[str, int]) -> NetworkNode:
    node = things.body_node(frame, frame.snapshot.bodies[body])
    only = sum(seats_of[actor] == 1 for actor in actors)
    return dataclasses.replace(
        node, measures={"members": len(actors), "only_here": only}, categories={**node.categories, "kind": node.kind}
    )


def _edge(frame: Frame, first: str, second: str, actors: frozenset[str]) -> NetworkEdge:
    names = sorted(frame.snapshot.actors[actor].name for actor in actors)
    listed = ", ".join(formatting.nice(name) for name in names[:NAMED])
    if len(names) > NAMED:
        listed += " " + _("und %(count)s weitere") % {"count": formatting.number(len(names) - NAMED)}
    return NetworkEdge(
        id=f"shared {first} {second}",
        source=things.body_id(frame, first),
        target=things.body_id(frame, second),
        kind=ngettext("%(count)s gemeinsames Mitglied", "%(count)s gemeinsame Mitglieder", len(names))
        % {"count": formatting.number(len(names))},
        weight=len(names),
        facts=((_("In beiden"), listed),),
    )


def _sentence(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> str:
    if not nodes:
        return _("Noch hat kein Gremium Mitglieder.")
    if not edges:
        return _("Keine zwei Gremien haben ein gemeinsames Mitglied.")
    names = {node.id: node.label or node.name for node in nodes}
    most = min(edges, key=lambda edge: (-edge.weight, names[edge.source], names[edge.target]))
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    return _("%(linked)s von %(all)s Gremien teilen Mitglieder, am meisten „%(one)s“ und „%(other)s“: %(count)s.") % {
        "linked": formatting.number(len(linked)),
        "all": formatting.number(len(nodes)),
        "one": names[most.source],
        "other": names[most.target],
        "count": formatting.number(most.weight),
    }
