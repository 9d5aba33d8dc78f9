"""The bytes of a CSV file become lines of cells: encoding, separator, quotation marks, all within limits."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import time
from collections.abc import Iterator

from importers.contract import ImportFileError, Limits
from importers.tables import Line
from importers.workbook_columns import FIELDS_BY_KEY, key

SEPARATORS = (";", ",", "\t")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NEEDS_GUARD = re.compile(r"'*[=+\-@\t\r]")
LINES_PER_LOOK_AT_THE_CLOCK = 1000


def guard(text: str) -> str:
    """`text` as it stands in a CSV file: what a spreadsheet would take for a formula begins with an apostrophe."""
    return "'" + text if _NEEDS_GUARD.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def decode(data: bytes, file: str) -> tuple[str, str | None]:
    """The text of a file, and its encoding where that is a guess; raises ImportFileError where it is no text."""
    if not data.strip():
        raise ImportFileError("empty_file", file=file)
    guessed = None
    try:
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                text = data[len(mark) :].decode(encoding)
                break
        else:
            if b"\0" in data:
                raise ImportFileError("nul_bytes", file=file)
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
                guessed = "cp1252"
    except UnicodeDecodeError:
        raise ImportFileError("not_text", file=file) from None
    if "\0" in text:
        raise ImportFileError("nul_bytes", file=file)
    if _NO_TEXT.search(text):
        raise ImportFileError("not_text", file=file)
    if not text.strip():
        raise ImportFileError("empty_file", file=file)
    return text, guessed


def separator(text: str, sheet: str) -> str:
    """The sign between cells: the one by which the header has most columns that we know, then most columns at all."""
    start = text.lstrip("\r\n \ufeff")[:100_000]

    def known(sign: str) -> tuple[int, int]:
        try:
            header = next(csv.reader(io.StringIO(start, newline=""), delimiter=sign), [])
        except csv.Error:
            header = []
        return sum(key(name) in FIELDS_BY_KEY.get(sheet, {}) for name in header), len(header)

    return max(SEPARATORS, key=known)


def lines(text: str, sheet: str, file: str, limits: Limits, deadline: float, *, strict: bool = True) -> Iterator[Line]:
    """The lines of cells of one CSV file, `sheet` being '' for a table of any columns; not strict it takes quotation
    marks inside of cells. Raises ImportFileError where it is broken, too long or too slow."""
    csv.field_size_limit(max(limits.cell_chars * 4, 131_072))  # cells between the two are counted and named later
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text, sheet), strict=strict)
    begin = 1
    for count in itertools.count():
        if count % LINES_PER_LOOK_AT_THE_CLOCK == 0 and time.monotonic() > deadline:
            raise ImportFileError("too_slow", file=file, limit=f"{limits.seconds_for(len(text)):.0f}")
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "field larger" in str(error):
                limit = str(limits.cell_chars)
                raise ImportFileError("cell_too_long", file=file, sheet=sheet, line=str(begin), limit=limit) from None
            raise ImportFileError("csv_broken", file=file, line=str(begin)) from None
        if cells is None:
            return
        yield begin, [unguard(cell) for cell in cells]
        begin = reader.line_num + 1
