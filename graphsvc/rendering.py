"""Pictures as files that need nothing else: HTML to be used, SVG, PNG and PDF for a report, a slide and paper."""

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
from visualisations import drawing_files, network, network_sheet, sheet, sheet_drawing
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


Drawn = Callable[[Service, Asked], str]  # the text of the file


def write(store: Store, settings: Settings, what: str, out: Path, asked: Asked) -> None:
    """Write the picture `what` (one of PICTURES) to `out`.

    Raises InvalidInput for an ending or choice that the picture does not have, NotFound for an actor that is not there.
    """
    drawn = PICTURES[what]
    ways: dict[str, tuple[Drawn, Callable[[str], bytes]]] = {".html": (drawn[".html"], str.encode)}
    ways |= {f".{kind}": (drawn[".svg"], made) for kind, made in drawing_files.FORMATS.items()}
    way = ways.get(out.suffix.casefold())
    if way is None:
        raise InvalidInput(
            _("Die Endung „%(ending)s“ gibt es hier nicht. Möglich: %(known)s.")
            % {"ending": out.suffix, "known": ", ".join(ways)}
        )
    if asked.since is not None and what != "comparison":
        raise InvalidInput(_("Nur der Vergleich hat zwei Tage."))
    draw, made = way
    content = made(draw(Service(store, settings), asked))
    with written_whole(out) as beside:
        beside.write_bytes(content)


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


def _as_file(made: Callable[[Service, Context, str, str | None], Sheet]) -> Mapping[str, Drawn]:
    """Ending -> how to draw a sheet, without links, that is made for a day, and for an earlier one if told."""

    def asked_for(service: Service, asked: Asked) -> Sheet:
        if asked.ego is not None:
            raise InvalidInput(_("Für dieses Bild gibt es keine Ansicht eines einzelnen Akteurs."))
        if asked.view is not None:
            raise InvalidInput(_("Ansichten gibt es nur für das Bild „network“."))
        context = service.picture_context(None)
        return made(service, context, asked.on or date.today().isoformat(), asked.since)

    return {
        ".html": lambda service, asked: sheet.render(asked_for(service, asked)),
        ".svg": lambda service, asked: sheet_drawing.svg(asked_for(service, asked)),
    }


def _comparison(service: Service, context: Context, until: str, since: str | None) -> Sheet:
    return comparison.sheet(context, service.comparison(since or years_later(until, -1), until))


PICTURES: Mapping[str, Mapping[str, Drawn]] = {
    "network": {
        ".html": lambda service, asked: network.render(_network(service, asked)),
        ".svg": lambda service, asked: network_sheet.svg(_network(service, asked)),
    },
    "coverage": _as_file(lambda service, context, on, _since: coverage.sheet(context, service.coverage(on))),
    "departments": _as_file(lambda service, context, on, _since: departments.sheet(context, service.departments(on))),
    "bodies": _as_file(lambda service, context, on, _since: overlap.sheet(context, service.overlap(on))),
    "comparison": _as_file(_comparison),
    "timeline": _as_file(lambda service, context, on, _since: timeline.sheet(context, service.timeline(on))),
}
