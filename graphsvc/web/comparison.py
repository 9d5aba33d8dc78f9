"""Two records side by side: one row per field, with the words that both share marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from graphsvc import formatting
from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.kinds import kind_name
from graphsvc.matching.normalise import content_words
from graphsvc.model import Actor, Body, Offer, Record, name_of
from graphsvc.web.index import Index

_WORD = re.compile(r"[^\W_]+")
LIKENESSES = ("same", "near", "different", "missing")


@dataclass(frozen=True)
class Compared:
    """One field of both records, shared words in <mark>; `likeness` is one of LIKENESSES."""

    label: str
    a: Markup
    b: Markup
    likeness: str


@dataclass(frozen=True)
class Field:
    """One field in words; parts of an exact one say nothing, as the 10 in '9 von 10'.

    `span` are the bounds of a range, None for an open one: ranges that overlap are near.
    """

    label: str
    text: str
    exact: bool = False
    span: tuple[str | int | None, str | int | None] | None = None


def compare(index: Index, a: Record, b: Record) -> list[Compared]:
    """The fields of two records of one type that at least one of them has."""
    fields_a, fields_b = _fields(index, a), _fields(index, b)
    return [
        _compared(mine, theirs) for mine, theirs in zip(fields_a, fields_b, strict=True) if mine.text or theirs.text
    ]


def marked(text: str, other: str) -> Markup:
    """`text` with the words that carry meaning and stand in `other` too, in any form, in <mark>."""
    theirs = set(content_words(other)) | {word for word in fold(other).split() if word.isdigit()}
    parts = []
    end = 0
    for found in _WORD.finditer(text):
        mine = {found[0]} if found[0].isdigit() else set(content_words(found[0]))
        parts.append(escape(text[end : found.start()]))
        parts.append(Markup("<mark>{}</mark>").format(found[0]) if mine & theirs else escape(found[0]))
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _compared(mine: Field, theirs: Field) -> Compared:
    label, a, b = mine.label, formatting.nice(mine.text), formatting.nice(theirs.text)
    if not a or not b:
        nothing = escape(_("keine Angabe"))
        return Compared(label, escape(a) if a else nothing, escape(b) if b else nothing, "missing")
    if fold(a) == fold(b):
        return Compared(label, Markup("<mark>{}</mark>").format(a), Markup("<mark>{}</mark>").format(b), "same")
    if mine.exact:
        return Compared(label, escape(a), escape(b), "near" if _overlap(mine.span, theirs.span) else "different")
    marked_a, marked_b = marked(a, b), marked(b, a)
    return Compared(label, marked_a, marked_b, "near" if "<mark>" in marked_a or "<mark>" in marked_b else "different")


def _overlap(mine: Any, theirs: Any) -> bool:
    if mine is None or theirs is None:
        return False
    (first, last), (other_first, other_last) = mine, theirs
    begins_in_time = first is None or other_last is None or first <= other_last
    return begins_in_time and (other_first is None or last is None or other_first <= last)


def _time(index: Index, record: Actor | Offer | Body) -> Field:
    return Field(_("Zeit"), index.since(record), exact=True, span=(record.valid_from, record.valid_to))


def _ages(offer: Offer) -> Field:
    span = (offer.age_from, offer.age_to)
    return Field(_("Alter"), formatting.ages(*span, words=True), exact=True, span=span)


def _fields(index: Index, record: Record) -> list[Field]:
    if isinstance(record, Offer):
        return _offer(index, record)
    if isinstance(record, Body):
        return _body(index, record)
    if isinstance(record, Actor):
        return _actor(index, record)
    return [Field(_("Name"), name_of(record))]


def _offer(index: Index, offer: Offer) -> list[Field]:
    terms = index.snapshot.term_names
    return [
        Field(_("Träger"), _names(index, offer.providers)),
        Field(_("Art"), offer.kind or ""),
        Field(_("Sozialraum"), index.where(offer)),
        Field(
            _("Alter"),
            formatting.ages(offer.age_from, offer.age_to, words=True),
            exact=True,
            span=(offer.age_from, offer.age_to),
        ),
        Field(_("Zielgruppen"), ", ".join(terms(offer.target_groups))),
        Field(_("Beschreibung"), offer.description or ""),
        Field(_("Themen"), ", ".join(terms(offer.themes))),
        _time(index, offer),
        Field(_("Plätze"), formatting.places(offer.used, offer.capacity), exact=True),
        Field(_("Kosten"), formatting.cost(offer.cost), exact=True),
        Field(_("Sprachen"), ", ".join(offer.languages)),
        Field(_("Quelle"), offer.source or "", exact=True),
    ]


def _actor(index: Index, actor: Actor) -> list[Field]:
    town = " ".join(part for part in (actor.postcode, actor.city) if part)
    return [
        Field(_("Art"), kind_name(actor.kind)),
        Field(_("Weitere Namen"), "; ".join(actor.aliases)),
        Field(_("Gehört zu"), _names(index, index.parents.get(actor.id, ()))),
        Field(_("Anschrift"), ", ".join(part for part in (actor.street, town) if part)),
        Field(_("Sozialraum"), index.where(actor)),
        Field(_("Telefon"), actor.phone or "", exact=True),
        Field(_("E-Mail"), actor.email or ""),
        Field(_("Website"), actor.website or ""),
        Field(_("Themen"), ", ".join(index.snapshot.term_names(actor.themes))),
        _time(index, actor),
        Field(_("Beschreibung"), actor.description or ""),
        Field(_("Quelle"), actor.source or "", exact=True),
    ]


def _body(index: Index, body: Body) -> list[Field]:
    terms = index.snapshot.term_names
    members = dict.fromkeys(membership.actor for membership in index.snapshot.members_of.get(body.id, ()))
    return [
        Field(_("Art"), body.kind or ""),
        Field(_("Vorsitz"), _names(index, body.chairs)),
        Field(_("Mitglieder"), _names(index, tuple(members))),
        Field(_("Themen"), ", ".join(terms(body.themes))),
        Field(_("Zielgruppen"), ", ".join(terms(body.target_groups))),
        Field(_("Sozialraum"), index.where(body)),
        Field(_("Turnus"), body.frequency or "", exact=True),
        Field(_("Rechtsgrundlage"), body.mandate or ""),
        _time(index, body),
        Field(_("Beschreibung"), body.description or ""),
        Field(_("Quelle"), body.source or "", exact=True),
    ]


def _names(index: Index, ids: Sequence[str]) -> str:
    return ", ".join(named.name for named in index.links(ids))
