"""Where names can stand in a picture without covering a node or each other."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from visualisations.boxes import Box, Line, Taken

CHARACTER = 7.2  # width of an average character at 13 px, measured generously: fonts differ
LINE = 15.0
SIDES = {"middle": 0.0, "start": 1.0, "end": -1.0}  # from where a label is fixed to its middle, in halves of its width
LONGEST = 26  # characters
LONGEST_BESIDE = (60, 48, 38, 30)  # ... in an organigram, where names have the room to the right, or these fewer
SHORTER = (18, 12)  # ... of an important one that finds no room
REACHES = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 90.0)  # how far from its node an important name may stand
TURNS, LEADER = 16, 14.0  # in so many directions; from so far on with a line to it

NUMBER = re.compile(r" \([\d.,]{1,9}\)$")  # such as the posts of a department

Spot = tuple[str, float, float, bool]  # anchor, way from the node to the right and down, and whether a line leads there


@dataclass(frozen=True)
class Label:
    """A name at the baseline point (x, y); `anchor` is SVG's text-anchor."""

    x: float
    y: float
    anchor: str
    bold: bool
    text: str
    leader: str = ""  # path of the line from its node, where it stands away from it


def average(text: str, bold: bool) -> float:
    """How wide a text at 13 px is in the font of the pages."""
    return len(text) * CHARACTER * (1.06 if bold else 1.0)


def shorten(text: str, most: int = LONGEST) -> str:
    """The text with at most so many characters, cut with an ellipsis; a number in brackets at its end is kept."""
    if len(text) <= most:
        return text
    end = NUMBER.search(text[-most:])
    kept = end.group() if end else ""
    return text[: max(most - 1 - len(kept), 0)].rstrip() + "…" + kept


def place(
    wishes: Iterable[tuple[str, float, float, float, bool]],
    taken: Sequence[Box],
    width: float,
    height: float,
    *,
    most: int,
    captions: Sequence[Box] = (),
    beside: bool = False,
    width_of: Callable[[str, bool], float] = average,
) -> list[Label]:
    """At most `most` labels for the wishes (text, x, y, distance, bold), most important first; the rest go without.

    Each stands below, above, right or left of its point, whichever is free first; with `beside` right of it first.
    Those in bold stand where it is crowded: they look for room further away too, from a line on. No such line strikes
    out another label or one of `captions`.
    """
    covered = Taken(width, height)
    for box in (*taken, *captions):
        covered.add(box)
    labels: list[Label] = []
    words, leaders = list(captions), list[Line]()
    for text, x, y, distance, bold in wishes:
        if len(labels) == most:
            break
        for short, half, (anchor, dx, baseline, led) in _tries(text, distance, bold, beside, width_of):
            middle = x + dx + half * SIDES[anchor]
            left, right, top, bottom = middle - half, middle + half, y + baseline - LINE + 4, y + baseline + 4
            if left < 2 or right > width - 2 or top < 2 or bottom > height - 2:
                continue
            box = Box(left, top, right, bottom)
            if covered.meets(box) or any(map(box.struck_by, leaders)):
                continue
            leader = [_leader(box, x, y, distance)] if led else []
            if any(word.struck_by(line) for line in leader for word in words):
                continue
            covered.add(box)
            words.append(box)
            leaders += leader
            drawn = "".join(f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" for x0, y0, x1, y1 in leader)
            labels.append(Label(round(x + dx, 1), round(y + baseline, 1), anchor, bold, short, drawn))
            break
    return labels


def _tries(
    text: str, distance: float, bold: bool, beside: bool, width_of: Callable[[str, bool], float]
) -> Iterator[tuple[str, float, Spot]]:
    """What a label can say, half of its width, and where it can stand, the best first."""
    away = bold and not beside
    texts = [*dict.fromkeys(shorten(text, most) for most in (LONGEST_BESIDE if beside else (LONGEST,)))]
    if away:
        texts += dict.fromkeys(shorten(text, most) for most in SHORTER if len(text) > most)
    halves = [(short, width_of(short, bold) / 2) for short in texts]
    near = [(short, half, spot) for short, half in halves for spot in _near(distance, bold, beside)]
    # In an organigram rather cut short to the right than in full elsewhere.
    yield from sorted(near, key=lambda found: found[2][0] != "start") if beside else near
    for short, half in halves if away else ():
        for spot in _around(distance):
            yield short, half, spot


@functools.lru_cache(maxsize=1024)  # thousands of nodes have few sizes
def _near(distance: float, bold: bool, beside: bool) -> list[Spot]:
    off = distance + 4
    spots = [
        ("middle", 0.0, distance + LINE - 2, False),
        ("middle", 0.0, -off, False),
        ("start", off, 4.5, False),
        ("end", -off, 4.5, False),
    ]
    if beside:
        return [*spots[2:], *spots[:2]]
    if bold:
        spots += [(side, way * off, turn, False) for turn in (14.0, -7.0) for side, way in (("start", 1), ("end", -1))]
    return spots


def _around(distance: float) -> Iterator[Spot]:
    for reach in REACHES:
        for turn in range(TURNS):
            across, down = math.cos(2 * math.pi * turn / TURNS), math.sin(2 * math.pi * turn / TURNS)
            anchor = "start" if across > 0.3 else "end" if across < -0.3 else "middle"
            away = distance + reach
            yield anchor, across * away, down * (away + LINE / 2) + 4.5, reach >= LEADER


def _leader(box: Box, x: float, y: float, distance: float) -> Line:
    """The line from the edge of the node to the nearest point of the box."""
    to_x, to_y = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    part = distance / (math.hypot(to_x - x, to_y - y) or 1.0)
    return x + (to_x - x) * part, y + (to_y - y) * part, to_x, to_y
