"""Two plain tables: which rows are the same thing, found without labels."""

from __future__ import annotations

import numpy as np
import pytest

from graphsvc.matching.columns import Column, guess
from graphsvc.matching.linking import link
from tests.made_tables import WORLDS, Made

LEAST_F1 = {"products": 0.84, "software": 0.84, "papers": 0.98, "restaurants": 0.98, "organisations": 0.97}


def f1(made: Made, found: set[tuple[str, str]]) -> float:
    return 2 * len(found & made.true) / (len(found) + len(made.true))


@pytest.mark.parametrize("world", WORLDS)
def test_most_pairs_are_found_and_few_are_wrong(world: str) -> None:
    made = WORLDS[world](11)
    found = link(made.a, made.b)
    assert f1(made, {(linked.a, linked.b) for linked in found.pairs}) >= LEAST_F1[world]
    assert np.all(np.diff([linked.probability for linked in found.pairs]) <= 0)


def test_columns_are_found_under_other_headers() -> None:
    made = WORLDS["organisations"](1)
    assert {(column.a, column.b) for column in guess(made.a, made.b)} == {
        ("Einrichtung", "Name"),
        ("Straße", "Anschrift"),
        ("gegründet", "Jahr"),
    }
    assert Column("gegründet", "Jahr", "year") in guess(made.a, made.b)
