"""Where the parts of a whole stand in an organigram: side by side below it, further down as an indented list.

Names stand to the right of their signs and keep their size when the picture is scaled, so each part takes the room of
its name. Of several arrangements the one is taken that a screen can show largest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]
Children = Mapping[str, Sequence[str]]
Widths = Mapping[str, float]

ROW = 26.0  # units from line to line of a list
LEVEL = 58.0  # from a whole to its parts where they stand side by side
INDENT = 24.0  # of a list
BUS = 15.0  # how far above the parts the line runs that joins them
GAP = 26.0  # between neighbours
BETWEEN = 52.0  # between rows of neighbours, and between trees
LONGEST_LIST = 14  # parts without parts of their own that stand in one column; more of them make several
DEPTHS = (0, 1, 2, 3)  # how many levels may stand side by side
ACROSS = (480.0, 640.0, 800.0, 960.0, 1200.0, 1600.0, 2400.0)  # widths at which rows may end
SCREEN = (550.0, 440.0)  # pixels of a usual window that are left for signs, the last names not counted
LARGE_ENOUGH = 1.0  # nobody needs a picture larger than that
BESIDE_IS_BETTER = 0.03  # what a level side by side is worth, in units of scale: it looks like an organigram


@dataclass(frozen=True)
class Tree:
    """Places by id, and by id of a part the corners of its line up to the whole."""

    spots: Mapping[str, Point]
    corners: Mapping[str, tuple[Point, ...]]


@dataclass
class _Block:
    """A part with all that is below it: its sign is at (`x`, 0), the room goes from (0, 0) to (`width`, `height`)."""

    width: float
    height: float
    x: float = 0.0
    spots: dict[str, Point] = field(default_factory=dict)
    corners: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    def take(self, other: _Block, dx: float, dy: float) -> None:
        """Make `other` a part of this block, moved by (dx, dy)."""
        self.spots |= {key: (x + dx, y + dy) for key, (x, y) in other.spots.items()}
        self.corners |= {key: tuple((x + dx, y + dy) for x, y in way) for key, way in other.corners.items()}


def tree(roots: Sequence[str], children: Children, widths: Widths) -> Tree:
    """The arrangement that is shown largest, the same for the same input; `widths` are those of the names."""
    tries = [(depth, across) for depth in DEPTHS for across in ACROSS]
    best = max(
        ((_forest(roots, children, widths, depth, across), depth, across) for depth, across in tries),
        key=lambda found: (_worth(found[0]) + BESIDE_IS_BETTER * found[1], found[1], -found[2]),
    )[0]
    return Tree(_rounded(best.spots), {key: _way(way) for key, way in best.corners.items()})


def listed(roots: Sequence[str], children: Children, widths: Widths) -> Mapping[str, Point]:
    """The places of one indented list, for narrow screens."""
    return _rounded(_forest(roots, children, widths, 0, 0.0, longest=len(widths)).spots)


def _worth(block: _Block) -> float:
    """The scale at which the screen shows all of it."""
    xs, ys = zip(*block.spots.values(), strict=True) if block.spots else ((0.0,), (0.0,))
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    return float(min(LARGE_ENOUGH, SCREEN[0] / max(wide, 1.0), SCREEN[1] / max(tall, 1.0)))


def _forest(
    roots: Sequence[str], children: Children, widths: Widths, depth: int, across: float, *, longest: int = LONGEST_LIST
) -> _Block:
    blocks = [_block(root, children, widths, depth, across, longest) for root in roots]
    whole = _Block(0, 0)
    y = 0.0
    for row in _rows(blocks, across):
        x = 0.0
        for block in row:
            whole.take(block, x, y)
            x += block.width + GAP
        y += max(block.height for block in row) + BETWEEN
    return whole


def _block(key: str, children: Children, widths: Widths, depth: int, across: float, longest: int) -> _Block:
    below = children.get(key, ())
    if not below:
        return _Block(widths[key], ROW, spots={key: (0.0, 0.0)})
    blocks = [_block(child, children, widths, depth - 1, across, longest) for child in below]
    if depth > 0 and len(below) > 1:
        return _beside(key, widths[key], below, blocks, across)
    if len(below) > longest and not any(children.get(child) for child in below):
        return _columns(key, widths[key], below, blocks, longest)
    return _list(key, widths[key], below, blocks)


def _list(key: str, width: float, below: Sequence[str], blocks: Sequence[_Block]) -> _Block:
    made = _Block(max(width, INDENT + max(block.width for block in blocks)), ROW, spots={key: (0.0, 0.0)})
    for child, block in zip(below, blocks, strict=True):
        dx = INDENT - min(block.x, 0.0)
        made.take(block, dx, made.height)
        made.corners[child] = ((0.0, made.height),)
        if block.x:  # its own parts stand side by side: the line comes from above
            made.corners[child] = ((dx + block.x, made.height - BUS), (0.0, made.height - BUS))
        made.height += block.height
    return made


def _columns(key: str, width: float, below: Sequence[str], blocks: Sequence[_Block], longest: int) -> _Block:
    """A list of parts without parts, in columns of about the same length."""
    count = math.ceil(len(below) / longest)
    tall = math.ceil(len(below) / count)
    wide = INDENT + max(block.width for block in blocks)
    made = _Block(max(width, count * wide), ROW * (1 + tall), spots={key: (0.0, 0.0)})
    for place, (child, block) in enumerate(zip(below, blocks, strict=True)):
        column, row = divmod(place, tall)
        x, y = column * wide, ROW * (row + 1)
        made.take(block, x + INDENT, y)
        made.corners[child] = ((x, y), (x, ROW - BUS + 2), (0.0, ROW - BUS + 2)) if column else ((0.0, y),)
    return made


def _beside(key: str, width: float, below: Sequence[str], blocks: Sequence[_Block], across: float) -> _Block:
    """Parts side by side in rows; the whole stands over the middle of the first row."""
    rows = _rows(blocks, across)
    shift = INDENT if len(rows) > 1 else 0.0  # the line to the second row runs down at the left
    first = [shift + offset + block.x for block, offset in zip(rows[0], _offsets(rows[0]), strict=True)]
    middle = (first[0] + first[-1]) / 2
    made = _Block(0.0, 0.0, x=middle, spots={key: (middle, 0.0)})
    made.width = max(middle + width, *(shift + _offsets(row)[-1] + row[-1].width for row in rows))
    names = iter(below)
    y = LEVEL
    for number, row in enumerate(rows):
        for block, offset in zip(row, _offsets(row), strict=True):
            child, x = next(names), shift + offset
            made.take(block, x, y)
            up = ((x + block.x, y - BUS),)
            trunk = ((0.0, y - BUS), (0.0, LEVEL - BUS)) if number else ()
            made.corners[child] = (*up, *trunk, (middle, LEVEL - BUS))
        y += max(block.height for block in row) + BETWEEN
    made.height = y - BETWEEN
    return made


def _rows(blocks: Sequence[_Block], across: float) -> list[list[_Block]]:
    """The blocks in their order, a new row where the next one would reach beyond `across`."""
    rows: list[list[_Block]] = []
    x = 0.0
    for block in blocks:
        if not rows or x + block.width > across:
            rows.append([])
            x = 0.0
        rows[-1].append(block)
        x += block.width + GAP
    return rows


def _offsets(row: Sequence[_Block]) -> list[float]:
    """Where each block of a row begins."""
    found, x = [], 0.0
    for block in row:
        found.append(x)
        x += block.width + GAP
    return found


def _rounded(spots: Mapping[str, Point]) -> dict[str, Point]:
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in spots.items()}


def _way(points: Sequence[Point]) -> tuple[Point, ...]:
    """The corners, rounded, without those that turn nowhere."""
    return tuple(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in points))
