"""kill -9 of the service during imports: each import is whole or absent, and no engine outlives it by two seconds.

python -m tests.crash.service_kills --kills 100
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from graphsvc import changelog, config, snapshots
from graphsvc.checking import check
from graphsvc.store import Store

ACTORS = 400  # of one import
GONE_SECONDS = 3.0  # a slow machine takes 2 to close the store
CHILD = """
import sys
from pathlib import Path
from graphsvc import config, ingest
from graphsvc.store import Store
with Store.open(config.from_env()) as store:
    print(store.engine.pid, flush=True)
    for name in sys.argv[1:]:
        print("begin", name, flush=True)
        done = ingest.import_path(store, Path(name), name=Path(name).name)
        print("done", name, done.import_id, flush=True)
"""


@dataclass
class Result:
    """What a run found."""

    kills: int = 0
    whole: int = 0  # imports that are there
    absent: int = 0
    outlived: list[float] = field(default_factory=list)  # seconds until the engine of a killed service was gone
    problems: list[str] = field(default_factory=list)

    def told(self) -> str:
        """One line for people."""
        return (
            f"{self.kills} kills, {self.whole} imports whole, {self.absent} absent, engine gone after at most "
            f"{max(self.outlived, default=0):.2f} s, {len(self.problems)} problems"
        )


def run(folder: Path, *, kills: int, seed: int = 1) -> Result:
    """Import one file after the other in a service that is killed at a random moment."""
    dice = random.Random(seed)  # noqa: S311 - a test, not a secret
    data, result = folder / "data", Result()
    acknowledged: set[str] = set()
    number = 0
    while result.kills < kills:
        names = []
        for _ in range(3):
            number += 1
            names.append(str(_workbook(folder / f"city{number:04}.csv.d", number)))
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, *names],
            env=os.environ | {"GRAPHSVC_DATA": str(data)},
            stdout=subprocess.PIPE,
            text=True,
        ) as service:
            assert service.stdout is not None
            engine = int(service.stdout.readline())
            lines: list[str] = []
            deadline = time.monotonic() + dice.uniform(0.1, 2.5)
            os.set_blocking(service.stdout.fileno(), False)
            while time.monotonic() < deadline and service.poll() is None:
                lines += [line for line in iter(service.stdout.readline, "") if line]
                time.sleep(0.02)
            service.send_signal(signal.SIGKILL)
            moment = time.monotonic()
            while psutil.pid_exists(engine) and time.monotonic() < moment + 10:
                time.sleep(0.02)
            result.outlived.append(time.monotonic() - moment)
            lines += [line for line in iter(service.stdout.readline, "") if line]
        result.kills += 1
        acknowledged |= {Path(line.split()[1]).name for line in lines if line.startswith("done")}
        if result.outlived[-1] > GONE_SECONDS:
            result.problems.append(f"the engine outlived its service by {result.outlived[-1]:.1f} s")
        print(f"\rkill {result.kills}/{kills}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _verify(data, number, acknowledged, result)
    return result


def _verify(data: Path, number: int, acknowledged: set[str], result: Result) -> None:
    settings = config.from_env({"GRAPHSVC_DATA": str(data)}, dotenv=data / "none")
    with Store.open(settings) as store:
        snapshot = snapshots.current(store)
        imported = {entry.name for entry in changelog.imports(store)}
        for city in range(1, number + 1):
            name = f"city{city:04}.csv.d"
            there = sum(f"C{city}-{actor}" in snapshot.actors for actor in range(ACTORS))
            cooperations = sum(row.theme == f"city {city}" for row in snapshot.cooperations.values())
            if (there, cooperations, name in imported) == (ACTORS, ACTORS - 1, True):
                result.whole += 1
            elif (there, cooperations, name in imported) == (0, 0, False):
                result.absent += 1
                if name in acknowledged:
                    result.problems.append(f"lost: {name}")
            else:
                result.problems.append(f"torn: {name} has {there} actors and {cooperations} cooperations")
        result.problems += check(store).problems


def _workbook(folder: Path, city: int) -> Path:
    """A folder with actors in a row, each working with the next."""
    folder.mkdir()
    with (folder / "akteure.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [["ID", "Name"], *([f"C{city}-{actor}", f"Haus {actor} in {city}"] for actor in range(ACTORS))]
        )
    with (folder / "kooperationen.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [
                ["Von", "Zu", "Thema"],
                *([f"C{city}-{actor}", f"C{city}-{actor + 1}", f"city {city}"] for actor in range(ACTORS - 1)),
            ]
        )
    return folder


def main() -> int:
    """Run it and say what was found; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder), kills=options.kills)
    print("service kills:", result.told())
    for problem in result.problems[:20]:
        print("  ", problem)
    return bool(result.problems)


if __name__ == "__main__":
    sys.exit(main())
