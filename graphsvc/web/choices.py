"""Controls that several sheets have: a theme, a district."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.analysis.comparison import CITYWIDE
from graphsvc.analysis.places import in_order
from graphsvc.folding import sort_key
from graphsvc.i18n import gettext as _
from graphsvc.picture.context import Context
from graphsvc.web.sheets import Choice


def theme_choice(context: Context, themes: Iterable[str], chosen: str | None) -> Choice:
    """The list of these themes (ids) by name; what is no theme is left out."""
    terms = context.snapshot.terms
    known = [(theme, terms[theme].name) for theme in set(themes) if theme in terms]
    known.sort(key=lambda pair: (sort_key(pair[1]), pair[0]))
    return Choice("theme", _("Thema"), chosen or "", (("", _("alle")), *known))


def district_choice(context: Context, chosen: str | None) -> Choice:
    """The list of all districts, and the whole city."""
    known = [(key, context.district(key)) for key in (*in_order(context.snapshot.districts), CITYWIDE)]
    return Choice("district", _("Sozialraum"), chosen or "", (("", _("alle")), *known))
