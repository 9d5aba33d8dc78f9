"""Random histories on both engines: after every change the graph holds exactly what it should, and undo leads back."""

from __future__ import annotations

import dataclasses
import random

import pytest

from graphsvc import ledger, records, snapshots, undoing
from graphsvc.canonical import content_hash
from graphsvc.checking import check
from graphsvc.examples import EXAMPLES
from graphsvc.ingest import import_path
from graphsvc.ledger import Edit
from graphsvc.model import RECORD_TYPES, Record
from graphsvc.records import LINKS
from graphsvc.references import references
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store

COMMITS = 6
EDITS = 40


@pytest.mark.parametrize("seed", [1, 2])
def test_a_random_history_is_kept_exactly_and_undone_step_by_step(store: Store, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a test, not a secret
    import_path(store, EXAMPLES["wupperfeld"])
    states = [_hash(snapshots.current(store))]
    for _ in range(COMMITS):
        snapshot = snapshots.current(store)
        edits = _random_edits(snapshot, dice)
        expected = snapshot.replaced(0, _changed(edits))
        ledger.commit(store, edits, action="edit")
        assert content_hash(record for _kind, record in records.load_all(store)) == _hash(expected)
        assert _hash(snapshots.current(store)) == _hash(expected)
        states.append(_hash(expected))
    assert check(store).problems == []
    for revision in range(COMMITS + 1, 1, -1):
        undoing.undo_revision(store, revision)
        assert content_hash(record for _kind, record in records.load_all(store)) == states[revision - 2]


def _random_edits(snapshot: Snapshot, dice: random.Random) -> list[Edit]:
    """Deletions of what nobody refers to, and changes of references and texts."""
    wanted: dict[tuple[str, str], int] = {}
    for kind in RECORD_TYPES:
        for record in snapshot.records.get(kind, {}).values():
            for reference in references(kind, record):
                wanted[reference.type, reference.id] = wanted.get((reference.type, reference.id), 0) + 1
    edits: dict[tuple[str, str], Edit] = {}
    for _ in range(EDITS):
        kind = dice.choice([kind for kind in RECORD_TYPES if snapshot.records.get(kind)])
        record = dice.choice(list(snapshot.records[kind].values()))
        if (kind, record.id) in edits:
            continue
        if not wanted.get((kind, record.id)) and dice.random() < 0.4:
            edits[kind, record.id] = Edit(kind, record, None)
        else:
            edits[kind, record.id] = Edit(kind, record, _changed_record(snapshot, kind, record, dice))
    doomed = {key for key, edit in edits.items() if edit.after is None}
    return [
        edit
        for edit in edits.values()
        if edit.after is None
        or not any((reference.type, reference.id) in doomed for reference in references(edit.type, edit.after))
    ]


def _changed_record(snapshot: Snapshot, kind: str, record: Record, dice: random.Random) -> Record:
    """The record with other themes, districts ... and another text."""
    values: dict[str, object] = {"extra": {"Würfel": str(dice.randrange(10**6))}}
    for link in LINKS.get(kind, ()):
        current = getattr(record, link.field)
        if link.many and dice.random() < 0.7:
            pool = list(current) + [
                target
                for name, others in snapshot.records.items()
                if name == {"ABOUT": "term", "AIMED_AT": "term"}.get(link.relation)
                for target in dice.sample(list(others), min(3, len(others)))
            ]
            values[link.field] = tuple(dict.fromkeys(dice.sample(pool, dice.randint(0, len(pool)))))
    return dataclasses.replace(record, **values)  # type: ignore[arg-type]


def _changed(edits: list[Edit]) -> dict[str, dict[str, Record | None]]:
    changed: dict[str, dict[str, Record | None]] = {}
    for edit in edits:
        changed.setdefault(edit.type, {})[edit.id] = edit.after
    return changed


def _hash(snapshot: Snapshot) -> str:
    return content_hash(record for rows in snapshot.records.values() for record in rows.values())
