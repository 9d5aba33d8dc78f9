"""The workbook of a municipality: an .xlsx, a folder of CSV files, a .zip of them, or one CSV file."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path, PurePosixPath

from importers import archive, csv_table, guarded, tables
from importers.contract import ImportFileError, Limits, Notice, Row
from importers.signature import SPREADSHEETS, checked
from importers.workbook_columns import sheet_named

_TEXTS = (".csv", ".tsv", ".txt")
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")  # unknown ones are reported, a README is not
_SIDE_FILES = ("__MACOSX/", ".", "~$", "Thumbs.db", "desktop.ini")  # what systems leave in folders


def read(path: Path, limits: Limits | None = None) -> Iterator[Row | Notice]:
    """The rows of all sheets as typed, and notices of what was not understood; raises ImportFileError.

    Errors come before the first row of their sheet or anywhere in it, so nothing may be written before the end.
    """
    bounds = limits or Limits()
    if path.is_dir():
        return _read_texts(_folder_files(path, bounds), path.name, bounds)
    found = checked(path, bounds.file_bytes)
    if found in SPREADSHEETS:
        return _read_spreadsheet(path, bounds)
    if found == "zip":
        return _read_texts(_archive_files(path, bounds), path.name, bounds)
    return _read_texts([(path.name, path)], path.name, bounds)


def _read_spreadsheet(path: Path, limits: Limits) -> Iterator[Row | Notice]:
    known: dict[str, str] = {}  # sheet -> title
    others: list[str] = []
    for title, events in groupby(guarded.events(path, limits), key=itemgetter(1)):
        sheet = sheet_named(title)
        if sheet is None:
            others.append(title)
            yield Notice("unknown_sheet", title, 0, "", {})
            continue
        if sheet in known:
            raise ImportFileError("duplicate_sheet", file=title, other=known[sheet], sheet=sheet)
        known[sheet] = title
        errors: list[Notice] = []
        yield from tables.rows(sheet, _lines(events, sheet, errors), path.name, limits)
        yield from errors
    if not known:
        raise ImportFileError("no_known_sheet", file=path.name, found=", ".join(others))


def _lines(events: Iterable[guarded.Event], sheet: str, errors: list[Notice]) -> Iterator[tables.Line]:
    """The lines of cells of one sheet; cells that show an error go to `errors`."""
    for kind, title, line, cells in islice(events, 1, None):  # the first says that there is this sheet
        if kind == "row":
            yield line, cells
        elif kind == "error_cell":
            column = tables.column_letter(int(cells[0]))
            errors.append(Notice("cell_error", sheet, line, column, {"value": cells[1]}))
        else:  # the next sheet has the same name
            raise ImportFileError("duplicate_sheet", file=title, other=title, sheet=sheet)


def _folder_files(folder: Path, limits: Limits) -> list[tuple[str, Path]]:
    """The files of a folder, by name."""
    files = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name.startswith(_SIDE_FILES):
            continue
        files.append((path.name, path))
        if len(files) > limits.members:
            raise ImportFileError("too_many_members", file=folder.name, limit=str(limits.members))
    return files


def _archive_files(path: Path, limits: Limits) -> Iterator[tuple[str, bytes | None]]:
    """The files of an archive with their bytes, None for those that are no sheet of ours."""
    with archive.opened(path, limits, nested=False) as opened:
        for member in sorted(opened.infolist(), key=lambda each: each.filename):
            inside = PurePosixPath(member.filename)
            if member.is_dir() or member.filename.startswith(_SIDE_FILES) or inside.name.startswith(_SIDE_FILES):
                continue
            ours = _sheet_of(inside.name) is not None
            yield inside.name, archive.read_member(opened, member, limits) if ours else None


def _sheet_of(name: str) -> str | None:
    inside = PurePosixPath(name)
    return sheet_named(inside.stem) if inside.suffix.lower() in _TEXTS else None


def _read_texts(
    files: Iterable[tuple[str, Path | bytes | None]], source: str, limits: Limits
) -> Iterator[Row | Notice]:
    """The rows of CSV files, given by their name and where they are."""
    known: dict[str, str] = {}  # sheet -> file
    others: list[str] = []
    for name, where in files:
        sheet = _sheet_of(name)
        if sheet is None or where is None:
            others.append(name)
            if name.lower().endswith(_TABLES):
                yield Notice("unknown_file", name, 0, "", {})
            continue
        if sheet in known:
            raise ImportFileError("duplicate_sheet", file=name, other=known[sheet], sheet=sheet)
        known[sheet] = name
        data = where if isinstance(where, bytes) else _file_bytes(where, limits)
        deadline = time.monotonic() + limits.seconds_for(len(data))
        text, guessed = csv_table.decode(data, name)
        if guessed:
            yield Notice("encoding_guessed", sheet, 0, "", {"encoding": guessed})
        yield from tables.rows(sheet, csv_table.lines(text, sheet, name, limits, deadline), name, limits)
    if not known:
        raise ImportFileError("no_known_sheet", file=source, found=", ".join(others))


def _file_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a CSV file; raises ImportFileError if it is a link, a pipe, too large or something else."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ImportFileError("not_a_file", file=path.name)
    checked(path, limits.file_bytes)
    return path.read_bytes()
