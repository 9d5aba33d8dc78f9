"""What the network picture shows, as plain data: nodes, lines, fields to tell them apart, and every word around."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from visualisations import shapes
from visualisations.network_texts import PLACEHOLDERS, TEXT_KEYS

Strength = Literal["close", "normal", "part_of"]

_UNSEEN = re.compile(r"[\x00-\x20\\]")  # characters that browsers drop from an address, or read as another one


@dataclass(frozen=True)
class NetworkNode:
    """An actor (or offer, or body); `x`, `y` and `size` (radius) in units of the picture, `facts` as (label, value)."""

    id: str
    name: str
    kind: str  # as people read it
    group: str  # a key of shapes.CORNERS
    x: float
    y: float
    size: float = 8.0
    label: str = ""  # a short name for the picture; the name where it is empty
    place: str = ""  # 'stadtweit' or the district, as people read it
    url: str | None = None  # its page, or the picture of what it stands for
    facts: tuple[tuple[str, str], ...] = ()
    apart: bool = False  # stands in the strip of those that nothing connects to the network
    double: bool = False  # probably recorded twice
    finding_url: str | None = None
    finding_text: str = ""  # one sentence that says what was found
    weight: int = 0  # how many lines of the kind that counts lead to it: the more, the sooner it has its name
    measures: Mapping[str, float] = field(default_factory=dict)  # key of a Measure -> number, where one is known
    categories: Mapping[str, str] = field(default_factory=dict)  # key of a Category -> key of one of its entries
    since: int | None = None  # first and last year; None where nobody gave one
    until: int | None = None
    cut: int = 0  # how many lose the connection to the others without it
    cut_text: str = ""  # the same as a sentence
    narrow: tuple[float, float] | None = None  # where it stands on a narrow screen, where that differs


@dataclass(frozen=True)
class NetworkEdge:
    """A line between two nodes; several between the same two stay several."""

    id: str
    source: str
    target: str
    kind: str = ""  # as people read it
    strength: Strength = "normal"
    text: str = ""  # the theme, or whatever says what it is about
    directed: bool = False
    weight: int = 1  # for how much it stands: a wider line
    facts: tuple[tuple[str, str], ...] = ()
    since: int | None = None
    until: int | None = None
    corners: tuple[tuple[float, float], ...] = ()  # that it turns at, from source to target


@dataclass(frozen=True)
class LegendGroup:
    """A group in the legend, with the number of its actors."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Category:
    """Something that sorts nodes: for colours and names, and to fold what belongs together where `folds`."""

    key: str
    label: str
    entries: tuple[tuple[str, str], ...]  # (key, label) in the order of the legend
    folds: bool = False


@dataclass(frozen=True)
class Measure:
    """A number that nodes have: for colours, sizes and names, and as a column of the table where `column`."""

    key: str
    label: str
    column: bool = False
    decimals: int = 0


@dataclass(frozen=True)
class Gap:
    """Two who have something in common and no line; `text` says what it is."""

    first: str
    second: str
    text: str


@dataclass(frozen=True)
class Link:
    """A link as people read it; the one that is chosen is `current`."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Choice:
    """Links of which one is chosen: what the page offers where no script runs."""

    label: str
    links: tuple[Link, ...]


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
    list_url: str | None = None  # the actors as a page that needs no script
    categories: tuple[Category, ...] = ()
    measures: tuple[Measure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    gaps_text: str = ""  # one sentence about the gaps, also where there are none
    gaps_are: Literal["missing", "parallels"] = "missing"  # lines that are missing, or two that do the same
    columns: tuple[str, ...] = ()  # labels of facts that are columns of the table
    cuts_text: str = ""  # one sentence about those without whom the network falls apart
    years: tuple[int, int] | None = None  # from the first to the last year that a date names; None: there is no date
    years_missing: str = ""  # one sentence: which columns would make the years
    counted: tuple[Strength, ...] = ("close", "normal")  # the lines that are counted
    tree: bool = False  # lines run like those of an organigram, names stand to the right
    views: tuple[Link, ...] = ()  # the other pictures of the same data
    choices: tuple[Choice, ...] = ()  # filters for a page without script
    saved_as: tuple[Link, ...] = ()  # files for a page without script
    arrange_url: str | None = None  # where the page keeps what was placed by hand
    start: Mapping[str, str] = field(default_factory=dict)  # what the address asks for, in the words of the script


def check(view: NetworkView) -> None:
    """Raises ValueError when a text is missing or unknown, an id is given twice, or a line leads to no node."""
    missing, unknown = TEXT_KEYS - set(view.texts), set(view.texts) - TEXT_KEYS
    if missing or unknown:
        raise ValueError(f"texts missing: {sorted(missing)}, unknown: {sorted(unknown)}")
    for key, names in PLACEHOLDERS.items():
        if any(f"%({name})s" not in view.texts[key] for name in names):
            raise ValueError(f"text {key!r} needs the placeholders {names}")
    ids = {node.id for node in view.nodes}
    if len(ids) < len(view.nodes) or len({edge.id for edge in view.edges}) < len(view.edges):
        raise ValueError("an id is given twice")
    for edge in view.edges:
        if edge.source not in ids or edge.target not in ids:
            raise ValueError(f"edge {edge.id!r} leads to no node")


def known_group(group: str) -> str:
    """`group`, or 'other' where it has no shape."""
    return group if group in shapes.CORNERS else "other"


def allowed_url(url: str | None) -> str | None:
    """`url` where it is http, https or a path, else None: a link never runs a script or changes the site unseen."""
    if not url or _UNSEEN.search(url) or url.startswith("//"):
        return None
    if url.startswith("/"):
        return url  # a path, whatever follows
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.netloc:
        return url
    return url if not parts.scheme and not parts.netloc else None
