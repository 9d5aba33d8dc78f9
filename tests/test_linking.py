"""Two plain tables: which rows are the same thing, found without labels, and decided nearly as well as with them."""

from __future__ import annotations

import ast
import functools
import inspect
from pathlib import Path

import numpy as np
import pytest

from graphsvc import matching
from graphsvc.matching import linking
from graphsvc.matching.columns import Column, Table, guess
from graphsvc.matching.deciding import reported
from graphsvc.matching.linking import Training, link
from tests.made_tables import WORLDS, Made, products

SEED, ROWS = 5, 300
LEAST_F1 = {"products": 0.92, "software": 0.82, "papers": 0.98, "restaurants": 0.98, "organisations": 0.97}
GAP = 0.01  # what deciding without labels may cost on average
GAP_OF_ONE = 0.02  # in one small table a few pairs are as much


@functools.cache
def made(world: str) -> Made:
    return WORLDS[world](SEED, ROWS)


@functools.cache
def trained(world: str) -> Training:
    tables = made(world)
    return Training(tables.a, tables.b, guess(tables.a, tables.b))


def is_true(world: str, training: Training) -> np.ndarray:
    """Of each candidate whether it is a true pair."""
    a, b = made(world).a.ids, made(world).b.ids
    pairs = zip(training.a.tolist(), training.b.tolist(), strict=True)
    return np.array([(a[row], b[other - len(a)]) in made(world).true for row, other in pairs])


def f1(hits: int, said: int, true: int) -> float:
    return 2 * hits / (said + true)


@pytest.mark.parametrize("world", WORLDS)
def test_most_pairs_are_found_and_few_are_wrong(world: str) -> None:
    training = trained(world)
    places = [place for place, _probability in training.answer()]
    hits = int(is_true(world, training)[places].sum())
    assert f1(hits, len(places), len(made(world).true)) >= LEAST_F1[world]


@pytest.mark.parametrize("world", WORLDS)
def test_all_true_pairs_are_candidates(world: str) -> None:
    assert is_true(world, trained(world)).sum() >= 0.99 * len(made(world).true)


def test_the_choice_without_labels_is_nearly_as_good_as_the_best_one_with_them() -> None:
    gaps = {}
    for world in WORLDS:
        training, true = trained(world), is_true(world, trained(world))
        chosen, total = reported(training.decided), len(made(world).true)
        places = training.decided.places[np.argsort(-training.decided.strength, kind="stable")]
        best = max(f1(int(hits), said, total) for said, hits in enumerate(np.cumsum(true[places]), start=1))
        gaps[world] = best - f1(int(true[chosen].sum()), len(chosen), total)
    assert max(gaps.values()) <= GAP_OF_ONE, gaps
    assert sum(gaps.values()) / len(gaps) <= GAP, gaps


def test_the_same_tables_have_the_same_answer() -> None:
    tables = made("organisations")
    assert link(tables.a, tables.b) == link(tables.a, tables.b)


def test_no_answer_can_know_the_labels() -> None:
    assert list(inspect.signature(link).parameters) == ["a", "b", "columns"]
    for path in Path(inspect.getfile(matching)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith(("importers", "graphsvc.evaluation")) for name in names), path.name


def test_columns_are_found_under_other_headers() -> None:
    tables = made("organisations")
    assert set(guess(tables.a, tables.b)) >= {
        Column("Einrichtung", "Name", "name"),
        Column("Straße", "Anschrift", "place"),
        Column("gegründet", "Jahr", "year"),
    }


def test_kinds_of_columns() -> None:
    kinds = {column.a: column.kind for column in guess(made("papers").a, made("papers").b)}
    assert kinds == {"title": "name", "authors": "people", "venue": "category", "year": "year"}
    kinds = {column.a: column.kind for column in guess(made("restaurants").a, made("restaurants").b)}
    assert kinds == {"name": "name", "addr": "place", "city": "place", "phone": "key", "type": "category"}
    assert {column.kind for column in guess(made("products").a, made("products").b)} == {"name", "text", "number"}


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_very_small_tables(rows: int) -> None:
    tables = products(1, 10)
    small = Table(tables.a.ids[:rows], {name: cells[:rows] for name, cells in tables.a.columns.items()})
    for a, b in ((small, tables.b), (tables.b, small), (small, small)):
        found = link(a, b).pairs
        assert len({pair.a for pair in found}) <= len(a.ids)


def test_tables_without_anything_in_common_have_no_pairs() -> None:
    a = Table(("1", "2", "3"), {"name": ("alpha", "beta", "gamma")})
    b = Table(("x", "y"), {"name": ("ouzo", "rum")})
    assert link(a, b).pairs == ()
    assert linking.link(a, Table(("x",), {"title": ("",)})).pairs == ()
