"""Reads a spreadsheet in a child process with limits on time and memory, so that a hostile file costs nothing else."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from importers.contract import ImportFileError, Limits

CHILD = "importers._guarded"
FAILED = "failed"

Event = tuple[str, str, int, list[str]]  # 'sheet', 'row' or 'error_cell', title of the sheet, line, cells


def events(path: Path, limits: Limits) -> Iterator[Event]:
    """What spreadsheet.read yields for the file; nothing at all comes before the child has read it to its end.

    Raises ImportFileError.
    """
    seconds = limits.seconds_for(path.stat().st_size)
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        command = [sys.executable, "-I", "-m", CHILD, str(path.resolve()), json.dumps(dataclasses.asdict(limits))]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=complaint,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ImportFileError("too_slow", file=path.name, limit=f"{seconds:.0f}") from None
        answer.seek(0)
        if done.returncode:
            raise _failure(path, answer, complaint)
        for line in answer:
            kind, sheet, number, cells = json.loads(line)
            yield kind, sheet, number, cells


def _failure(path: Path, answer: IO[bytes], complaint: IO[bytes]) -> ImportFileError:
    """The error that the child reported as its last line; 'corrupt' with its last words if it could not."""
    last = b""
    for line in answer:
        last = line
    if last.endswith(b"\n") and last.startswith(b'["' + FAILED.encode()):
        _, code, details = json.loads(last)
        return ImportFileError(code, **details)
    complaint.seek(0)
    error = ImportFileError("corrupt", file=path.name)
    error.add_note(complaint.read(4000).decode(errors="replace"))
    return error
