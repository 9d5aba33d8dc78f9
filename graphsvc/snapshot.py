"""The whole graph in memory as of one revision, with the indexes that pages, analyses and pictures ask for."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar, cast

from graphsvc.model import (
    DRAWN_TYPES,
    RECORD_TYPES,
    Actor,
    Arrangement,
    Body,
    Calibration,
    Cooperation,
    District,
    Indicator,
    Membership,
    Merge,
    Offer,
    Place,
    Record,
    Term,
    Verdict,
)

R = TypeVar("R", bound=Record)


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """Records by type and id; every mapping is sorted by id."""

    revision: int
    records: Mapping[str, Mapping[str, Record]]
    changed_in: Mapping[str, int] = dataclasses.field(default_factory=dict)  # type -> revision, where it is known

    @property
    def content_revision(self) -> int:
        """The revision since which at most the drawing has changed: what follows from the rest can be kept."""
        return self.same_since(name for name in RECORD_TYPES if name not in DRAWN_TYPES)

    def same_since(self, types: Iterable[str]) -> int:
        """The revision since which no record of these types has changed: what follows from them can be kept."""
        return max(self.changed_in.get(name, self.revision) for name in types)

    def _of(self, name: str, cls: type[R]) -> Mapping[str, R]:
        return cast("Mapping[str, R]", self.records.get(name, {}))

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return self._of("actor", Actor)

    @property
    def offers(self) -> Mapping[str, Offer]:
        """Offers by id."""
        return self._of("offer", Offer)

    @property
    def bodies(self) -> Mapping[str, Body]:
        """Bodies by id."""
        return self._of("body", Body)

    @property
    def memberships(self) -> Mapping[str, Membership]:
        """Memberships by id."""
        return self._of("membership", Membership)

    @property
    def cooperations(self) -> Mapping[str, Cooperation]:
        """Cooperations by id."""
        return self._of("cooperation", Cooperation)

    @property
    def districts(self) -> Mapping[str, District]:
        """Districts by id."""
        return self._of("district", District)

    @property
    def terms(self) -> Mapping[str, Term]:
        """Terms by id."""
        return self._of("term", Term)

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Figures of the social data by id."""
        return self._of("indicator", Indicator)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Verdicts by id."""
        return self._of("verdict", Verdict)

    @property
    def calibration(self) -> Calibration | None:
        """How findings are weighed; None where that is as the program comes."""
        return next(iter(self._of("calibration", Calibration).values()), None)

    @property
    def merges(self) -> Mapping[str, Merge]:
        """Merges that hold, by id."""
        return self._of("merge", Merge)

    @property
    def arrangements(self) -> Mapping[str, Arrangement]:
        """Arrangements by id."""
        return self._of("arrangement", Arrangement)

    @property
    def places(self) -> Mapping[str, Place]:
        """Places by hand, by id of the actor."""
        return self._of("place", Place)

    @cached_property
    def survivors(self) -> Mapping[tuple[str, str], str]:
        """(type, id) of a record that became part of another -> id of the one that stands for it now."""
        into = {(merge.kind, old): merge.into for merge in self.merges.values() for old in merge.absorbed}
        found: dict[tuple[str, str], str] = {}
        for kind, old in into:
            there = old
            while (kind, there) in into:  # a merge always leads to a later one, so that this ends
                there = into[kind, there]
            found[kind, old] = there
        return found

    @cached_property
    def offers_of(self) -> Mapping[str, tuple[tuple[Offer, str], ...]]:
        """Actor id -> (offer, role) with role 'provider', 'partner' or 'funder'."""
        found: dict[str, list[tuple[Offer, str]]] = defaultdict(list)
        for offer in self.offers.values():
            for role, actors in (("provider", offer.providers), ("partner", offer.partners), ("funder", offer.funders)):
                for actor in actors:
                    found[actor].append((offer, role))
        return {actor: tuple(rows) for actor, rows in found.items()}

    @cached_property
    def memberships_of(self) -> Mapping[str, tuple[Membership, ...]]:
        """Actor id -> its memberships."""
        return _group((row.actor, row) for row in self.memberships.values())

    @cached_property
    def members_of(self) -> Mapping[str, tuple[Membership, ...]]:
        """Body id -> its memberships."""
        return _group((row.body, row) for row in self.memberships.values())

    @cached_property
    def cooperations_of(self) -> Mapping[str, tuple[Cooperation, ...]]:
        """Actor id -> its cooperations in either direction; without the dated 'gehört zu'."""
        rows = [row for row in self.cooperations.values() if not is_part_of(row)]
        pairs = [(row.from_actor, row) for row in rows]
        pairs += [(row.to_actor, row) for row in rows if row.to_actor != row.from_actor]
        return _group(pairs)

    @cached_property
    def parts_of_actor(self) -> Mapping[str, tuple[str, ...]]:
        """Actor id -> ids of the actors that belong to it directly, by 'Gehört zu' or a dated row."""
        pairs = {(actor.part_of, actor.id) for actor in self.actors.values() if actor.part_of}
        pairs |= {(row.to_actor, row.from_actor) for row in self.cooperations.values() if is_part_of(row)}
        return _group(sorted(pairs))

    @cached_property
    def parts_of_offer(self) -> Mapping[str, tuple[str, ...]]:
        """Offer id -> ids of its parts."""
        return _group((offer.part_of, offer.id) for offer in self.offers.values() if offer.part_of)

    def record(self, record_id: str) -> Record | None:
        """The actor, offer or body of this id."""
        for name in ("actor", "offer", "body"):
            if record_id in self.records.get(name, {}):
                return self.records[name][record_id]
        return None

    def term_names(self, ids: Iterable[str]) -> list[str]:
        """Names of the terms, in the order given."""
        return [self.terms[term].name for term in ids if term in self.terms]

    def district_names(self, ids: Iterable[str]) -> list[str]:
        """Names of the districts, in the order given."""
        return [self.districts[district].name for district in ids if district in self.districts]

    def replaced(self, revision: int, changed: Mapping[str, Mapping[str, Record | None]]) -> Snapshot:
        """A snapshot of `revision` in which the records of `changed` (type -> id -> record or None) stand anew."""
        records = {name: dict(rows) for name, rows in self.records.items()}
        for name, rows in changed.items():
            mine = records.setdefault(name, {})
            for record_id, record in rows.items():
                if record is None:
                    mine.pop(record_id, None)
                else:
                    mine[record_id] = record
            records[name] = dict(sorted(mine.items()))
        changed_in = {name: self.same_since([name]) for name in RECORD_TYPES}
        changed_in |= {name: revision for name, rows in changed.items() if rows}
        return Snapshot(revision, records, changed_in)


def is_part_of(cooperation: Cooperation) -> bool:
    """Whether the row is a dated 'gehört zu' and no cooperation."""
    return (cooperation.kind or "").strip().casefold() in ("gehört zu", "gehoert zu", "part_of")


def holds(record: Actor | Offer | Body | Membership | Cooperation, on: str | None) -> bool:
    """Whether the record holds on the day `on` (ISO date); None asks for no day; an open end holds."""
    if on is None:
        return True
    return (record.valid_from is None or record.valid_from <= on) and (record.valid_to is None or on <= record.valid_to)


def build(revision: int, records: Iterable[tuple[str, Record]]) -> Snapshot:
    """A snapshot of (type, record) pairs."""
    by_type: dict[str, dict[str, Record]] = defaultdict(dict)
    for name, record in records:
        by_type[name][record.id] = record
    return Snapshot(revision, {name: dict(sorted(rows.items())) for name, rows in by_type.items()})


T = TypeVar("T")


def _group(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return {key: tuple(rows) for key, rows in found.items()}
