"""Plain CSV files for evaluation: the table, or a sentence that says what is wrong with the file."""

from __future__ import annotations

from pathlib import Path

from graphsvc.errors import InvalidInput
from graphsvc.ingest.problems import sentence
from importers import ImportFileError, plain_table
from importers.plain_table import PlainTable


def read_table(path: Path) -> PlainTable:
    """The table in a CSV file; raises InvalidInput."""
    try:
        return plain_table.read(path)
    except ImportFileError as error:
        raise InvalidInput(sentence(error.code, error.details), {"file": [error.code]}) from error
