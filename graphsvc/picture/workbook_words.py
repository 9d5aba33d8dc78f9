"""Sheets and columns of the workbook, named in texts as they stand in it, with what they mean in another language."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext, pgettext

# How the workbook that we write names its sheets and columns. The context keeps them apart from words of the pages.
MEANINGS: dict[str, Callable[[], str]] = {
    "Akteur": lambda: pgettext("Arbeitsmappe", "Akteur"),
    "Akteure": lambda: pgettext("Arbeitsmappe", "Akteure"),
    "Alter bis": lambda: pgettext("Arbeitsmappe", "Alter bis"),
    "Alter von": lambda: pgettext("Arbeitsmappe", "Alter von"),
    "Angebote": lambda: pgettext("Arbeitsmappe", "Angebote"),
    "Art": lambda: pgettext("Arbeitsmappe", "Art"),
    "Bis": lambda: pgettext("Arbeitsmappe", "Bis"),
    "Einwohner": lambda: pgettext("Arbeitsmappe", "Einwohner"),
    "Förderer": lambda: pgettext("Arbeitsmappe", "Förderer"),
    "Förderung bis": lambda: pgettext("Arbeitsmappe", "Förderung bis"),
    "Gehört zu": lambda: pgettext("Arbeitsmappe", "Gehört zu"),
    "Gremien": lambda: pgettext("Arbeitsmappe", "Gremien"),
    "Gremium": lambda: pgettext("Arbeitsmappe", "Gremium"),
    "Indikator": lambda: pgettext("Arbeitsmappe", "Indikator"),
    "Jahr": lambda: pgettext("Arbeitsmappe", "Jahr"),
    "Kooperationen": lambda: pgettext("Arbeitsmappe", "Kooperationen"),
    "Kooperationspartner": lambda: pgettext("Arbeitsmappe", "Kooperationspartner"),
    "Mitgliedschaften": lambda: pgettext("Arbeitsmappe", "Mitgliedschaften"),
    "Nachfolger": lambda: pgettext("Arbeitsmappe", "Nachfolger"),
    "Name": lambda: pgettext("Arbeitsmappe", "Name"),
    "Seit": lambda: pgettext("Arbeitsmappe", "Seit"),
    "Sozialdaten": lambda: pgettext("Arbeitsmappe", "Sozialdaten"),
    "Sozialräume": lambda: pgettext("Arbeitsmappe", "Sozialräume"),
    "Status": lambda: pgettext("Arbeitsmappe", "Status"),
    "Stellen": lambda: pgettext("Arbeitsmappe", "Stellen"),
    "Turnus": lambda: pgettext("Arbeitsmappe", "Turnus"),
    "Träger": lambda: pgettext("Arbeitsmappe", "Träger"),
    "Von": lambda: pgettext("Arbeitsmappe", "Von"),
    "Vorsitz": lambda: pgettext("Arbeitsmappe", "Vorsitz"),
    "Wert": lambda: pgettext("Arbeitsmappe", "Wert"),
    "Zielgruppen": lambda: pgettext("Arbeitsmappe", "Zielgruppen"),
    "Zu": lambda: pgettext("Arbeitsmappe", "Zu"),
}


def column(sheet: str, *names: str) -> str:
    """One or more columns of a sheet (keys of MEANINGS), in words; raises KeyError for another name."""
    text = ngettext("Blatt %(sheet)s, Spalte %(columns)s", "Blatt %(sheet)s, Spalten %(columns)s", len(names))
    return text % {"sheet": _word(sheet), "columns": ", ".join(map(_word, names))}


def _word(name: str) -> str:
    meaning = MEANINGS[name]()
    if meaning.casefold() == name.casefold():
        return _("„%(name)s“") % {"name": name}
    return _("„%(name)s“ (%(meaning)s)") % {"name": name, "meaning": meaning}
