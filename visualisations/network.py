"""The network of actors as an interactive picture: `body` and `data_json` for a page, `render` for one file.

pyvis holds nodes and edges and fills the template; the template, the styles and the scripts are ours (see
`static/README.md`). Text that comes from data reaches the page only as escaped text or inside a JSON block.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup

from visualisations import network_data, network_table, shapes, still
from visualisations.network_texts import PLACEHOLDERS, TEXT_KEYS
from visualisations.network_view import (
    Category,
    Choice,
    Gap,
    LegendGroup,
    Link,
    Measure,
    NetworkEdge,
    NetworkNode,
    NetworkView,
    allowed_url,
    check,
)
from visualisations.templating import TEMPLATES, fresh_environment

__all__ = [
    "PLACEHOLDERS",
    "SCRIPTS",
    "STATIC",
    "STYLES",
    "TEMPLATES",
    "TEXT_KEYS",
    "Category",
    "Choice",
    "Gap",
    "LegendGroup",
    "Link",
    "Measure",
    "NetworkEdge",
    "NetworkNode",
    "NetworkView",
    "allowed_url",
    "body",
    "data_json",
    "render",
    "shown",
]

STATIC = Path(__file__).parent / "static"
SCRIPTS = (  # in this order, after the data block: each builds on those before it
    "vis-network.min.js",
    "network-data.js",
    "network-parts.js",
    "network-state.js",
    "network-folds.js",
    "network-fields.js",
    "network-labels.js",
    "network-paint.js",
    "network-show.js",
    "network-details.js",
    "network-ways.js",
    "network-marks.js",
    "network-years.js",
    "network-keys.js",
    "network-hand.js",
    "network-place.js",
    "network-address.js",
    "network-table.js",
    "network-sheet.js",
    "picture-files.js",
    "network-save.js",
    "network.js",
)
STYLES = (
    "standalone.css",
    "network.css",
)  # the file's own; a page of the service brings its tokens and only the second
STILL_SIZE = (900, 570)  # units of the still picture that stands there without a script
LARGE = 2000  # with so many actors, drawing the still picture would only delay the live one where scripts run


def render(view: NetworkView, *, page: Literal["standalone", "embedded"] = "standalone") -> str:
    """The picture as HTML: one self-contained file, or the markup for a page that brings data and scripts itself.

    Raises ValueError when a text is missing or unknown, an id is given twice, or an edge leads to no node.
    """
    if page == "embedded":
        return body(view)
    scripts = [_static(name) for name in SCRIPTS]
    styles = [_static(name) for name in STYLES]
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {' '.join(map(_hash, styles))}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    net = network_data.pyvis_network(view)
    return _fill(
        "network_page.html",
        view,
        view,
        net,
        policy=policy,
        scripts=[Markup(text) for text in scripts],  # noqa: S704 - our own files
        styles=[Markup(text) for text in styles],  # noqa: S704 - our own files
        data=Markup(network_data.data_json(view, net)),  # noqa: S704 - escaped by data_json
    )


def body(view: NetworkView, shown: NetworkView | None = None) -> str:
    """The markup of legend, picture, table and details, without a heading; raises ValueError like `render`.

    `shown` is the part of `view` that stands there without a script.
    """
    return _fill("network_body.html", view, shown or view, network_data.pyvis_network(view))


def data_json(view: NetworkView) -> str:
    """The data of the picture for `<script type="application/json" id="network-data">`: JSON that closes no element."""
    return network_data.data_json(view, network_data.pyvis_network(view))


def shown(texts: Mapping[str, str], actors: int, cooperations: int) -> str:
    """How many actors and cooperations are to be seen, in the words of `texts`."""
    return ", ".join(
        texts[f"{what}_{'one' if count == 1 else 'many'}"] % {"count": count}
        for what, count in (("actors", actors), ("cooperations", cooperations))
    )


def _fill(template: str, view: NetworkView, part: NetworkView, net: Any, **more: object) -> str:
    """The page: what needs no script shows `part`, what a script takes over is made for all of `view`."""
    if part is not view:
        check(part)
    net.heading = view.title
    net.path = template
    net.templateEnv = fresh_environment()  # of its own: pyvis hands values to a template by its globals only
    counts = Counter(node.group for node in part.nodes)
    net.templateEnv.globals.update(
        view=view,
        part=part,
        t=view.texts,
        shown=shown(view.texts, len(part.nodes), sum(edge.strength in view.counted for edge in part.edges)),
        large=len(part.nodes) >= LARGE,
        picture=still.still(part.nodes, part.edges, *STILL_SIZE, beside=view.tree),
        outline=shapes.outline,
        known_groups=shapes.CORNERS,
        group_counts=counts,
        lines=[strength for strength in ("close", "normal", "part_of") if _has_line(view, strength)],
        columns=[measure for measure in view.measures if measure.column],
        rows=Markup(network_table.rows(part)),  # noqa: S704 - escaped by network_table
        double_count=sum(node.double for node in view.nodes),
        cut_count=sum(bool(node.cut) for node in view.nodes),
        folds=[category for category in view.categories if category.folds],
        home_url=allowed_url(view.home_url),
        file_url=allowed_url(view.file_url),
        list_url=allowed_url(view.list_url),
        allowed=allowed_url,
        **more,
    )
    return str(net.generate_html())


def _has_line(view: NetworkView, strength: str) -> bool:
    if not view.edges:
        return strength in view.counted
    return any(edge.strength == strength for edge in view.edges)


@functools.cache
def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@functools.cache
def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
