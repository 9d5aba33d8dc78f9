"""Random merges and random edits of a city in memory, and what the city should be afterwards."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable

from graphsvc.canonical import content_hash
from graphsvc.ledger import Edit
from graphsvc.merging import plan, wish
from graphsvc.merging.units import all_units, is_empty, said
from graphsvc.model import MERGED_TYPES, Cooperation, Membership, Merge, Record
from graphsvc.references import references
from graphsvc.snapshot import Snapshot

TEXTS = {"actor": "description", "offer": "description", "body": "description", "membership": "role"}


def applied(snapshot: Snapshot, edits: Iterable[Edit], *, undoing: bool = False) -> Snapshot:
    """The graph after a change, as the ledger would leave it."""
    revision = snapshot.revision + 1
    changed: dict[str, dict[str, Record | None]] = {}
    for edit in edits:
        before = snapshot.records.get(edit.type, {}).get(edit.id)
        assert before == edit.before, edit.id
        saved = edit.saved(edit.after.revision if undoing else revision) if edit.after else None
        changed.setdefault(edit.type, {})[edit.id] = saved
    after = snapshot.replaced(revision, changed)
    check(after)
    return after


def check(snapshot: Snapshot) -> None:
    """That nothing refers to what is not there, and no cooperation leads to itself."""
    for kind, rows in snapshot.records.items():
        for record in rows.values():
            for reference in references(kind, record):
                assert reference.id in snapshot.records.get(reference.type, {}), (record.id, reference)
            assert not isinstance(record, Cooperation) or record.from_actor != record.to_actor


def facts(snapshot: Snapshot) -> str:
    """The content hash of all records but merges."""
    return content_hash(
        record for kind, rows in snapshot.records.items() if kind != "merge" for record in rows.values()
    )


def whole(snapshot: Snapshot) -> list[Record]:
    """All records but merges, with revisions and sources, without versions."""
    return [
        dataclasses.replace(record, version=0)
        for kind, rows in sorted(snapshot.records.items())
        if kind != "merge"
        for record in rows.values()
    ]


def random_merge(snapshot: Snapshot, dice: random.Random) -> Merge:
    """A merge of two to four records; of those that have something in common more often than of others."""
    kind = dice.choice([kind for kind in MERGED_TYPES if len(snapshot.records.get(kind, {})) > 4])
    ids = list(snapshot.records[kind])
    first = dice.choice(ids)
    near = {reference.id for reference in references(kind, snapshot.records[kind][first]) if reference.type == kind}
    if kind == "actor":
        for row in (*snapshot.cooperations_of.get(first, ()), *snapshot.memberships_of.get(first, ())):
            near |= {getattr(row, "from_actor", first), getattr(row, "to_actor", first)}
    pool = sorted(near - {first}) if near - {first} and dice.random() < 0.6 else ids
    others = [item for item in dice.sample(pool, min(len(pool), dice.randint(1, 3))) if item != first]
    if not others:
        others = [next(item for item in ids if item != first)]
    members = [snapshot.records[kind][item] for item in (first, *others)]
    choices = {}
    for unit in all_units(kind, members):
        if dice.random() < 0.3 and unit.name != "part_of":
            choice = dice.choice(members)
            if not (unit.name in ("name", "title") and is_empty(unit, said(choice, unit))):
                choices[unit.name] = choice.id
    return wish(kind, first, others, choices)


def merged(snapshot: Snapshot, wanted: Merge) -> Snapshot:
    """The graph after the merge."""
    return applied(snapshot, plan(snapshot, wanted).edits)


def with_doubles(snapshot: Snapshot, dice: random.Random, count: int) -> Snapshot:
    """The graph with relations that say the same of two actors as of one, so that merging finds exact duplicates."""
    edits = []
    for number in range(count):
        kind = dice.choice(("membership", "cooperation"))
        record = dice.choice(list(snapshot.records[kind].values()))
        twin = dataclasses.replace(record, id=f"twin-{number}", version=0, revision=0)
        if isinstance(twin, Membership):
            twin = dataclasses.replace(twin, actor=dice.choice(list(snapshot.actors)))
        elif isinstance(twin, Cooperation):
            other = dice.choice([key for key in snapshot.actors if key != twin.from_actor])
            twin = dataclasses.replace(twin, to_actor=other)
        edits.append(Edit(kind, None, twin))
    return applied(snapshot, edits)


def random_edits(snapshot: Snapshot, dice: random.Random, count: int) -> list[Edit]:
    """Changed texts, new relations, and relations that are gone."""
    edits: dict[tuple[str, str], Edit] = {}
    for number in range(count):
        kind = dice.choice(list(TEXTS))
        record = dice.choice(list(snapshot.records[kind].values()))
        if kind == "membership" and dice.random() < 0.3:
            edits[kind, record.id] = Edit(kind, record, None)
        else:
            text = f"neu {snapshot.revision} {number}"
            edits[kind, record.id] = Edit(kind, record, dataclasses.replace(record, **{TEXTS[kind]: text}))
    for number in range(count // 3):
        actor, other = dice.sample(list(snapshot.actors), 2)
        new = Cooperation(id=f"new-{snapshot.revision}-{number}", from_actor=actor, to_actor=other, kind="neu")
        edits["cooperation", new.id] = Edit("cooperation", None, new)
    offer = dice.choice(list(snapshot.offers.values()))
    partners = tuple(dict.fromkeys((*offer.partners, dice.choice(list(snapshot.actors)))))
    edits["offer", offer.id] = Edit("offer", offer, dataclasses.replace(offer, partners=partners))
    return list(edits.values())
