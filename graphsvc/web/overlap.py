"""The overlap of bodies: its page and its files."""

from __future__ import annotations

from flask import request

from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import overlap as picture
from graphsvc.picture.context import Context
from graphsvc.web import sheets
from graphsvc.web.sheets import Choice, Companion
from visualisations.sheet import Sheet


def _made(context: Context) -> tuple[Sheet, tuple[Choice, ...]]:
    given = request.args.get("shared", "")
    known = {str(least): least for least in picture.LEAST_SHARED}
    least = known.get(given, 1)
    options = [(key, picture.at_least(number)) for key, number in known.items()]
    choice = Choice("shared", _("Gemeinsame Mitglieder"), str(least), options)
    return picture.sheet(context, service().overlap(sheets.asked_day()), least), (choice,)


COMPANION = Companion("overlap", "/diagrams/bodies", "gremien", lambda: _("Gremien"), _made)
