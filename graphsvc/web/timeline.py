"""The time line: its page and its files."""

from __future__ import annotations

from typing import cast

from flask import request

from graphsvc.analysis.timeline import KINDS, Grouping, Timeline
from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import periods
from graphsvc.picture import timeline as picture
from graphsvc.picture.context import Context
from graphsvc.web import sheets
from graphsvc.web.choices import district_choice, theme_choice
from graphsvc.web.sheets import Choice, Companion
from visualisations.sheet import Sheet


def _made(context: Context) -> tuple[Sheet, list[Choice]]:
    answer = _answer()
    given = request.args.get("page", "1")
    page = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    data = context.links is None  # only the CSV file, which links nothing, shows all rows
    return picture.sheet(context, answer, page, data=data), _choices(context, answer)


def _answer() -> Timeline:
    given = request.args
    grouping = given.get("group") if given.get("group") in ("theme", "provider") else "theme"
    return service().timeline(
        sheets.asked_day(),
        kind=given.get("kind") or None,
        theme=given.get("theme") or None,
        district=given.get("district") or None,
        ending=bool(given.get("ending")),
        grouping=cast(Grouping, grouping),
    )


def _choices(context: Context, answer: Timeline) -> list[Choice]:
    snapshot = context.snapshot
    themes = [theme for offer in snapshot.offers.values() for theme in offer.themes]
    themes += [theme for body in snapshot.bodies.values() for theme in body.themes]
    kinds = [(kind, periods.kinds_name(kind)) for kind in KINDS]
    return [
        Choice("kind", _("Art"), answer.kind or "", (("", _("alle")), *kinds)),
        theme_choice(context, themes, answer.theme),
        district_choice(context, answer.district),
        Choice("group", _("Angebote nach"), answer.grouping, (("theme", _("Thema")), ("provider", _("Träger")))),
        Choice("ending", _("Nur was in zwölf Monaten endet"), "1" if answer.ending else ""),
    ]


COMPANION = Companion("timeline", picture.PAGE, "zeitleiste", lambda: _("Zeitleiste"), _made)
