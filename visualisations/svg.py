"""What drawings for files are made of: elements with escaped text, the width of words, and words in lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

FONT = '"Source Sans 3", "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif'
INK, MUTED, EDGE, LINE, BAD, PAPER = "#15242A", "#4A5B62", "#6B7E86", "#C6D1D4", "#AE231C", "#FFFFFF"  # always light
SOFT_HYPHEN = "\u00ad"
# Width of an average character as part of the size of its font, generous: a file may meet another font.
_AVERAGE, _BOLD = 0.62, 0.69
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|()[]!/ "), frozenset("mwMWÖÄÜOQGDHNUAK%–—")
# XML knows no control characters, which a name may have from where it was copied.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Block:
    """A piece of a drawing: elements whose origin is its upper left corner, and its size in units."""

    width: float
    height: float
    markup: Markup


def clean(text: str) -> str:
    """The text without what XML does not know and without the places where a word may part."""
    return _NO_XML.sub("", str(text)).replace(SOFT_HYPHEN, "")


def n(value: float) -> str:
    """A number with at most one digit after the point."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def element(name: str, words: str | Markup | None = None, **attributes: str | float) -> Markup:
    """One element; `words` are escaped unless they are markup. An underscore in a name stands for a hyphen."""
    shown = Markup("").join(
        Markup(' {}="{}"').format(
            key.rstrip("_").replace("_", "-"), n(value) if isinstance(value, (int, float)) else clean(value)
        )
        for key, value in attributes.items()
    )
    if words is None:
        return Markup("<{}{}/>").format(Markup(name), shown)  # noqa: S704 - names come from this box
    inner = words if isinstance(words, Markup) else clean(words)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), shown, inner)  # noqa: S704


def moved(markup: Markup, x: float, y: float, scale: float = 1.0) -> Markup:
    """The elements at another place."""
    larger = f" scale({scale:.4f})" if scale != 1.0 else ""
    return element("g", markup, transform=f"translate({n(x)} {n(y)}){larger}")


def text(
    x: float, y: float, words: str | Markup, size: float = 14, *, bold: bool = False, **more: str | float
) -> Markup:
    """A line of text whose baseline begins at (x, y)."""
    # Full hundreds only: many a program that opens an SVG knows no weight between them.
    weight: dict[str, str | float] = {"font_weight": "700"} if bold else {}
    return element("text", words, **{"x": x, "y": y, "font_size": size, "fill": INK, **weight, **more})


def wide(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are, rather more."""
    parts = sum(0.6 if char in _NARROW else 1.35 if char in _WIDE else 1.0 for char in clean(words))
    return parts * size * (_BOLD if bold else _AVERAGE)


def cut(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """The words, with an ellipsis where they are wider than `room`."""
    shown = clean(words)
    if wide(shown, size, bold=bold) <= room:
        return shown
    while shown and wide(f"{shown}…", size, bold=bold) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def lines(words: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """The words in at most `most` lines, parted at blanks and, where a word is too wide, at its soft hyphens."""
    found = [""]

    def fits(line: str) -> bool:
        return wide(line, size, bold=bold) <= room

    for word in re.split(r"[ \n\t]+", _NO_XML.sub("", str(words)).strip()):
        joined = f"{found[-1]} {clean(word)}".strip()
        if fits(joined):
            found[-1] = joined
        elif fits(clean(word)) or SOFT_HYPHEN not in word:
            found.append(clean(word))
        else:
            _part(found, word, fits)
    shown = [line for line in found if line] or [""]
    if len(shown) > most:
        shown = [*shown[: most - 1], cut(" ".join(shown[most - 1 :]), room, size, bold=bold)]
    return [cut(line, room, size, bold=bold) for line in shown]


def _part(found: list[str], word: str, fits: Callable[[str], bool]) -> None:
    """Set a word that is wider than a line, with a hyphen wherever it goes on in the next one."""
    for number, piece in enumerate(pieces := word.split(SOFT_HYPHEN)):
        blank = " " if number == 0 and found[-1] else ""
        last = number == len(pieces) - 1
        if fits(found[-1] + blank + piece + ("" if last else "-")):
            found[-1] += blank + piece
            continue
        if number:
            found[-1] += "-"
        found.append(piece)
