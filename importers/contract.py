"""What importers yield, the limits they keep, and the codes of everything they may have to say."""

from __future__ import annotations

from dataclasses import dataclass

# code of an ImportFileError -> names of its details; `file` is the file or the member of an archive, without folder
ERROR_CODES: dict[str, tuple[str, ...]] = {
    "cell_too_long": ("file", "sheet", "line", "limit"),  # limit: characters
    "corrupt": ("file",),  # cannot be read as what it says it is
    "csv_broken": ("file", "line"),  # a quotation mark is not closed, or text follows a closed one
    "duplicate_sheet": ("file", "other", "sheet"),  # two files or sheets are the same one of ours
    "empty_file": ("file",),
    "encrypted": ("file",),
    "file_too_large": ("file", "limit"),  # limit: megabytes
    "json_broken": ("file", "line"),
    "json_not_object": ("file", "line"),
    "line_too_long": ("file", "line", "limit"),  # limit: megabytes
    "nested_archive": ("file", "member"),
    "no_known_sheet": ("file", "found"),  # found: names of what was there, separated by ', '
    "not_a_file": ("file",),  # a device, a pipe or a link
    "not_found": ("file",),
    "not_text": ("file",),  # a binary file that is called .csv or .jsonl
    "nul_bytes": ("file",),
    "save_as_xlsx": ("file", "found"),  # found: xls, xlsb, ods, numbers, html, ...
    "too_many_columns": ("file", "sheet", "limit"),
    "too_many_members": ("file", "limit"),
    "too_many_rows": ("file", "sheet", "limit"),
    "too_much_memory": ("file",),
    "too_slow": ("file", "limit"),  # limit: seconds
    "too_much_text": ("file", "limit"),  # limit: million characters
    "unknown_format": ("file",),
    "unpacked_too_large": ("file", "limit"),  # limit: megabytes
    "unsafe_path": ("file", "member"),  # a member that would lie outside the archive, or a link
    "unsupported_zip": ("file",),  # a packing method or structure that spreadsheets never have
    "wrong_extension": ("file", "found"),  # found: what it really is: csv, xlsx, zip, html, pdf, ...
    "xml_dtd": ("file", "member"),
    "zip_bomb": ("file", "member"),
}

# code of a Notice -> names of its details; sheet, line and column of the notice say where
NOTICE_CODES: dict[str, tuple[str, ...]] = {
    "cell_error": ("value",),  # '#REF!' and the like, read as an empty cell
    "cells_beyond_header": ("count",),  # a row has more cells than the header; they are kept under the column's letter
    "duplicate_column": ("other",),  # another column of the same meaning came first; this one is kept as an extra
    "empty_sheet": (),  # a known sheet without rows
    "encoding_guessed": ("encoding",),
    "unknown_column": (),  # kept as an extra
    "unknown_file": (),  # the name stands in `sheet`
    "unknown_sheet": (),  # the name stands in `sheet`
}


class ImportFileError(Exception):
    """The file cannot be imported; `code` is a key of ERROR_CODES, `details` has what stands there."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code}: " + ", ".join(f"{name}={value}" for name, value in details.items()))
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for; far above what a city has, far below what hurts."""

    file_bytes: int = 100 * 1024**2
    json_bytes: int = 1000 * 1024**2  # our own export with the whole history; read line by line
    json_line_bytes: int = 64 * 1024**2
    unpacked_bytes: int = 1000 * 1024**2
    ratio: int = 300  # unpacked to packed, of members above a megabyte; repetitive sheets reach about 100
    members: int = 2_000
    rows: int = 300_000  # per sheet
    columns: int = 300
    cell_chars: int = 32_767  # what Excel allows
    text_chars: int = 300_000_000  # of all cells
    seconds: float = 15.0  # on top of it:
    seconds_per_megabyte: float = 5.0  # of the file as packed; measured 1.4
    most_seconds: float = 120.0
    memory_bytes: int = 1536 * 1024**2

    def seconds_for(self, size: int) -> float:
        """The seconds that reading a file of `size` bytes may take."""
        return min(self.most_seconds, self.seconds + self.seconds_per_megabyte * size / 1024**2)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, as typed."""

    sheet: str  # a key of workbook_columns.SHEETS
    line: int  # 1-based line in the file; of a row with line breaks in cells, the line where it begins
    type: str  # actor, offer, body, membership, cooperation, district, indicator, term
    values: dict[str, str]  # field -> text as typed, stripped, never empty
    extra: dict[str, str]  # header that we do not know, as typed -> text
    columns: dict[str, str]  # field -> header as typed, of all columns of the sheet, also where this row is empty


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell, never a rejection; `code` is a key of NOTICE_CODES."""

    code: str
    sheet: str
    line: int  # 0: the sheet or file as a whole
    column: str
    details: dict[str, str]


@dataclass(frozen=True)
class JsonRecord:
    """One line of our own lossless export."""

    line: int
    object: dict[str, object]
