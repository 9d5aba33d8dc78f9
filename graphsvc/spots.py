"""Free places in a picture: where somebody can stand without standing on others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

Spot = tuple[float, float]

CLOSEST = 34.0  # no two nodes stand nearer: two of the largest nodes with their rings still do not touch
MOST_STEPS = 5000  # of the spiral; in a crowd without a free place that far, one stands on others
GOLDEN_ANGLE = 2.399963  # leaves no gaps


class Spots:
    """The places that are taken, in a grid."""

    def __init__(self, points: Iterable[Spot] = ()) -> None:
        self._grid: dict[tuple[int, int], list[Spot]] = {}
        grid = self._grid  # written out, as there may be ten thousand of them
        for spot in points:
            grid.setdefault((int(spot[0] // CLOSEST), int(spot[1] // CLOSEST)), []).append(spot)

    def take(self, x: float, y: float) -> Spot:
        """The free place nearest to (x, y), searched along a spiral; it is taken from now on."""
        for step in range(MOST_STEPS):
            angle, distance = GOLDEN_ANGLE * step, CLOSEST * 0.5 * math.sqrt(step)
            spot = (round(x + distance * math.cos(angle), 1), round(y + distance * math.sin(angle), 1))
            if self.is_free(*spot):
                break
        self._enter(*spot)
        return spot

    def is_free(self, x: float, y: float) -> bool:
        """Whether nobody stands there or too near."""
        column, row = int(x // CLOSEST), int(y // CLOSEST)
        return all(
            math.dist((x, y), other) >= CLOSEST
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other in self._grid.get((i, j), ())
        )

    def _enter(self, x: float, y: float) -> None:
        self._grid.setdefault((int(x // CLOSEST), int(y // CLOSEST)), []).append((x, y))


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
