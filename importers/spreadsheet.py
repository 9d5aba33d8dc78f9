"""The cells of an .xlsx as people see them; runs in a process of its own (see guarded.py)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, cast
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from importers.archive import BROKEN, opened
from importers.contract import ImportFileError, Limits
from importers.guarded import Event
from importers.workbook_columns import sheet_named

EXCEL_ROWS = 1_048_576
_PROLOG_BYTES = 64 * 1024  # an XML part whose root element begins later is none of Excel's
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_ZEROS = re.compile(r"0{2,}")
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# what openpyxl raises for files that are not as they should be
UNREADABLE = (
    *BROKEN,
    AttributeError,
    IndexError,
    InvalidFileException,
    KeyError,
    ParseError,
    TypeError,
    expat.ExpatError,
)


def read(path: Path, limits: Limits) -> Iterator[Event]:
    """All sheets with their rows, cells as text; raises ImportFileError."""
    with opened(path, limits, nested=True) as archive:
        _refuse_dtd(archive, path.name)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield "sheet", sheet.title, 0, []
            if isinstance(sheet, ReadOnlyWorksheet) and sheet_named(sheet.title):
                yield from _rows(sheet, path.name, limits)
        book.close()
    except UNREADABLE:
        raise ImportFileError("corrupt", file=path.name) from None


def _refuse_dtd(archive: zipfile.ZipFile, file: str) -> None:
    """Raise ImportFileError if any XML part has a document type: entities can only be declared there."""
    for member in archive.infolist():
        try:
            with archive.open(member) as part:
                if _has_dtd(part, member.filename):
                    raise ImportFileError("xml_dtd", file=file, member=member.filename)
        except (*BROKEN, expat.ExpatError):
            raise ImportFileError("corrupt", file=file) from None


def _has_dtd(part: IO[bytes], name: str) -> bool:
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("doctype")
    parser.StartElementHandler = lambda *_: seen.append("element")
    read = 0
    while not seen and read < _PROLOG_BYTES:
        chunk = part.read(1024)
        if read == 0 and not name.lower().endswith(_XML_ENDINGS) and not chunk.lstrip().startswith(_XML_STARTS):
            return False
        if not chunk:
            return False
        read += len(chunk)
        parser.Parse(chunk, False)
    if not seen:
        raise expat.ExpatError("no root element")
    return "doctype" in seen


def _rows(sheet: ReadOnlyWorksheet, file: str, limits: Limits) -> Iterator[Event]:
    name = sheet.title
    sheet.reset_dimensions()  # what the file says about its size need not be true
    for line, row in enumerate(_read_only_rows(sheet), start=1):
        cells: list[str] = []
        for index, cell in enumerate(row):
            if isinstance(cell, EmptyCell) or cell.value is None:
                cells.append("")
                continue
            if index >= limits.columns:
                raise ImportFileError("too_many_columns", file=file, sheet=name, limit=str(limits.columns))
            if cell.data_type == "e":
                yield "error_cell", name, line, [str(index), str(cell.value)]
                cells.append("")
                continue
            cells.append(as_seen(cell))
        if any(cells):
            if line > limits.rows + 1:
                raise ImportFileError("too_many_rows", file=file, sheet=name, limit=str(limits.rows))
            yield "row", name, line, cells
        elif line > EXCEL_ROWS:
            raise ImportFileError("too_many_rows", file=file, sheet=name, limit=str(limits.rows))


def _read_only_rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
    """The rows of the sheet; the stubs of openpyxl have only those of sheets that can be written."""
    rows: object = sheet.iter_rows()  # type: ignore[misc]
    return cast("Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]", rows)


def as_seen(cell: ReadOnlyCell) -> str:
    """The text that a German Excel shows for a cell: '01.07.2011', '2,5', 'ja', '00123'."""
    value: object = cell.value
    if isinstance(value, str):
        return value.replace("_x000D_", "")
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return _date(value.date(), cell.number_format) if midnight else f"{value:%d.%m.}{value.year:04} {value:%H:%M}"
    if isinstance(value, date):
        return _date(value, cell.number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _number(value: float, number_format: str) -> str:
    if float(value).is_integer():
        digits = str(int(value)) if abs(value) < 1e15 else format(Decimal(f"{value:.15g}"), "f")
        return digits.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else digits
    return format(Decimal(f"{value:.15g}"), "f").replace(".", ",")  # 15 digits, as Excel shows them


def _date(day: date, number_format: str) -> str:
    """A month where only a month is shown: Excel makes the first of July of 'Juli 2011' and shows 'Jul 11'."""
    codes = _IN_QUOTES.sub("", number_format).lower()
    if "y" in codes and "d" not in codes:
        return f"{day.month:02}.{day.year:04}" if "m" in codes else f"{day.year:04}"
    return f"{day:%d.%m.}{day.year:04}"
