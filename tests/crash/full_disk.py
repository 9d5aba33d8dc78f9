"""A full disk and then kill -9: nothing acknowledged is lost. Needs the right to mount a small tmpfs.

python -m tests.crash.full_disk --rounds 50
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graphsvc import config
from graphsvc.errors import StoreUnavailable
from graphsvc.store import Store
from tests.crash.book import Book, Writer, findings, prepare

SIZE = "300m"  # of the disk


@dataclass(frozen=True)
class Result:
    """What a run found."""

    rounds: int
    operations: int
    refused: int
    problems: list[str]

    def told(self) -> str:
        """One line for people."""
        return (
            f"{self.rounds} rounds, {self.operations} operations acknowledged, {self.refused} refused, "
            f"{len(self.problems)} problems"
        )


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A folder on a disk of SIZE; raises CalledProcessError or PermissionError where it cannot be mounted."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], check=True, capture_output=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)


def run(folder: Path, *, rounds: int, gate: bool) -> Result:
    """Fill the disk under writers, kill the engine, make room and look; with or without our own gate for space."""
    with small_disk(folder / "disk") as disk:
        settings = config.from_env({"GRAPHSVC_DATA": str(disk / "data")}, dotenv=folder / "none")
        settings = dataclasses.replace(settings, min_free=32 if gate else 0)
        book, problems = Book(), []
        with Store.open(settings) as store:
            prepare(store)
        for number in range(rounds):
            stop = threading.Event()
            store = Store.open(settings)
            threads = [Writer(store, book, f"r{number}w{writer}", stop) for writer in range(4)]
            for thread in threads:
                thread.start()
            time.sleep(0.7)
            ballast = _fill(disk / "ballast")
            time.sleep(1.0)
            pid = store.engine.pid if store.engine else None
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.3)
            ballast.unlink()
            stop.set()
            for thread in threads:
                thread.join(60)
            store.close()
            try:
                with Store.open(settings) as again:
                    problems += findings(again, book, unknown=4 * (number + 1))
            except StoreUnavailable as error:
                problems.append(f"round {number}: {error.message}")
                break
            book.unexpected.clear()
            print(f"\rround {number + 1}/{rounds}, {book.operations} operations", end="", file=sys.stderr, flush=True)
            if problems:
                break
        print(file=sys.stderr)
        return Result(number + 1, book.operations, book.refused, problems)


def _fill(file: Path) -> Path:
    """Take all room that is left."""
    with file.open("wb", buffering=0) as stream:
        try:
            while stream.write(b"\0" * (1 << 20)):
                pass
        except OSError:
            pass
        try:
            while stream.write(b"\0" * 512):
                pass
        except OSError:
            pass
    return file


def main() -> int:
    """Run it and say what was found; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()
    wrong = False
    for gate in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            result = run(Path(folder), rounds=options.rounds, gate=gate)
        print(f"full disk, {'with' if gate else 'without'} our gate:", result.told())
        for problem in result.problems[:20]:
            print("  ", problem)
        wrong |= bool(result.problems)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
