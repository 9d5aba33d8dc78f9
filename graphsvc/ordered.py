"""Rows of the store sorted by id at flat memory: the store itself would have to hold all of them to sort them."""

from __future__ import annotations

import contextlib
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

MOST_ROWS = 20_000  # sorted in memory, about 40 MB; more go through a temporary file

Row = dict[str, Any]


def by_id(rows: Iterable[Row]) -> Iterator[Row]:
    """`rows` (plain values, each with a text "id") in the order of their ids."""
    rows = iter(rows)
    first = list(itertools.islice(rows, MOST_ROWS))
    if len(first) < MOST_ROWS:
        return iter(sorted(first, key=_id))
    return _through_a_file(itertools.chain(first, rows))


def _id(row: Row) -> str:
    return str(row["id"])


def _through_a_file(rows: Iterable[Row]) -> Iterator[Row]:
    # Without a name the file is private to this connection and gone when it closes, whatever happens.
    with contextlib.closing(sqlite3.connect("", isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("CREATE TABLE row (id TEXT, text TEXT)")
        file.execute("BEGIN")
        file.executemany("INSERT INTO row VALUES (?, ?)", ((_id(row), json.dumps(row)) for row in rows))
        for (text,) in file.execute("SELECT text FROM row ORDER BY id"):
            yield json.loads(text)
