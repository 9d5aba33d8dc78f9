"""A CSV file of any columns becomes a header and rows of cells; encoding and separator are recognised."""

from __future__ import annotations

import codecs
import time
from dataclasses import dataclass
from pathlib import Path

from importers import csv_table
from importers.contract import ImportFileError, Limits
from importers.signature import checked
from importers.tables import Line, column_letter

_MIXED = "cp1252_where_not_utf8"


@dataclass(frozen=True)
class PlainTable:
    """The table of one file."""

    header: tuple[str, ...]  # no two equal
    typed: tuple[str, ...]  # the header as typed
    rows: tuple[tuple[str, ...], ...]  # one cell per column of the header, stripped


def read(path: Path, limits: Limits | None = None) -> PlainTable:
    """The table in a CSV file, its first line that is not empty being the header; empty lines are left out.

    Cells beyond the header are left out. Raises ImportFileError.
    """
    limits = limits or Limits()
    if not path.exists():
        raise ImportFileError("not_found", file=path.name)
    if not path.is_file():
        raise ImportFileError("not_a_file", file=path.name)
    checked(path, limits.file_bytes)
    text = _text(path.read_bytes(), path.name)
    try:
        lines = _lines(text, path.name, limits, strict=True)
    except ImportFileError as error:
        if error.code != "csv_broken":
            raise
        lines = _lines(
            text, path.name, limits, strict=False
        )  # quotation marks inside of cells, as many tools write them
    typed = tuple(cell.strip() for cell in lines[0][1])
    header = _distinct(typed)
    if len(header) > limits.columns:
        raise ImportFileError("too_many_columns", file=path.name, sheet="", limit=str(limits.columns))
    if len(lines) - 1 > limits.rows:
        raise ImportFileError("too_many_rows", file=path.name, sheet="", limit=str(limits.rows))
    blank = [""] * len(header)
    rows = tuple(tuple(cell.strip() for cell in (cells + blank)[: len(header)]) for _line, cells in lines[1:])
    return PlainTable(header, typed, rows)


def _text(data: bytes, file: str) -> str:
    """The text of a file; of UTF-8 with strange bytes in it, these alone are read as Windows-1252."""
    try:
        text, guessed = csv_table.decode(data, file)
    except ImportFileError as error:
        if error.code != "not_text" or b"\0" in data:
            raise
        guessed = "cp1252"
    return data.decode("utf-8", errors=_MIXED).removeprefix("\ufeff") if guessed else text


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", errors="ignore") or byte.decode("latin-1"), error.start + 1


codecs.register_error(_MIXED, _one_byte)


def _lines(text: str, file: str, limits: Limits, *, strict: bool) -> list[Line]:
    deadline = time.monotonic() + limits.seconds_for(len(text))
    found = [line for line in csv_table.lines(text, "", file, limits, deadline, strict=strict) if any(line[1])]
    if not found:
        raise ImportFileError("empty_file", file=file)
    return found


def _distinct(header: tuple[str, ...]) -> tuple[str, ...]:
    """The headers, those that are empty or stand there again with the letter of their column."""
    found: list[str] = []
    for place, name in enumerate(header):
        letter = column_letter(place)
        found.append(name if name and name not in found else f"{name} ({letter})" if name else letter)
    return tuple(found)
