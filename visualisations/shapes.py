"""The eight shapes that tell the groups of actors apart, as outlines in SVG path syntax."""

from __future__ import annotations

import functools
import itertools
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
    """The path of a group's shape around (x, y); a group that is not known gets the shape of 'other'.

    Only its beginning is absolute, so that thousands of shapes are short.
    """
    corners, sides = CORNERS.get(group, CORNERS["other"]), _sides(group, radius)
    if not corners:
        return f"M{_n(x - radius)} {_n(y)}{sides}"
    first_x, first_y = corners[0]
    return f"M{_n(x + radius * first_x)}{_next(y + radius * first_y)}{sides}"


def step(dx: float, dy: float) -> str:
    """A straight line from where the path has come to, so far to the right and down."""
    across, down = _often(dx), _often(dy)
    if down == "0":
        return f"h{across}"
    if across == "0":
        return f"v{down}"
    return f"l{across}{down}" if down.startswith("-") else f"l{across} {down}"


@functools.lru_cache(maxsize=1024)  # thousands of shapes have few sizes
def _sides(group: str, radius: float) -> str:
    """How a path goes on around a group's shape from its first point."""
    corners = CORNERS.get(group, CORNERS["other"])
    if not corners:
        half = f"a{_n(radius)} {_n(radius)} 0 1 0 "
        return f"{half}{_n(2 * radius)} 0{half}{_n(-2 * radius)} 0z"
    sides = (step(radius * (x2 - x1), radius * (y2 - y1)) for (x1, y1), (x2, y2) in itertools.pairwise(corners))
    return "".join(sides) + "z"


def _next(value: float) -> str:
    """A number behind another one: a minus parts them as well as a blank."""
    text = _n(value)
    return text if text.startswith("-") else f" {text}"


def _n(value: float) -> str:
    """A number with at most two digits after the point, as short as SVG allows."""
    text = f"{value:z.2f}".rstrip("0").rstrip(".")  # z: no minus before a zero
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


_often = functools.lru_cache(maxsize=1 << 14)(_n)  # for lengths of lines, which are few: most are short
