"""Files become rows: pure reading with limits, nothing understood and nothing written.

IMPORTERS has the formats; all codes that may come back are in ERROR_CODES and NOTICE_CODES with their details.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from importers import jsonl, workbook
from importers.contract import ERROR_CODES, NOTICE_CODES, ImportFileError, JsonRecord, Limits, Notice, Row
from importers.signature import ENDINGS, SAVE_AS_XLSX

__all__ = [
    "ERROR_CODES",
    "IMPORTERS",
    "NOTICE_CODES",
    "ImportFileError",
    "JsonRecord",
    "Limits",
    "Notice",
    "Row",
    "detect",
]

# format -> what reads it
IMPORTERS: dict[str, Callable[[Path], Iterator[Row | Notice]] | Callable[[Path], Iterator[JsonRecord]]] = {
    "workbook": workbook.read,
    "jsonl": jsonl.read,
}

_JSON_ENDINGS = (".jsonl", ".ndjson")


def detect(path: Path) -> str:
    """The key of IMPORTERS that the file or folder is for, by its name; raises ImportFileError if there is none.

    What the file really holds is checked when it is read.
    """
    if path.is_dir():
        return "workbook"
    if not path.exists():
        raise ImportFileError("not_found", file=path.name)
    ending = path.suffix.lower()
    if ending in SAVE_AS_XLSX and path.is_file():
        raise ImportFileError("save_as_xlsx", file=path.name, found=SAVE_AS_XLSX[ending])
    if ending not in ENDINGS:
        raise ImportFileError("unknown_format", file=path.name)
    return "jsonl" if ending in _JSON_ENDINGS else "workbook"
