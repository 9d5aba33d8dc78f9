"""Where names can stand in a picture without covering a node or each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

CELL = 40.0  # side of the squares by which boxes are found
CHARACTER = 7.2  # width of an average character at 13 px, measured generously: fonts differ
LINE = 15.0
LONGEST = 26  # characters
LONGEST_BESIDE = 30  # ... in an organigram, where names have the room to the right


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Box:
        """The square around a circle."""
        return cls(x - radius, y - radius, x + radius, y + radius)

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    """A name at the baseline point (x, y); `anchor` is SVG's text-anchor."""

    x: float
    y: float
    anchor: str
    bold: bool
    text: str


def shorten(text: str, most: int = LONGEST) -> str:
    """The text with at most so many characters, the last one an ellipsis where it was longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def place(
    wishes: Iterable[tuple[str, float, float, float, bool]],
    taken: Sequence[Box],
    width: float,
    height: float,
    *,
    most: int,
    beside: bool = False,
) -> list[Label]:
    """At most `most` labels for the wishes (text, x, y, distance, bold), most important first; the rest go without.

    Each stands below, above, right or left of its point, whichever is free first; with `beside` right of it first.
    """
    grid: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in taken:
        _enter(grid, box)
    labels: list[Label] = []
    for text, x, y, distance, bold in wishes:
        if len(labels) == most:
            break
        short = shorten(text, LONGEST_BESIDE if beside else LONGEST)
        half = len(short) * CHARACTER * (1.06 if bold else 1.0) / 2
        off = distance + 4
        spots = [
            ("middle", 0.0, distance + LINE - 2),
            ("middle", 0.0, -off),
            ("start", off, 4.5),
            ("end", -off, 4.5),
        ]
        if beside:
            spots = [*spots[2:], *spots[:2]]
        elif bold:  # the important ones stand where it is crowded
            spots += [(side, way * off, turn) for turn in (14.0, -7.0) for side, way in (("start", 1), ("end", -1))]
        for anchor, dx, baseline in spots:
            middle = x + dx + {"middle": 0.0, "start": half, "end": -half}[anchor]
            box = Box(middle - half, y + baseline - LINE + 4, middle + half, y + baseline + 4)
            if box.left < 2 or box.right > width - 2 or box.top < 2 or box.bottom > height - 2 or _meets(grid, box):
                continue
            _enter(grid, box)
            labels.append(Label(round(x + dx, 1), round(y + baseline, 1), anchor, bold, short))
            break
    return labels


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    for column in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for row in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield column, row


def _enter(grid: dict[tuple[int, int], list[Box]], box: Box) -> None:
    for cell in _cells(box):
        grid[cell].append(box)


def _meets(grid: dict[tuple[int, int], list[Box]], box: Box) -> bool:
    return any(box.meets(other) for cell in _cells(box) for other in grid.get(cell, ()))
