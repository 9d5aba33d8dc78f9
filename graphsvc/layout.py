"""Where each actor stands in the picture: communities first, their members inside, the unconnected in a strip below.

Communities come from Leiden (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z), places from the spring
model (Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102): of the communities, then inside each of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import graspologic_native
import numpy as np
import rustworkx
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from graphsvc.spots import CLOSEST, Spots

Edges = Sequence[tuple[str, str, float]]
Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

DISTANCE = 48.0  # units between nearest neighbours, as a median: a node is 16 wide and has its name below
STRIP_STEP = 75.0  # between the unconnected
STRIP_GAP = 95.0  # between the network and the strip, with room for the strip's caption
PART_OF_LARGE = (
    0.1  # a component with this share of all nodes is part of the picture, a smaller one stands in the strip
)
SMALLEST_LARGE = 12  # nor does one go into the strip that has so many nodes
REFINING_ROUNDS = 60
EVENNESS = 0.72  # exponent of the distance from the middle: 1 leaves it as it is
ASPECT = 1.7  # width to height that a screen has room for
MOST_STRETCH = 1.3
WIDTHS = (1.0, 1.25, 1.5, 1.8, 2.2)  # widths that are tried for the rows of a network in several parts
REFINED = 600  # up to so many nodes the whole network is relaxed at the end, which is too slow for more


def layout(nodes: Sequence[str], edges: Edges, *, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Id -> (x, y) in units of the picture, the same for the same input; `edges` are (source, target, weight)."""
    ids = list(dict.fromkeys(nodes))
    pairs, weights = _pairs(ids, edges)
    groups = _components(len(ids), pairs)
    large = [group for group in groups if _is_large(group, len(ids))] or [
        group for group in groups[:1] if len(group) > 1
    ]
    shapes = [_network(len(group), *_restrict(pairs, weights, group), seed) for group in large]
    inside = np.sort(np.concatenate(large)) if large else np.empty(0, dtype=np.int64)
    chosen = set(inside.tolist())
    small = [group for group in groups if int(group[0]) not in chosen]
    strip = [_small(group, pairs, weights, seed) for group in small]
    tries = []
    for width in WIDTHS if len(large) > 1 else WIDTHS[:1]:
        points = np.zeros((len(ids), 2))
        for group, shape in zip(large, _side_by_side(shapes, width), strict=True):
            points[group] = shape
        _strip(points, inside, small, strip)
        tries.append(points)
    best = min(tries, key=_unlike_a_screen)
    return {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in zip(ids, best.tolist(), strict=True)}


def _unlike_a_screen(points: Points) -> float:
    """How far the shape of all points is from that of a screen."""
    wide, tall = np.ptp(points, axis=0) + STRIP_GAP if len(points) else (ASPECT, 1.0)
    return abs(math.log(float(wide) / float(tall) / ASPECT))


def communities(nodes: Sequence[str], edges: Edges, *, seed: int = 1) -> list[list[str]]:
    """The ids of those that belong together more than to others, the largest group first; who is alone is in none."""
    ids = list(dict.fromkeys(nodes))
    pairs, weights = _pairs(ids, edges)
    linked = np.unique(pairs)
    if not len(linked):
        return []
    member = _communities(len(linked), np.searchsorted(linked, pairs), weights, seed)
    found: dict[int, list[str]] = {}
    for number, group in zip(linked.tolist(), member.tolist(), strict=True):
        found.setdefault(group, []).append(ids[number])
    return sorted(found.values(), key=lambda group: (-len(group), group[0]))


def apart(nodes: Sequence[str], edges: Edges) -> set[str]:
    """The ids of those that stand in the strip, because nothing connects them to a large part of the network."""
    ids = list(dict.fromkeys(nodes))
    groups = _components(len(ids), _pairs(ids, edges)[0])
    small = [group for group in groups if not _is_large(group, len(ids))]
    if len(small) == len(groups):
        small = small[1:]
    return {ids[number] for group in small for number in group}


def extend(
    positions: Mapping[str, tuple[float, float]], nodes: Sequence[str], edges: Edges
) -> dict[str, tuple[float, float]]:
    """Id -> (x, y) of `nodes`: those in `positions` stay, new ones stand amid their neighbours or below all others."""
    ids = dict.fromkeys(nodes)
    waiting = [id_ for id_ in ids if id_ not in positions]
    if len(positions) + len(waiting) == len(ids):
        placed = dict(positions)
    else:  # some of them are gone
        placed = {id_: positions[id_] for id_ in ids if id_ in positions}
    neighbours: dict[str, list[str]] = {id_: [] for id_ in waiting}  # who stands needs none
    for source, target, _weight in [edge for edge in edges if edge[0] in neighbours or edge[1] in neighbours]:
        if source in neighbours and target != source and (target in neighbours or target in placed):
            neighbours[source].append(target)
        if target in neighbours and target != source and (source in neighbours or source in placed):
            neighbours[target].append(source)
    spots = Spots(placed.values())
    while waiting:
        ready = [id_ for id_ in waiting if any(other in placed for other in neighbours[id_])]
        if not ready:
            break
        for id_ in ready:
            known = [placed[other] for other in neighbours[id_] if other in placed]
            middle = (sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known))
            placed[id_] = spots.take(*middle)
        waiting = [id_ for id_ in waiting if id_ not in placed]
    if waiting:
        left = min((x for x, _ in placed.values()), default=0.0)
        bottom = max((y for _, y in placed.values()), default=-STRIP_GAP) + STRIP_GAP
        for number, id_ in enumerate(waiting):
            column, row = number % 12, number // 12
            placed[id_] = spots.take(left + column * STRIP_STEP, bottom + row * STRIP_STEP)
    return {id_: placed[id_] for id_ in ids}


def _pairs(ids: list[str], edges: Edges) -> tuple[Pairs, Points]:
    """The edges as pairs of indices with summed weights, each pair once, loops left out."""
    index = {id_: number for number, id_ in enumerate(ids)}
    ends = np.array([(index[source], index[target]) for source, target, _ in edges], dtype=np.int64).reshape(-1, 2)
    values = np.array([value for _, _, value in edges], dtype=np.float64)
    ends.sort(axis=1)
    proper = ends[:, 0] != ends[:, 1]
    keys, where = np.unique(ends[proper, 0] * len(ids) + ends[proper, 1], return_inverse=True)
    weights = np.bincount(where.reshape(-1), weights=values[proper], minlength=len(keys)).astype(np.float64)
    return np.stack(np.divmod(keys, max(len(ids), 1)), axis=1), weights


def _components(count: int, pairs: Pairs) -> list[Pairs]:
    """The indices of each connected component, largest first."""
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(map(tuple, pairs.tolist())))
    groups = [np.array(sorted(group), dtype=np.int64) for group in rustworkx.connected_components(graph)]
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def _is_large(group: Pairs, count: int) -> bool:
    return len(group) >= SMALLEST_LARGE or (len(group) > 2 and len(group) >= PART_OF_LARGE * count)


def _restrict(pairs: Pairs, weights: Points, chosen: Pairs) -> tuple[Pairs, Points]:
    """The edges among `chosen`, renumbered by their place in it."""
    place = np.full(max(pairs.max(initial=-1), chosen.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[chosen] = np.arange(len(chosen))
    renumbered = place[pairs]
    keep = (renumbered >= 0).all(axis=1)
    return renumbered[keep], weights[keep]


def _network(count: int, pairs: Pairs, weights: Points, seed: int) -> Points:
    """The places of a network whose parts hang together."""
    member = _communities(count, pairs, weights, seed)
    points = _by_community(member, pairs, weights, seed)
    if count <= REFINED:
        points = _evened(_spring(count, pairs, weights, REFINING_ROUNDS, seed, start=points))
    points = _turned(_spaced(points))
    return _apart(points, np.full(count, CLOSEST / 2), rounds=300)


def _side_by_side(shapes: Sequence[Points], width: float) -> list[Points]:
    """The parts of the network in rows, highest first; `width` 1 gives their rows about the shape of a screen."""
    if len(shapes) < 2:
        return list(shapes)
    sizes = [np.ptp(shape, axis=0) + STRIP_GAP for shape in shapes]
    area = sum(float(wide * tall) for wide, tall in sizes)
    across = max([width * math.sqrt(area * ASPECT), *(float(size[0]) for size in sizes)])
    order = sorted(range(len(shapes)), key=lambda number: (-float(sizes[number][1]), number))
    placed = list(shapes)
    x = y = tallest = 0.0
    for number in order:
        wide, tall = map(float, sizes[number])
        if x > 0 and x + wide > across:
            x, y, tallest = 0.0, y + tallest, 0.0
        tallest = max(tallest, tall)
        placed[number] = shapes[number] - shapes[number].min(0) + (x, y + (tallest - tall) / 2)
        x += wide
    return placed


def _communities(count: int, pairs: Pairs, weights: Points, seed: int) -> Pairs:
    names = list(map(str, range(count)))
    edges = [(names[a], names[b], w) for (a, b), w in zip(pairs.tolist(), weights.tolist(), strict=True)]
    _quality, found = graspologic_native.leiden(
        edges=edges,
        starting_communities=None,
        resolution=1.0,
        randomness=0.001,
        iterations=2,
        use_modularity=True,
        seed=seed,
        trials=1,
    )
    return np.array([found[name] for name in names], dtype=np.int64)


def _by_community(member: Pairs, pairs: Pairs, weights: Points, seed: int) -> Points:
    """Each community as a disc of its own, where the spring model of the communities has it, members inside."""
    count = int(member.max()) + 1
    ends = np.sort(member[pairs], axis=1)
    across = ends[:, 0] != ends[:, 1]
    links, where = np.unique(ends[across], axis=0, return_inverse=True)
    strength = np.bincount(where.reshape(-1), weights=weights[across], minlength=len(links))
    size = np.bincount(member, minlength=count)
    radius = np.sqrt(size) * 1.15 + 0.6
    centre = _spring(count, links, np.log1p(strength), 500, seed)
    centre *= radius.mean() * math.sqrt(count) * 1.44 / (np.abs(centre).max() + 1e-9)
    centre = _apart(centre, radius, rounds=400)
    points = np.zeros((len(member), 2))
    order = np.argsort(member, kind="stable")
    bounds = np.searchsorted(member[order], np.arange(count + 1))
    local = np.empty(len(member), dtype=np.int64)
    local[order] = np.arange(len(member)) - bounds[member[order]]
    within = np.flatnonzero(~across)
    home = member[pairs[within, 0]]
    within = within[np.argsort(home, kind="stable")]
    edge_bounds = np.searchsorted(np.sort(home), np.arange(count + 1))
    for number in range(count):
        members = order[bounds[number] : bounds[number + 1]]
        own = within[edge_bounds[number] : edge_bounds[number + 1]]
        rounds = max(40, min(200, 7000 // len(members)))  # with 12,000 edges are 4 % shorter
        spread = _spring(len(members), local[pairs[own]], weights[own], rounds, seed)
        reach = np.linalg.norm(spread, axis=1).max() + 1e-9
        points[members] = centre[number] + spread * (radius[number] * 0.92 / reach)
    return points


def _spring(
    count: int, pairs: Pairs, weights: Points, rounds: int, seed: int, *, start: Points | None = None
) -> Points:
    """The places of the spring model around (0, 0)."""
    if count == 1:
        return np.zeros((1, 2))
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from([(a, b, w) for (a, b), w in zip(pairs.tolist(), weights.tolist(), strict=True)])
    first = None
    if start is not None:
        scaled = (start - start.mean(0)) / (np.abs(start).max() + 1e-9)
        first = {number: (float(x), float(y)) for number, (x, y) in enumerate(scaled)}
    found = rustworkx.spring_layout(graph, pos=first, weight_fn=float, num_iter=rounds, seed=seed)
    points = np.array([found[number] for number in range(count)])
    return np.asarray(points - points.mean(0))


def _apart(points: Points, radius: Points, *, rounds: int) -> Points:
    """The points, moved as little as it takes for discs of `radius` around them not to overlap."""
    points = points.copy()
    # Two discs on one point could not decide where to go: a tiny spiral parts them, the same every time.
    turn = 2.399963 * np.arange(len(points))
    points += np.c_[np.cos(turn), np.sin(turn)] * 1e-6
    reach = 2 * float(radius.max())
    spare = reach / 4  # pairs are looked for in so much more than need be, until a point has moved that far
    asked = np.full_like(points, np.inf)
    near = np.empty((0, 2), dtype=np.int64)
    for _ in range(rounds):
        if np.square(points - asked).sum(axis=1).max(initial=0.0) > spare**2:
            near = cKDTree(points).query_pairs(reach + 2 * spare, output_type="ndarray")
            near, asked = near[np.argsort(near[:, 0] * len(points) + near[:, 1])], points.copy()
        apart = points[near[:, 0]] - points[near[:, 1]]
        distance = np.linalg.norm(apart, axis=1) + 1e-12
        overlap = radius[near[:, 0]] + radius[near[:, 1]] - distance
        hit = overlap > 1e-3 * float(radius.min())
        if not hit.any():
            break
        push = apart[hit] / distance[hit, None] * (overlap[hit, None] * 0.52)
        np.add.at(points, near[hit, 0], push)
        np.add.at(points, near[hit, 1], -push)
    return points


def _evened(points: Points) -> Points:
    """The points with the crowd in the middle parted and the outermost drawn in, as a screen has room for both."""
    distance = np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    return np.asarray(points * distance ** (EVENNESS - 1))


def _spaced(points: Points) -> Points:
    """The points in units of the picture: nearest neighbours DISTANCE apart in the median."""
    nearest = cKDTree(points).query(points, k=2)[0][:, 1]
    middle = float(np.median(nearest))
    return np.asarray(points * (DISTANCE / middle if middle > 1e-9 else DISTANCE))


def _turned(points: Points) -> Points:
    """The points turned so that their longest extent lies flat, stretched a little towards the shape of a screen."""
    points = points - points.mean(0)
    _values, axes = np.linalg.eigh(points.T @ points)
    # Eigenvectors have no sign of their own: their largest part is made positive.
    axes = axes * np.where(axes[np.abs(axes).argmax(0), [0, 1]] < 0, -1.0, 1.0)
    points = points @ axes[:, ::-1]
    width, height = np.ptp(points, axis=0) + 1e-9
    stretch = min(MOST_STRETCH, max(1.0, math.sqrt(ASPECT * height / width)))
    return np.asarray(points * (stretch, 1 / math.sqrt(stretch)))


def _strip(points: Points, inside: Pairs, groups: list[Pairs], shapes: list[Points]) -> None:
    """Set the places of the small groups: in rows below the network, larger groups first."""
    if not groups:
        return
    main = points[inside] if len(inside) else np.zeros((0, 2))
    left, right = (float(main[:, 0].min()), float(main[:, 0].max())) if len(main) else (0.0, 0.0)
    across = max(right - left, STRIP_STEP * math.ceil(math.sqrt(sum(map(len, groups)) * 2)))
    x, y = left, (float(main[:, 1].max()) + STRIP_GAP) if len(main) else 0.0
    tallest = 0.0
    for group, shape in zip(groups, shapes, strict=True):
        wide, tall = np.ptp(shape, axis=0)
        if x > left and x + wide > left + across:
            x, y, tallest = left, y + tallest + STRIP_STEP, 0.0
        points[group] = shape - shape.min(0) + (x, y)
        x, tallest = x + float(wide) + STRIP_STEP, max(tallest, float(tall))


def _small(group: Pairs, pairs: Pairs, weights: Points, seed: int) -> Points:
    """The places of a small group: side by side where there are two, else by the spring model."""
    if len(group) <= 2:
        return np.array([(number * STRIP_STEP, 0.0) for number in range(len(group))])
    own = _spring(len(group), *_restrict(pairs, weights, group), 100, seed)
    return _apart(_turned(_spaced(own)), np.full(len(group), CLOSEST / 2), rounds=100)
