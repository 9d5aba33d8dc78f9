"""The pages of one actor, one offer and one body."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from werkzeug.wrappers import Response

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.kinds import kind_name
from graphsvc.model import ACTOR_KINDS, Cooperation, Membership
from graphsvc.picture import parts
from graphsvc.web import facts, merging, wording
from graphsvc.web import index as indexes
from graphsvc.web.ego import ego
from graphsvc.web.index import Index, Named

MOST_OVERLAPS = 8


@dataclass(frozen=True)
class Twin:
    """Another record that is probably the same or does the same."""

    finding: str
    kind: str
    other: Named
    points: str


@dataclass(frozen=True)
class OfferRow:
    """One offer of an actor."""

    named: Named
    roles: str
    where: str
    ages: str
    double: str
    finding: str


@dataclass(frozen=True)
class PartnerRow:
    """One cooperation of an actor."""

    named: Named
    group: str
    how: str
    theme: str
    since: str
    direction: str


@dataclass(frozen=True)
class SeatRow:
    """One membership: the body or the actor, with role and time."""

    named: Named
    group: str
    how: str


def actor(record_id: str) -> str | Response:
    """The page of one actor, or the way to the one that it became part of; raises NotFound."""
    index = indexes.current()
    record = index.snapshot.actors.get(record_id)
    if record is None:
        return merging.led_on(
            index,
            "actor",
            record_id,
            _("Diesen Akteur gibt es nicht. Vielleicht wurde er zusammengeführt oder gelöscht."),
        )
    cooperations = _cooperations(index, record_id)
    seen: dict[str, tuple[str, str, bool]] = {}
    for partner, close in cooperations:
        known = seen.get(partner.named.id)
        seen[partner.named.id] = (partner.named.name, partner.group, close or bool(known and known[2]))
    group = ACTOR_KINDS.get(record.kind, "other")
    return render_template(
        "actor.html",
        record=record,
        name=formatting.nice(record.name),
        kind=kind_name(record.kind),
        group=group,
        since=index.since(record),
        where=index.where(record),
        large_network=parts.is_large(index.snapshot),
        twins=_twins(index, record_id),
        facts=facts.actor_facts(index, record),
        merged=merging.merged(index, "actor", record),
        family=facts.actor_family(index, record),
        offers=_offers_of_actor(index, record_id),
        cooperations=[partner for partner, _close in cooperations],
        partner_count=len(seen),
        picture=ego(group, list(seen.values())) if seen else None,
        seats=[
            SeatRow(named, "", _seat(membership))
            for membership in index.snapshot.memberships_of.get(record_id, ())
            if (named := index.named(membership.body))
        ],
    )


def offer(record_id: str) -> str | Response:
    """The page of one offer, or the way to the one that it became part of; raises NotFound."""
    index = indexes.current()
    record = index.snapshot.offers.get(record_id)
    if record is None:
        return merging.led_on(
            index,
            "offer",
            record_id,
            _("Dieses Angebot gibt es nicht. Vielleicht wurde es zusammengeführt oder gelöscht."),
        )
    involved: dict[str, list[str]] = {}
    for role, ids in (("provider", record.providers), ("partner", record.partners), ("funder", record.funders)):
        for actor_id in ids:
            involved.setdefault(actor_id, []).append(wording.role(role))
    return render_template(
        "offer.html",
        record=record,
        name=formatting.nice(record.title),
        since=index.since(record),
        where=index.where(record),
        twins=_twins(index, record_id),
        facts=facts.offer_facts(index, record),
        merged=merging.merged(index, "offer", record),
        family=facts.offer_family(index, record),
        involved=[
            SeatRow(named, _group(index, actor_id), ", ".join(roles))
            for actor_id, roles in involved.items()
            if (named := index.named(actor_id))
        ],
        siblings=_siblings(index, record_id),
    )


def body(record_id: str) -> str | Response:
    """The page of one body, or the way to the one that it became part of; raises NotFound."""
    index = indexes.current()
    record = index.snapshot.bodies.get(record_id)
    if record is None:
        return merging.led_on(
            index,
            "body",
            record_id,
            _("Dieses Gremium gibt es nicht. Vielleicht wurde es zusammengeführt oder gelöscht."),
        )
    members = [
        SeatRow(named, _group(index, membership.actor), _seat(membership))
        for membership in index.snapshot.members_of.get(record_id, ())
        if (named := index.named(membership.actor))
    ]
    members.sort(key=lambda row: index.sort_names[row.named.id])
    return render_template(
        "body.html",
        record=record,
        name=formatting.nice(record.name),
        since=index.since(record),
        where=index.where(record),
        twins=_twins(index, record_id),
        facts=facts.body_facts(index, record),
        merged=merging.merged(index, "body", record),
        family=facts.body_family(index, record),
        members=members,
        member_count=len({row.named.id for row in members}),
        overlaps=_overlaps(index, record_id),
    )


def _twins(index: Index, record_id: str) -> list[Twin]:
    found = []
    for judged in index.findings_of.get(record_id, ()):
        for member in judged.finding.members:
            other = index.named(member) if member != record_id else None
            if other:
                finding = judged.finding
                found.append(Twin(finding.id, finding.kind, other, formatting.points(finding.score)))
    return found


def _group(index: Index, actor_id: str) -> str:
    return ACTOR_KINDS.get(index.snapshot.actors[actor_id].kind, "other")


def _offers_of_actor(index: Index, actor_id: str) -> list[OfferRow]:
    roles: dict[str, list[str]] = {}
    for offer_record, role in index.snapshot.offers_of.get(actor_id, ()):
        roles.setdefault(offer_record.id, []).append(role)
    rows = []
    for offer_id in sorted(roles, key=lambda key: index.sort_names[key]):
        record = index.snapshot.offers[offer_id]
        found = index.findings_of.get(offer_id, ())
        others = [wording.role(role) for role in roles[offer_id] if role != "provider"]
        rows.append(
            OfferRow(
                named=Named(offer_id, "offer", formatting.nice(record.title)),
                roles=", ".join(others),
                where=index.where(record),
                ages=formatting.ages(record.age_from, record.age_to),
                double=found[0].finding.kind if found else "",
                finding=found[0].finding.id if found else "",
            )
        )
    return rows


def _cooperations(index: Index, actor_id: str) -> list[tuple[PartnerRow, bool]]:
    """Every cooperation with whether it is close; close ones first, then by name."""
    rows = []
    for row in index.snapshot.cooperations_of.get(actor_id, ()):
        partner = row.to_actor if row.from_actor == actor_id else row.from_actor
        named = index.named(partner)
        if named and partner != actor_id:
            agreement = _("Vereinbarung: %(text)s") % {"text": row.agreement} if row.agreement else ""
            parts = (row.kind, wording.intensity(row.intensity), row.frequency, agreement)
            how = formatting.nice(", ".join(part for part in parts if part))
            shown = PartnerRow(
                named, _group(index, partner), how, row.theme or "", _since(row), _direction(row, actor_id)
            )
            rows.append((shown, row.intensity == "high"))
    rows.sort(key=lambda entry: (not entry[1], index.sort_names[entry[0].named.id]))
    return rows


def _direction(row: Cooperation, actor_id: str) -> str:
    if not row.directed:
        return ""
    return _("geht von hier aus") if row.from_actor == actor_id else _("kommt von dort")


def _since(row: Cooperation | Membership) -> str:
    return formatting.period(
        formatting.partial_date(row.valid_from, row.typed.get("valid_from")),
        formatting.partial_date(row.valid_to, row.typed.get("valid_to")),
    )


def _seat(membership: Membership) -> str:
    return ", ".join(part for part in (membership.role, _since(membership)) if part)


def _overlaps(index: Index, body_id: str) -> list[tuple[Named, int]]:
    """Other bodies with at least two of the same members, most first, with the number of them."""
    members = {membership.actor for membership in index.snapshot.members_of.get(body_id, ())}
    shared: dict[str, set[str]] = {}
    for member in members:
        for membership in index.snapshot.memberships_of.get(member, ()):
            if membership.body != body_id:
                shared.setdefault(membership.body, set()).add(member)
    counted = [(named, len(shared[named.id])) for named in index.links(shared) if len(shared[named.id]) > 1]
    return sorted(counted, key=lambda entry: (-entry[1], index.sort_names[entry[0].id]))[:MOST_OVERLAPS]


def _siblings(index: Index, offer_id: str) -> list[Named]:
    """Other offers of the same providers."""
    found = {
        other.id
        for actor_id in index.snapshot.offers[offer_id].providers
        for other, role in index.snapshot.offers_of.get(actor_id, ())
        if role == "provider" and other.id != offer_id
    }
    return sorted(index.links(found), key=lambda named: index.sort_names[named.id])
