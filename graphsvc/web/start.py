"""The start page: what the city has, what exists twice, who works with whom, what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template
from markupsafe import Markup

from graphsvc import formatting
from graphsvc.current import service
from graphsvc.model import ACTOR_KINDS
from graphsvc.picture import best_connected
from graphsvc.snapshot import is_part_of
from graphsvc.web import chain, findings, lines
from graphsvc.web import index as indexes
from graphsvc.web.findings import FindingLine
from graphsvc.web.index import Index, Named
from visualisations import small_network

STRONGEST = 3
NEWEST = 5
DUE_SHOWN = 3
PICTURE = (560, 400)  # units of the small picture: about those of the screen, so that its names can be read


@dataclass(frozen=True)
class Figures:
    """What the city has, in numbers."""

    actors: int
    offices: int  # actors of the administration
    offers: int
    local_offers: int  # offers in a district
    bodies: int
    memberships: int
    cooperations: int
    alone: int  # actors without any cooperation


@dataclass(frozen=True)
class Change:
    """One entry of 'what is new'."""

    summary: str
    day: str
    user: str
    action: str


def page() -> str:
    """The page /; on an empty store the one that says how to begin."""
    index = indexes.current()
    if not index.snapshot.actors and not index.snapshot.offers and not index.snapshot.bodies:
        return render_template("empty.html")
    today = date.today().isoformat()
    return render_template(
        "start.html",
        city=service().city_name(),
        figures=index.kept("figures", lambda: _figures(index)),
        total=len(index.judged),
        open_count=len(index.open_findings),
        kinds=findings.count_by_kind(index),
        strongest=[findings.line(index, judged) for judged in index.open_findings[:STRONGEST]],
        scale=index.scale,
        picture=index.kept("small picture", _picture),
        brokers=index.kept("brokers", lambda: _brokers(index)),
        chain=chain.figure(index),
        due=_due(index),
        due_more=max(0, sum(judged.state == "due" for judged in index.judged) - DUE_SHOWN),
        changed=sum(judged.state == "changed" for judged in index.judged),
        without_age=index.kept(f"without age {today}", lambda: _without(index, today, "age")),
        without_district=index.kept(f"without district {today}", lambda: _without(index, today, "district")),
        changes=[
            Change(formatting.nice(entry.summary), formatting.moment(entry.at), entry.user, entry.action)
            for entry in service().data_changes(NEWEST)
        ],
    )


def _figures(index: Index) -> Figures:
    snapshot = index.snapshot
    return Figures(
        actors=len(snapshot.actors),
        offices=sum(ACTOR_KINDS.get(actor.kind) == "administration" for actor in snapshot.actors.values()),
        offers=len(snapshot.offers),
        local_offers=sum(bool(offer.districts) for offer in snapshot.offers.values()),
        bodies=len(snapshot.bodies),
        memberships=len(snapshot.memberships),
        cooperations=sum(not is_part_of(row) for row in snapshot.cooperations.values()),
        alone=sum(not lines.partners(index, actor) for actor in snapshot.actors),
    )


def _picture() -> Markup:
    """The small network; every text in it is escaped by its maker."""
    width, height = PICTURE
    return Markup(small_network.svg(service().network_view(), width, height))  # noqa: S704


def _brokers(index: Index) -> list[Named]:
    """The two actors with the most partners, as the picture beside them names them."""
    view = service().network_view()
    return [Named(node.id, "actor", node.label or node.name) for node in best_connected(view.nodes, view.edges)]


def _due(index: Index) -> list[FindingLine]:
    due = [judged for judged in index.judged if judged.state == "due"]
    due.sort(key=lambda judged: (judged.verdict.review_on if judged.verdict else None) or "")
    return [findings.line(index, judged) for judged in due[:DUE_SHOWN]]


def _without(index: Index, today: str, what: str) -> int:
    rows = index.kept(f"rows of offers on {today}", lambda: lines.offer_rows(index, today))
    return sum(what in row.values["missing"] for row in rows)
