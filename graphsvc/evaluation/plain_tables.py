"""Reads what `evaluate --tables` compares: two plain tables, and which column of one is which of the other."""

from __future__ import annotations

from pathlib import Path

from graphsvc.errors import InvalidInput
from graphsvc.evaluation.files import read_table
from graphsvc.i18n import gettext as _
from graphsvc.matching.columns import KINDS, Column, Table, header_words, joint_kind
from importers.plain_table import PlainTable


def read(path: Path) -> Table:
    """The table of a CSV file with its ids; raises InvalidInput, also where an id is missing or stands there twice."""
    plain = read_table(path)
    place = id_column(plain)
    ids = tuple(row[place] for row in plain.rows)
    if (
        repeated := next((id_ for number, id_ in enumerate(ids) if id_ in ids[:number]), None)
        if _repeats(ids)
        else None
    ):
        text = _("%(file)s: Die Kennung „%(id)s“ steht mehrmals in der Spalte „%(column)s“.")
        raise InvalidInput(text % {"file": path.name, "id": repeated, "column": plain.header[place]})
    columns = {
        header: tuple(row[number] for row in plain.rows)
        for number, header in enumerate(plain.header)
        if number != place
    }
    if not columns:
        raise InvalidInput(_("%(file)s hat außer den Kennungen keine Spalte.") % {"file": path.name})
    return Table(ids, columns)


def id_column(table: PlainTable) -> int:
    """The place of the column of ids: 'id' itself, a header with the word id, else the first column."""
    named = [header_words(header) for header in table.header]
    for wanted in (lambda found: found == ["id"], lambda found: "id" in found):
        for place, words in enumerate(named):
            if wanted(words):
                return place
    return 0


def read_mapping(path: Path, a: Table, b: Table) -> tuple[Column, ...]:
    """The columns to compare, from a CSV file of column of A, column of B and kind (empty: guessed).

    A first line that names no two columns is the header. Raises InvalidInput.
    """
    plain = read_table(path)
    found: list[Column] = []
    for number, row in enumerate((plain.typed, *plain.rows), start=1):
        header_a, header_b, kind = (*row, "", "", "")[:3]
        if number == 1 and (header_a not in a.columns or header_b not in b.columns):
            continue
        for table, header in ((a, header_a), (b, header_b)):
            if header not in table.columns:
                text = _("%(file)s: Die Spalte „%(column)s“ gibt es nicht. Es gibt %(columns)s.")
                what = {"file": path.name, "column": header, "columns": ", ".join(table.columns)}
                raise InvalidInput(text % what)
        if kind and kind not in KINDS:
            text = _("%(file)s: Die Art „%(kind)s“ gibt es nicht. Möglich: %(kinds)s.")
            raise InvalidInput(text % {"file": path.name, "kind": kind, "kinds": ", ".join(KINDS)})
        guessed = joint_kind(header_a, a.columns[header_a], header_b, b.columns[header_b])
        found.append(Column(header_a, header_b, kind or guessed))
    if not found:
        raise InvalidInput(_("%(file)s nennt keine Spalten, die zu vergleichen sind.") % {"file": path.name})
    return tuple(found)


def _repeats(ids: tuple[str, ...]) -> bool:
    return len(set(ids)) < len(ids)
