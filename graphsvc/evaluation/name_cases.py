"""Reads a file of name pairs: which columns hold the names, the truth and the categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphsvc.errors import InvalidInput
from graphsvc.evaluation.files import read_table
from graphsvc.evaluation.truth_words import truth_column, truth_of
from graphsvc.i18n import gettext as _
from graphsvc.matching.columns import header_words
from importers.plain_table import PlainTable

_NAME_WORDS = frozenset(["name", "names", "alias", "query", "result", "left", "right", "entity", "candidate", "text"])
_NO_NAME = frozenset(
    ["id", "type", "group", "category", "schema", "kind", "note", "notes", "comment", "language", "country"]
)
_MOST_CATEGORIES = 40


@dataclass(frozen=True)
class NameCases:
    """Pairs of names with the truth about them, and in which groups they fall."""

    pairs: tuple[tuple[str, str], ...]
    same: tuple[bool, ...]
    categories: Mapping[str, tuple[str, ...]]  # header of a column of categories -> its cell of each pair


def read(path: Path) -> NameCases:
    """The cases of a CSV file; raises InvalidInput where no two columns of names or no truth can be found."""
    plain = read_table(path)
    truth = truth_column(plain)
    if truth is None:
        text = _(
            "%(file)s hat keine Spalte, die sagt, ob zwei Namen dasselbe meinen (zum Beispiel is_match mit 1 und 0)."
        )
        raise InvalidInput(text % {"file": path.name})
    first, second = _name_columns(plain, truth, path.name)
    rows = [row for row in plain.rows if row[first] and row[second] and row[truth]]
    categories = {}
    for place, header in enumerate(plain.header):
        values = tuple(row[place] for row in rows)
        if place not in (first, second, truth) and 1 < len(set(values)) <= min(_MOST_CATEGORIES, len(rows) / 2):
            categories[header] = values
    return NameCases(
        tuple((row[first], row[second]) for row in rows), tuple(truth_of(row[truth]) for row in rows), categories
    )


def _name_columns(plain: PlainTable, truth: int, file: str) -> tuple[int, int]:
    """The two columns of names: by their headers, else the two that hold most different texts with letters."""
    others = [place for place in range(len(plain.header)) if place != truth]
    named = [
        place
        for place in others
        if (words := {word.rstrip("0123456789") for word in header_words(plain.header[place])}) & _NAME_WORDS
        and not words & _NO_NAME
    ]
    if len(named) == 2:
        return named[0], named[1]
    different = {
        place: len({row[place] for row in plain.rows if any(map(str.isalpha, row[place]))})
        for place in (named if len(named) > 2 else others)
    }
    best = sorted(sorted(different, key=lambda place: (-different[place], place))[:2])
    if len(best) < 2 or not different[best[1]]:
        raise InvalidInput(_("%(file)s hat keine zwei Spalten von Namen.") % {"file": file})
    return best[0], best[1]
