"""The eight shapes that tell the groups of actors apart, as outlines in SVG path syntax."""

from __future__ import annotations

import math

Point = tuple[float, float]


def _regular(corners: int, radius: float, turn: float) -> tuple[Point, ...]:
    """The corners of a regular polygon; `turn` is the angle of the first one in degrees, clockwise from the right."""
    steps = [math.radians(turn + 360 * number / corners) for number in range(corners)]
    return tuple((round(radius * math.cos(step), 3), round(radius * math.sin(step), 3)) for step in steps)


_ARM, _REACH = 0.42, 1.1  # half the width and half the length of the arms of the cross

# Radii differ so that all shapes look equally large: a triangle of the same radius as a square would look smaller.
CORNERS: dict[str, tuple[Point, ...]] = {
    "administration": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "welfare": (),  # a circle has no corners
    "civic": _regular(3, 1.25, -90),
    "education": _regular(4, 1.2, -90),
    "health": (
        (-_ARM, -_REACH),
        (_ARM, -_REACH),
        (_ARM, -_ARM),
        (_REACH, -_ARM),
        (_REACH, _ARM),
        (_ARM, _ARM),
        (_ARM, _REACH),
        (-_ARM, _REACH),
        (-_ARM, _ARM),
        (-_REACH, _ARM),
        (-_REACH, -_ARM),
        (-_ARM, -_ARM),
    ),
    "religious": _regular(5, 1.12, -90),
    "work": _regular(6, 1.09, 0),
    "other": _regular(3, 1.25, 90),
    # where a picture shows more than actors, the shape tells what a thing is
    "actor": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "offer": (),
    "body": _regular(6, 1.09, 0),
}

# Okabe-Ito, for what is saved as a file; pages take the same colours from their tokens --k-<group>.
COLOURS = {
    "administration": "#0072B2",
    "welfare": "#E69F00",
    "civic": "#009E73",
    "education": "#F0E442",
    "health": "#D55E00",
    "religious": "#CC79A7",
    "work": "#56B4E9",
    "other": "#9AA5A9",
    "actor": "#0072B2",
    "offer": "#E69F00",
    "body": "#56B4E9",
}


def outline(group: str, x: float = 0.0, y: float = 0.0, radius: float = 1.0) -> str:
    """The path of a group's shape around (x, y); a group that is not known gets the shape of 'other'."""
    corners = CORNERS.get(group, CORNERS["other"])
    if not corners:
        half = f"a{_n(radius)} {_n(radius)} 0 1 0 "
        return f"M{_n(x - radius)} {_n(y)}{half}{_n(2 * radius)} 0{half}{_n(-2 * radius)} 0Z"
    return "M" + "L".join(f"{_n(x + radius * dx)} {_n(y + radius * dy)}" for dx, dy in corners) + "Z"


def _n(value: float) -> str:
    """A number with at most three digits after the point, as short as SVG allows."""
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")
