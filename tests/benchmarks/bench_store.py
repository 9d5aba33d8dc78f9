"""How long a large change takes through the ledger, against bare batched statements in the same run; and reads.

python -m tests.benchmarks.bench_store [--actors 100000] [--cooperations 300000] [--neo4j]
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import neo4j
import psutil

from graphsvc import changelog, config, ledger
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.ingest import import_path
from graphsvc.ledger import Edit
from graphsvc.model import Actor, Cooperation
from graphsvc.store import Store
from tests.neo4j.server import Server

BATCH = 5000
THINKING = 0.2  # seconds, on average
WARMING = 100  # questions of each user
GROUPS = ("unit", "association", "private_provider", "school", "day_care")


def records(actors: int, cooperations: int) -> tuple[list[Actor], list[Cooperation]]:
    """Made-up actors and cooperations between random ones."""
    dice = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    people = [
        Actor(id=f"A{number}", name=f"Haus {number}", kind=GROUPS[number % 5], city="Musterstadt", postcode="46045")
        for number in range(actors)
    ]
    links = [
        Cooperation(
            id=f"C{number}",
            from_actor=f"A{dice.randrange(actors)}",
            to_actor=f"A{dice.randrange(actors)}",
            kind="Kooperation",
        )
        for number in range(cooperations)
    ]
    return people, [link for link in links if link.from_actor != link.to_actor]


def bare(settings: Settings, store: Store, people: list[Actor], links: list[Cooperation]) -> float:
    """Seconds of the same nodes and relations by plain batched MERGE in one transaction, and nothing else."""
    end = store.engine.endpoint if store.engine else None
    url, user, password = (
        (end.url, end.user, end.password) if end else (settings.neo4j_url, settings.neo4j_user, settings.neo4j_password)
    )
    nodes = [{"id": actor.id, "name": actor.name, "kind": actor.kind} for actor in people]
    rows = [{"id": link.id, "a": link.from_actor, "b": link.to_actor, "kind": link.kind} for link in links]

    def work(transaction: neo4j.ManagedTransaction) -> None:
        for start in range(0, len(nodes), BATCH):
            transaction.run(
                "UNWIND $rows AS row MERGE (n:Actor {id: row.id}) SET n += row", rows=nodes[start : start + BATCH]
            ).consume()
        for start in range(0, len(rows), BATCH):
            transaction.run(
                "UNWIND $rows AS row MATCH (a:Actor {id: row.a}) MATCH (b:Actor {id: row.b}) "
                "MERGE (a)-[r:COOPERATES_WITH {id: row.id}]->(b) SET r.kind = row.kind",
                rows=rows[start : start + BATCH],
            ).consume()

    with (
        neo4j.GraphDatabase.driver(url, auth=(user, password)) as driver,
        driver.session(database=end.database if end else settings.neo4j_database) as session,
    ):
        begin = time.monotonic()
        session.execute_write(work)
        return time.monotonic() - begin


def through_the_ledger(store: Store, people: list[Actor], links: list[Cooperation]) -> float:
    """Seconds of one change with history and provenance."""
    edits = [Edit("actor", None, actor) for actor in people] + [Edit("cooperation", None, link) for link in links]
    begin = time.monotonic()
    entry = changelog.ImportEntry(id="bench", name="bench", format="bench", sha256="", counts={})
    ledger.commit(store, edits, action="import", imported=entry)
    return time.monotonic() - begin


def from_files(store: Store, folder: Path, people: list[Actor], links: list[Cooperation]) -> float:
    """Seconds of the whole import: reading, gate, plan, one transaction."""
    folder.mkdir()
    with (folder / "akteure.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [["ID", "Name", "Art", "PLZ", "Ort"]]
        rows += [[actor.id, actor.name, "Verein", "46045", "Musterstadt"] for actor in people]
        csv.writer(stream, delimiter=";").writerows(rows)
    with (folder / "kooperationen.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [["ID", "Von", "Zu", "Art"]] + [
            [link.id, link.from_actor, link.to_actor, "Kooperation"] for link in links
        ]
        csv.writer(stream, delimiter=";").writerows(rows)
    begin = time.monotonic()
    done = import_path(store, folder)
    if done.import_id is None:
        raise RuntimeError([problem.text for problem in done.problems[:3]])
    return time.monotonic() - begin


def reads(
    store: Store, settings: Settings, actors: int, names: Sequence[str], *, rounds: int
) -> dict[str, list[float]]:
    """Milliseconds of answers of the API to 8 users, who ask the questions in turn and think between two of them.

    They think for different times: users do not all ask in the same moment.
    """
    client = create_app(store, settings).test_client
    dice = random.Random(3)  # noqa: S311 - a benchmark, not a secret
    questions: dict[str, Callable[[], str]] = {
        "by id": lambda: f"/api/v1/actors/A{dice.randrange(actors)}",
        "filtered page": lambda: f"/api/v1/actors?kind=school&page={dice.randrange(1, 200)}",
        "search": lambda: f"/api/v1/actors?q=haus+{dice.randrange(actors)}",
        "one hop": lambda: f"/api/v1/cooperations?actor=A{dice.randrange(actors)}",
    }
    found: dict[str, list[float]] = {name: [] for name in names}

    def visit() -> None:
        visitor = client()
        for _round in range(rounds):
            for name in names:
                time.sleep(dice.uniform(0, 2 * THINKING))
                begin = time.monotonic()
                response = visitor.get(questions[name]())
                found[name].append((time.monotonic() - begin) * 1000)
                if response.status_code != 200:
                    raise RuntimeError(response.text)

    users = [threading.Thread(target=visit) for _ in range(8)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return found


def measure(settings: Settings, folder: Path, people: list[Actor], links: list[Cooperation], how: str) -> float:
    """Seconds of one way on a fresh store, and the memory it took."""
    with Store.open(settings) as store:
        if how == "bare":
            seconds = bare(settings, store, people, links)
        elif how == "ledger":
            seconds = through_the_ledger(store, people, links)
        else:
            seconds = from_files(store, folder / "files", people, links)
        engine = psutil.Process(store.engine.pid).memory_info().rss / 1e6 if store.engine and store.engine.pid else 0
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"{how:8} {seconds:7.1f} s   service at most {own:5.0f} MB, engine {engine:5.0f} MB", flush=True)
        if how == "ledger":
            for names in (("by id", "filtered page", "one hop"), ("search",)):  # a search reads all texts: on its own
                # a Java server compiles what it runs often: the first answers are those after a restart, the last ones
                # those of a working day
                for when, rounds in (("first", 25), ("later", WARMING), ("last", 50)):
                    for name, values in reads(store, settings, len(people), names, rounds=rounds).items():
                        p95 = statistics.quantiles(values, n=20)[-1]
                        told = f"p50 {statistics.median(values):6.1f} ms, p95 {p95:6.1f} ms"
                        print(f"   {when:6} {name:14} {told}", flush=True)
    return seconds


def main() -> None:
    """Measure each way on an empty store of its own and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--cooperations", type=int, default=300_000)
    parser.add_argument("--neo4j", action="store_true")
    parser.add_argument("--heap", default="1g")
    options = parser.parse_args()
    people, links = records(options.actors, options.cooperations)
    taken = {}
    for how in ("bare", "ledger", "files"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            environment = {"GRAPHSVC_DATA": str(folder / "data"), "GRAPHSVC_ENGINE_HEAP": options.heap}
            server = Server(folder / "neo4j", heap="3g") if options.neo4j else None
            if server:
                server.start()
                environment |= {"GRAPHSVC_NEO4J_URL": server.url, "GRAPHSVC_NEO4J_PASSWORD": server.password}
            try:
                taken[how] = measure(config.from_env(environment, dotenv=folder / "none"), folder, people, links, how)
            finally:
                if server:
                    server.stop()
    print(f"ledger / bare: {taken['ledger'] / taken['bare']:.2f}   files / bare: {taken['files'] / taken['bare']:.2f}")


if __name__ == "__main__":
    sys.exit(main())
