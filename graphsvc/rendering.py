"""Pictures as files that need nothing else: HTML to be used, SVG to be printed or set into a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphsvc import picture
from graphsvc.config import Settings
from graphsvc.errors import InvalidInput, NotFound
from graphsvc.exports.files import written_whole
from graphsvc.i18n import gettext as _
from graphsvc.service import Service
from graphsvc.store import Store
from visualisations import network, network_sheet
from visualisations.network import NetworkView

ENDINGS: dict[str, Callable[[NetworkView], str]] = {".html": network.render, ".svg": network_sheet.svg}


def write(store: Store, settings: Settings, what: str, out: Path, *, ego: str | None = None, depth: int = 1) -> None:
    """Write the picture `what` to `out`; with `ego` (id of an actor) only what is at most `depth` steps from it.

    Raises InvalidInput for an ending that we cannot write, NotFound for an actor that is not there.
    """
    make = ENDINGS.get(out.suffix.casefold())
    if make is None:
        raise InvalidInput(
            _("Die Endung „%(ending)s“ gibt es hier nicht. Möglich: %(known)s.")
            % {"ending": out.suffix, "known": ", ".join(ENDINGS)}
        )
    view = Service(store, settings).network_view(None)
    if ego is not None:
        if ego not in {node.id for node in view.nodes}:
            raise NotFound(_("Einen Akteur mit der Kennung „%(id)s“ gibt es nicht.") % {"id": ego})
        view = picture.surroundings(view, ego, depth)
    text = make(view)
    with written_whole(out) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
