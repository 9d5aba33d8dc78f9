"""Exports: the whole graph as lossless JSONL, or what people maintain as a workbook."""

from collections.abc import Callable
from pathlib import Path

from graphsvc.exports import jsonl, workbook
from graphsvc.store import Store

EXPORTS: dict[str, Callable[[Store, Path], None]] = {"jsonl": jsonl.export, "workbook": workbook.export}
"""Name of a format -> function that writes the graph of a store to a path."""

__all__ = ["EXPORTS"]
