"""The parts of a network that is too large to be drawn whole: who works together most, and who works with nobody."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphsvc import layout
from graphsvc.errors import NotFound
from graphsvc.i18n import gettext as _
from graphsvc.picture.network import edges_of, partners_of, weighted
from graphsvc.snapshot import Snapshot
from visualisations.network import NetworkEdge

MOST_DRAWN = 10_000  # actors in one picture
MOST_PARTS = 500
MOST_AROUND = 400  # of them are communities; the others are made of who is in none of these
ALONE, NOWHERE = "alone", ""  # key of such a part: 'alone' and the district; of those without a district


@dataclass(frozen=True)
class Part:
    """Some of the actors; `centre` is the one with most partners, None where they have no partners in common."""

    key: str  # id of the centre; else ALONE and the id of the district
    centre: str | None
    members: tuple[str, ...]
    district: str | None = None  # of those without a centre


@dataclass(frozen=True)
class Parts:
    """The parts of a network, largest first, and the lines between actors."""

    parts: tuple[Part, ...]
    edges: tuple[NetworkEdge, ...]

    def of(self, key: str) -> Part:
        """The part of this key, or that of the actor with this id; raises NotFound."""
        for part in self.parts:
            if key == part.key or key in part.members:
                return part
        raise NotFound(_("Diesen Teil des Netzwerks gibt es nicht. Vielleicht haben sich die Daten geändert."))


def is_large(snapshot: Snapshot) -> bool:
    """Whether the network is too large for one picture."""
    return len(snapshot.actors) > MOST_DRAWN


def parts(snapshot: Snapshot) -> Parts:
    """All actors in at most MOST_PARTS parts: communities, and those who are in no large one by district."""
    edges = edges_of(snapshot)
    partners = partners_of(edges)
    groups = layout.communities(list(snapshot.actors), weighted(edges))
    found = [
        Part(centre, centre, tuple(group))
        for group in groups[:MOST_AROUND]
        for centre in [min(group, key=lambda actor: (-len(partners.get(actor, ())), actor))]
    ]
    inside = {actor for group in groups[:MOST_AROUND] for actor in group}
    found += _by_district(
        snapshot, [actor for actor in snapshot.actors if actor not in inside], MOST_PARTS - len(found)
    )
    return Parts(tuple(sorted(found, key=lambda part: (-len(part.members), part.key))), edges)


def only(snapshot: Snapshot, part: Part) -> Snapshot:
    """The graph with no other actors than those of the part; places by hand are those of the whole network."""
    actors = {actor: snapshot.actors[actor] for actor in part.members}
    return dataclasses.replace(snapshot, records={**snapshot.records, "actor": actors, "place": {}})


def _by_district(snapshot: Snapshot, actors: Sequence[str], most: int) -> Iterable[Part]:
    groups: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        districts = [key for key in snapshot.actors[actor].districts if key in snapshot.districts]
        groups[districts[0] if len(districts) == 1 else NOWHERE].append(actor)
    named = sorted((key for key in groups if key != NOWHERE), key=lambda key: (-len(groups[key]), key))
    for key in named[most - 1 :]:
        groups[NOWHERE] += groups.pop(key)
    for key, members in groups.items():
        yield Part(f"{ALONE} {key}".strip(), None, tuple(sorted(members)), key)
