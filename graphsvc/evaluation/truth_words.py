"""Which column of a plain table says whether a row is true, and what its words mean."""

from __future__ import annotations

from collections.abc import Collection

from graphsvc.matching.columns import header_words
from importers.plain_table import PlainTable

_HEADERS = (
    "true",
    "truth",
    "match",
    "matches",
    "label",
    "gold",
    "same",
    "duplicate",
    "urteil",
    "gleich",
    "treffer",
    "wahr",
)
_YES = frozenset(["1", "1.0", "true", "t", "yes", "y", "ja", "j", "wahr", "match", "positive", "same"])
_NO = frozenset(
    ["0", "0.0", "-1", "false", "f", "no", "n", "nein", "falsch", "negative", "different", "no_match", "non-match"]
)


def truth_of(cell: str) -> bool:
    """Whether a cell says yes; everything that is not a yes is a no."""
    return cell.strip().lower() in _YES


def truth_column(table: PlainTable, without: Collection[int] = ()) -> int | None:
    """The column that holds nothing but yes and no: one whose header says so, else the last; None: there is none."""
    found = [
        place
        for place in range(len(table.header))
        if place not in without
        and table.rows
        and all(row[place].strip().lower() in _YES | _NO | {""} for row in table.rows)
        and any(row[place] for row in table.rows)
    ]
    named = [place for place in found if set(header_words(table.header[place])) & {*_HEADERS}]
    return next(iter(named or found[::-1]), None)
