"""The lines of the lists of actors, offers and bodies: what each shows, and what it is found and sorted by."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc import formatting
from graphsvc.analysis.lifephases import life_phases
from graphsvc.folding import sort_key
from graphsvc.kinds import kind_name
from graphsvc.model import ACTOR_KINDS, Actor, Body, Offer, name_of
from graphsvc.snapshot import holds
from graphsvc.web.choosing import Row
from graphsvc.web.index import Index, Named, type_of

CITYWIDE = "*"  # value of the district filter for 'stadtweit'; no district has this id
NOWHERE = "-"  # ... for records without any district
YES = "1"


@dataclass(frozen=True)
class Shared:
    """What every line shows: link, place, period and what it may be double with."""

    named: Named
    where: str
    since: str
    double: str  # kind of the strongest finding, empty where there is none
    finding: str  # id of that finding


@dataclass(frozen=True)
class ActorLine:
    """One actor in the list."""

    shared: Shared
    kind: str
    group: str
    parents: list[Named]
    offers: int
    bodies: int
    partners: int


@dataclass(frozen=True)
class OfferLine:
    """One offer in the list."""

    shared: Shared
    providers: list[Named]
    kind: str
    ages: str
    places: str
    full: bool


@dataclass(frozen=True)
class BodyLine:
    """One body in the list."""

    shared: Shared
    kind: str
    chairs: list[Named]
    members: int
    frequency: str


def actor_rows(index: Index) -> list[Row]:
    """All actors."""
    snapshot = index.snapshot
    rows = []
    for actor in snapshot.actors.values():
        line = ActorLine(
            _shared(index, actor),
            kind=kind_name(actor.kind),
            group=ACTOR_KINDS.get(actor.kind, "other"),
            parents=index.links(index.parents.get(actor.id, ())),
            offers=len({offer.id for offer, _role in snapshot.offers_of.get(actor.id, ())}),
            bodies=len({membership.body for membership in snapshot.memberships_of.get(actor.id, ())}),
            partners=len(partners(index, actor.id)),
        )
        values = {
            "group": frozenset({line.group}),
            "district": _district_values(actor),
            "double": frozenset({YES} if line.shared.double else ()),
            "alone": frozenset() if line.partners else frozenset({YES}),
        }
        keys = {
            "name": index.sort_names[actor.id],
            "kind": sort_key(line.kind),
            "district": sort_key(line.shared.where) or None,
            "partners": line.partners,
            "offers": line.offers,
            "bodies": line.bodies,
        }
        rows.append(Row(actor.id, line, index.search_texts[actor.id], values, keys))
    return rows


def offer_line(index: Index, offer: Offer) -> OfferLine:
    """One offer as a row of a table."""
    return OfferLine(
        _shared(index, offer),
        providers=index.links(offer.providers),
        kind=offer.kind or "",
        ages=formatting.ages(offer.age_from, offer.age_to),
        places=formatting.places(offer.used, offer.capacity),
        full=bool(offer.capacity) and (offer.used or 0) >= (offer.capacity or 0),
    )


def offer_rows(index: Index, today: str) -> list[Row]:
    """All offers; `today` (ISO date) says which of them are over."""
    rows = []
    for offer in index.snapshot.offers.values():
        line = offer_line(index, offer)
        missing = {"age"} if offer.age_from is None and offer.age_to is None else set()
        missing |= {"district"} if not offer.districts and not offer.citywide else set()
        values = {
            "district": _district_values(offer),
            "phase": life_phases(offer, index.snapshot),
            "state": frozenset({"now" if is_running(offer, today) else "over"}),
            "double": frozenset({YES} if line.shared.double else ()),
            "actor": frozenset((*offer.providers, *offer.partners, *offer.funders)),
            "missing": frozenset(missing),
        }
        first_provider = line.providers[0].name if line.providers else ""
        keys = {
            "title": index.sort_names[offer.id],
            "provider": sort_key(first_provider) or None,
            "kind": sort_key(line.kind) or None,
            "district": sort_key(line.shared.where) or None,
            "age": offer.age_from if offer.age_from is not None else (None if offer.age_to is None else -1),
            "since": offer.valid_from,
            "places": offer.capacity,
        }
        rows.append(Row(offer.id, line, index.search_texts[offer.id], values, keys))
    return rows


def body_rows(index: Index, today: str) -> list[Row]:
    """All bodies; `today` (ISO date) says which of them are over."""
    rows = []
    for body in index.snapshot.bodies.values():
        chairs = list(body.chairs)
        line = BodyLine(
            _shared(index, body),
            kind=body.kind or "",
            chairs=index.links(chairs),
            members=len({membership.actor for membership in index.snapshot.members_of.get(body.id, ())}),
            frequency=body.frequency or "",
        )
        values = {
            "kind": frozenset({body.kind} if body.kind else ()),
            "district": _district_values(body),
            "state": frozenset({"now" if is_running(body, today) else "over"}),
            "double": frozenset({YES} if line.shared.double else ()),
            "actor": frozenset(membership.actor for membership in index.snapshot.members_of.get(body.id, ())),
        }
        keys = {
            "name": index.sort_names[body.id],
            "kind": sort_key(line.kind) or None,
            "district": sort_key(line.shared.where) or None,
            "members": line.members,
            "since": body.valid_from,
        }
        rows.append(Row(body.id, line, index.search_texts[body.id], values, keys))
    return rows


def partners(index: Index, actor_id: str) -> set[str]:
    """Ids of the actors that an actor cooperates with."""
    found = set()
    for row in index.snapshot.cooperations_of.get(actor_id, ()):
        found |= {row.from_actor, row.to_actor}
    return found - {actor_id}


def is_running(record: Offer | Body, today: str) -> bool:
    """Whether the record is not over yet; one without dates counts as running."""
    if isinstance(record, Offer) and (record.status or "").strip().casefold() in ("beendet", "eingestellt", "ended"):
        return False
    return holds(record, today) or (record.valid_from is not None and record.valid_from > today)


def _shared(index: Index, record: Actor | Offer | Body) -> Shared:
    found = index.findings_of.get(record.id, ())
    return Shared(
        named=Named(record.id, type_of(record), formatting.nice(name_of(record))),
        where=index.where(record),
        since=index.since(record),
        double=found[0].finding.kind if found else "",
        finding=found[0].finding.id if found else "",
    )


def _district_values(record: Actor | Offer | Body) -> frozenset[str]:
    found = set(record.districts) | ({CITYWIDE} if record.citywide else set())
    return frozenset(found or {NOWHERE})
