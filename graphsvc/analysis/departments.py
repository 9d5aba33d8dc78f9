"""Which departments work across their borders and which stay alone: cooperation between the units below the city.

The E-I index of a group is (E - I) / (E + I), with E relations to others and I relations inside: -1 is a group that
works only with itself, +1 one that works only with others (Krackhardt & Stern 1988, Social Psychology Quarterly 51).
A relation here is one cooperation as recorded: three kinds between the same two are three.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Annotated, Literal

from graphsvc.analysis.standing import cooperations_on, parents_on, stands
from graphsvc.folding import sort_key
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, Cooperation
from graphsvc.snapshot import Snapshot

ADMINISTRATION = "administration"
CITIES = ("city", "public_provider")  # kinds of the actor at the top; many lists call a city a public provider
FEW = 3  # relations below which an index says more about the data than about the department

Kind = Literal["department", "city", "group"]


@dataclass(frozen=True)
class Unit:
    """One row and column: a department (top unit below the city), the city itself, or other actors of one group."""

    id: Annotated[str, "id of the actor, or the key of a group of actors"]
    kind: Annotated[Kind, "department, city (what belongs to no department), or group of other actors"]
    name: Annotated[str, "name of the department; empty for a group"]
    actors: Annotated[int, "actors that belong to it, itself included"]
    internal: Annotated[int, "cooperations inside"]
    departments: Annotated[int, "cooperations with other departments"]
    others: Annotated[int, "cooperations with actors outside the administration"]
    ei: Annotated[float | None, "E-I index: external are all cooperations that leave it; null without any"]
    ei_departments: Annotated[float | None, "E-I index inside the administration: external are other departments"]


@dataclass(frozen=True)
class Crossing:
    """Two units (or one with itself) and the cooperations between them."""

    first: Annotated[str, "id of a unit"]
    second: Annotated[str, "id of a unit; the same where they are inside"]
    cooperations: Annotated[int, "cooperations between their actors"]
    close: Annotated[int, "how many of them are intensive"]
    ids: Annotated[tuple[str, ...], "ids of the cooperations"]


@dataclass(frozen=True)
class Departments:
    """The answer."""

    on: Annotated[str, "the day"]
    units: Annotated[tuple[Unit, ...], "departments by name, then groups of other actors"]
    crossings: Annotated[tuple[Crossing, ...], "pairs of units that work together, each once"]
    within: Annotated[int, "cooperations inside departments"]
    across: Annotated[int, "cooperations between departments"]
    outside: Annotated[int, "cooperations of departments with actors outside the administration"]
    ei_departments: Annotated[float | None, "E-I index of the administration over its departments"]
    ei: Annotated[float | None, "E-I index of the administration as one house, towards all others"]
    share_across: Annotated[float | None, "share of cooperations inside the administration that cross departments"]
    collective: Annotated[int, "entries for several organisations, which are left out"]


def departments(snapshot: Snapshot, *, on: str) -> Departments:
    """Who works with whom by department on the day `on` (ISO date)."""
    standing = [actor for actor in snapshot.actors.values() if stands(actor, snapshot, on)]
    unit_of = units_of(snapshot, (actor.id for actor in standing if not actor.collective), on)
    between: dict[tuple[str, str], list[Cooperation]] = defaultdict(list)
    for row in cooperations_on(snapshot, on):
        if not {row.from_actor, row.to_actor} <= unit_of.keys():
            continue
        first, second = sorted((unit_of[row.from_actor], unit_of[row.to_actor]))
        between[first, second].append(row)
    crossings = tuple(
        Crossing(first, second, len(rows), sum(row.intensity == "high" for row in rows), tuple(row.id for row in rows))
        for (first, second), rows in sorted(between.items())
    )
    sizes = Counter(unit_of.values())
    units = [_unit(snapshot, key, sizes[key], crossings) for key in sizes]
    units.sort(key=_order)
    mine = {unit.id for unit in units if unit.kind != "group"}
    within = sum(row.cooperations for row in crossings if row.first == row.second and row.first in mine)
    across = sum(row.cooperations for row in crossings if row.first != row.second and {row.first, row.second} <= mine)
    outside = sum(row.cooperations for row in crossings if len({row.first, row.second} & mine) == 1) - within
    return Departments(
        on=on,
        units=tuple(units),
        crossings=crossings,
        within=within,
        across=across,
        outside=outside,
        ei_departments=ei_index(across, within),
        ei=ei_index(outside, within + across),
        share_across=across / (within + across) if within + across else None,
        collective=len(standing) - len(unit_of),
    )


def ei_index(external: int, internal: int) -> float | None:
    """(external - internal) / (external + internal), from -1 to +1; None where there are no relations."""
    return (external - internal) / (external + internal) if external + internal else None


def units_of(snapshot: Snapshot, actors: Iterable[str], on: str) -> Mapping[str, str]:
    """Actor -> the top unit below the city that it belongs to on the day, else the city, else the key of its group.

    A function ('Beigeordneter') to which nothing belongs is no department: it counts to the city itself.
    """
    parents = parents_on(snapshot, on)
    wholes = {rows[0] for rows in parents.values()}
    return {key: _unit_of(snapshot, parents, wholes, key) for key in actors}


def _unit_of(snapshot: Snapshot, parents: Mapping[str, tuple[str, ...]], wholes: Set[str], key: str) -> str:
    way = [key]
    while parents.get(way[-1]) and parents[way[-1]][0] not in way:
        way.append(parents[way[-1]][0])
    root = snapshot.actors[way[-1]]
    group = ACTOR_KINDS.get(snapshot.actors[key].kind, "other")
    if root.kind not in CITIES or root.id not in wholes:
        return group
    top = snapshot.actors[way[-2]] if len(way) > 1 else root
    if ACTOR_KINDS.get(top.kind) != ADMINISTRATION:
        return group
    if top.collective or (top.kind == "function" and top.id not in wholes):
        return root.id
    return top.id


def _unit(snapshot: Snapshot, key: str, actors: int, crossings: Iterable[Crossing]) -> Unit:
    internal = departments_ = others = 0
    for row in crossings:
        if key in (row.first, row.second):
            other = row.second if row.first == key else row.first
            if other == key:
                internal += row.cooperations
            elif other in snapshot.actors:
                departments_ += row.cooperations
            else:
                others += row.cooperations
    known = snapshot.actors.get(key)
    kind: Kind = "group" if known is None else "city" if known.kind in CITIES else "department"
    return Unit(
        id=key,
        kind=kind,
        name=known.name if known else "",
        actors=actors,
        internal=internal,
        departments=departments_,
        others=others,
        ei=ei_index(departments_ + others, internal),
        ei_departments=ei_index(departments_, internal) if known else None,
    )


def _order(unit: Unit) -> tuple[int, str, str]:
    if unit.kind == "group":
        return (ACTOR_GROUPS.index(unit.id), "", unit.id)
    return (-2 if unit.kind == "department" else -1, sort_key(unit.name), unit.id)
