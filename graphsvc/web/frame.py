"""What stands around every page: navigation, name of the city, state of the data, other language."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import current_app, request, url_for

from graphsvc import formatting
from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.web import index as indexes
from graphsvc.web.companions import COMPANIONS

API_PAGE = "documentation.docs"
LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Frame:
    """What the layout shows around a page."""

    city: str
    navigation: tuple[Entry, ...]
    data_day: str  # day of the newest change, empty where there is none
    revision: int
    language: str
    other_language: str
    other_language_name: str
    other_language_url: str
    api_url: str  # documentation of the API, empty where the application has none


def full() -> Frame:
    """The frame with everything that the store says; raises StoreUnavailable."""
    index = indexes.current()
    newest = index.newest_change
    return _frame(
        city=service().city_name(),
        open_count=len(index.open_findings),
        data_day=formatting.moment(newest.at) if newest else "",
        revision=index.snapshot.revision,
    )


def plain() -> Frame:
    """The frame for pages that must come without the store."""
    return _frame(city=service().settings.city, open_count=0, data_day="", revision=0)


def _frame(*, city: str, open_count: int, data_day: str, revision: int) -> Frame:
    other = "en" if language() == "de" else "de"
    return Frame(
        city=city,
        navigation=_navigation(open_count),
        data_day=data_day,
        revision=revision,
        language=language(),
        other_language=other,
        other_language_name=LANGUAGE_NAMES[other],
        other_language_url=_same_page(other),
        api_url=url_for(API_PAGE) if API_PAGE in current_app.view_functions else "",
    )


def _same_page(other: str) -> str:
    """The present page in the other language; the start page where the present one cannot be asked for by a link."""
    endpoint = request.endpoint
    if endpoint is None or not endpoint.startswith("web.") or request.method not in ("GET", "HEAD"):
        return url_for("web.start", lang=other)
    arguments = request.args.to_dict() | {"lang": other}  # names from outside: never keywords of url_for
    return f"{url_for(endpoint, **(request.view_args or {}))}?{urlencode(arguments)}"


def _navigation(open_count: int) -> tuple[Entry, ...]:
    here = (request.endpoint or "").removeprefix("web.")
    entries = (
        (_("Start"), "start", ("start",), 0),
        (_("Doppeltes"), "findings", ("findings", "finding"), open_count),
        (_("Akteure"), "actors", ("actors", "actor"), 0),
        (_("Angebote"), "offers", ("offers", "offer"), 0),
        (_("Gremien"), "bodies", ("bodies", "body"), 0),
        (_("Auswertung"), "coverage", ("coverage_offers", *(companion.stem for companion in COMPANIONS)), 0),
        (_("Netzwerk"), "network", ("network",), 0),
    )
    return tuple(
        Entry(label, url_for(f"web.{endpoint}"), here in own, count) for label, endpoint, own, count in entries
    )
