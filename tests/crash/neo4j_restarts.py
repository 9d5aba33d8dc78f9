"""A Neo4j server that is stopped and started under writers: nothing acknowledged is lost, and the service goes on.

python -m tests.crash.neo4j_restarts --restarts 20
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

from graphsvc import config
from graphsvc.store import Store
from tests.crash.book import Book, Writer, findings, prepare
from tests.crash.engine_kills import Result
from tests.neo4j.server import Server


def run(folder: Path, *, restarts: int, scheme: str = "bolt") -> Result:
    """Stop the server (cleanly and by kill, in turn) under writers and start it again; `scheme` 'neo4j' routes."""
    server = Server(folder)
    server.start()
    book, stop, recovery = Book(), threading.Event(), []
    try:
        environment = {
            "GRAPHSVC_DATA": str(folder / "data"),
            "GRAPHSVC_NEO4J_URL": server.url.replace("bolt", scheme),
            "GRAPHSVC_NEO4J_PASSWORD": server.password,
        }
        with Store.open(config.from_env(environment, dotenv=folder / "none")) as store:
            prepare(store)
            threads = [Writer(store, book, f"w{number}", stop) for number in range(4)]
            for thread in threads:
                thread.start()
            for number in range(restarts):
                time.sleep(2)
                server.kill() if number % 2 else server.stop()
                server.start()
                moment = time.monotonic()  # how long we take once the server answers again
                while (seconds := book.first_after(moment)) is None and time.monotonic() < moment + 60:
                    time.sleep(0.02)
                recovery.append(seconds if seconds is not None else 60.0)
                print(f"\rrestart {number + 1}/{restarts}, {book.operations} operations", end="", file=sys.stderr)
            stop.set()
            for thread in threads:
                thread.join(60)
            print(file=sys.stderr)
            problems = findings(store, book, unknown=4)
    finally:
        server.stop()
    return Result(restarts, book.operations, book.refused, recovery, problems)


def main() -> int:
    """Run it and say what was found; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--restarts", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder), restarts=options.restarts)
    print("Neo4j restarts:", result.told())
    for problem in result.problems[:20]:
        print("  ", problem)
    return bool(result.problems)


if __name__ == "__main__":
    sys.exit(main())
