"""Rectangles of a picture, and which part of it they take."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

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
        for column in range(int(left // CELL), int(right // CELL) + 1):
            for row in range(int(top // CELL), int(bottom // CELL) + 1):
                self._cells[column, row].append(box)
        rows = self._rows[max(0, math.floor(top)) : max(0, math.ceil(bottom))]
        first, end = max(0, math.floor(left)), math.ceil(right)
        if rows and first < (end := min(end, len(rows[0]))):
            for line in rows:
                line[first:end] = b"\1" * (end - first)

    def meets(self, box: Box) -> bool:
        """Whether the box, which lies inside the picture, shares more than an edge with one that was added."""
        left, top, right, bottom = box
        first, end = math.ceil(left), math.floor(right)
        if any(line.find(1, first, end) >= 0 for line in self._rows[math.ceil(top) : math.floor(bottom)]):
            return True  # a unit that lies in the box, and that an added one reaches into
        for column in range(int(left // CELL), int(right // CELL) + 1):
            for row in range(int(top // CELL), int(bottom // CELL) + 1):
                for other in self._cells.get((column, row), ()):
                    if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                        return True
        return False
