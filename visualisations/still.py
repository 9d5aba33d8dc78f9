"""The still picture: the network as a static drawing, for pages without a script and for small pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from visualisations import shapes
from visualisations.boxes import Box
from visualisations.labels import Label, average, place

MARGIN = 34.0  # room for the names at the border
NAMED = 40  # the most names in a still picture; with more of them none can be read
BOLD = 6  # how many of them are set in bold: the actors with most partners
BEND = 16.0  # how far a second line between the same two actors bows
SMALLEST = 2.5  # radius of a node in a very large network
BESIDE = 160.0  # room for names to the right of an organigram
INDENTED = 42.0  # up to so many units to the side, a part hangs on a line that runs down from the whole


class Node(Protocol):
    """What is drawn of an actor."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def apart(self) -> bool: ...
    @property
    def double(self) -> bool: ...
    @property
    def weight(self) -> int: ...


class Edge(Protocol):
    """What is drawn of a cooperation."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def strength(self) -> str: ...
    @property
    def weight(self) -> int: ...
    @property
    def corners(self) -> tuple[tuple[float, float], ...]: ...


@dataclass(frozen=True)
class Stroke:
    """One path of the drawing; `css` are the classes of it."""

    css: str
    d: str


@dataclass(frozen=True)
class Still:
    """The drawing: paths from back to front, then names."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    caption: Label | None  # stands over those without connection to the large network


EDGE_CLASSES = {"normal": "e", "close": "e s", "part_of": "e h"}
WIDEST = 7  # for how many or more a line is drawn as wide as it gets


def still(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    width: float,
    height: float,
    *,
    named: int = NAMED,
    beside: bool = False,
    width_of: Callable[[str, bool], float] = average,
) -> Still:
    """The drawing of a network in `width` x `height`, at most `named` names, none of which covers anything.

    `beside` leaves room for names at the right and draws lines with corners, as in an organigram. `width_of` says how
    wide a name is, in bold or not.
    """
    scale, left, top = _fit(nodes, width - BESIDE if beside else width, height)
    spot = {node.id: (left + node.x * scale, top + node.y * scale) for node in nodes}
    # Nodes shrink slower than distances, so that shapes can be told apart in a small picture too.
    radius = {node.id: max(SMALLEST, node.size * min(1.0, max(scale, scale**0.5 * 0.7))) for node in nodes}
    turned = _corners(edges, spot, lambda x, y: (left + x * scale, top + y * scale)) if beside else _lines(edges, spot)
    strokes = [*turned, *_nodes(nodes, spot, radius)]
    ranked = sorted(nodes, key=lambda node: (-node.weight, node.id))
    wishes = [
        (node.label or node.name, *spot[node.id], radius[node.id] + (4 if node.double else 1), number < BOLD)
        for number, node in enumerate(ranked)
    ]
    taken = [Box.around(*spot[node.id], radius[node.id] + 1) for node in nodes]
    strip = strip_caption(nodes)
    caption = Label(left + strip[0] * scale, top + strip[1] * scale, "start", False, "") if strip else None
    captions = [Box(caption.x, caption.y - 12, caption.x + 210, caption.y + 4)] if caption else []
    labels = (
        place(wishes, taken, width, height, most=named, captions=captions, beside=beside, width_of=width_of)
        if named
        else []
    )
    return Still(width, height, tuple(strokes), tuple(labels), caption)


def strip_caption(nodes: Sequence[Node]) -> tuple[float, float] | None:
    """Where the caption over those that stand apart begins; None where nobody does, or everybody."""
    beside = [node for node in nodes if node.apart]
    if not beside or len(beside) == len(nodes):
        return None
    first = min(beside, key=lambda node: (node.y, node.x))
    return round(min(node.x for node in beside) - first.size, 1), round(first.y - first.size - 14, 1)


def _fit(nodes: Sequence[Node], width: float, height: float) -> tuple[float, float, float]:
    """Scale, x and y of the origin, so that all nodes stand inside with a margin."""
    if not nodes:
        return 1.0, width / 2, height / 2
    xs, ys = [node.x for node in nodes], [node.y for node in nodes]
    spread_x, spread_y = max(xs) - min(xs), max(ys) - min(ys)
    margin = min(MARGIN, width / 8, height / 8)
    scale = min(
        (width - 2 * margin) / spread_x if spread_x else 1.0, (height - 2 * margin) / spread_y if spread_y else 1.0, 1.6
    )
    return scale, width / 2 - scale * (max(xs) + min(xs)) / 2, height / 2 - scale * (max(ys) + min(ys)) / 2


def _lines(edges: Sequence[Edge], spot: dict[str, tuple[float, float]]) -> list[Stroke]:
    paths: dict[str, list[str]] = defaultdict(list)
    seen: dict[tuple[str, str], int] = {}
    starts = {id_: f"M{x:.1f} {y:.1f}" for id_, (x, y) in spot.items()}
    tenths = {id_: (round(10 * round(x, 1)), round(10 * round(y, 1))) for id_, (x, y) in spot.items()}
    for edge in edges:
        first, second = (edge.source, edge.target) if edge.source < edge.target else (edge.target, edge.source)
        number = seen.get((first, second), 0)
        seen[first, second] = number + 1
        if number == 0:
            (left, top), (right, bottom) = tenths[first], tenths[second]
            paths[_look(edge)].append(starts[first] + shapes.step((right - left) / 10, (bottom - top) / 10))
            continue
        (x1, y1), (x2, y2) = spot[first], spot[second]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
        bow = BEND * ((number + 1) // 2) * (1 if number % 2 else -1)
        x, y = (x1 + x2) / 2 - (y2 - y1) / length * bow, (y1 + y2) / 2 + (x2 - x1) / length * bow
        paths[_look(edge)].append(f"{starts[first]}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}")
    order = [EDGE_CLASSES["part_of"], "e", *(f"e w{wide}" for wide in range(2, WIDEST + 1)), EDGE_CLASSES["close"]]
    return [Stroke(css, "".join(paths[css])) for css in order if css in paths]


def _look(edge: Edge) -> str:
    """The classes of a line: its kind, and for how much it stands."""
    if edge.strength == "normal" and edge.weight > 1:
        return f"e w{min(WIDEST, edge.weight)}"
    return EDGE_CLASSES[edge.strength]


def _corners(
    edges: Sequence[Edge], spot: dict[str, tuple[float, float]], at: Callable[[float, float], tuple[float, float]]
) -> list[Stroke]:
    """Lines from the part up to the whole that turn at right angles; `at` says where a point of the picture is."""
    lines = []
    for edge in edges:
        (x1, y1), (x2, y2) = spot[edge.source], spot[edge.target]
        if edge.corners:
            by = "".join(f"L{x:.1f} {y:.1f}" for x, y in (at(*corner) for corner in edge.corners))
            lines.append(f"M{x1:.1f} {y1:.1f}{by}L{x2:.1f} {y2:.1f}")
            continue
        middle = (y1 + y2) / 2
        way = f"H{x2:.1f}V{y2:.1f}" if abs(x1 - x2) <= INDENTED else f"V{middle:.1f}H{x2:.1f}V{y2:.1f}"
        lines.append(f"M{x1:.1f} {y1:.1f}{way}")
    return [Stroke(EDGE_CLASSES["normal"], "".join(lines))] if lines else []


def _nodes(nodes: Sequence[Node], spot: dict[str, tuple[float, float]], radius: dict[str, float]) -> list[Stroke]:
    rings, outlines = [], defaultdict(list)
    for node in nodes:
        (x, y), r = spot[node.id], radius[node.id]
        group = node.group if node.group in shapes.CORNERS else "other"
        outlines[group].append(shapes.outline(group, round(x, 1), round(y, 1), round(r, 1)))
        if node.double:
            rings.append(shapes.outline("welfare", round(x, 1), round(y, 1), round(r + 3.5, 1)))
    strokes = [Stroke(f"nd grp-{group}", "".join(outlines[group])) for group in shapes.CORNERS if outlines[group]]
    return [Stroke("ring", "".join(rings)), *strokes] if rings else strokes
