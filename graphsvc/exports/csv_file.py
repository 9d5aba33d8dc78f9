"""A CSV file that Excel and our import read alike: BOM, semicolons, guarded against formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from importers.csv_table import guard


def csv_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """The lines of cells as the bytes of a CSV file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([guard(text) for text in line] for line in lines)
    return stream.getvalue().encode("utf-8-sig")
