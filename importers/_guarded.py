"""The child process of guarded.py: takes limits upon itself, reads one spreadsheet, prints a JSON array per row."""

from __future__ import annotations

import json
import math
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

from importers.contract import ImportFileError, Limits
from importers.guarded import FAILED

TEXT_UNIT = 1_000_000


class _OutOfTime(BaseException):
    """The processor time is used up; no handler of a library may swallow it."""


def _bound(limits: Limits, seconds: float) -> None:
    """Bound memory and processor time where the platform can; the parent's clock holds everywhere."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = math.ceil(seconds)
    for what, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, wanted, wanted + 5),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and does not let it be set
            resource.setrlimit(what, (soft, hard))
    signal.signal(signal.SIGXCPU, _out_of_time)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise _OutOfTime


def main() -> int:
    """Read the file named by the first argument within the limits of the second; 1 if it could not be."""
    path, limits = Path(sys.argv[1]), Limits(**json.loads(sys.argv[2]))
    seconds = limits.seconds_for(path.stat().st_size)
    _bound(limits, seconds)
    # openpyxl takes numpy along where it is installed: half a second and a thread per core, for nothing here
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from importers import spreadsheet

    characters = 0
    out = sys.stdout
    try:
        for event in spreadsheet.read(path, limits):
            characters += sum(map(len, event[3]))
            if characters > limits.text_chars:
                limit = str(limits.text_chars // TEXT_UNIT)
                raise ImportFileError("too_much_text", file=path.name, limit=limit)
            out.write(json.dumps(event) + "\n")
    except ImportFileError as error:
        return _report(error)
    except MemoryError:
        return _report(ImportFileError("too_much_memory", file=path.name))
    except _OutOfTime:
        return _report(ImportFileError("too_slow", file=path.name, limit=f"{seconds:.0f}"))
    return 0


def _report(error: ImportFileError) -> int:
    sys.stdout.write(json.dumps([FAILED, error.code, error.details]) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
