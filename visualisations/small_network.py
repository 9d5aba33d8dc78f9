"""The network as a small still picture, for a page that leads to the large one."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from visualisations.network import NetworkView
from visualisations.still import still
from visualisations.templating import TEMPLATES

NAMES_PER_AREA = 1 / 26_000  # one name for so many square units: the picture is shrunk to a third of its size


def svg(view: NetworkView, width: int, height: int) -> str:
    """An SVG element of `width` x `height` units with the view's title and sentence; its classes are the page's."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    drawing = still(view.nodes, view.edges, width, height, named=int(width * height * NAMES_PER_AREA))
    return environment.get_template("small_network.svg").render(view=view, drawing=drawing)
