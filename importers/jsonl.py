"""Our own lossless export: one JSON object per line."""

from __future__ import annotations

import codecs
import json
import time
from collections.abc import Iterator
from pathlib import Path

from importers.contract import ImportFileError, JsonRecord, Limits
from importers.signature import checked

_MEGABYTE = 1024**2
LINES_PER_LOOK_AT_THE_CLOCK = 1000


def read(path: Path, limits: Limits | None = None) -> Iterator[JsonRecord]:
    """The objects of the file with their lines, empty lines left out; raises ImportFileError for a broken one."""
    bounds = limits or Limits()
    if checked(path, bounds.json_bytes) != "text":
        raise ImportFileError("not_text", file=path.name)
    return _records(path, bounds)


def _records(path: Path, limits: Limits) -> Iterator[JsonRecord]:
    seconds = limits.seconds_for(path.stat().st_size)
    deadline = time.monotonic() + seconds
    longest = limits.json_line_bytes
    found = 0
    with path.open("rb") as file:
        line = 0
        while raw := file.readline(longest + 1):
            line += 1
            if len(raw) > longest:
                limit = str(longest // _MEGABYTE)
                raise ImportFileError("line_too_long", file=path.name, line=str(line), limit=limit)
            if line % LINES_PER_LOOK_AT_THE_CLOCK == 0 and time.monotonic() > deadline:
                raise ImportFileError("too_slow", file=path.name, limit=f"{seconds:.0f}")
            if line == 1:
                raw = raw.removeprefix(codecs.BOM_UTF8)
            if raw.strip():
                found += 1
                yield JsonRecord(line, _object(raw, path.name, line))
    if not found:
        raise ImportFileError("empty_file", file=path.name)


def _object(raw: bytes, file: str, line: int) -> dict[str, object]:
    if b"\0" in raw:
        raise ImportFileError("nul_bytes", file=file)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ImportFileError("not_text", file=file) from None
    try:
        found = json.loads(text, parse_constant=_refuse, object_pairs_hook=_unique)
        if "\\u" in text:  # half of a surrogate pair is valid JSON, and cannot be written to any file again
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise ImportFileError("json_broken", file=file, line=str(line)) from None
    if not isinstance(found, dict):
        raise ImportFileError("json_not_object", file=file, line=str(line))
    return found


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; raises ValueError if a key stands in it twice, since one of the two would be lost."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found
