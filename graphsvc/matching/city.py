"""What detection looks at: the records of one city, and what their references mean in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from graphsvc.model import Actor, Body, Cooperation, District, Membership, Offer, Term


@dataclass(frozen=True)
class City:
    """The records of one city; the order of records means nothing."""

    actors: Sequence[Actor] = ()
    offers: Sequence[Offer] = ()
    bodies: Sequence[Body] = ()
    memberships: Sequence[Membership] = ()
    cooperations: Sequence[Cooperation] = ()
    districts: Sequence[District] = ()
    terms: Sequence[Term] = ()

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def district(self) -> dict[str, District]:
        """Districts by id."""
        return {district.id: district for district in self.districts}

    @cached_property
    def term(self) -> dict[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def parents(self) -> dict[str, frozenset[str]]:
        """Actor id -> the actors that it belongs to directly: 'gehört zu' of the record and of dated relations."""
        found: dict[str, set[str]] = {actor.id: {actor.part_of} if actor.part_of else set() for actor in self.actors}
        for cooperation in self.cooperations:
            if cooperation.kind == "part_of":
                found.setdefault(cooperation.from_actor, set()).add(cooperation.to_actor)
        return {key: frozenset(value) for key, value in found.items()}

    def district_names(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Names of districts; an id that no district has is its own name."""
        return tuple(self.district[key].name if key in self.district else key for key in ids)

    def term_names(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Names of terms; an id that no term has is its own name."""
        return tuple(self.term[key].name if key in self.term else key for key in ids)

    def wider_districts(self, ids: Sequence[str]) -> frozenset[str]:
        """These districts and all larger ones that they are part of."""
        found: set[str] = set()
        todo = list(ids)
        while todo:
            key = todo.pop()
            if key not in found:
                found.add(key)
                parent = self.district[key].part_of if key in self.district else None
                if parent:
                    todo.append(parent)
        return frozenset(found)


R = TypeVar("R", Actor, Body, Cooperation, Membership, Offer)


def holding(city: City, on: str) -> City:
    """The city as it is on the ISO date `on`: records without dates always hold."""

    def now(records: Sequence[R]) -> tuple[R, ...]:
        return tuple(record for record in records if (record.valid_from or on) <= on <= (record.valid_to or on))

    return dataclasses.replace(
        city,
        actors=now(city.actors),
        offers=now(city.offers),
        bodies=now(city.bodies),
        memberships=now(city.memberships),
        cooperations=now(city.cooperations),
    )
