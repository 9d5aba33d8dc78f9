"""How fast an import is planned, against reading alone: `python -m tests.benchmarks.bench_import [COPIES ...]`.

The file is Wupperfeld in so many copies, each with ids and names of its own. Baseline, in the same run on the same
file: 'csv', which reads the cells with Python's own module and puts each row into a dict. Measured: the importer, the
plan of the file into an empty graph, and the plan of the same file into the graph that holds it already; all without
the search for doubles, which has its own benchmark. The ratio says how many times as long as 'csv' it takes.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphsvc.examples import EXAMPLES
from graphsvc.ingest import plan
from importers import IMPORTERS
from tests.ingest_sample import EMPTY, done

ROUNDS = 3


def copies(target: Path, count: int) -> int:
    """Write `count` copies of the example city as one folder of CSV files; answers how many rows that is."""
    rows = 0
    for source in sorted(EXAMPLES["wupperfeld"].glob("*.csv")):
        with source.open(encoding="utf-8-sig", newline="") as stream:
            header, *lines = list(csv.reader(stream, delimiter=";"))
        with (target / source.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(header)
            for number in range(count):
                writer.writerows(
                    [[_renamed(cell, number, header[at]) for at, cell in enumerate(line)] for line in lines]
                )
                rows += len(lines)
    return rows


def _renamed(cell: str, number: int, header: str) -> str:
    parts = cell.split("|")
    if header in ("Name", "Titel"):
        return f"{cell} {number}"
    if all(part[:1] in "AOG" and part[1:].isdigit() for part in parts):
        return "|".join(f"{part}-{number}" for part in parts)
    return cell


def plain(folder: Path) -> list[dict[str, str]]:
    """The baseline: all rows as dicts."""
    found: list[dict[str, str]] = []
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            found += csv.DictReader(stream, delimiter=";")
    return found


def fastest(work: Callable[[], Any]) -> float:
    """Seconds of the fastest of some rounds."""
    seconds = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def main() -> None:
    """Print one line per number of copies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("copies", nargs="*", type=int, default=[1, 10, 50])
    print(f"{'copies':>6} {'rows':>7} {'csv':>8} {'read':>16} {'plan, new':>16} {'plan, again':>16}")
    for count in parser.parse_args().copies:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            total = copies(folder, count)
            base = fastest(lambda folder=folder: plain(folder))
            rows = list(IMPORTERS["workbook"](folder))
            read = fastest(lambda folder=folder: list(IMPORTERS["workbook"](folder)))
        made = plan(rows, EMPTY, import_id="i", look_for_doubles=False)
        if made.rejected:
            raise SystemExit(f"{made.rejected} rows rejected: {made.problems[0]}")
        graph = done(made)
        new = fastest(lambda rows=rows: plan(rows, EMPTY, import_id="i", look_for_doubles=False))
        again = fastest(lambda rows=rows, graph=graph: plan(rows, graph, import_id="j", look_for_doubles=False))
        cells = [f"{seconds:7.3f}s ({seconds / base:4.1f}x)" for seconds in (read, new, again)]
        print(f"{count:>6} {total:>7} {base:7.3f}s {cells[0]:>16} {cells[1]:>16} {cells[2]:>16}")


if __name__ == "__main__":
    main()
