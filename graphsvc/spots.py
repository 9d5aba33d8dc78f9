"""Free places in a picture: where somebody can stand without standing on others."""

from __future__ import annotations

import functools
import itertools
import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

import numpy as np

Spot = tuple[float, float]

CLOSEST = 34.0  # no two nodes stand nearer: two of the largest nodes with their rings still do not touch
MOST_STEPS = 5000  # of the spiral; in a crowd without a free place that far, one stands on others
GOLDEN_ANGLE = 2.399963  # leaves no gaps
COLUMN = 1 << 32  # more squares than a picture is high


class Spots:
    """The places that are taken, sorted by the square of a grid that they lie in.

    Three arrays instead of a list for each square: to make ten thousand lists takes longer than all the rest.
    """

    def __init__(self, points: Iterable[Spot] = ()) -> None:
        places = np.fromiter(itertools.chain.from_iterable(points), np.float64).reshape(-1, 2)
        columns, rows = np.floor(places / CLOSEST).astype(np.int64).T
        squares = columns * COLUMN + rows
        order = np.argsort(squares)
        self._squares = array("q", squares[order].tobytes())
        self._across = array("d", places[order, 0].tobytes())
        self._down = array("d", places[order, 1].tobytes())

    def take(self, x: float, y: float) -> Spot:
        """The free place nearest to (x, y), searched along a spiral; it is taken from now on."""
        for step in range(MOST_STEPS):
            across, down = _spiral(step)
            spot = (round(x + across, 1), round(y + down, 1))
            if self.is_free(*spot):
                break
        self._enter(*spot)
        return spot

    def is_free(self, x: float, y: float) -> bool:
        """Whether nobody stands there or too near."""
        square = _square(x, y)
        for middle in (square - COLUMN, square, square + COLUMN):
            first, end = bisect_left(self._squares, middle - 1), bisect_right(self._squares, middle + 1)
            for number in range(first, end):
                if math.hypot(self._across[number] - x, self._down[number] - y) < CLOSEST:
                    return False
        return True

    def _enter(self, x: float, y: float) -> None:
        square = _square(x, y)
        number = bisect_right(self._squares, square)
        self._squares.insert(number, square)
        self._across.insert(number, x)
        self._down.insert(number, y)


@functools.cache
def _spiral(step: int) -> Spot:
    """How far to the right and down the spiral has come after so many steps."""
    angle, distance = GOLDEN_ANGLE * step, CLOSEST * 0.5 * math.sqrt(step)
    return distance * math.cos(angle), distance * math.sin(angle)


def _square(x: float, y: float) -> int:
    """The number of a square: the one below has the next, the one to the right that many more as COLUMN says."""
    return int(x // CLOSEST) * COLUMN + int(y // CLOSEST)


def making_way(positions: Mapping[str, Spot], fixed: Mapping[str, Spot]) -> dict[str, Spot]:
    """`positions`, in which whoever stands in the way of somebody `fixed` takes the next free place.

    Those that are fixed themselves keep their entry in `positions`: it counts once they are not fixed any more.
    """
    here = Spots(fixed.values())
    moving = [id_ for id_, spot in positions.items() if id_ not in fixed and not here.is_free(*spot)]
    if not moving:
        return dict(positions)
    staying = [spot for id_, spot in positions.items() if id_ not in fixed and here.is_free(*spot)]
    spots = Spots([*fixed.values(), *staying])
    return {**positions, **{id_: spots.take(*positions[id_]) for id_ in moving}}
