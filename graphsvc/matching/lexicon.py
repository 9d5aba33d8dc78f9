"""Reads the lexicons: rows as plain tuples, once per process."""

from __future__ import annotations

import csv
import functools
from importlib import resources


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of graphsvc/lexicons/<name>.csv in order, header -> text; separated by semicolons, UTF-8."""
    text = resources.files("graphsvc.lexicons").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter=";"))
