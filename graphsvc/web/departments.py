"""The cooperation of departments: its page and its files."""

from __future__ import annotations

from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import departments as picture
from graphsvc.picture.context import Context
from graphsvc.web import sheets
from graphsvc.web.sheets import Choice, Companion
from visualisations.sheet import Sheet


def _made(context: Context) -> tuple[Sheet, tuple[Choice, ...]]:
    return picture.sheet(context, service().departments(sheets.asked_day())), ()


COMPANION = Companion("departments", "/diagrams/departments", "dezernate", lambda: _("Dezernate"), _made)
