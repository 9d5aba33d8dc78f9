"""What is common to the pictures of time: names, links, places and days of whatever has a beginning or an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graphsvc import addresses, formatting
from graphsvc.analysis.comparison import CITYWIDE, districts_of
from graphsvc.analysis.spans import THINGS, Span
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.model import Membership, Offer, Record, name_of
from graphsvc.picture.context import Context, listed
from graphsvc.picture.workbook_words import column

_TYPES = {"funding": "offer", "part_of": "cooperation"}


def kind_name(kind: str) -> str:
    """One record of the kind (one of spans.KINDS), as people say it; raises KeyError for another word."""
    return {
        "actor": _("Akteur"),
        "offer": _("Angebot"),
        "body": _("Gremium"),
        "funding": _("Förderung"),
        "cooperation": _("Kooperation"),
        "part_of": _("Zugehörigkeit"),
        "membership": _("Mitgliedschaft"),
    }[kind]


def kinds_name(kind: str) -> str:
    """All records of the kind, as people say it; raises KeyError for another word."""
    return {
        "actor": _("Akteure"),
        "offer": _("Angebote"),
        "body": _("Gremien"),
        "funding": _("Förderungen"),
        "cooperation": _("Kooperationen"),
        "part_of": _("Zugehörigkeiten"),
        "membership": _("Mitgliedschaften"),
    }[kind]


def counted(kind: str, count: int) -> str:
    """'ein Angebot', '3 Angebote'; raises KeyError for another word than one of spans.KINDS."""
    texts: dict[str, Callable[[], str]] = {
        "actor": lambda: ngettext("ein Akteur", "%(count)s Akteure", count),
        "offer": lambda: ngettext("ein Angebot", "%(count)s Angebote", count),
        "body": lambda: ngettext("ein Gremium", "%(count)s Gremien", count),
        "funding": lambda: ngettext("eine Förderung", "%(count)s Förderungen", count),
        "cooperation": lambda: ngettext("eine Kooperation", "%(count)s Kooperationen", count),
        "part_of": lambda: ngettext("eine Zugehörigkeit", "%(count)s Zugehörigkeiten", count),
        "membership": lambda: ngettext("eine Mitgliedschaft", "%(count)s Mitgliedschaften", count),
    }
    return texts[kind]() % {"count": formatting.number(count)}


def record_of(context: Context, span: Span) -> Record:
    """The record that the span is of; of a funding its offer."""
    return context.snapshot.records[_TYPES.get(span.kind, span.kind)][span.id]


def title(context: Context, span: Span) -> str:
    """What people read for a span: its name, 'A – B' for a relation, offer and funders for a funding."""
    snapshot = context.snapshot
    record = record_of(context, span)
    if isinstance(record, Offer) and span.kind == "funding":
        names = [snapshot.actors[key].name for key in record.funders if key in snapshot.actors]
        names += snapshot.term_names(record.named_funders)
        name = formatting.nice(record.title)
        return f"{name} ({formatting.nice(listed(names))})" if names else name
    if span.kind in THINGS:
        return formatting.nice(name_of(record))
    names = [formatting.nice(name_of(snapshot.records[kind][key])) for kind, key in span.ends]
    role = f" ({record.role})" if isinstance(record, Membership) and record.role else ""
    return f" {formatting.EN_DASH} ".join(names) + role


def link(context: Context, span: Span) -> str | None:
    """The page of the record; of a membership that of its body, of another relation that of its first actor."""
    if span.kind in THINGS:
        return context.page(addresses.of_record(span.kind, span.id))
    kind, key = span.ends[-1] if span.kind == "membership" else span.ends[0]
    return context.page(addresses.of_record(kind, key))


def begin(context: Context, span: Span) -> str:
    """The first day, as exact as it was typed; a word where it is not known."""
    if span.begin is None:
        return _("geplant") if span.planned else _("unbekannt")
    return formatting.partial_date(span.begin, record_of(context, span).typed.get("valid_from"))


def end(context: Context, span: Span) -> str:
    """The last day, as exact as it was typed; a word where it is open or not known."""
    if span.end is None:
        return _("beendet, Tag unbekannt") if span.over else _("offen")
    name = "funded_until" if span.kind == "funding" else "valid_to"
    typed = None if span.implied else record_of(context, span).typed.get(name)
    return formatting.partial_date(span.end, typed)


def districts(context: Context, span: Span) -> str:
    """Names of the districts that the record is in, or 'stadtweit'."""
    found = districts_of(context.snapshot, span)
    names = context.snapshot.district_names(sorted(found - {CITYWIDE}))
    return ", ".join([*([_("stadtweit")] if CITYWIDE in found else []), *names])


def missing_columns(kinds: Iterable[str], *, ends: bool = False) -> tuple[str, ...]:
    """The columns of the workbook that hold beginning and end (or only the end) of these kinds."""
    both = ("Bis",) if ends else ("Von", "Bis")
    since = ("Bis",) if ends else ("Seit", "Bis")
    found = {
        "actor": column("Akteure", *both),
        "offer": column("Angebote", *both),
        "body": column("Gremien", *both),
        "funding": column("Angebote", "Förderung bis"),
        "cooperation": column("Kooperationen", *since),
        "part_of": column("Kooperationen", *since),
        "membership": column("Mitgliedschaften", *both),
    }
    return tuple(dict.fromkeys(found[kind] for kind in kinds))
