"""What a file really is, by its first bytes, and whether its name says so."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from importers.archive import BROKEN
from importers.contract import ImportFileError

_MEGABYTE = 1024**2
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_DIRECTORY_BYTES = 4 * _MEGABYTE  # the names of an encrypted workbook stand near one of its ends
_SIGNATURES = (
    (_OLE, "xls"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"SQLite format 3", "sqlite"),
)
_INSIDE_ZIP = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("Index/Document.iwa", "numbers"),
)
SPREADSHEETS = ("xlsx",)
SAVE_AS_XLSX = {".xls": "xls", ".ods": "ods", ".xlsb": "xlsb", ".numbers": "numbers", ".xlt": "xls", ".fods": "ods"}
# ending -> what the file must be
ENDINGS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".zip": "zip",
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".jsonl": "text",
    ".ndjson": "text",
}


def kind_of(path: Path) -> str:
    """What the file is: xlsx, zip, xls, ods, html, pdf, ..., or text where nothing says otherwise."""
    with path.open("rb") as file:
        start = file.read(512)
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return _kind_of_zip(path) if kind == "zip" else kind
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<body")):
        return "html"
    return "xml" if text.startswith(b"<?xml") else "text"


def _kind_of_zip(path: Path) -> str:
    """The format inside a zip by its first local headers only: its directory has not been checked yet."""
    with path.open("rb") as file:
        start = file.read(4096)
        file.seek(max(0, path.stat().st_size - _MEGABYTE))
        end = file.read()
    if b"mimetypeapplication/vnd.oasis.opendocument" in start:
        return "ods"
    for member, kind in _INSIDE_ZIP:
        if member.encode() in end or member.encode() in start:
            return kind
    return "zip"


def checked(path: Path, most_bytes: int) -> str:
    """What the file is, after it was found to be what its name says; raises ImportFileError."""
    name, ending = path.name, path.suffix.lower()
    if not path.exists():
        raise ImportFileError("not_found", file=name)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ImportFileError("not_a_file", file=name)
    if not status.st_size:
        raise ImportFileError("empty_file", file=name)
    if status.st_size > most_bytes:
        raise ImportFileError("file_too_large", file=name, limit=str(most_bytes // _MEGABYTE))
    found = kind_of(path)
    if found == "xls" and _is_encrypted(path):
        raise ImportFileError("encrypted", file=name)
    if ending in SAVE_AS_XLSX or found in SAVE_AS_XLSX.values():
        raise ImportFileError("save_as_xlsx", file=name, found=found if found != "text" else SAVE_AS_XLSX[ending])
    wanted = ENDINGS.get(ending)
    if wanted is None:
        raise ImportFileError("unknown_format", file=name)
    if found != wanted:
        raise _mismatch(path, found, wanted)
    return found


def _mismatch(path: Path, found: str, wanted: str) -> ImportFileError:
    if wanted == "xlsx" and found == "zip" and _is_broken_workbook(path):
        return ImportFileError("corrupt", file=path.name)
    if wanted == "xlsx" and found == "text" and b"\0" in path.read_bytes():
        return ImportFileError("corrupt", file=path.name)
    return ImportFileError("wrong_extension", file=path.name, found="csv" if found == "text" else found)


def _is_broken_workbook(path: Path) -> bool:
    """Whether a zip that has no workbook in its directory once was one: cut off, or made of something else."""
    with path.open("rb") as file:
        return b"[Content_Types].xml" in file.read(_MEGABYTE) or not _ends_as_zip(path)


def _ends_as_zip(path: Path) -> bool:
    try:
        return zipfile.is_zipfile(path)
    except BROKEN:
        return False


def _is_encrypted(path: Path) -> bool:
    """Whether an OLE container holds an encrypted workbook rather than an old one."""
    with path.open("rb") as file:
        start = file.read(_OLE_DIRECTORY_BYTES)
        file.seek(max(0, path.stat().st_size - _OLE_DIRECTORY_BYTES))
        return _OLE_ENCRYPTED in start or _OLE_ENCRYPTED in file.read()
