"""The lists of actors, offers and bodies: their columns, filters and pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import render_template, request

from graphsvc.analysis.lifephases import ANY_AGE, OUTSIDE, UNKNOWN
from graphsvc.i18n import gettext as _
from graphsvc.kinds import group_name, life_phase_name
from graphsvc.model import ACTOR_GROUPS, LIFE_PHASES
from graphsvc.web import index as indexes
from graphsvc.web import lines
from graphsvc.web.choosing import Filter, Row, choose
from graphsvc.web.index import Index
from graphsvc.web.lines import CITYWIDE, NOWHERE


@dataclass(frozen=True)
class Column:
    """One column of a list; one without a key cannot be sorted by."""

    key: str
    label: str
    numeric: bool = False


def actors() -> str:
    """The page /actors."""
    index = indexes.current()
    filters = [
        Filter("group", _("Art"), group_name, order=ACTOR_GROUPS),
        _district_filter(index),
        _double_filter(),
        Filter("alone", _("Kooperationen"), lambda _value: _("noch keine"), quiet=True),
    ]
    columns = [
        Column("name", _("Name")),
        Column("kind", _("Art")),
        Column("district", _("Sozialraum")),
        Column("partners", _("Partner"), numeric=True),
        Column("offers", _("Angebote"), numeric=True),
        Column("bodies", _("Gremien"), numeric=True),
    ]
    return _page(index, "actors", _("Akteure"), lines.actor_rows, filters, columns, _("Name, Thema, Anschrift"))


def offers() -> str:
    """The page /offers."""
    index = indexes.current()
    filters = [
        _district_filter(index),
        Filter("phase", _("Lebensphase"), life_phase_name, order=(*LIFE_PHASES, ANY_AGE, OUTSIDE, UNKNOWN)),
        _state_filter(),
        _double_filter(),
        _actor_filter(index),
        Filter("missing", _("Es fehlt"), _missing, quiet=True),
    ]
    columns = [
        Column("title", _("Titel")),
        Column("provider", _("Träger")),
        Column("kind", _("Art")),
        Column("district", _("Sozialraum")),
        Column("age", _("Alter")),
        Column("since", _("Zeit")),
        Column("places", _("Plätze"), numeric=True),
    ]
    today = date.today().isoformat()
    return _page(
        index,
        "offers",
        _("Angebote"),
        lambda at: lines.offer_rows(at, today),
        filters,
        columns,
        _("Titel, Träger, Thema"),
    )


def bodies() -> str:
    """The page /bodies."""
    index = indexes.current()
    filters = [
        Filter("kind", _("Art"), str),
        _district_filter(index),
        _state_filter(),
        _double_filter(),
        _actor_filter(index),
    ]
    columns = [
        Column("name", _("Name")),
        Column("kind", _("Art")),
        Column("district", _("Sozialraum")),
        Column("since", _("Zeit")),
        Column("members", _("Mitglieder"), numeric=True),
    ]
    today = date.today().isoformat()
    return _page(
        index,
        "bodies",
        _("Gremien"),
        lambda at: lines.body_rows(at, today),
        filters,
        columns,
        _("Name, Thema, Auftrag"),
    )


def _page(
    index: Index,
    name: str,
    title: str,
    make: Callable[[Index], list[Row]],
    filters: list[Filter],
    columns: list[Column],
    hint: str,
) -> str:
    rows = index.kept(f"rows of {name} on {date.today().isoformat()}", lambda: make(index))
    chosen = choose(
        rows,
        filters,
        [column.key for column in columns],
        request.args,
        search_label=_("Suche"),
    )
    return render_template(
        f"list_{name}.html", name=name, title=title, chosen=chosen, columns=columns, hint=hint, empty=not rows
    )


def _district_filter(index: Index) -> Filter:
    districts = index.snapshot.districts
    special = {CITYWIDE: _("stadtweit"), NOWHERE: _("keine Angabe")}
    named = sorted((key for key in districts), key=lambda key: districts[key].name)

    def name_of(value: str) -> str:
        return special.get(value) or (districts[value].name if value in districts else value)

    return Filter("district", _("Sozialraum"), name_of, order=(*named, CITYWIDE, NOWHERE))


def _state_filter() -> Filter:
    names = {"now": _("laufend"), "over": _("beendet")}
    return Filter("state", _("Stand"), lambda value: names.get(value, value), order=("now", "over"))


def _double_filter() -> Filter:
    return Filter("double", _("Doppelt"), lambda _value: _("vermutlich doppelt"), quiet=True)


def _actor_filter(index: Index) -> Filter:
    def name_of(value: str) -> str:
        named = index.named(value)
        return named.name if named else value

    return Filter("actor", _("Akteur"), name_of, quiet=True)


def _missing(value: str) -> str:
    return {"age": _("Angabe zum Alter"), "district": _("Angabe zum Sozialraum")}.get(value, value)
