"""Everything as of one revision, even while others write without pause."""

from __future__ import annotations

import threading

from graphsvc import ledger, whole
from graphsvc.actors import ACTORS
from graphsvc.ledger import Edit
from graphsvc.model import Actor, Record
from graphsvc.store import Store, Transaction
from graphsvc.whole import Objects
from tests.records_sample import creations, sample


def test_all_objects_come_by_type_and_id(store: Store) -> None:
    ledger.commit(store, creations(sample()), action="edit")

    def keys(_transaction: Transaction, objects: Objects) -> list[tuple[str, str]]:
        return [(kind, found.id if isinstance(found, Record) else found["id"]) for kind, found in objects]

    revision, found = whole.read(store, keys)
    assert revision == 1
    assert found == sorted(found)
    assert len(found) == len(sample()) + 1


def test_writers_do_not_tear_what_is_read(store: Store) -> None:
    pairs = [Actor(id=f"{side}{number:03}", name="0") for number in range(300) for side in "AB"]
    ledger.commit(store, creations(list(pairs)), action="edit")
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            ids = [f"{side}{number % 300:03}" for side in "AB"]
            before = ACTORS.by_id(store, ids)
            ledger.commit(
                store,
                [Edit("actor", actor, Actor(id=actor.id, name=str(number), version=actor.version)) for actor in before],
                action="edit",
            )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):

            def names(_transaction: Transaction, objects: Objects) -> dict[str, str]:
                return {found.id: found.name for _kind, found in objects if isinstance(found, Actor)}

            _revision, found = whole.read(store, names)
            assert all(found[f"A{number:03}"] == found[f"B{number:03}"] for number in range(300))
    finally:
        stop.set()
        writer.join()
