"""The coverage: its page, its files, and the offers behind a cell."""

from __future__ import annotations

from flask import render_template, request

from graphsvc.analysis.coverage import Coverage, behind
from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import coverage as picture
from graphsvc.picture.context import Context
from graphsvc.web import index as indexes
from graphsvc.web import lines, sheets
from graphsvc.web.choices import theme_choice
from graphsvc.web.sheets import Choice, Companion
from visualisations.sheet import Sheet


def offers() -> str:
    """The page with the offers behind a cell, a row or a column."""
    answer = _answer()
    index = indexes.current()
    place, phase = request.args.get("district", ""), request.args.get("phase", "")
    context = service().picture_context("")
    return render_template(
        "coverage_offers.html",
        title=picture.title_of_cell(context, place, phase),
        asked=picture.asked(context, answer),
        lines=[
            lines.offer_line(index, index.snapshot.offers[offer])
            for offer in behind(answer, index.snapshot, place, phase)
        ],
        back=context.page(
            picture.PAGE, on=answer.on, theme=answer.theme, citywide="1" if answer.citywide_counted else ""
        ),
    )


def _answer() -> Coverage:
    return service().coverage(
        sheets.asked_day(), theme=request.args.get("theme") or None, citywide=bool(request.args.get("citywide"))
    )


def _made(context: Context) -> tuple[Sheet, list[Choice]]:
    answer = _answer()
    shown = request.args.get("indicator", "")
    return picture.sheet(context, answer, shown), _choices(context, answer, shown)


def _choices(context: Context, answer: Coverage, shown: str) -> list[Choice]:
    themes = [theme for offer in context.snapshot.offers.values() for theme in offer.themes]
    known = picture.indicators(answer)
    choices = [
        theme_choice(context, themes, answer.theme),
        Choice("citywide", _("Stadtweite Angebote überall mitzählen"), "1" if answer.citywide_counted else ""),
    ]
    if len(known) > 1:
        options = [(name, name) for name in known]
        choices.append(Choice("indicator", _("Sozialdaten"), shown, (("", _("Vorschlag")), *options)))
    return choices


COMPANION = Companion("coverage", picture.PAGE, "abdeckung", lambda: _("Abdeckung"), _made)
