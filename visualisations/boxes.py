"""Rectangles of a picture, and which part of it they take."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

Line = tuple[float, float, float, float]  # x and y of both ends

CELL = 40  # side of the squares by which boxes are found


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

    def struck_by(self, line: Line) -> bool:
        """Whether a straight line goes through: its part between the left and the right edge meets that between the
        others."""
        x0, y0, x1, y1 = line
        begin, end = 0.0, 1.0
        for start, way, least, most in ((x0, x1 - x0, self.left, self.right), (y0, y1 - y0, self.top, self.bottom)):
            if way:
                first, last = sorted(((least - start) / way, (most - start) / way))
                begin, end = max(begin, first), min(end, last)
            elif not least < start < most:
                return False
        return begin < end


class Taken:
    """The part of a picture of `width` x `height` that boxes take.

    Most questions are answered by a map of the whole units that a box reaches into: in a crowd it is a hundred times as
    fast as the boxes themselves, which decide what happens within a unit.
    """

    def __init__(self, width: float, height: float) -> None:
        self._rows = [bytearray(math.ceil(width)) for _ in range(math.ceil(height))]
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Take what the box covers."""
        left, top, right, bottom = box
        for cell in _cells(box):
            self._cells[cell].append(box)
        rows = self._rows[max(0, math.floor(top)) : max(0, math.ceil(bottom))]
        first, end = max(0, math.floor(left)), math.ceil(right)
        if rows and first < (end := min(end, len(rows[0]))):
            for line in rows:
                line[first:end] = b"\1" * (end - first)

    def meets(self, box: Box) -> bool:
        """Whether the box, which lies inside the picture, shares more than an edge with one that was added."""
        left, top, right, bottom = box
        first, end = math.ceil(left), math.floor(right)
        for line in self._rows[math.ceil(top) : math.floor(bottom)]:
            if line.find(1, first, end) >= 0:
                return True  # a unit that lies in the box, and that an added one reaches into
        return any(box.meets(other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> list[tuple[int, int]]:
    columns = range(int(box[0] // CELL), int(box[2] // CELL) + 1)
    rows = range(int(box[1] // CELL), int(box[3] // CELL) + 1)
    return [(column, row) for column in columns for row in rows]
