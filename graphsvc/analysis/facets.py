"""What a finding is about: the themes, departments and funders of its records, by which lists are filtered."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.matching import Finding
from graphsvc.model import Actor, Body, Offer
from graphsvc.snapshot import Snapshot

# Levels of an administration that people mean by 'department'; a single office is too small to filter by.
DEPARTMENTS = ("department", "division", "section")


def districts(snapshot: Snapshot, finding: Finding) -> frozenset[str]:
    """Ids of the districts that any of the records names."""
    return frozenset(district for record in _records(snapshot, finding) for district in record.districts)


def themes(snapshot: Snapshot, finding: Finding) -> frozenset[str]:
    """Ids of the themes of any of the records."""
    return frozenset(theme for record in _records(snapshot, finding) for theme in record.themes)


def funders(snapshot: Snapshot, finding: Finding) -> frozenset[str]:
    """Ids of the actors and words that fund any of the offers."""
    offers = [record for record in _records(snapshot, finding) if isinstance(record, Offer)]
    return frozenset(funder for offer in offers for funder in (*offer.funders, *offer.named_funders))


def departments(snapshot: Snapshot, finding: Finding) -> frozenset[str]:
    """Ids of the departments that the actors, providers or chairs are, or belong to, at every level."""
    found: set[str] = set()
    for record in _records(snapshot, finding):
        if isinstance(record, Offer):
            actors = record.providers
        else:
            actors = record.chairs if isinstance(record, Body) else (record.id,)
        for actor in actors:
            found.update(_above(snapshot, actor))
    return frozenset(actor for actor in found if snapshot.actors[actor].kind in DEPARTMENTS)


def _above(snapshot: Snapshot, actor_id: str) -> set[str]:
    """The actor and everything that it belongs to."""
    seen: set[str] = set()
    here: str | None = actor_id
    while here is not None and here in snapshot.actors and here not in seen:
        seen.add(here)
        here = snapshot.actors[here].part_of
    return seen


def _records(snapshot: Snapshot, finding: Finding) -> Iterable[Actor | Offer | Body]:
    kind = finding.kind.rpartition("_")[2]
    for member in finding.members:
        record = snapshot.records.get(kind, {}).get(member)
        if isinstance(record, Actor | Offer | Body):
            yield record
