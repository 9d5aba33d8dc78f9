"""The network as one drawing in a file: title, sentence, picture, legend and state of the data, as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visualisations import shapes
from visualisations.network import NetworkView
from visualisations.still import WIDEST, still
from visualisations.svg import EDGE, INK, MUTED, clean, lines, wide
from visualisations.templating import fresh_environment

WIDTH, HEIGHT = 1400, 860  # units of the sheet, as wide as a page of paper lying on its side is to its height
TOP, BOTTOM, SIDE = 96, 92, 46  # units around the picture
NAMED = 90  # the most names: a sheet is larger than the still picture of a page

RING = "#66399B"  # light as all the colours of a sheet, which is for paper
LINES: dict[str, dict[str, str]] = {
    "e": {"stroke-width": "1.1"},
    "e s": {"stroke-width": "2.4"},
    "e h": {"stroke-width": "1.1", "stroke-dasharray": "2 3"},
    **{f"e w{wide}": {"stroke-width": f"{1.1 + 0.9 * (wide - 1):.1f}"} for wide in range(2, WIDEST + 1)},
}


@dataclass(frozen=True)
class Entry:
    """One entry of the legend: a shape, a line or a ring, and its words."""

    x: float
    y: float
    words: str
    group: str = ""
    line: str = ""


def svg(view: NetworkView) -> str:
    """The sheet as an SVG document that needs nothing else; text from data is escaped."""
    environment = fresh_environment()
    environment.filters["xml"] = clean
    document = environment.get_template("network_sheet.svg").render(
        view=view,
        drawing=still(
            view.nodes,
            view.edges,
            WIDTH - 2 * SIDE,
            HEIGHT - TOP - BOTTOM,
            named=NAMED,
            beside=view.tree,
            width_of=_width,
        ),
        told=lines(view.sentence, WIDTH - 2 * SIDE, 16, most=2),
        entries=list(_legend(view)),
        colours=shapes.COLOURS,
        lines=LINES,
        outline=shapes.outline,
        size=(WIDTH, HEIGHT),
        margin=(SIDE, TOP),
        ink=INK,
        muted=MUTED,
        edge=EDGE,
        ring=RING,
    )
    return f"{document}\n"


def _legend(view: NetworkView) -> Iterator[Entry]:
    """The entries in rows from the left."""
    texts = view.texts
    double = sum(node.double for node in view.nodes)
    wanted = [Entry(0, 0, f"{group.label} ({group.count})", group=group.key) for group in view.groups]
    drawn = {edge.strength for edge in view.edges}
    lines = (("close", "e s"), ("normal", "e"), ("part_of", "e" if view.tree else "e h"))
    wanted += [Entry(0, 0, texts[key], line=css) for key, css in lines if key in drawn]
    if double:
        wanted.append(Entry(0, 0, texts["double"] % {"count": double}, line="ring"))
    x, y = float(SIDE), float(HEIGHT - BOTTOM + 26)
    for entry in wanted:
        room = wide(entry.words, 14) + 48
        if x + room > WIDTH - SIDE:
            x, y = float(SIDE), y + 24
        yield Entry(round(x, 1), y, entry.words, entry.group, entry.line)
        x += room


def _width(name: str, bold: bool) -> float:
    return wide(name, 13, bold=bold)
