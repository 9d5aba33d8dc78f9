"""Writers that keep book of what was acknowledged to them, and the proof that all of it is there, once and whole."""

from __future__ import annotations

import dataclasses
import random
import threading
import time
from dataclasses import dataclass, field

from graphsvc import ledger, whole
from graphsvc.checking import check
from graphsvc.errors import Conflict, StaleVersion, StorageFull, StoreUnavailable
from graphsvc.ledger import Edit
from graphsvc.model import Actor, Cooperation, Record
from graphsvc.records import load_by_id
from graphsvc.store import Store, Transaction
from graphsvc.whole import Objects

COUNTERS = 4  # actors that all writers count up
PAUSE = 0.02  # seconds before a refused operation is tried again


@dataclass
class Book:
    """What writers were told; safe for many threads."""

    pairs: set[str] = field(default_factory=set)  # operations that made a pair of actors and their cooperation
    counted: dict[str, int] = field(default_factory=dict)  # counter -> acknowledged increments
    acknowledged: list[float] = field(default_factory=list)  # when
    refused: int = 0
    stale: int = 0
    unexpected: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def pair(self, operation: str) -> None:
        """A pair is there."""
        with self._lock:
            self.pairs.add(operation)
            self.acknowledged.append(time.monotonic())

    def count(self, counter: str) -> None:
        """An increment is there."""
        with self._lock:
            self.counted[counter] = self.counted.get(counter, 0) + 1
            self.acknowledged.append(time.monotonic())

    def refusal(self) -> None:
        """The store said that it cannot now."""
        with self._lock:
            self.refused += 1

    def surprise(self, text: str) -> None:
        """Something that must not happen."""
        with self._lock:
            self.unexpected.append(text)

    @property
    def operations(self) -> int:
        """How many operations were acknowledged."""
        return len(self.acknowledged)

    def first_after(self, moment: float) -> float | None:
        """Seconds from `moment` to the next acknowledgement."""
        later = [when for when in self.acknowledged if when > moment]
        return min(later) - moment if later else None


def prepare(store: Store) -> None:
    """Make the counters."""
    counters = [Actor(id=f"counter-{number}", name="0") for number in range(COUNTERS)]
    ledger.commit(store, [Edit("actor", None, counter) for counter in counters], action="edit")


class Writer(threading.Thread):
    """Makes pairs and counts up until told to stop; repeats an operation of unknown outcome under the same id."""

    def __init__(self, store: Store, book: Book, name: str, stop: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self._store, self._book, self._halt = store, book, stop
        self._dice = random.Random(name)  # noqa: S311 - a test, not a secret

    def run(self) -> None:
        """Work until the end."""
        number = 0
        while not self._halt.is_set():
            number += 1
            operation = f"{self.name}-{number}"
            try:
                if self._dice.random() < 0.7:
                    self._make_pair(operation)
                else:
                    self._count_up(operation)
            except Exception as error:
                self._book.surprise(f"{operation}: {type(error).__name__}: {error}")

    def _make_pair(self, operation: str) -> None:
        one, two = (Actor(id=f"{operation}-{side}", name=operation) for side in "ab")
        both = Cooperation(id=f"{operation}-c", from_actor=one.id, to_actor=two.id)
        edits = [Edit("actor", None, one), Edit("actor", None, two), Edit("cooperation", None, both)]
        while not self._halt.is_set():
            try:
                ledger.commit(self._store, edits, action="edit", operation=operation)
            except (StoreUnavailable, StorageFull):
                self._wait()
            else:
                self._book.pair(operation)
                return

    def _count_up(self, operation: str) -> None:
        counter = f"counter-{self._dice.randrange(COUNTERS)}"
        while not self._halt.is_set():
            try:
                before = load_by_id(self._store, "actor", [counter])[counter]
                after = dataclasses.replace(before, name=str(int(getattr(before, "name", "0")) + 1))
                ledger.commit(self._store, [Edit("actor", before, after)], action="edit", operation=operation)
            except StaleVersion:
                self._book.stale += 1
            except (StoreUnavailable, StorageFull):
                self._wait()
            else:
                self._book.count(counter)
                return

    def _wait(self) -> None:
        self._book.refusal()
        self._halt.wait(PAUSE)


def findings(store: Store, book: Book, unknown: int) -> list[str]:
    """What is wrong: lost, torn or doubled operations; `unknown` operations may be there or not, but whole."""
    problems = list(book.unexpected)

    def read(_transaction: Transaction, objects: Objects) -> tuple[dict[str, Record], dict[str, set[int]]]:
        records: dict[str, Record] = {}
        revisions: dict[str, set[int]] = {}
        for kind, found in objects:
            if isinstance(found, Record):
                if found.id in records and kind == "actor":
                    problems.append(f"{found.id} is there twice")
                records[found.id] = found
            elif kind == "change":
                revisions.setdefault(found["operation"], set()).add(found["revision"])
        return records, revisions

    _revision, (records, revisions) = whole.read(store, read)
    for operation in book.pairs:
        missing = [end for end in ("-a", "-b", "-c") if operation + end not in records]
        if missing:
            problems.append(f"lost: {operation}{missing}")
    starts = {identity[:-2] for identity in records if identity.endswith(("-a", "-b", "-c"))}
    for start in starts:
        ends = [end for end in ("-a", "-b", "-c") if start + end in records]
        if len(ends) != 3:
            problems.append(f"torn: {start}{ends}")
    problems += [f"done twice: {operation}" for operation, found in revisions.items() if len(found) > 1]
    extra = len(starts - book.pairs)
    for counter, number in book.counted.items():
        value = int(getattr(records[counter], "name", "-1"))
        if value < number:
            problems.append(f"lost increments: {counter} is {value}, acknowledged {number}")
        extra += max(0, value - number)
    if extra > unknown:
        problems.append(f"{extra} operations are there that nobody was told of; at most {unknown} may be")
    report = check(store)
    return problems + report.problems


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed; 0 of none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def is_conflict(error: BaseException) -> bool:
    """Whether somebody else was first."""
    return isinstance(error, Conflict) and not isinstance(error, StaleVersion)
