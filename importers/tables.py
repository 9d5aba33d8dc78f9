"""Lines of cells become rows: the header says which cell is which field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from importers.contract import ImportFileError, Limits, Notice, Row
from importers.workbook_columns import FIELDS_BY_KEY, SHEETS, key

Line = tuple[int, list[str]]  # 1-based number, cells as typed


def column_letter(index: int) -> str:
    """What a spreadsheet calls the column of a 0-based index: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass
class _Header:
    """Which column means what."""

    fields: dict[int, str]  # index -> field
    extras: dict[int, str]  # index -> header of a column that we do not know
    columns: dict[str, str]  # field -> header as typed
    width: int


def rows(sheet: str, lines: Iterable[Line], file: str, limits: Limits) -> Iterator[Row | Notice]:
    """The rows of one sheet with what is to be told about it; its first line that is not empty is the header.

    Raises ImportFileError where the sheet is larger than the limits.
    """
    header: _Header | None = None
    found = 0
    for line, cells in lines:
        filled = {index: text for index, cell in enumerate(cells) if (text := cell.strip())}
        if not filled:
            continue
        if max(filled) >= limits.columns:
            raise ImportFileError("too_many_columns", file=file, sheet=sheet, limit=str(limits.columns))
        if max(map(len, filled.values())) > limits.cell_chars:
            limit = str(limits.cell_chars)
            raise ImportFileError("cell_too_long", file=file, sheet=sheet, line=str(line), limit=limit)
        if header is None:
            header, notices = _read_header(sheet, line, filled)
            yield from notices
            continue
        found += 1
        if found > limits.rows:
            raise ImportFileError("too_many_rows", file=file, sheet=sheet, limit=str(limits.rows))
        yield from _row(sheet, line, filled, header)
    if not found:
        yield Notice("empty_sheet", sheet, 0, "", {})


def _read_header(sheet: str, line: int, filled: dict[int, str]) -> tuple[_Header, list[Notice]]:
    fields: dict[int, str] = {}
    extras: dict[int, str] = {}
    columns: dict[str, str] = {}
    notices = []
    for index, header in filled.items():
        field = FIELDS_BY_KEY[sheet].get(key(header))
        if field is not None and field not in columns:
            fields[index] = field
            columns[field] = header
            continue
        extras[index] = header if header not in extras.values() else f"{header} ({column_letter(index)})"
        if field is None:
            notices.append(Notice("unknown_column", sheet, line, header, {}))
        else:
            notices.append(Notice("duplicate_column", sheet, line, header, {"other": columns[field]}))
    return _Header(fields, extras, columns, max(filled) + 1), notices


def _row(sheet: str, line: int, filled: dict[int, str], header: _Header) -> Iterator[Row | Notice]:
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    beyond = 0
    for index, text in filled.items():
        if index in header.fields:
            values[header.fields[index]] = text
        else:  # a cell without a header is kept under the letter of its column
            extra[header.extras.get(index, column_letter(index))] = text
            beyond += index >= header.width
    if beyond:
        column = column_letter(header.width)
        yield Notice("cells_beyond_header", sheet, line, column, {"count": str(beyond)})
    yield Row(sheet, line, SHEETS[sheet].type, values, extra, header.columns)
