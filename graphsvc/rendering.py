"""Pictures as files that need nothing else: HTML to be used, SVG to be printed or set into a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graphsvc import picture
from graphsvc.analysis.spans import years_later
from graphsvc.config import Settings
from graphsvc.errors import InvalidInput, NotFound
from graphsvc.exports.files import written_whole
from graphsvc.i18n import gettext as _
from graphsvc.picture import comparison, coverage, departments, overlap, timeline, views
from graphsvc.picture.context import Context
from graphsvc.service import Service
from graphsvc.store import Store
from visualisations import network, network_sheet, sheet
from visualisations.network import NetworkView
from visualisations.sheet import Sheet


@dataclass(frozen=True)
class Asked:
    """What is to be drawn: the surroundings of `ego` up to `depth` steps, or all; the day `on`; which `view`.

    `since` is the earlier day of a comparison, whose later one is `on`.
    """

    ego: str | None = None
    depth: int = 1
    on: str | None = None
    view: str | None = None  # of the network, one of picture.views.VIEWS
    since: str | None = None


def write(store: Store, settings: Settings, what: str, out: Path, asked: Asked) -> None:
    """Write the picture `what` (one of PICTURES) to `out`.

    Raises InvalidInput for an ending or choice that the picture does not have, NotFound for an actor that is not there.
    """
    endings = PICTURES[what]
    make = endings.get(out.suffix.casefold())
    if make is None:
        raise InvalidInput(
            _("Die Endung „%(ending)s“ gibt es hier nicht. Möglich: %(known)s.")
            % {"ending": out.suffix, "known": ", ".join(endings)}
        )
    if asked.since is not None and what != "comparison":
        raise InvalidInput(_("Nur der Vergleich hat zwei Tage."))
    text = make(Service(store, settings), asked)
    with written_whole(out) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def _network(service: Service, asked: Asked) -> NetworkView:
    if asked.on is not None:
        raise InvalidInput(_("Für dieses Bild gibt es keinen Stichtag."))
    view = service.network_view(None, view=views.checked(asked.view or ""), part=asked.ego or "")
    if asked.ego is None:
        return view
    if asked.ego not in {node.id for node in view.nodes}:
        raise NotFound(
            _("Einen Akteur mit der Kennung „%(id)s“ gibt es nicht.") % {"id": asked.ego}
            if (asked.view or views.ACTORS) == views.ACTORS
            else _("In dieser Ansicht gibt es nichts mit der Kennung „%(id)s“.") % {"id": asked.ego}
        )
    return picture.surroundings(view, asked.ego, asked.depth)


def _as_file(made: Callable[[Service, Context, str], Sheet]) -> Callable[[Service, Asked], str]:
    """How to draw a sheet that is made for a day, without links."""

    def drawn(service: Service, asked: Asked) -> str:
        if asked.ego is not None:
            raise InvalidInput(_("Für dieses Bild gibt es keine Ansicht eines einzelnen Akteurs."))
        if asked.view is not None:
            raise InvalidInput(_("Ansichten gibt es nur für das Bild „network“."))
        return sheet.render(made(service, service.picture_context(None), asked.on or date.today().isoformat()))

    return drawn


def _comparison(service: Service, asked: Asked) -> str:
    def made(service: Service, context: Context, until: str) -> Sheet:
        return comparison.sheet(context, service.comparison(asked.since or years_later(until, -1), until))

    return _as_file(made)(service, asked)


PICTURES: Mapping[str, Mapping[str, Callable[[Service, Asked], str]]] = {
    "network": {
        ".html": lambda service, asked: network.render(_network(service, asked)),
        ".svg": lambda service, asked: network_sheet.svg(_network(service, asked)),
    },
    "coverage": {".html": _as_file(lambda service, context, on: coverage.sheet(context, service.coverage(on)))},
    "departments": {
        ".html": _as_file(lambda service, context, on: departments.sheet(context, service.departments(on)))
    },
    "bodies": {".html": _as_file(lambda service, context, on: overlap.sheet(context, service.overlap(on)))},
    "comparison": {".html": _comparison},
    "timeline": {".html": _as_file(lambda service, context, on: timeline.sheet(context, service.timeline(on)))},
}
