"""The comparison of two days: its page and its files."""

from __future__ import annotations

from flask import request

from graphsvc.analysis.spans import years_later
from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import comparison as picture
from graphsvc.picture.context import Context
from graphsvc.web import sheets
from graphsvc.web.choices import district_choice
from graphsvc.web.sheets import Choice, Companion
from visualisations.sheet import Sheet


def _made(context: Context) -> tuple[Sheet, tuple[Choice, ...]]:
    until = sheets.asked_day("to")
    since = sheets.asked_day("from", years_later(until, -1))
    answer = service().comparison(since, until, district=request.args.get("district") or None)
    choices = (
        Choice("from", _("Von"), since, day=True),
        Choice("to", _("Bis"), until, day=True),
        district_choice(context, answer.district),
    )
    return picture.sheet(context, answer), choices


COMPANION = Companion("comparison", "/diagrams/comparison", "vergleich", lambda: _("Vergleich"), _made, own_days=True)
