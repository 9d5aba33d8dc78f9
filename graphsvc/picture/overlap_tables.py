"""The tables of the overlap of bodies: short for people to read, whole for a CSV file."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc import addresses, formatting
from graphsvc.analysis.overlap import Burden, Overlap, Pair
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.picture.context import Context, listed, number
from graphsvc.picture.workbook_words import column
from visualisations.sheet import Column, Table, Value

MOST_ROWS = 20  # that people read; the others stand in the CSV file
MOST_NAMED = 3
RARE = 1e-6  # chances below are told as 'less than'
LIKELY = 0.5
SEVERAL = " | "  # between names in a CSV file: names have commas


class Tables:
    """The tables of one answer; names are looked up once."""

    def __init__(self, context: Context, answer: Overlap) -> None:
        self._context = context
        self._answer = answer
        self._bodies = {body.id: body.name for body in answer.bodies}
        self._actors = {row.actor: row.name for row in answer.burdens}

    def overlaps(self, pairs: Sequence[Pair]) -> Table:
        """The first of the pairs, with some of those who sit in both."""
        labels = (_("gemeinsam"), _("Anteil"), _("Jaccard"), _("Zufall"))
        rows = tuple(
            (
                *self._two(pair),
                number(len(pair.shared)),
                number(pair.coefficient, 2),
                number(pair.jaccard, 2),
                _chance(pair.chance),
                Value(some([self._actors[actor] for actor in pair.shared])),
                self._finding(pair),
            )
            for pair in pairs[:MOST_ROWS]
        )
        note = _(
            "Oben steht, was am wenigsten Zufall ist. „Anteil“: gemeinsame Mitglieder durch alle Mitglieder des "
            "kleineren Gremiums. „Jaccard“: durch alle Mitglieder beider. „Zufall“: wie selten zwei Gremien dieser "
            "Größe mindestens so viele teilen, wenn die Sitze ausgelost werden."
        )
        more = max(0, len(pairs) - MOST_ROWS)
        return Table("overlaps", _("Die stärksten Überschneidungen"), _columns_of_pairs(labels), rows, more, note)

    def all_overlaps(self, pairs: Sequence[Pair]) -> Table:
        """All pairs with all of those who sit in both; only names and bare numbers, as there may be very many."""
        labels = (_("gemeinsam"), _("zu erwarten"), _("Anteil"), _("Jaccard"), _("Wahrscheinlichkeit bei Zufall"))
        said = {False: Value(_("vermutlich Parallelstruktur")), True: Value(_("entschieden"))}
        names = {key: Value(name) for key, name in self._bodies.items()}
        none = Value("")
        rows = tuple(
            (
                names[pair.first],
                names[pair.second],
                Value("", number=len(pair.shared)),
                Value("", number=round(pair.expected, 2)),
                Value("", number=round(pair.coefficient, 3)),
                Value("", number=round(pair.jaccard, 3)),
                Value("", number=pair.chance),
                Value(SEVERAL.join(self._actors[actor] for actor in pair.shared)),
                said[pair.dismissed] if pair.finding else none,
            )
            for pair in pairs
        )
        return Table("overlaps", _("Überschneidungen"), _columns_of_pairs(labels), rows)

    def burdens(self) -> Table:
        """Who sits in most bodies, with some of them."""
        found = self._answer.burdens
        rows = tuple(
            (*self._burden(row), Value(some([self._bodies[key] for key in row.bodies]))) for row in found[:MOST_ROWS]
        )
        title, note = _("Wer sitzt in wie vielen Gremien?"), self._note_of_burdens()
        return Table("burdens", title, _columns_of_burdens(), rows, max(0, len(found) - MOST_ROWS), note)

    def all_burdens(self) -> Table:
        """Everybody who sits in a body, with all of them."""
        rows = tuple(
            (*self._burden(row), Value(SEVERAL.join(self._bodies[key] for key in row.bodies)))
            for row in self._answer.burdens
        )
        return Table("burdens", _("Belastung"), _columns_of_burdens(), rows)

    def _two(self, pair: Pair) -> tuple[Value, Value]:
        return self._body(pair.first), self._body(pair.second)

    def _body(self, key: str) -> Value:
        return Value(self._bodies[key], self._context.page(addresses.of_record("body", key)))

    def _finding(self, pair: Pair) -> Value:
        if pair.finding is None:
            return Value("–")
        text = _("entschieden") if pair.dismissed else _("vermutlich Parallelstruktur")
        return Value(text, self._context.page(addresses.of_finding(pair.finding)))

    def _burden(self, row: Burden) -> tuple[Value, ...]:
        return (
            Value(row.name, self._context.page(addresses.of_record("actor", row.actor))),
            number(len(row.bodies)),
            number(row.chaired),
            number(row.meetings, 0) if row.meetings is not None else Value(_("unbekannt")),
            number(row.unknown),
        )

    def _note_of_burdens(self) -> str:
        """What the meetings rest on, and what would fill them."""
        bodies = self._answer.bodies
        parts = [_("Sitzungen im Jahr: geschätzt aus dem Turnus; Gremien ohne bekannten Turnus sind nicht mitgezählt.")]
        if missing := sum(body.frequency is None for body in bodies):
            text = ngettext(
                "Bei einem Gremium fehlt er: %(column)s.", "Bei %(count)s Gremien fehlt er: %(column)s.", missing
            )
            parts.append(text % {"count": formatting.number(missing), "column": column("Gremien", "Turnus")})
        if unread := sorted({body.frequency for body in bodies if body.frequency and body.meetings is None}):
            words = some([f"„{words}“" for words in unread])
            parts.append(_("Sagt nicht, wie oft: %(words)s.") % {"words": words})
        return " ".join(parts)


def some(names: Sequence[str]) -> str:
    """The first names and how many more there are; a single one more is named too, as that is no longer."""
    return listed(names, len(names) if len(names) == MOST_NAMED + 1 else MOST_NAMED)


def _columns_of_pairs(labels: Sequence[str]) -> tuple[Column, ...]:
    return (
        Column(_("Gremium")),
        Column(_("und")),
        *(Column(label, numeric=True) for label in labels),
        Column(_("Wer in beiden sitzt")),
        Column(_("Befund")),
    )


def _columns_of_burdens() -> tuple[Column, ...]:
    labels = (_("Gremien"), _("davon Vorsitz"), _("Sitzungen im Jahr"), _("ohne bekannten Turnus"))
    return (Column(_("Akteur")), *(Column(label, numeric=True) for label in labels), Column(_("Welche Gremien")))


def _chance(chance: float) -> Value:
    """'1 zu 240': of so many pairs of this size one shares so many or more, if seats were given by chance."""
    if chance < RARE:
        return Value(_("unter 1 zu 1 Mio."), number=chance)
    if chance > LIKELY:
        return Value(_("wahrscheinlich"), number=chance)
    once = round(float(f"{1 / chance:.2g}"))
    return Value(_("1 zu %(count)s") % {"count": formatting.number(once)}, number=chance)
