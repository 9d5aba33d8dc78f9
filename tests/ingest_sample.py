"""Small workbooks for the tests of the import: CSV texts become files, rows and plans."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graphsvc.canonical import content_hash
from graphsvc.examples import EXAMPLES
from graphsvc.ingest import Plan, plan
from graphsvc.model import Record
from graphsvc.snapshot import Snapshot
from importers import IMPORTERS

EMPTY = Snapshot(0, {})


def folder(path: Path, sheets: dict[str, str]) -> Path:
    """A folder of CSV files: name of the sheet -> its lines."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in sheets.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def planned(
    snapshot: Snapshot = EMPTY,
    *,
    import_id: str = "imp",
    skip_rejected: bool = False,
    look_for_doubles: bool = False,
    **sheets: str,
) -> Plan:
    """The plan of importing the sheets."""
    with tempfile.TemporaryDirectory() as place:
        rows = list(IMPORTERS["workbook"](folder(Path(place), sheets)))
    return plan(rows, snapshot, import_id=import_id, skip_rejected=skip_rejected, look_for_doubles=look_for_doubles)


def done(made: Plan, snapshot: Snapshot = EMPTY) -> Snapshot:
    """The graph after the plan."""
    changed: dict[str, dict[str, Record | None]] = {}
    for edit in made.edits:
        changed.setdefault(edit.type, {})[edit.id] = edit.after
    return snapshot.replaced(snapshot.revision + 1, changed)


def city(example: str) -> Snapshot:
    """An example city as the import understands it."""
    return graph_of(EXAMPLES[example])


def graph_of(workbook: Path) -> Snapshot:
    """A workbook as the import understands it."""
    rows = list(IMPORTERS["workbook"](workbook))
    return done(plan(rows, EMPTY, import_id="imp", look_for_doubles=False))


def hash_of(snapshot: Snapshot) -> str:
    """The content hash of a graph in memory."""
    return content_hash(record for rows in snapshot.records.values() for record in rows.values())


def states(made: Plan) -> dict[str, dict[str, int]]:
    """The counts without zeros."""
    found = {name: {state: count for state, count in row.items() if count} for name, row in made.counts.items()}
    return {name: row for name, row in found.items() if row}


def told(made: Plan, severity: str = "rejected") -> list[tuple[str, int, str]]:
    """Sheet, line and column of the problems of one severity."""
    return [(row.sheet, row.line, row.column) for row in made.problems if row.severity == severity]
