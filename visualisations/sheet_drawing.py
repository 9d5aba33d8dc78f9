"""A sheet as one drawing in a file: title, sentence, its pictures, what is said about them, and the state of the data.

Tables are left out: they repeat the figures of the pictures, and stand in page, paper and CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from visualisations import matrix_drawing
from visualisations.sheet import Drawing, Matrix, Sheet
from visualisations.svg import FONT, MUTED, PAPER, Block, element, lines, moved, text

WIDTH, SIDE = 1400.0, 46.0  # units; as wide as the sheet of the network
ROOM = WIDTH - 2 * SIDE
NOTED = 700.0  # the least width of a picture with a note below it
BETWEEN = 40.0  # two pictures that stand beside each other


@dataclass
class _Flow:
    """Pieces from top to bottom, and where the next one begins."""

    y: float
    parts: list[Markup]

    def say(self, words: str, size: float, leading: float, *, bold: bool = False, **more: str) -> None:
        for line in lines(words, ROOM, size, bold=bold):
            self.y += leading
            self.parts.append(text(SIDE, self.y, line, size, bold=bold, **more))


def svg(sheet: Sheet) -> str:
    """The drawing as an SVG document that loads nothing and links nowhere; text from data is escaped."""
    flow = _Flow(14, [])
    flow.say(sheet.title, 28, 32, bold=True)
    flow.y += 4
    flow.say(sheet.sentence, 17, 23)
    flow.y += 2
    flow.say(" · ".join(part for part in (sheet.asked, sheet.status) if part), 13, 19, fill=MUTED)
    if sheet.empty:
        flow.y += 12
        flow.say(sheet.texts["empty_columns"], 15, 22, bold=True)
        for column in sheet.empty:
            flow.say(f"– {column}", 15, 21)
    for row in _rows(_blocks(sheet)):
        flow.y += 28
        x = SIDE
        for block in row:
            scale = min(1.0, ROOM / block.width) if block.width else 1.0
            flow.parts.append(moved(block.markup, x, flow.y, scale))
            x += block.width * scale + BETWEEN
        flow.y += max(block.height * min(1.0, ROOM / (block.width or 1)) for block in row)
    flow.y += 14
    for note in sheet.notes:
        flow.say(note.text, 13, 19, fill=MUTED)
    height = flow.y + 24
    inner = Markup("").join(
        [
            element("title", f"{sheet.title}. {sheet.sentence}"),
            element("rect", width=WIDTH, height=height, fill=PAPER),
            *flow.parts,
        ]
    )
    return (
        str(
            element(
                "svg",
                inner,
                xmlns="http://www.w3.org/2000/svg",
                viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
                width=f"{WIDTH:.0f}",
                height=f"{height:.0f}",
                role="img",
                lang=sheet.lang,
                font_family=FONT,
            )
        )
        + "\n"
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """The pictures of the sheet with their headings."""
    for part in sheet.parts:
        if isinstance(part, Matrix):
            block = matrix_drawing.block(part, ROOM)
        elif isinstance(part, Drawing) and part.drawn:
            block = part.drawn(ROOM)
        else:
            continue
        heading = text(0, 16, part.title, 18, bold=True)
        parts, y = [heading, moved(block.markup, 0, 32)], block.height + 36
        width = max(block.width, NOTED) if part.note else block.width
        for line in lines(part.note, width, 13) if part.note else ():
            y += 19
            parts.append(text(0, y, line, 13, fill=MUTED))
        yield Block(width, y, Markup("").join(parts))


def _rows(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The pictures in rows: beside each other where there is room."""
    row: list[Block] = []
    for block in blocks:
        if row and sum(other.width + BETWEEN for other in row) + block.width > ROOM:
            yield row
            row = []
        row.append(block)
    if row:
        yield row
