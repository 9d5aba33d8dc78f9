"""The network of actors as the picture shows it: who stands where, who works with whom, who is probably double."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from graphsvc import addresses, formatting, layout, spots
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language, ngettext
from graphsvc.kinds import group_name, kind_name
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, Actor, Cooperation
from graphsvc.picture import gaps as missing
from graphsvc.picture import periods
from graphsvc.picture.cuts import cuts
from graphsvc.picture.fields import Fields, fields, span, years_of
from graphsvc.picture.frame import GROWTH, SMALLEST_NODE, WEIGHTS
from graphsvc.picture.names import short_name
from graphsvc.picture.texts import network_texts
from graphsvc.snapshot import Snapshot, is_part_of
from visualisations.network import LegendGroup, NetworkEdge, NetworkNode, NetworkView

Positions = Mapping[str, tuple[float, float]]  # actor id -> (x, y) in units of the picture

MOST_PARTNERS_NAMED = 2
MOST_NEW = 0.3  # share of new actors up to which the others stay: more of them would stand in one heap


def network(
    snapshot: Snapshot,
    judged: Sequence[JudgedFinding],
    positions: Positions,
    *,
    title: str,
    status: str = "",
    links: str | None = None,
) -> NetworkView:
    """The picture of all actors in the language of the request.

    `positions` has every actor (see `placed`). `links` stands before the paths of pages: '' inside the service, its
    address in a file to take along; without it the picture leads nowhere.
    """
    edges = edges_of(snapshot)
    cooperations = Counter(end for edge in edges if edge.strength != "part_of" for end in {edge.source, edge.target})
    doubles = _doubles(judged)
    apart = layout.apart(list(snapshot.actors), weighted(edges))
    pairs = [(edge.source, edge.target) for edge in edges]
    cut = cuts(snapshot.actors, pairs)
    told = fields(snapshot, cooperations, {actor: len(near) for actor, near in partners_of(edges).items()})
    nodes = tuple(
        dataclasses.replace(
            _node(snapshot, actor, positions[actor.id], told, doubles.get(actor.id, ()), title, links),
            apart=actor.id in apart and actor.id not in snapshot.places,
            cut=cut.get(actor.id, 0),
            cut_text=_cut_off(cut[actor.id]) if actor.id in cut else "",
        )
        for actor in snapshot.actors.values()
    )
    gaps = missing.gaps(snapshot, pairs, _double_pairs(judged), date.today().isoformat())
    dated: list[NetworkNode | NetworkEdge] = [*nodes, *edges]
    years = span(year for row in dated for year in (row.since, row.until))
    counts = Counter(node.group for node in nodes)
    return NetworkView(
        title=_("Netzwerk %(city)s") % {"city": title} if title else _("Netzwerk"),
        sentence=_sentence(nodes, edges),
        nodes=nodes,
        edges=edges,
        groups=tuple(LegendGroup(key, group_name(key), counts[key]) for key in ACTOR_GROUPS if counts[key]),
        texts=network_texts(),
        status=status,
        lang=language(),
        home_url=None if links is None else links + "/",
        file_url=None if links is None else links + "/diagrams/network.html?download",
        categories=told.categories,
        measures=told.measures,
        gaps=gaps,
        gaps_text=missing.sentence(gaps),
        cuts_text=_cuts_sentence(nodes),
        years=years,
        years_missing="" if years else _("Für die Jahre fehlen noch: %(columns)s.") % {"columns": _year_columns()},
    )


def _year_columns() -> str:
    return "; ".join(periods.missing_columns(["actor", "cooperation"]))


def computed(snapshot: Snapshot, known: Positions | None = None, *, seed: int = 1) -> Positions:
    """A computed place for every actor; those in `known` keep theirs, unless most actors are new: then all are laid
    out anew. New ones stand amid their neighbours, where these were put by hand."""
    ids = list(snapshot.actors)
    edges = weighted(edges_of(snapshot))
    hand = by_hand(snapshot)
    known = known or {}
    new = sum(actor not in known for actor in ids)
    if known and new <= MOST_NEW * len(ids):
        seen = {actor: hand.get(actor, spot) for actor, spot in known.items()}
        return {actor: known.get(actor, spot) for actor, spot in layout.extend(seen, ids, edges).items()}
    return spots.making_way(layout.layout(ids, edges, seed=seed), hand)


def by_hand(snapshot: Snapshot) -> Positions:
    """The places that people set."""
    return {place.id: (place.x, place.y) for place in snapshot.places.values() if place.id in snapshot.actors}


def placed(snapshot: Snapshot, base: Positions) -> Positions:
    """Where every actor stands: as set by hand, else as computed in `base`, which has every actor."""
    return {**{actor: base[actor] for actor in snapshot.actors}, **by_hand(snapshot)}


def weighted(edges: Iterable[NetworkEdge]) -> list[tuple[str, str, float]]:
    """(source, target, weight) for the layout."""
    return [(edge.source, edge.target, WEIGHTS[edge.strength]) for edge in edges]


def best_connected(nodes: Sequence[NetworkNode], edges: Iterable[NetworkEdge]) -> list[NetworkNode]:
    """The two actors with the most partners, if they stand out at all."""
    partners = partners_of(edges)
    ranked = sorted(nodes, key=lambda node: (-len(partners.get(node.id, ())), node.name, node.id))
    return [node for node in ranked[:MOST_PARTNERS_NAMED] if len(partners.get(node.id, ())) > 1]


def partners_of(edges: Iterable[NetworkEdge]) -> dict[str, set[str]]:
    """Actor id -> those it cooperates with."""
    partners: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.strength != "part_of":
            partners[edge.source].add(edge.target)
            partners[edge.target].add(edge.source)
    return partners


def edges_of(snapshot: Snapshot) -> tuple[NetworkEdge, ...]:
    """Cooperations and 'gehört zu', each with an id of its own: three kinds between the same two stay three."""
    edges = []
    above: set[tuple[str, str]] = set()
    for actor in snapshot.actors.values():
        if actor.part_of in snapshot.actors and actor.part_of is not None:
            above.add((actor.id, actor.part_of))
    for row in snapshot.cooperations.values():
        if not {row.from_actor, row.to_actor} <= snapshot.actors.keys():
            continue
        if is_part_of(row):
            above.add((row.from_actor, row.to_actor))
        else:
            edges.append(_cooperation(row))
    belonging = [
        NetworkEdge(f"part_of {child} {parent}", child, parent, _("gehört zu"), "part_of", directed=True)
        for child, parent in sorted(above)
    ]
    return (*belonging, *edges)


def _cooperation(row: Cooperation) -> NetworkEdge:
    since, until = years_of(row)
    return NetworkEdge(
        id=row.id,
        source=row.from_actor,
        target=row.to_actor,
        kind=formatting.nice(row.kind or _("Kooperation")),
        strength="close" if row.intensity == "high" else "normal",
        text=formatting.nice(row.theme or ""),
        directed=row.directed,
        facts=tuple(_facts(row)),
        since=since,
        until=until,
    )


def _facts(row: Cooperation) -> Iterator[tuple[str, str]]:
    held = formatting.period(
        formatting.partial_date(row.valid_from, row.typed.get("valid_from")),
        formatting.partial_date(row.valid_to, row.typed.get("valid_to")),
    )
    for label, value in (
        (_("Zeitraum"), held),
        (_("Häufigkeit"), row.frequency),
        (_("Vereinbarung"), row.agreement),
    ):
        if value:
            yield label, formatting.nice(value)


def _doubles(judged: Iterable[JudgedFinding]) -> dict[str, tuple[JudgedFinding, ...]]:
    """Actor id -> the findings that say that it is recorded twice and that nobody dismissed, strongest first."""
    found: dict[str, list[JudgedFinding]] = defaultdict(list)
    for finding in judged:
        if finding.finding.kind == "duplicate_actor" and not finding.dismissed:
            for member in finding.finding.members:
                found[member].append(finding)
    return {actor: tuple(rows) for actor, rows in found.items()}


def _double_pairs(judged: Iterable[JudgedFinding]) -> list[tuple[str, str]]:
    rows = [row.finding for row in judged if row.finding.kind == "duplicate_actor" and not row.dismissed]
    return [pair for row in rows for pair in itertools.combinations(row.members, 2)]


def _cut_off(count: int) -> str:
    return ngettext(
        "Ohne ihn verliert %(count)s Akteur die Verbindung zum Netz.",
        "Ohne ihn verlieren %(count)s Akteure die Verbindung zum Netz.",
        count,
    ) % {"count": formatting.number(count)}


def _cuts_sentence(nodes: Sequence[NetworkNode]) -> str:
    count = sum(node.cut > 1 for node in nodes)
    if not count:
        return _("Kein einzelner Akteur hält mehrere andere im Netz.")
    return ngettext(
        "An %(count)s Akteur hängen mehrere andere: Ohne ihn verlieren sie die Verbindung zum Netz.",
        "An %(count)s Akteuren hängen jeweils mehrere andere: Ohne sie verlieren diese die Verbindung zum Netz.",
        count,
    ) % {"count": formatting.number(count)}


def _node(
    snapshot: Snapshot,
    actor: Actor,
    place: tuple[float, float],
    told: Fields,
    doubles: Sequence[JudgedFinding],
    city: str,
    links: str | None,
) -> NetworkNode:
    cooperations = int(told.numbers[actor.id]["cooperations"])
    since, until = years_of(actor)
    parents = [snapshot.actors[actor.part_of].name] if actor.part_of in snapshot.actors and actor.part_of else []
    return NetworkNode(
        id=actor.id,
        name=formatting.nice(actor.name),
        kind=kind_name(actor.kind),
        group=ACTOR_KINDS.get(actor.kind, "other"),
        x=place[0],
        y=place[1],
        size=SMALLEST_NODE + GROWTH * math.sqrt(cooperations),
        label=formatting.nice(short_name(actor.name, city)),
        place=", ".join([*([_("stadtweit")] if actor.citywide else []), *snapshot.district_names(actor.districts)]),
        url=None if links is None else links + addresses.of_record("actor", actor.id),
        facts=tuple((_("Gehört zu"), formatting.nice(parent)) for parent in parents),
        double=bool(doubles),
        finding_url=links + addresses.of_finding(doubles[0].finding.id) if doubles and links is not None else None,
        finding_text=_times_recorded(len(doubles) + 1) if doubles else "",
        weight=cooperations,
        measures=told.numbers[actor.id],
        categories=told.entries[actor.id],
        since=since,
        until=until,
    )


def _counted(actors: int, cooperations: int) -> str:
    return _("%(actors)s, %(cooperations)s.") % {
        "actors": ngettext("%(count)s Akteur", "%(count)s Akteure", actors) % {"count": formatting.number(actors)},
        "cooperations": ngettext("%(count)s Kooperation", "%(count)s Kooperationen", cooperations)
        % {"count": formatting.number(cooperations)},
    }


def _times_recorded(times: int) -> str:
    if times == 2:
        return _("Vermutlich doppelt erfasst.")
    if times == 3:
        return _("Vermutlich dreimal erfasst.")
    return _("Vermutlich mehrfach erfasst.")


def _sentence(nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> str:
    """What the picture shows: how many, who has most partners, and how many have none."""
    if not nodes:
        return _("Noch sind keine Akteure erfasst.")
    count = sum(edge.strength != "part_of" for edge in edges)
    first = _counted(len(nodes), count)
    if not count:
        return first
    names = [node.label or node.name for node in best_connected(nodes, edges)]
    partners = partners_of(edges)
    alone = sum(not partners.get(node.id) for node in nodes)
    parts = []
    if len(names) == 2:
        parts.append(_("%(one)s und %(other)s haben die meisten Partner") % {"one": names[0], "other": names[1]})
    if alone:
        parts.append(
            ngettext("%(count)s Akteur noch keinen", "%(count)s Akteure noch keinen", alone)
            % {"count": formatting.number(alone)}
            if parts
            else ngettext(
                "%(count)s Akteur hat noch keinen Partner", "%(count)s Akteure haben noch keinen Partner", alone
            )
            % {"count": formatting.number(alone)}
        )
    return f"{first} {', '.join(parts)}." if parts else first
