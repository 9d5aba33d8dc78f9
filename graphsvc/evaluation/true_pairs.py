"""Reads the true pairs of two tables: to be asked only when the answer stands."""

from __future__ import annotations

from pathlib import Path

from graphsvc.errors import InvalidInput
from graphsvc.evaluation.files import read_table
from graphsvc.evaluation.gold import Pair
from graphsvc.evaluation.truth_words import truth_column, truth_of
from graphsvc.i18n import gettext as _
from graphsvc.matching.columns import Table, header_words
from importers.plain_table import PlainTable


def read(path: Path, a: Table, b: Table) -> frozenset[Pair]:
    """Pairs (id in a, id in b) of a CSV file of two columns of ids, and perhaps one that says which rows are true.

    The columns of ids are those with the word id in their header, else the first two; where they stand the other way
    round, they are turned. Raises InvalidInput.
    """
    plain = read_table(path)
    if len(plain.header) < 2:
        raise InvalidInput(_("%(file)s hat keine zwei Spalten von Kennungen.") % {"file": path.name})
    first, second = _id_columns(plain)
    truth = truth_column(plain, without=(first, second))
    listed = [(row[first], row[second]) for row in plain.rows if truth is None or truth_of(row[truth])]
    in_a, in_b = set(a.ids), set(b.ids)
    straight = sum(one in in_a and two in in_b for one, two in listed)
    turned = sum(one in in_b and two in in_a for one, two in listed)
    if turned > straight:
        listed = [(two, one) for one, two in listed]
    if listed and not straight and not turned:
        raise InvalidInput(_("%(file)s nennt keine Kennungen der beiden Tabellen.") % {"file": path.name})
    return frozenset(listed)


def _id_columns(plain: PlainTable) -> tuple[int, int]:
    named = [place for place, header in enumerate(plain.header) if "id" in header_words(header)]
    return (named[0], named[1]) if len(named) == 2 else (0, 1)
