"""The lossless export: one JSON object per line for every record, change and import, sorted by type and id."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from graphsvc import whole
from graphsvc.canonical import line, to_json
from graphsvc.exports.files import written_whole
from graphsvc.model import Record
from graphsvc.store import Store, Transaction
from graphsvc.whole import Objects


def export(store: Store, path: Path) -> None:
    """Write the lines to the file `path`, as of one revision; the same graph always gives the same bytes.

    Raises InvalidInput where the file cannot be written.
    """
    with written_whole(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as stream:
        write(store, stream)


def write(store: Store, stream: TextIO) -> int:
    """Write the lines to a stream that can be begun anew, and answer the revision that they are of."""

    def work(_transaction: Transaction, objects: Objects) -> None:
        stream.seek(0)
        stream.truncate()
        for _kind, found in objects:
            stream.write(line(to_json(found) if isinstance(found, Record) else found) + "\n")

    return whole.read(store, work)[0]
