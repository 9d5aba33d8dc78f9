"""A time line as a drawing for files: names and years at the left, bars on one axis at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from visualisations import shapes
from visualisations.svg import BAD, EDGE, INK, LINE, MUTED, PAPER, Block, cut, element, text, wide
from visualisations.timeline import Axis, Bar, Drawn, TimeLine, drawn

FILLS = {"offer": shapes.COLOURS["offer"], "body": shapes.COLOURS["body"], "funding": "#2F7E93"}
THICK = {"offer": 14.0, "body": 14.0, "funding": 8.0}
ROW, HEADING, AXIS = 23.0, 30.0, 44.0
SIDE = 400.0  # for the words
SIZE = 13.0


def block(line: TimeLine, room: float) -> Block:
    """The time line in `room` units of width."""
    axis = Axis([*line.days, line.today], line.today)
    width = room - SIDE - 8

    def x(percent: float) -> float:
        return SIDE + percent / 100 * width

    legend = Markup("").join(_legend(line))
    top = 30.0
    y = top + AXIS
    rows: list[Markup] = []
    for group in line.groups:
        sign = shapes.outline("actor" if group.kind == "funding" else group.kind, 9, round(y + 18, 1), 7)
        rows.append(element("path", d=sign, fill=FILLS[group.kind], stroke=INK, stroke_width=1.4))
        rows.append(text(24, y + 23, cut(group.title, room - 30, 14, bold=True), 14, bold=True))
        y += HEADING
        for bar in group.bars:
            rows += _row(bar, drawn(bar, axis, line.today), y, x)
            rows.append(element("path", d=f"M0 {y + ROW:.1f}H{room:.1f}", stroke=LINE))
            y += ROW
    ticks = axis.ticks()
    grid = [element("path", d=f"M{x(tick.at):.1f} {top + AXIS - 4:.1f}V{y:.1f}", stroke=LINE) for tick in ticks]
    years = [
        text(x(tick.at), top + 16, str(tick.year), SIZE, fill=MUTED, text_anchor=_anchor(tick.at)) for tick in ticks
    ]
    now = axis.at(line.today)
    today = [
        element("path", d=f"M{x(now):.1f} {top + AXIS - 4:.1f}V{y:.1f}", stroke=BAD, stroke_width=2.0),
        text(x(now), top + 33, line.texts["today"], SIZE, bold=True, fill=BAD, text_anchor=_anchor(now)),
    ]
    if line.shown:
        rows.append(text(0, y + 20, cut(line.shown, room, SIZE), SIZE, fill=MUTED))
        y += 26
    return Block(room, y, Markup("").join([legend, *grid, *years, *rows, *today]))


def _anchor(percent: float) -> str:
    return "start" if percent < 6 else "end" if percent > 94 else "middle"


def _row(bar: Bar, place: Drawn, y: float, x: Callable[[float], float]) -> Iterator[Markup]:
    """Name, years and bar of one thing, whose row begins at `y`; `x` says where a percentage of the axis is."""
    base, middle = y + ROW - 7, y + ROW / 2
    when = f"{bar.period} {bar.soon}".strip()
    name = cut(bar.label, SIDE - 22 - wide(when, SIZE), SIZE)
    told = element("tspan", f" {bar.period}", fill=MUTED) if bar.period else Markup("")
    near = element("tspan", f" {bar.soon}", fill=BAD, font_weight="700") if bar.soon else Markup("")
    yield text(0, base, Markup("{}{}{}").format(name, told, near), SIZE)
    fill, high = FILLS[bar.kind], THICK[bar.kind]
    for start, width in place.unsure:
        yield element("rect", x=x(start), y=middle - 4, width=x(start + width) - x(start), height=8.0, fill="none",
                      stroke=EDGE, stroke_width=1.4, stroke_dasharray="4 3")  # fmt: skip
    if place.certain:
        start, width = place.certain
        yield element("rect", x=x(start), y=middle - high / 2, width=x(start + width) - x(start), height=high,
                      fill=fill, stroke=INK, stroke_width=1.4)  # fmt: skip
    if place.before:
        yield _out(x(0) + 1, middle, 1)
    if place.after:
        yield _out(x(100) - 1, middle, -1)
    if place.soon is not None:
        yield _soon(x(place.soon), middle)


def _out(x: float, y: float, way: int) -> Markup:
    """The sign of what begins or ends outside of the axis: a triangle that points there."""
    return element("path", d=f"M{x + 8 * way:.1f} {y - 7:.1f}L{x:.1f} {y:.1f}L{x + 8 * way:.1f} {y + 7:.1f}Z",
                   fill=INK, stroke=PAPER)  # fmt: skip


def _soon(x: float, y: float) -> Markup:
    return element("path", d=f"M{x:.1f} {y - 8:.1f}l7 8l-7 8l-7 -8z", fill=BAD, stroke=PAPER, stroke_width=1.5)


def _legend(line: TimeLine) -> Iterator[Markup]:
    """What the signs mean, in one row."""
    kind = line.groups[0].kind if line.groups else "offer"
    signs: list[tuple[float, Markup, str]] = [
        (34, element("rect", x=1, y=2, width=32, height=14, fill=FILLS[kind], stroke=INK, stroke_width=1.4), "known"),
        (34, element("rect", x=1, y=5, width=32, height=8, fill="none", stroke=EDGE, stroke_width=1.4,
                     stroke_dasharray="4 3"), "open"),
        (16, _soon(8, 9), "soon"),
        (12, _out(2, 9, 1), "before"),
        (12, _out(10, 9, -1), "after"),
    ]  # fmt: skip
    x = 0.0
    for width, sign, key in signs:
        yield element("g", sign, transform=f"translate({x:.1f} 0)")
        yield text(x + width + 7, 14, line.texts[key], SIZE)
        x += width + wide(line.texts[key], SIZE) + 27
