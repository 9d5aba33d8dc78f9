"""The network of actors as an interactive picture: `body` and `data_json` for a page, `render` for one file.

pyvis holds nodes and edges and fills the template; the template, the styles and the script are ours (see
`static/README.md`). Text that comes from data reaches the page only as escaped text or inside a JSON block.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from visualisations import shapes, still

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = (
    "vis-network.min.js",
    "network.js",
    "network-table.js",
    "network-pan.js",
    "network-save.js",
)  # in this order, after the data block
STYLES = (
    "standalone.css",
    "network.css",
)  # the file's own; a page of the service brings its tokens and only the second
STILL_SIZE = (900, 570)  # units of the still picture that stands there without a script

# Every text of the page. `%(name)s` is filled in; `_one` and `_many` differ by the number.
TEXT_KEYS = frozenset(
    {
        "skip",
        "search",
        "search_none",
        "search_one",
        "search_many",
        "legend",
        "legend_and_filter",
        "legend_hint",
        "close",
        "normal",
        "part_of",
        "double",
        "highlight_double",
        "toolbar",
        "view_switch",
        "picture",
        "table",
        "surroundings",
        "all",
        "step",
        "steps",
        "size",
        "smaller",
        "larger",
        "fit",
        "save",
        "save_png",
        "save_svg",
        "save_file",
        "print",
        "picture_label",
        "keys",
        "actors_one",
        "actors_many",
        "cooperations_one",
        "cooperations_many",
        "isolated",
        "empty",
        "table_label",
        "table_caption",
        "column_actor",
        "column_kind",
        "column_place",
        "column_cooperations",
        "column_offers",
        "column_bodies",
        "selected",
        "nothing_selected",
        "cooperations",
        "offers",
        "bodies",
        "open_page",
        "only_surroundings",
        "partners",
        "partners_more",
        "compare",
        "announced",
        "surroundings_of",
        "back_home",
    }
)
PLACEHOLDERS = {
    "search_one": ("count",),
    "search_many": ("count",),
    "double": ("count",),
    "actors_one": ("count",),
    "actors_many": ("count",),
    "cooperations_one": ("count",),
    "cooperations_many": ("count",),
    "partners_more": ("count",),
    "announced": ("name", "kind", "cooperations"),
    "surroundings_of": ("name", "actors"),
}


@dataclass(frozen=True)
class NetworkNode:
    """An actor; `x`, `y` and `size` (radius) in units of the picture, `facts` as (label, value)."""

    id: str
    name: str
    kind: str  # as people read it
    group: str  # a key of shapes.CORNERS
    x: float
    y: float
    size: float = 8.0
    label: str = ""  # a short name for the picture; the name where it is empty
    place: str = ""  # 'stadtweit' or the district, as people read it
    url: str | None = None  # the actor's page
    facts: tuple[tuple[str, str], ...] = ()
    apart: bool = False  # stands in the strip of those that nothing connects to the network
    double: bool = False  # probably recorded twice
    finding_url: str | None = None
    finding_text: str = ""  # one sentence that says what was found
    cooperations: int = 0
    offers: int = 0
    bodies: int = 0


@dataclass(frozen=True)
class NetworkEdge:
    """A cooperation (or 'part of') between two nodes; several between the same two stay several."""

    id: str
    source: str
    target: str
    kind: str = ""  # as people read it
    strength: Literal["close", "normal", "part_of"] = "normal"
    text: str = ""  # the theme, or whatever says what it is about
    directed: bool = False


@dataclass(frozen=True)
class LegendGroup:
    """A group in the legend, with the number of its actors."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class NetworkView:
    """All that the picture shows, ready to be read: the picture adds no word and no number of its own."""

    title: str
    sentence: str  # one sentence that says what the picture shows
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    groups: tuple[LegendGroup, ...]
    texts: Mapping[str, str]  # exactly TEXT_KEYS
    status: str = ""  # date and number of the data
    lang: str = "de"
    home_url: str | None = None  # where the file leads back to
    file_url: str | None = None  # where the page offers the file


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
    return _fill(
        "network_page.html",
        view,
        policy=policy,
        scripts=[Markup(text) for text in scripts],  # noqa: S704 - our own files
        styles=[Markup(text) for text in styles],  # noqa: S704 - our own files
        data=Markup(data_json(view)),  # noqa: S704 - escaped by data_json
    )


def body(view: NetworkView) -> str:
    """The markup of legend, picture, table and details, without a heading; raises ValueError like `render`."""
    return _fill("network_body.html", view)


def data_json(view: NetworkView) -> str:
    """The data of the picture for `<script type="application/json" id="network-data">`: JSON that closes no element."""
    net = _network(view)
    strip = still.strip_caption(view.nodes)
    data = {
        "title": view.title,
        "sentence": view.sentence,
        "status": view.status,
        "lang": view.lang,
        "texts": dict(sorted(view.texts.items())),
        "shapes": {group: {"d": shapes.outline(group), "fill": fill} for group, fill in shapes.COLOURS.items()},
        "groups": [{"key": group.key, "label": group.label} for group in view.groups],
        "strip": strip,
        "nodes": net.nodes,
        "edges": net.edges,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":  # neither ends the element nor, in old browsers, a line of script
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _fill(template: str, view: NetworkView, **more: object) -> str:
    net = _network(view)
    net.heading = view.title
    net.path = template
    net.templateEnv = _environment()
    net.templateEnv.globals.update(
        view=view,
        t=view.texts,
        shown=shown(view.texts, len(view.nodes), _cooperations(view)),
        picture=still.still(view.nodes, view.edges, *STILL_SIZE),
        outline=shapes.outline,
        known_groups=shapes.CORNERS,
        rows=sorted(net.nodes, key=lambda node: (-node.get("cooperations", 0), node["name"].casefold(), node["id"])),
        double_count=sum(node.double for node in view.nodes),
        home_url=allowed_url(view.home_url),
        file_url=allowed_url(view.file_url),
        **more,
    )
    return str(net.generate_html())


def shown(texts: Mapping[str, str], actors: int, cooperations: int) -> str:
    """How many actors and cooperations are to be seen, in the words of `texts`."""
    return ", ".join(
        texts[f"{what}_{'one' if count == 1 else 'many'}"] % {"count": count}
        for what, count in (("actors", actors), ("cooperations", cooperations))
    )


def allowed_url(url: str | None) -> str | None:
    """`url` where it is http, https or a path, else None: a link never runs a script or changes the site unseen."""
    if not url or any(character <= " " or character == "\\" for character in url) or url.startswith("//"):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.netloc:
        return url
    return url if not parts.scheme and not parts.netloc else None


def _cooperations(view: NetworkView) -> int:
    return sum(edge.strength != "part_of" for edge in view.edges)


def _network(view: NetworkView) -> Any:
    """A pyvis network with the nodes and edges of `view`."""
    from pyvis.network import Network  # loads IPython, which takes half a second: only where a picture is made

    _check(view)
    net = Network()
    # Filled directly: add_edge compares each edge with all others and drops the second one between the same two.
    for node in view.nodes:
        net.nodes.append(_node(node))
    for edge in view.edges:
        net.edges.append(_edge(edge))
    net.options = {"physics": {"enabled": False}}
    return net


def _node(node: NetworkNode) -> dict[str, object]:
    values: dict[str, object] = {
        "id": node.id,
        "name": node.name,
        "label": node.label,
        "kind": node.kind,
        "place": node.place,
        "group": node.group if node.group in shapes.CORNERS else "other",
        "x": round(node.x, 1),
        "y": round(node.y, 1),
        "size": round(node.size, 1),
        "url": allowed_url(node.url),
        "facts": [list(fact) for fact in node.facts],
        "double": int(node.double),
        "finding_url": allowed_url(node.finding_url),
        "finding_text": node.finding_text,
        "cooperations": node.cooperations,
        "offers": node.offers,
        "bodies": node.bodies,
    }
    needed = ("id", "name", "kind", "group", "x", "y", "size")
    return {key: value for key, value in values.items() if key in needed or value}


def _edge(edge: NetworkEdge) -> dict[str, object]:
    values: dict[str, object] = {
        "id": edge.id,
        "from": edge.source,
        "to": edge.target,
        "kind": edge.kind,
        "strength": edge.strength,
        "text": edge.text,
        "directed": int(edge.directed),
    }
    return {key: value for key, value in values.items() if value}


def _check(view: NetworkView) -> None:
    missing, unknown = TEXT_KEYS - set(view.texts), set(view.texts) - TEXT_KEYS
    if missing or unknown:
        raise ValueError(f"texts missing: {sorted(missing)}, unknown: {sorted(unknown)}")
    for key, names in PLACEHOLDERS.items():
        if any(f"%({name})s" not in view.texts[key] for name in names if name != "count"):
            raise ValueError(f"text {key!r} needs the placeholders {names}")
    ids = {node.id for node in view.nodes}
    if len(ids) < len(view.nodes) or len({edge.id for edge in view.edges}) < len(view.edges):
        raise ValueError("an id is given twice")
    for edge in view.edges:
        if edge.source not in ids or edge.target not in ids:
            raise ValueError(f"edge {edge.id!r} leads to no node")


@functools.cache
def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _environment() -> Environment:
    """A fresh environment: pyvis offers no way to hand values to a template but the environment's globals."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
