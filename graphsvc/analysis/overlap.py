"""Which bodies (Gremien) overlap and who sits in how many: shared members of each two, and the burden of each actor.

With x and y members, s of them shared, and N actors that sit in any body: Jaccard = s / (x + y - s) (Jaccard 1912, New
Phytologist 11), overlap coefficient = s / min(x, y) (Szymkiewicz 1934, Simpson 1943). Small bodies share much by
chance: `chance` is the upper tail of the hypergeometric distribution that detection uses too. And as in detection,
actors that are probably one recorded twice are one, unless people decided that they are not: lists kept in different
offices would else seem to have nobody in common.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.frequency import per_year
from graphsvc.analysis.groups import same
from graphsvc.analysis.standing import stands
from graphsvc.folding import sort_key
from graphsvc.matching.bodies import KIND, chance_of_shared
from graphsvc.model import Body
from graphsvc.snapshot import Snapshot, holds

BY_CHANCE = 0.05  # from here on chance alone may explain what two share, and the bare number says more


@dataclass(frozen=True)
class Seats:
    """One body and who sits in it."""

    id: Annotated[str, "id of the body"]
    name: Annotated[str, "name of the body"]
    members: Annotated[tuple[str, ...], "ids of the actors that sit in it, chairs included"]
    chairs: Annotated[tuple[str, ...], "ids of those who chair it"]
    frequency: Annotated[str | None, "how often it meets, as typed"]
    meetings: Annotated[float | None, "meetings per year; null where the words do not say, 0 where it rests"]


@dataclass(frozen=True)
class Pair:
    """Two bodies that share members."""

    first: Annotated[str, "id of a body"]
    second: Annotated[str, "id of another"]
    shared: Annotated[tuple[str, ...], "ids of the actors that sit in both"]
    jaccard: Annotated[float, "shared / members of either, from 0 to 1"]
    coefficient: Annotated[float, "overlap coefficient: shared / members of the smaller, from 0 to 1"]
    expected: Annotated[float, "members that two bodies of this size share on average, if seats were given by chance"]
    chance: Annotated[float, "chance that such two share so many or more"]
    finding: Annotated[str | None, "id of the finding that the two are parallel"]
    dismissed: Annotated[bool, "whether people decided that this is wanted, or no parallel structure"]


@dataclass(frozen=True)
class Burden:
    """One actor and the bodies that it sits in."""

    actor: Annotated[str, "id of the actor"]
    name: Annotated[str, "name of the actor"]
    bodies: Annotated[tuple[str, ...], "ids of the bodies"]
    chaired: Annotated[int, "how many of them it chairs"]
    meetings: Annotated[float | None, "meetings per year of those whose frequency is known; null where none is"]
    unknown: Annotated[int, "bodies whose frequency is not known"]


@dataclass(frozen=True)
class Overlap:
    """The answer."""

    on: Annotated[str, "the day"]
    bodies: Annotated[tuple[Seats, ...], "bodies that stand on the day, by name"]
    pairs: Annotated[tuple[Pair, ...], "pairs that share members, the strongest first: the least likely by chance"]
    burdens: Annotated[tuple[Burden, ...], "actors that sit in a body, those in most bodies first"]
    collective: Annotated[int, "seats of entries for several organisations, which are left out"]
    gone: Annotated[int, "seats of actors that are not there on the day, which are left out"]
    doubles: Annotated[int, "actors that are counted as another, because they are probably recorded twice"]


def overlap(snapshot: Snapshot, *, on: str, judged: Sequence[JudgedFinding] = ()) -> Overlap:
    """Shared members of bodies and burden of actors on the day `on` (ISO date); `judged` are the findings."""
    members, chairs = _sitting(snapshot, on)
    collective, gone = _left_out(snapshot, on, members)
    everybody = set().union(*members.values())
    stands_for = _one_for_each(everybody, same(judged, "duplicate_actor"))
    bodies = [
        _seats(
            snapshot.bodies[key],
            {stands_for[actor] for actor in there},
            {stands_for[actor] for actor in chairs[key] & there},
        )
        for key, there in members.items()
    ]
    bodies.sort(key=lambda body: (sort_key(body.name), body.id))
    of_actor = _by_actor(bodies)
    return Overlap(
        on=on,
        bodies=tuple(bodies),
        pairs=_pairs(bodies, of_actor, judged),
        burdens=_burdens(snapshot, of_actor),
        collective=collective,
        gone=gone,
        doubles=len(everybody) - len(of_actor),
    )


def _sitting(snapshot: Snapshot, on: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Body that stands on the day -> ids of its members, and of its chairs.

    A chair sits in its body, unless rows say when it did and none of them holds.
    """
    members: dict[str, set[str]] = {key: set() for key, body in snapshot.bodies.items() if stands(body, snapshot, on)}
    over: set[tuple[str, str]] = set()
    for row in snapshot.memberships.values():
        if row.body in members:
            if holds(row, on):
                members[row.body].add(row.actor)
            else:
                over.add((row.body, row.actor))
    chairs = {
        key: {actor for actor in snapshot.bodies[key].chairs if actor in there or (key, actor) not in over}
        for key, there in members.items()
    }
    return {key: there | chairs[key] for key, there in members.items()}, chairs


def _left_out(snapshot: Snapshot, on: str, members: Mapping[str, set[str]]) -> tuple[int, int]:
    """Take out of `members` who is no single organisation or not there on the day, and count both kinds of seats."""
    collective = gone = 0
    for there in members.values():
        for actor_id in tuple(there):
            actor = snapshot.actors.get(actor_id)
            if actor is not None and actor.collective:
                collective += 1
            elif actor is None or not stands(actor, snapshot, on):
                gone += 1
            else:
                continue
            there.discard(actor_id)
    return collective, gone


def _one_for_each(everybody: Iterable[str], roots: Mapping[str, str]) -> Mapping[str, str]:
    """Who sits somewhere -> the first of those who sit somewhere and are probably the same."""
    first: dict[str, str] = {}
    return {actor: first.setdefault(roots.get(actor, actor), actor) for actor in sorted(everybody)}


def _seats(body: Body, members: Iterable[str], chairs: Iterable[str]) -> Seats:
    meetings = per_year(body.frequency)
    return Seats(body.id, body.name, tuple(sorted(members)), tuple(sorted(chairs)), body.frequency, meetings)


def _by_actor(bodies: Iterable[Seats]) -> Mapping[str, tuple[Seats, ...]]:
    found: dict[str, list[Seats]] = defaultdict(list)
    for body in bodies:
        for actor in body.members:
            found[actor].append(body)
    return {actor: tuple(rows) for actor, rows in sorted(found.items())}


def _pairs(
    bodies: Iterable[Seats], of_actor: Mapping[str, tuple[Seats, ...]], judged: Iterable[JudgedFinding]
) -> tuple[Pair, ...]:
    """All pairs with shared members; found by way of the actors, as most pairs share nobody."""
    sizes = {body.id: len(body.members) for body in bodies}
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor, rows in of_actor.items():
        for one, other in itertools.combinations(rows, 2):
            shared[one.id, other.id].append(actor)
    findings: dict[frozenset[str], JudgedFinding] = {}
    for found in judged:
        if found.finding.kind == KIND:
            for two in itertools.combinations(found.finding.members, 2):
                findings.setdefault(frozenset(two), found)
    pairs = []
    for (one_id, other_id), actors in shared.items():
        x, y, both = sizes[one_id], sizes[other_id], len(actors)
        finding = findings.get(frozenset((one_id, other_id)))
        pairs.append(
            Pair(
                first=one_id,
                second=other_id,
                shared=tuple(actors),
                jaccard=both / (x + y - both),
                coefficient=both / min(x, y),
                expected=x * y / len(of_actor),
                chance=chance_of_shared(both, len(of_actor), *sorted((x, y))),
                finding=finding.finding.id if finding else None,
                dismissed=bool(finding and finding.dismissed),
            )
        )
    return tuple(sorted(pairs, key=_order))


def _order(pair: Pair) -> tuple[float, int, str, str]:
    return (min(pair.chance, BY_CHANCE), -len(pair.shared), pair.first, pair.second)


def _burdens(snapshot: Snapshot, of_actor: Mapping[str, tuple[Seats, ...]]) -> tuple[Burden, ...]:
    found = []
    for actor, rows in of_actor.items():
        known = [body.meetings for body in rows if body.meetings is not None]
        found.append(
            Burden(
                actor=actor,
                name=snapshot.actors[actor].name,
                bodies=tuple(body.id for body in rows),
                chaired=sum(actor in body.chairs for body in rows),
                meetings=sum(known) if known else None,
                unknown=len(rows) - len(known),
            )
        )
    found.sort(key=lambda row: (-len(row.bodies), -(row.meetings or 0), sort_key(row.name), row.actor))
    return tuple(found)
