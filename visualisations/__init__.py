"""Pictures: plain data in, HTML or SVG out; each module reads alone and knows nothing of the rest of the program."""

from __future__ import annotations

from collections.abc import Callable

from visualisations import network, sheet

PICTURES: dict[str, Callable[..., str]] = {
    "network": network.render,
    "coverage": sheet.render,
    "departments": sheet.render,
    "bodies": sheet.render,
    "comparison": sheet.render,
    "timeline": sheet.render,
}
