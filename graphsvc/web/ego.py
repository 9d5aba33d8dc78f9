"""The picture of one actor in the middle with its partners around."""

from __future__ import annotations

import math
from dataclasses import dataclass

WIDTH = 440.0
HEIGHT = 300.0
RADIUS_X = 74.0
RADIUS_Y = 118.0
MOST = 12  # partners that fit with their names; the list below has all
LABEL_LENGTH = 22


@dataclass(frozen=True)
class Partner:
    """One partner in the picture; coordinates in units of the picture, `anchor` is the side of the label."""

    name: str
    label: str
    group: str
    close: bool
    x: float
    y: float
    label_x: float
    anchor: str


@dataclass(frozen=True)
class Ego:
    """The picture: the actor's group, where it stands, and the partners around it."""

    group: str
    x: float
    y: float
    partners: tuple[Partner, ...]
    hidden: int  # partners that do not fit


def ego(group: str, partners: list[tuple[str, str, bool]]) -> Ego:
    """The picture for (name, group, close) of each partner; close ones first, clockwise from the top."""
    shown = sorted(partners, key=lambda partner: not partner[2])[:MOST]
    placed = []
    for number, (name, partner_group, close) in enumerate(shown):
        # half a step off the vertical, so that no two labels share a line at the top or the bottom
        angle = -math.pi / 2 + (number + 0.5) * 2 * math.pi / len(shown)
        x, y = WIDTH / 2 + RADIUS_X * math.cos(angle), HEIGHT / 2 + RADIUS_Y * math.sin(angle)
        right = math.cos(angle) >= 0
        label = name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1].rstrip() + "…"
        placed.append(
            Partner(
                name=name,
                label=label,
                group=partner_group,
                close=close,
                x=round(x, 1),
                y=round(y, 1),
                label_x=round(x + (14 if right else -14), 1),
                anchor="start" if right else "end",
            )
        )
    return Ego(group, WIDTH / 2, HEIGHT / 2, tuple(placed), len(partners) - len(shown))
