"""Actors and offers in one picture: who provides, partners or funds what."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.picture import things
from graphsvc.picture.fields import years_of
from graphsvc.picture.frame import Frame, arranged, parallels
from graphsvc.picture.two_mode import actors_counted, categories_of, filled, ringed, with_kind
from graphsvc.picture.workbook_words import column
from visualisations.network import Measure, NetworkEdge, NetworkNode, NetworkView
from visualisations.network_view import Strength

KEY = "actors-offers"
STRENGTHS: dict[str, Strength] = {"provider": "close", "partner": "normal", "funder": "part_of"}
ROLES: dict[str, Strength] = {"provides": "close", "partners": "normal", "funds": "part_of"}  # measure -> line


def actors_offers(frame: Frame) -> NetworkView:
    """All offers with the actors that provide, partner or fund them; empty where no offer names an actor."""
    snapshot = frame.snapshot
    edges = _involvements(frame)
    actors = [snapshot.actors[key] for key in sorted({edge.source for edge in edges})]
    bare = [things.actor_node(frame, actor) for actor in actors]
    bare += [things.offer_node(frame, offer) for offer in snapshot.offers.values()] if edges else []
    roles = Counter((edge.source, edge.strength) for edge in edges)
    offers = {things.offer_id(frame, offer.id): offer for offer in snapshot.offers.values()}
    involved = Counter(edge.target for edge in edges)
    nodes = []
    for node in arranged(ringed(frame, bare, ("duplicate_actor", "duplicate_offer")), edges):
        measures: dict[str, float] = {role: roles[node.id, strength] for role, strength in ROLES.items()}
        if node.group == "offer":
            measures = {"involved": involved[node.id]}
            offer = offers[node.id]
            if offer.capacity is not None:
                measures["capacity"] = offer.capacity
        nodes.append(dataclasses.replace(node, measures=measures, categories=with_kind(snapshot, node)))
    groups = {"actor": _("Akteure"), "offer": _("Angebote")}
    ids = {offer: things.offer_id(frame, offer) for offer in snapshot.offers} if edges else {}
    pairs = parallels(frame.findings("parallel_offer"), ids)
    view = frame.view(KEY, _("Akteure und Angebote"), _sentence(nodes, edges), nodes, edges, groups, {
        "picture_label": _("Akteure und ihre Angebote"),
        "actors_one": _("%(count)s Akteur oder Angebot"),
        "actors_many": _("%(count)s Akteure und Angebote"),
        "cooperations_one": _("%(count)s Beteiligung"),
        "cooperations_many": _("%(count)s Beteiligungen"),
        "close": _("bietet an"),
        "normal": _("ist Partner"),
        "part_of": _("fördert"),
        "highlight_gaps": _("Doppelangebote hervorheben"),
        "gaps_of": _("Vermutlich für dasselbe"),
        "empty": _("Noch nennt kein Angebot einen Akteur. Das füllt dieses Bild: %(column)s.")
        % {"column": column("Angebote", "Träger", "Kooperationspartner", "Förderer")},
    })  # fmt: skip
    return dataclasses.replace(
        view,
        counted=("close", "normal", "part_of"),
        categories=categories_of(snapshot, _("Akteur oder Angebot"), nodes, groups),
        measures=(
            Measure("provides", _("bietet an"), column=True),
            Measure("partners", _("ist Partner"), column=True),
            Measure("funds", _("fördert"), column=True),
            Measure("involved", _("Beteiligte"), column=True),
            *([Measure("capacity", _("Plätze"))] if any("capacity" in node.measures for node in nodes) else []),
        ),
        columns=filled(nodes, (_("Zielgruppen"), _("Alter"), _("Plätze"), _("Zeit"), _("Förderung bis"))),
        gaps=pairs,
        gaps_text=_parallel(len(pairs)),
        gaps_are="parallels",
    )


def _involvements(frame: Frame) -> list[NetworkEdge]:
    words = {"provider": _("bietet an"), "partner": _("ist Partner"), "funder": _("fördert")}
    found = []
    for offer in frame.snapshot.offers.values():
        for role, actors in (("provider", offer.providers), ("partner", offer.partners), ("funder", offer.funders)):
            for actor in dict.fromkeys(actors):
                if actor in frame.snapshot.actors:
                    since, until = years_of(offer)
                    found.append(
                        NetworkEdge(
                            id=f"{role} {actor} {offer.id}",
                            source=actor,
                            target=things.offer_id(frame, offer.id),
                            kind=words[role],
                            strength=STRENGTHS[role],
                            since=since,
                            until=until,
                        )
                    )
    return found


def _parallel(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s Paar von Angeboten ist vermutlich für dasselbe da (gestrichelt verbunden).",
        "%(count)s Paare von Angeboten sind vermutlich für dasselbe da (gestrichelt verbunden).",
        count,
    ) % {"count": formatting.number(count)}


def _sentence(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> str:
    actors = [node for node in nodes if node.group == "actor"]
    if not actors:
        return _("Noch nennt kein Angebot einen Akteur.")
    offers = [node for node in nodes if node.group == "offer"]
    with_provider = {edge.target for edge in edges if edge.strength == "close"}
    lone = sum(node.id not in with_provider for node in offers)
    most = min(actors, key=lambda node: (-node.measures["provides"], node.name, node.id))
    text = ngettext(
        "%(actors)s trägt, begleitet oder fördert %(offers)s.",
        "%(actors)s tragen, begleiten oder fördern %(offers)s.",
        len(actors),
    ) % {
        "actors": actors_counted(len(actors)),
        "offers": ngettext("%(count)s Angebot", "%(count)s Angebote", len(offers))
        % {"count": formatting.number(len(offers))},
    }
    if most.measures["provides"] > 1:
        text += " " + _("Die meisten hat %(name)s: %(count)s.") % {
            "name": most.label or most.name,
            "count": formatting.number(most.measures["provides"]),
        }
    if lone:
        text += " " + ngettext(
            "%(count)s Angebot nennt keinen Träger.", "%(count)s Angebote nennen keinen Träger.", lone
        ) % {"count": formatting.number(lone)}
    return text
