"""Where actors stand: apart from each other, the same every time, groups together, newcomers without moving others."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from scipy.spatial import cKDTree

from graphsvc import layout
from tests import network_sample

Edges = list[tuple[str, str, float]]


def city(count: int, seed: int = 3) -> tuple[list[str], Edges]:
    """Actors in quarters of forty, most links inside a quarter; the last twenty without any link."""
    dice = random.Random(seed)  # noqa: S311 - a made-up city
    edges = []
    for number in range(1, count - 20):
        home = number - number % 40
        other = dice.randrange(home, number) if number % 40 and dice.random() < 0.9 else dice.randrange(number)
        edges.append((f"a{other}", f"a{number}", 1.0))
    return [f"a{number}" for number in range(count)], edges


@pytest.mark.parametrize("count", [60, 400, 1500])
def test_nodes_stand_apart(count: int) -> None:
    nodes, edges = city(count)
    points = np.array(list(layout.layout(nodes, edges).values()))
    nearest = cKDTree(points).query(points, k=2)[0][:, 1]
    assert nearest.min() >= layout.CLOSEST - 1
    assert np.median(nearest) >= 42


def test_same_input_same_places() -> None:
    nodes, edges = city(300)
    assert layout.layout(nodes, edges) == layout.layout(nodes, edges)
    assert layout.layout(nodes, edges) != layout.layout(nodes, edges, seed=2)


def test_neighbours_stand_nearer_than_strangers() -> None:
    nodes, edges = city(600)
    spots = layout.layout(nodes, edges)
    linked = np.mean([math.dist(spots[a], spots[b]) for a, b, _weight in edges])
    dice = random.Random(1)  # noqa: S311 - a sample of pairs
    strangers = np.mean([math.dist(spots[dice.choice(nodes)], spots[dice.choice(nodes)]) for _ in edges])
    assert linked < 0.5 * strangers


def test_unconnected_stand_in_rows_below() -> None:
    nodes, edges = city(200)
    spots = layout.layout(nodes, edges)
    linked = {end for a, b, _weight in edges for end in (a, b)}
    floor = max(spots[node][1] for node in linked)
    alone = [node for node in nodes if node not in linked]
    assert len(alone) == 20
    assert all(spots[node][1] > floor + layout.STRIP_GAP / 2 for node in alone)
    assert len({spots[node][1] for node in alone}) <= 2


def test_wider_than_high_like_a_screen() -> None:
    view = network_sample.city()
    xs, ys = [node.x for node in view.nodes], [node.y for node in view.nodes]
    assert 1.1 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 2.2


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([], []),
        (["a"], []),
        (["a", "b"], []),
        (["a", "b"], [("a", "b", 1.0)]),
        (["a", "b", "c"], [("a", "a", 1.0), ("a", "b", 1.0), ("b", "a", 2.0)]),
        ([str(number) for number in range(30)], []),
        ([str(number) for number in range(30)], [("0", str(number), 1.0) for number in range(1, 30)]),
    ],
    ids=["none", "one", "two", "pair", "loops and parallels", "no links", "star"],
)
def test_odd_networks(nodes: list[str], edges: Edges) -> None:
    spots = layout.layout(nodes, edges)
    assert list(spots) == nodes
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in spots.values())
    assert len(set(spots.values())) == len(nodes)


def test_newcomers_move_nobody() -> None:
    nodes, edges = city(300)
    before = layout.layout(nodes, edges)
    new = [f"n{number}" for number in range(20)]
    more = [*edges, *((name, "a5", 1.0) for name in new[:10]), ("n10", "n0", 1.0)]
    after = layout.extend(before, [*nodes, *new], more)
    assert {node: after[node] for node in nodes} == before
    points = list(after.values())
    assert min(math.dist(p, q) for i, p in enumerate(points) for q in points[:i]) >= layout.CLOSEST - 1
    assert all(math.dist(after[name], before["a5"]) < 400 for name in new[:11])
    floor = max(y for _x, y in before.values())
    assert all(after[name][1] > floor for name in new[11:])


def test_extend_from_nothing_and_forgets_the_gone() -> None:
    assert layout.extend({}, [], []) == {}
    assert list(layout.extend({"gone": (0.0, 0.0), "a": (5.0, 5.0)}, ["a", "b"], [])) == ["a", "b"]
    assert len(set(layout.extend({}, ["a", "b", "c"], [("a", "b", 1.0)]).values())) == 3
