"""kill -9 of the embedded engine under writers: nothing acknowledged is lost, torn or doubled, and it comes back soon.

python -m tests.crash.engine_kills --kills 200 --writers 6 --operations 20000
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from graphsvc import config
from graphsvc.store import Store
from tests.crash.book import Book, Writer, findings, percentile, prepare


@dataclass(frozen=True)
class Result:
    """What a run found."""

    kills: int
    operations: int
    refused: int
    recovery: list[float]  # seconds from a kill to the next acknowledged operation
    problems: list[str]

    def told(self) -> str:
        """One line for people."""
        return (
            f"{self.kills} kills, {self.operations} operations acknowledged, {self.refused} refused meanwhile, "
            f"recovery p50 {percentile(self.recovery, 0.5):.1f} s, p95 {percentile(self.recovery, 0.95):.1f} s, "
            f"{len(self.problems)} problems"
        )


def run(folder: Path, *, kills: int, writers: int, operations: int, seed: int = 1) -> Result:
    """Kill the engine `kills` times while writers write, until so many operations are acknowledged as well."""
    settings = config.from_env({"GRAPHSVC_DATA": str(folder / "data")}, dotenv=folder / "none")
    dice = random.Random(seed)  # noqa: S311 - a test, not a secret
    book, stop, recovery = Book(), threading.Event(), []
    with Store.open(settings) as store:
        prepare(store)
        threads = [Writer(store, book, f"w{number}", stop) for number in range(writers)]
        for thread in threads:
            thread.start()
        done = 0
        while done < kills or book.operations < operations:
            time.sleep(dice.uniform(0.05, 1.0))
            pid = store.engine.pid if store.engine else None
            if done < kills and pid is not None:
                os.kill(pid, signal.SIGKILL)
                moment = time.monotonic()
                done += 1
                while (seconds := book.first_after(moment + 0.01)) is None and time.monotonic() < moment + 60:
                    time.sleep(0.02)
                recovery.append(seconds if seconds is not None else 60.0)
                print(f"\rkill {done}/{kills}, {book.operations} operations", end="", file=sys.stderr, flush=True)
        stop.set()
        for thread in threads:
            thread.join(60)
        print(file=sys.stderr)
        problems = findings(store, book, unknown=writers)
    with Store.open(settings) as again:  # what a clean stop left is whole too
        problems += findings(again, Book(pairs=book.pairs, counted=book.counted), unknown=writers)
    return Result(done, book.operations, book.refused, recovery, problems)


def main() -> int:
    """Run it and say what was found; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=6)
    parser.add_argument("--operations", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder), kills=options.kills, writers=options.writers, operations=options.operations)
    print("engine kills:", result.told())
    for problem in result.problems[:20]:
        print("  ", problem)
    return bool(result.problems)


if __name__ == "__main__":
    sys.exit(main())
