"""A matrix as a drawing for files: heads, coloured cells with their numbers, gaps, marks and legend."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from visualisations.sheet import Key, Matrix, Square
from visualisations.svg import BAD, INK, MUTED, Block, element, lines, text, wide

FILLS = {"q1": "#DCECF0", "q2": "#A9D1DC", "q3": "#2F7E93", "q4": "#0B3A47", "own": "#E7EDEE"}
ON_FILL = {"q3": "#FFFFFF", "q4": "#FFFFFF", "own": MUTED}  # ink on all others
SIZE, LEADING = 13.0, 15.0  # of heads
WIDEST_HEAD, INDENT = 330.0, 16.0
SMALLEST_CELL, WIDEST_CELL = 27.0, 150.0
BESIDE = 37.0  # from so wide a cell on its number has room beside a mark
UPRIGHT, UPRIGHT_CELL = 215.0, 70.0  # how long the lines of an upright head are, and the widest cells below them
LEVEL_LINES = 3  # of a head that lies
APART = 7.0  # before what is not one of the others


def block(matrix: Matrix, room: float) -> Block:
    """The matrix in about `room` units of width, wider only where its cells would become too narrow for numbers."""
    side = min(WIDEST_HEAD, max((_head_width(matrix, row) for row in range(len(matrix.rows))), default=0.0) + 12)
    count = max(1, len(matrix.columns))
    apart = sum(APART for head in matrix.columns if head.kind == "rest")
    cell = min(WIDEST_CELL, max(SMALLEST_CELL, (room - side - apart) / count))
    heads, top, cell = _column_heads(matrix, cell)
    lefts, x = [], side
    for head in matrix.columns:
        x += APART if head.kind == "rest" else 0
        lefts.append(x)
        x += cell
    parts = [head(left) for head, left in zip(heads, lefts, strict=True)]
    y = top
    for number, row in enumerate(matrix.rows):
        y += APART if row.kind == "apart" else 0
        words = lines(row.label, side - 12 - INDENT * row.depth, SIZE, bold=True, most=2)
        second = any(square.small or (square.double and cell < BESIDE) for square in matrix.squares[number])
        high = max(38.0 if second else 27.0, len(words) * LEADING + 4)
        middle = y + high / 2
        parts += [
            text(INDENT * row.depth, middle + 4.5 + (line - (len(words) - 1) / 2) * LEADING, shown, SIZE, bold=True)
            for line, shown in enumerate(words)
        ]
        for square, head, left in zip(matrix.squares[number], matrix.columns, lefts, strict=True):
            parts.append(_cell(square, left + 1, y + 1, cell - 2, high - 2, plain=head.kind == "aside"))
        y += high
    if matrix.key:
        parts += _legend(matrix.key, y + 14, max(room, x))
        y += 14 + 24 * (1 + sum(_breaks(matrix.key, max(room, x))))
        x = max(x, min(max(room, x), sum(_entry_width(entry) for entry in matrix.key)))
    return Block(x, y, Markup("").join(parts))


def _head_width(matrix: Matrix, number: int) -> float:
    head = matrix.rows[number]
    return wide(head.label, SIZE, bold=True) + INDENT * head.depth


def _column_heads(matrix: Matrix, cell: float) -> tuple[list[_Head], float, float]:
    """The heads of the columns, how high they are, and how wide the cells must be for them."""
    level = [lines(head.label, cell - 6, SIZE) for head in matrix.columns]
    if all(len(words) <= LEVEL_LINES and not any("…" in line for line in words) for words in level):
        high = max((len(words) for words in level), default=0) * LEADING + 8
        return [_Head(words, high, cell, upright=False) for words in level], high, cell
    cell = min(cell, UPRIGHT_CELL)
    most = min(4, max(2, int((cell - 4) // LEADING)))
    upright = [lines(head.label, UPRIGHT, SIZE, most=most) for head in matrix.columns]
    cell = max(cell, *(len(words) * LEADING + 4 for words in upright))
    high = max(wide(line, SIZE) for words in upright for line in words) + 10
    return [_Head(words, high, cell, upright=True) for words in upright], high, cell


class _Head:
    """The head of a column, which stands on the lower end of its `high` units."""

    def __init__(self, words: list[str], high: float, cell: float, *, upright: bool) -> None:
        self._words, self._high, self._cell, self._upright = words, high, cell, upright

    def __call__(self, left: float) -> Markup:
        """Its text over the column that begins at `left`."""
        middle, count = left + self._cell / 2, len(self._words)
        if not self._upright:
            first = self._high - 8 - (count - 1) * LEADING
            return Markup("").join(
                text(middle, first + number * LEADING, words, SIZE, text_anchor="middle")
                for number, words in enumerate(self._words)
            )
        found = []
        for number, words in enumerate(self._words):
            x = middle + 4.5 + (number - (count - 1) / 2) * LEADING
            turned = f"rotate(-90 {x:.1f} {self._high - 6:.1f})"
            found.append(text(x, self._high - 6, words, SIZE, transform=turned))
        return Markup("").join(found)


def _cell(square: Square, x: float, y: float, width: float, height: float, *, plain: bool) -> Markup:
    parts = []
    if square.level == "gap":
        parts.append(element("rect", x=x + 1, y=y + 1, width=width - 2, height=height - 2, rx=2.0, fill="none",
                             stroke=BAD, stroke_width=2.0, stroke_dasharray="5 3"))  # fmt: skip
    elif square.level in FILLS and not plain:
        parts.append(element("rect", x=x, y=y, width=width, height=height, rx=2.0, fill=FILLS[square.level]))
    colour = BAD if square.level == "gap" else INK if plain else ON_FILL.get(square.level, INK)
    words = "–" if square.level == "gap" else square.text
    below, beside = square.double and width + 2 < BESIDE, square.double and width < 60
    if words:
        up = 6.0 if square.small or below else 0.0
        aside = 9.0 if beside and not below else 0.0
        strong = plain or square.level == "gap"
        parts.append(text(x + width / 2 - aside, y + height / 2 + 5 - up, words, 14, bold=strong,
                          text_anchor="middle", fill=colour))  # fmt: skip
    if square.small:
        parts.append(text(x + width / 2, y + height - 6, square.small, 11, text_anchor="middle", fill=colour))
    if square.double:
        parts.append(_double(x + (width / 2 if below else width - 10), y + height - 8, colour))
    return Markup("").join(parts)


def _double(x: float, y: float, colour: str) -> Markup:
    """The mark of what exists twice: two circles that overlap."""
    return Markup("").join(
        element("circle", cx=x + way * 3.6, cy=y, r=4.2, fill="none", stroke=colour, stroke_width=1.5)
        for way in (-1, 1)
    )


def _entry_width(entry: Key) -> float:
    return wide(entry.label, SIZE) + 46


def _breaks(entries: tuple[Key, ...], room: float) -> Iterator[bool]:
    """For each entry of a legend, whether a new row begins with it."""
    x = 0.0
    for entry in entries:
        own = _entry_width(entry)
        yield x > 0 and x + own > room
        x = own if x > 0 and x + own > room else x + own


def _legend(entries: tuple[Key, ...], y: float, room: float) -> Iterator[Markup]:
    """The legend from `y` on, in rows of 24 units."""
    x = 0.0
    for entry, breaks in zip(entries, _breaks(entries, room), strict=True):
        if breaks:
            x, y = 0.0, y + 24
        if entry.level == "double":
            yield _double(x + 10, y + 10, INK)
        else:
            yield _cell(Square(level=entry.level), x, y, 20, 20, plain=False)
        yield text(x + 27, y + 15, entry.label, SIZE)
        x += _entry_width(entry)
