"""Random histories of merges, edits, imports and undos: nothing is lost, and undo leads back exactly."""

from __future__ import annotations

import dataclasses
import random

import pytest

from graphsvc.examples import EXAMPLES
from graphsvc.ingest import plan
from graphsvc.ledger import Edit
from graphsvc.merging import Said, Unmerged, said, undo
from graphsvc.merging.units import own_sources, put, units
from graphsvc.snapshot import Snapshot
from importers import IMPORTERS, Row
from tests.ingest_sample import city
from tests.merging_random import applied, facts, merged, random_edits, random_merge, whole, with_doubles

SEEDS = range(12)


@pytest.fixture(scope="module")
def wupperfeld() -> Snapshot:
    """The example city, with some relations said twice."""
    return with_doubles(city("wupperfeld"), random.Random(7), 60)  # noqa: S311 - a test, not a secret


@pytest.mark.parametrize("seed", SEEDS)
def test_merges_in_any_order_of_undo_lead_back_to_every_revision_and_source(wupperfeld: Snapshot, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    here = wupperfeld
    for _ in range(10):
        here = merged(here, random_merge(here, dice))
    assert whole(Unmerged(here).snapshot) == whole(wupperfeld)
    for merge_id in dice.sample(list(here.merges), len(here.merges)):
        done = undo(here, merge_id)
        assert done.left_out == ()
        here = applied(here, done.edits, undoing=True)
        assert whole(Unmerged(here).snapshot) == whole(wupperfeld)
    assert whole(here) == whole(wupperfeld)
    assert facts(here) == facts(wupperfeld)


@pytest.mark.parametrize("seed", SEEDS)
def test_later_edits_stay(wupperfeld: Snapshot, seed: int) -> None:
    """Merges with edits in between, all taken back: what the same edits make of the city without merges."""
    dice = random.Random(100 + seed)  # noqa: S311
    here = wupperfeld
    for _ in range(5):
        here = merged(here, random_merge(here, dice))
        here = applied(here, random_edits(here, dice, 12))
    expected = facts(Unmerged(here).snapshot)
    for merge_id in dice.sample(list(here.merges), len(here.merges)):
        here = applied(here, undo(here, merge_id).edits, undoing=True)
        assert facts(Unmerged(here).snapshot) == expected
    assert facts(here) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_after_a_merge_do_what_they_would_have_done_without_it(wupperfeld: Snapshot, seed: int) -> None:
    dice = random.Random(200 + seed)  # noqa: S311
    here = plain = wupperfeld
    for _ in range(5):
        here = merged(here, random_merge(here, dice))
        edits = random_edits(here, dice, 12)
        here, plain = applied(here, edits), applied(plain, [same_edit(edit, plain) for edit in edits])
        assert facts(Unmerged(here).snapshot) == facts(plain)
    for merge_id in dice.sample(list(here.merges), len(here.merges)):
        here = applied(here, undo(here, merge_id).edits, undoing=True)
    assert facts(here) == facts(plain)


def same_edit(edit: Edit, plain: Snapshot) -> Edit:
    """The edit as somebody would have made it where nothing is merged."""
    before = plain.records.get(edit.type, {}).get(edit.id)
    if edit.before is None or edit.after is None:
        return Edit(edit.type, before, edit.after)
    assert before is not None
    after = before
    for unit in units(edit.type):
        old, new = said(edit.before, unit), said(edit.after, unit)
        if old == new:
            continue
        if unit.many:
            added = tuple(item for item in new.values[0] if item not in old.values[0])
            new = Said(((*said(after, unit).values[0], *added),), new.typed)
        after = put(after, unit, new, own_sources(after, unit))
    return Edit(edit.type, before, after)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_import_after_merges_brings_what_it_would_have_brought_without_them(seed: int) -> None:
    """The old file says nothing new; a changed one changes the records as if they were still apart."""
    dice = random.Random(300 + seed)  # noqa: S311
    rows = list(IMPORTERS["workbook"](EXAMPLES["wupperfeld"]))
    plain = here = city("wupperfeld")
    for _ in range(8):
        here = merged(here, random_merge(here, dice))
    again = plan(rows, here, import_id="again", look_for_doubles=False)
    assert again.edits == ()
    changed = [altered(row, dice, plain) if isinstance(row, Row) and dice.random() < 0.3 else row for row in rows]
    made = plan(changed, here, import_id="new", look_for_doubles=False)
    wanted = plan(changed, plain, import_id="new", look_for_doubles=False)
    assert made.rejected == wanted.rejected
    after, expected = applied(here, made.edits), applied(plain, wanted.edits)
    assert facts(Unmerged(after).snapshot) == facts(expected)
    assert plan(changed, after, import_id="third", look_for_doubles=False).edits == ()
    for merge_id in dice.sample(list(after.merges), len(after.merges)):
        after = applied(after, undo(after, merge_id).edits, undoing=True)
    assert facts(after) == facts(expected)


def altered(row: Row, dice: random.Random, city_before: Snapshot) -> Row:
    """The row with another text, or with other actors in a column of actors."""
    values = dict(row.values)
    columns = [name for name in ("providers", "partners", "chairs", "actor", "from_actor") if values.get(name)]
    if columns and dice.random() < 0.5:
        count = 1 if columns[0] in ("actor", "from_actor") else 2
        values[columns[0]] = "|".join(dice.sample(list(city_before.actors), count))
    elif values.get("description") and dice.random() < 0.8:
        values["description"] += " – neu"
    elif values.get("phone"):
        values["phone"] = f"0202 {dice.randrange(10**6)}"
    return dataclasses.replace(row, values=values)
