"""Departments as a sheet: who works across the borders of departments, and who stays alone."""

from __future__ import annotations

from graphsvc import addresses, formatting
from graphsvc.analysis.departments import FEW, Crossing, Departments, Unit
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language, ngettext
from graphsvc.kinds import group_name
from graphsvc.picture.context import Context, key_of_levels, level, number, sheet_texts
from graphsvc.picture.workbook_words import column
from visualisations.sheet import Column, Head, Matrix, Note, Sheet, Square, Table, Value

EVEN = 0.2  # up to this index, that is 40 to 60 of 100 cooperations, inside and outside are about the same


def sheet(context: Context, answer: Departments) -> Sheet:
    """The sheet of the answer."""
    departments = [unit for unit in answer.units if unit.kind == "department"]
    found = _pairs(answer)
    return Sheet(
        stem="departments",
        title=_("Zusammenarbeit der Dezernate"),
        sentence=sentence(answer),
        parts=(_matrix(context, answer), _units(context, answer), _table("twin", answer, folded=True)),
        data=_table("data", answer),
        texts=sheet_texts(),
        notes=_notes(answer),
        empty=_empty() if not departments or not found else (),
        status=context.status,
        asked=context.asked(answer.on),
        lang=language(),
        home_url=context.page("/"),
    )


def sentence(answer: Departments) -> str:
    """What the picture says: how much crosses the borders of departments."""
    inside = answer.within + answer.across
    if not inside:
        return _("Noch ist keine Zusammenarbeit zwischen Stellen der Verwaltung erfasst.")
    text = ngettext(
        "In der Verwaltung gibt es eine Kooperation, davon %(across)s über Grenzen von Dezernaten.",
        "In der Verwaltung gibt es %(count)s Kooperationen, davon %(across)s über Grenzen von Dezernaten.",
        inside,
    ) % {"count": formatting.number(inside), "across": formatting.number(answer.across)}
    index = _("E-I-Index: %(index)s (−1: nur innerhalb, 0: gleich viel, +1: nur über Grenzen).") % {
        "index": signed(answer.ei_departments).text
    }
    return " ".join(part for part in (text, _balance(answer.ei_departments), index) if part)


def _balance(index: float | None) -> str:
    """What an index says, in words; nothing where the numbers already say that all is of one kind."""
    if index is None or abs(index) == 1:
        return ""
    if abs(index) <= EVEN:
        return _("Beides hält sich etwa die Waage.")
    return _("Das meiste geht über Grenzen hinweg.") if index > 0 else _("Das meiste bleibt innerhalb eines Dezernats.")


def signed(value: float | None) -> Value:
    """An index from -1 to +1 with its sign; '–' where there is none."""
    if value is None:
        return Value("–")
    rounded = round(value, 2)
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return Value(sign + formatting.number(abs(rounded)), number=rounded)


def _notes(answer: Departments) -> tuple[Note, ...]:
    notes = [
        Note(
            _(
                "Der E-I-Index vergleicht Kooperationen nach außen (extern) mit denen im Inneren (intern). −1: alle im "
                "Inneren. 0: gleich viele. +1: alle nach außen. „–“: keine erfasst. Gut oder schlecht ist kein Wert: "
                "Er zeigt, wo zusammengearbeitet wird."
            )
        )
    ]
    if answer.collective:
        text = ngettext(
            "Ein Sammeleintrag für mehrere Einrichtungen ist nicht mitgezählt.",
            "%(count)s Sammeleinträge für mehrere Einrichtungen sind nicht mitgezählt.",
            answer.collective,
        )
        notes.append(Note(text % {"count": formatting.number(answer.collective)}))
    return tuple(notes)


def _name(unit: Unit) -> str:
    if unit.kind == "group":
        return group_name(unit.id)
    return _("%(city)s, ohne Dezernat") % {"city": unit.name} if unit.kind == "city" else unit.name


def _link(context: Context, unit: Unit) -> str | None:
    return context.page(addresses.of_record("actor", unit.id)) if unit.kind != "group" else None


def _pairs(answer: Departments) -> dict[tuple[str, str], Crossing]:
    found = {(row.first, row.second): row for row in answer.crossings}
    return found | {(row.second, row.first): row for row in answer.crossings}


def _matrix(context: Context, answer: Departments) -> Matrix:
    found = _pairs(answer)
    heads = [
        Head(_name(unit), _link(context, unit), "apart" if _first_group(answer, unit) else "") for unit in answer.units
    ]
    squares = []
    for row in answer.units:
        line = []
        for other in answer.units:
            crossing = found.get((row.id, other.id))
            count = crossing.cooperations if crossing else 0
            line.append(Square(formatting.number(count) if count else "", level(count)))
        squares.append(tuple(line))
    columns = tuple(Head(head.label, head.url) for head in heads)
    note = _(
        "Eine leere Zelle heißt: Keine Kooperation ist erfasst. Auf der Diagonale steht die Zusammenarbeit im Inneren."
    )
    return Matrix("matrix", _("Wer arbeitet mit wem?"), tuple(heads), columns, tuple(squares), key_of_levels(), note)


def _first_group(answer: Departments, unit: Unit) -> bool:
    return unit is next((other for other in answer.units if other.kind == "group"), None)


def _units(context: Context, answer: Departments) -> Table:
    labels = (_("Akteure"), _("im Inneren"), _("mit anderen Dezernaten"), _("nach außen"), _("E-I-Index"),
              _("E-I-Index in der Verwaltung"))  # fmt: skip
    rows = []
    for unit in answer.units:
        relations = (unit.internal, unit.departments, unit.others)
        few = 0 < sum(relations) < FEW
        index = signed(unit.ei)
        rows.append(
            (
                Value(_name(unit), _link(context, unit)),
                number(unit.actors),
                *map(number, relations),
                Value(_("%(index)s (wenige Daten)") % {"index": index.text}, number=index.number) if few else index,
                signed(unit.ei_departments),
            )
        )
    columns = (Column(_("Dezernat oder Gruppe")), *(Column(label, numeric=True) for label in labels))
    return Table("units", _("Nach innen und nach außen"), columns, tuple(rows))


def _table(key: str, answer: Departments, *, folded: bool = False) -> Table:
    names = {unit.id: _name(unit) for unit in answer.units}
    rows = tuple(
        (Value(names[row.first]), Value(names[row.second]), number(row.cooperations), number(row.close))
        for row in answer.crossings
    )
    columns = (
        Column(_("Von")),
        Column(_("mit")),
        Column(_("Kooperationen"), numeric=True),
        Column(_("davon eng"), numeric=True),
    )
    return Table(key, _("Dieselben Zahlen als Tabelle"), columns, rows, folded=folded)


def _empty() -> tuple[str, ...]:
    return (
        column("Akteure", "Art", "Gehört zu"),
        column("Kooperationen", "Von", "Zu", "Art"),
    )
