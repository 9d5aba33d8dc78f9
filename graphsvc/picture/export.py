"""The figures of a table of a sheet as lines of cells, for a CSV file."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.i18n import language
from visualisations.sheet import Table, Value


def csv_lines(table: Table) -> Iterator[list[str]]:
    """Head and rows of all figures; numbers as a spreadsheet in the language of the request reads them."""
    yield [column.label for column in table.columns]
    for row in table.rows:
        yield [_cell(value) for value in row]


def _cell(value: Value) -> str:
    if value.number is None:
        return "" if value.text == "–" else value.text
    text = f"{value.number:g}" if value.number % 1 else f"{value.number:.0f}"
    return text.replace(".", ",") if language() == "de" else text
