"""The lossless export: one JSON object per line for every record, change and import, sorted by type and id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphsvc import ledger, records
from graphsvc.canonical import line, to_json
from graphsvc.exports.files import written_whole
from graphsvc.store import Store


def lines(store: Store) -> Iterator[str]:
    """The lines without line ends, as of one revision; the same graph always gives the same lines."""
    while True:
        revision = store.revision()
        found = [(kind, record.id, line(to_json(record))) for kind, record in records.load_all(store)]
        found += [(row["type"], row["id"], line(row)) for row in ledger.log_objects(store)]
        if store.revision() == revision:  # otherwise somebody wrote between the two readings
            break
    found.sort()
    for _kind, _id, text in found:
        yield text


def export(store: Store, path: Path) -> None:
    """Write the lines to the file `path`; raises InvalidInput where it cannot be written."""
    with written_whole(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as stream:
        for text in lines(store):
            stream.write(text + "\n")
