"""A drawing as a bitmap (PNG), or on one page of A4 (PDF) whose text stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

DENSITY = 2.0  # pixels of a bitmap per unit of the drawing
A4 = (842.0, 595.0)  # points, lying on its side
MARGIN = 28.0  # points around the drawing, what office printers leave white
_OPENING = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'\s(width|height)="([0-9.]+)"')


def png(svg: str) -> bytes:
    """The drawing as PNG with DENSITY pixels per unit, in the fonts of this machine, or Liberation Sans without any.

    Raises ValueError for text that is no drawing with a width and a height.
    """
    import vl_convert  # a large library: loaded where a file is made, not at start

    _size(svg)
    return vl_convert.svg_to_png(svg, scale=DENSITY)


def pdf(svg: str) -> bytes:
    """The drawing as PDF: at the top of one page of A4 that lies or stands, as the drawing is wide or tall.

    Raises ValueError for text that is no drawing with a width and a height.
    """
    import vl_convert

    return vl_convert.svg_to_pdf(_on_paper(svg))


def _on_paper(svg: str) -> str:
    """The drawing in a larger one that has the size of a page: its view box says where on the page it stands."""
    width, height = _size(svg)
    wide, tall = A4 if width >= height else A4[::-1]
    scale = min((wide - 2 * MARGIN) / width, (tall - 2 * MARGIN) / height)
    across, down = wide / scale, tall / scale  # the page in units of the drawing
    box = f"{(width - across) / 2:.2f} {-MARGIN / scale:.2f} {across:.2f} {down:.2f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" viewBox="{box}">{svg}</svg>'


def _size(svg: str) -> tuple[float, float]:
    opening = _OPENING.match(svg)
    size = {name: float(value) for name, value in _SIZE.findall(opening.group())} if opening else {}
    if not size.get("width") or not size.get("height"):
        raise ValueError("No drawing with a width and a height.")
    return size["width"], size["height"]


FORMATS: Mapping[str, Callable[[str], bytes]] = {"svg": str.encode, "png": png, "pdf": pdf}  # of a drawing as SVG
