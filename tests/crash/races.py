"""Many threads at once: no increment, no edit and no creation is lost, doubled or answered with anything unexpected.

python -m tests.crash.races --threads 16 --increments 1000 [--neo4j]
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from graphsvc import config, ledger
from graphsvc.actors import ACTORS
from graphsvc.checking import check
from graphsvc.errors import Conflict, StaleVersion
from graphsvc.ledger import Edit
from graphsvc.model import Actor
from graphsvc.store import Store
from tests.neo4j.server import Server


@dataclass
class Result:
    """What a run found."""

    threads: int
    increments: int
    stale: int = 0
    created: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def told(self) -> str:
        """One line for people."""
        return (
            f"{self.threads} threads x {self.increments} increments in {self.seconds:.0f} s, {self.stale} tried again, "
            f"{self.created} races for one id, {len(self.problems)} problems"
        )


def run(store: Store, *, threads: int, increments: int, counters: int = 64) -> Result:
    """Count up shared actors, and create each of `increments` ids in all threads at once."""
    result, lock = Result(threads, increments), threading.Lock()
    winners: Counter[str] = Counter()
    ledger.commit(
        store, [Edit("actor", None, Actor(id=f"n{number}", name="0")) for number in range(counters)], action="edit"
    )

    def work(thread: int) -> None:
        try:
            for number in range(increments):
                _count_up(store, f"n{(thread + number) % counters}", result, lock)
                if number % 10 == 0:
                    _create(store, f"race-{number}", winners, lock)
        except Exception as error:
            with lock:
                result.problems.append(f"{type(error).__name__}: {error}")

    crew = [threading.Thread(target=work, args=(thread,)) for thread in range(threads)]
    start = time.monotonic()
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    result.seconds = time.monotonic() - start
    total = sum(int(actor.name) for actor in ACTORS.by_id(store, [f"n{number}" for number in range(counters)]))
    if total != threads * increments:
        result.problems.append(f"{threads * increments} increments were acknowledged, {total} are there")
    result.created = len(winners)
    result.problems += [f"{identity} was created {times} times" for identity, times in winners.items() if times != 1]
    result.problems += check(store).problems
    return result


def _count_up(store: Store, counter: str, result: Result, lock: threading.Lock) -> None:
    while True:
        before = ACTORS.get(store, counter)
        try:
            after = dataclasses.replace(before, name=str(int(before.name) + 1))
            ACTORS.change(store, after, version=before.version)
        except StaleVersion:
            with lock:
                result.stale += 1
        else:
            return


def _create(store: Store, identity: str, winners: Counter[str], lock: threading.Lock) -> None:
    try:
        ACTORS.create(store, Actor(id=identity, name="einer"))
    except Conflict:
        return
    with lock:
        winners[identity] += 1


def main() -> int:
    """Run it and say what was found; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--increments", type=int, default=1000)
    parser.add_argument("--neo4j", action="store_true", help="on a Neo4j server instead of the embedded engine")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {"GRAPHSVC_DATA": str(folder / "data")}
        server = Server(folder) if options.neo4j else None
        if server:
            server.start()
            environment |= {"GRAPHSVC_NEO4J_URL": server.url, "GRAPHSVC_NEO4J_PASSWORD": server.password}
        try:
            with Store.open(config.from_env(environment, dotenv=folder / "none")) as store:
                result = run(store, threads=options.threads, increments=options.increments)
        finally:
            if server:
                server.stop()
    print(f"races on {'Neo4j' if options.neo4j else 'the embedded engine'}:", result.told())
    for problem in result.problems[:20]:
        print("  ", problem)
    return bool(result.problems)


if __name__ == "__main__":
    sys.exit(main())
