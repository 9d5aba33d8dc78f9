"""Actors, offers and bodies as nodes of a picture, each with its own fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphsvc import addresses, formatting
from graphsvc.i18n import gettext as _
from graphsvc.kinds import kind_name
from graphsvc.model import Actor, Body, Offer, name_of
from graphsvc.picture.fields import CITYWIDE, SEVERAL, years_of
from graphsvc.picture.frame import Frame
from graphsvc.picture.names import short_name
from visualisations.network import NetworkNode

Fact = tuple[str, str]


def actor_node(frame: Frame, actor: Actor, group: str = "actor") -> NetworkNode:
    """An actor; without `group` its shape says only that it is one."""
    return _node(frame, "actor", actor, group, actor.id, kind_name(actor.kind), _of_actor(frame, actor))


def offer_node(frame: Frame, offer: Offer) -> NetworkNode:
    """An offer."""
    kind = _("Angebot: %(kind)s") % {"kind": offer.kind} if offer.kind else _("Angebot")
    return _node(frame, "offer", offer, "offer", offer_id(frame, offer.id), kind, _of_offer(frame, offer))


def body_node(frame: Frame, body: Body) -> NetworkNode:
    """A body."""
    kind = _("Gremium: %(kind)s") % {"kind": body.kind} if body.kind else _("Gremium")
    return _node(frame, "body", body, "body", body_id(frame, body.id), kind, _of_body(frame, body))


def offer_id(frame: Frame, offer: str) -> str:
    """The id of an offer's node: its own, unless an actor has the same."""
    return offer if offer not in frame.snapshot.actors else f"offer {offer}"


def body_id(frame: Frame, body: str) -> str:
    """The id of a body's node: its own, unless an actor has the same."""
    return body if body not in frame.snapshot.actors else f"body {body}"


def _node(
    frame: Frame, type_: str, record: Actor | Offer | Body, group: str, id_: str, kind: str, facts: Iterator[Fact]
) -> NetworkNode:
    snapshot = frame.snapshot
    name = name_of(record)
    since, until = years_of(record)
    categories = {"group": group}
    districts = [district for district in record.districts if district in snapshot.districts]
    if districts:
        categories["district"] = districts[0] if len(districts) == 1 else SEVERAL
    elif record.citywide:
        categories["district"] = CITYWIDE
    theme = next((theme for theme in record.themes if theme in snapshot.terms), None)
    if theme:
        categories["theme"] = theme
    return NetworkNode(
        id=id_,
        name=formatting.nice(name),
        kind=formatting.nice(kind),
        group=group,
        x=0.0,
        y=0.0,
        label=formatting.nice(short_name(name, frame.city)),
        place=", ".join([*([_("stadtweit")] if record.citywide else []), *snapshot.district_names(record.districts)]),
        url=frame.page(addresses.of_record(type_, record.id)),
        facts=tuple((label, formatting.nice(value)) for label, value in facts if value),
        categories=categories,
        since=since,
        until=until,
    )


def _of_actor(frame: Frame, actor: Actor) -> Iterator[Fact]:
    above = frame.snapshot.actors.get(actor.part_of or "")
    yield _("Gehört zu"), above.name if above else ""


def _of_offer(frame: Frame, offer: Offer) -> Iterator[Fact]:
    yield _("Zielgruppen"), _listed(frame.snapshot.term_names(offer.target_groups))
    yield _("Alter"), formatting.ages(offer.age_from, offer.age_to)
    yield _("Plätze"), formatting.places(offer.used, offer.capacity)
    yield _("Zeit"), _period(offer)
    yield _("Weitere Förderer"), _listed(frame.snapshot.term_names(offer.named_funders))
    yield _("Förderung bis"), formatting.partial_date(offer.funded_until, offer.typed.get("funded_until"))
    yield _("Status"), offer.status or ""


def _of_body(frame: Frame, body: Body) -> Iterator[Fact]:
    actors = frame.snapshot.actors
    yield _("Turnus"), body.frequency or ""
    yield _("Vorsitz"), _listed([actors[key].name for key in body.chairs if key in actors])
    yield _("Zielgruppen"), _listed(frame.snapshot.term_names(body.target_groups))
    yield _("Themen"), _listed(frame.snapshot.term_names(body.themes))
    yield _("Rechtsgrundlage"), body.mandate or ""
    yield _("Zeit"), _period(body)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _period(record: Offer | Body) -> str:
    return formatting.period(
        formatting.partial_date(record.valid_from, record.typed.get("valid_from")),
        formatting.partial_date(record.valid_to, record.typed.get("valid_to")),
    )
