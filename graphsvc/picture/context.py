"""What every sheet needs besides its answer: the records, where links lead, and the words that all sheets share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.snapshot import Snapshot
from visualisations.sheet import Key, Value

# Number in a cell -> level; the same steps in every matrix, as the legend says.
STEPS = ((10, "q4"), (6, "q3"), (3, "q2"), (1, "q1"))


@dataclass(frozen=True)
class Context:
    """The records, and what stands before the paths of links: '' inside the service, None where nothing is linked."""

    snapshot: Snapshot
    links: str | None = None
    status: str = ""

    def page(self, path: str, **arguments: object) -> str | None:
        """The address of a page of the service with the arguments that are given."""
        if self.links is None:
            return None
        given = {name: str(value) for name, value in arguments.items() if value not in (None, "", False)}
        return self.links + path + (f"?{urlencode(given)}" if given else "")

    def district(self, district: str | None) -> str:
        """The name of a district, or what stands for none."""
        if district == "*":
            return _("stadtweit")
        known = self.snapshot.districts.get(district or "")
        return known.name if known else _("keine Angabe")

    def asked(self, on: str, **filters: str) -> str:
        """Day and filters, in words."""
        parts = [_("Stand %(day)s") % {"day": formatting.day(on)}]
        parts += [f"{label}: {value}" for label, value in filters.items() if value]
        return " · ".join(parts)


def level(number: float) -> str:
    """The level of a number in a matrix."""
    return next((name for least, name in STEPS if number >= least), "")


def key_of_levels(*more: Key) -> tuple[Key, ...]:
    """The legend of the levels."""
    return (Key("q1", "1–2"), Key("q2", "3–5"), Key("q3", "6–9"), Key("q4", _("10 und mehr")), *more)


def listed(names: Sequence[str], most: int = 3) -> str:
    """'A, B und C' or 'A, B und 4 weitere'."""
    shown = list(names[:most])
    if len(names) > most:
        rest = ngettext("ein weiteres", "%(count)s weitere", len(names) - most) % {"count": len(names) - most}
        return f"{', '.join(shown)} {_('und')} {rest}"
    return f" {_('und')} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def number(value: float | None, digits: int = 1) -> Value:
    """A number as a cell shows it; '–' where it is not known."""
    if value is None:
        return Value("–")
    rounded = round(value, digits)
    return Value(formatting.number(rounded), number=rounded)


def sheet_texts() -> Mapping[str, str]:
    """The words that `visualisations.sheet.TEXT_KEYS` asks for."""
    return {
        "skip": _("Zum Inhalt"),
        "empty_columns": _("Diese Spalten der Arbeitsmappe füllen das Bild:"),
        "more_rows": _("%(count)s weitere Zeilen stehen in der CSV-Datei."),
        "unfold": _("%(count)s weitere Zeilen zeigen"),
        "key": _("Legende"),
        "home": _("Zum Präventionsnetz"),
        "gap": _("Lücke"),
        "double": _("vermutlich doppelt"),
    }
