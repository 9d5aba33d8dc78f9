"""The data block of the network picture: a pyvis network, written column by column so that large ones stay small."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from typing import Any

from visualisations import shapes, still
from visualisations.network_view import NetworkEdge, NetworkNode, NetworkView, allowed_url, check, known_group

Row = dict[str, Any]

SPARSE = 0.6  # a column that fewer rows than this share fill is written as places and values
POOLED = 0.5  # values of which fewer than this share differ are written once, with their numbers in the column
EMPTY: tuple[Any, ...] = (None, "", ())
PLAIN_ID = re.compile(r"[A-Za-z0-9_-]+")  # stands in an address as it is


def pyvis_network(view: NetworkView) -> Any:
    """A pyvis network with the nodes and edges of `view`; raises ValueError like `check`."""
    from pyvis.network import Network  # loads IPython, which takes half a second: only where a picture is made

    check(view)
    net = Network()
    # Filled directly: add_edge compares each edge with all others and drops the second one between the same two.
    net.nodes = [_node(node) for node in view.nodes]
    number = {node.id: place for place, node in enumerate(view.nodes)}
    net.edges = [_edge(edge, number) for edge in view.edges]
    net.options = {"physics": {"enabled": False}}
    return net


def data_json(view: NetworkView, net: Any) -> str:
    """The data for `<script type="application/json">`: JSON that closes no element."""
    data = {
        "title": view.title,
        "sentence": view.sentence,
        "status": view.status,
        "lang": view.lang,
        "texts": dict(sorted(view.texts.items())),
        "shapes": {group: {"d": shapes.outline(group), "fill": fill} for group, fill in shapes.COLOURS.items()},
        "groups": [{"key": group.key, "label": group.label} for group in view.groups],
        "categories": [
            {"key": row.key, "label": row.label, "entries": [list(entry) for entry in row.entries], "folds": row.folds}
            for row in view.categories
        ],
        "measures": [
            {"key": row.key, "label": row.label, "column": row.column, "decimals": row.decimals}
            for row in view.measures
        ],
        "counted": list(view.counted),
        "tree": view.tree,
        "years": list(view.years) if view.years else None,
        "columns": list(view.columns),
        "gaps_are": view.gaps_are,
        "gaps": _gaps(view),
        "gaps_text": view.gaps_text,
        "cuts_text": view.cuts_text,
        "strip": still.strip_caption(view.nodes),
        "arrange": allowed_url(view.arrange_url),
        "start": dict(view.start),
        "nodes": _columns(net.nodes),
        "edges": _columns(net.edges),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":  # neither ends the element nor, in old browsers, a line of script
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _node(node: NetworkNode) -> Row:
    url = allowed_url(node.url)
    base = url[: -len(node.id)] if url and url.endswith(node.id) and PLAIN_ID.fullmatch(node.id) else None
    row: Row = {
        "id": node.id,
        "name": node.name,
        "label": node.label if node.label != node.name else "",
        "kind": node.kind,
        "place": node.place,
        "group": known_group(node.group),
        "x": _short(node.x),
        "y": _short(node.y),
        "size": _short(node.size),
        "weight": node.weight or None,
        "base": base or "",  # the address of its page without the id at its end
        "url": "" if base else url,
        "facts": node.facts,
        "apart": int(node.apart) or None,
        "double": int(node.double) or None,
        "finding_url": allowed_url(node.finding_url),
        "finding_text": node.finding_text,
        "since": node.since,
        "until": node.until,
        "cut": node.cut or None,
        "cut_text": node.cut_text,
        "narrow": tuple(map(_short, node.narrow)) if node.narrow else None,
    }
    row.update((f"is_{key}", entry) for key, entry in node.categories.items() if key != "group")
    row.update((f"n_{key}", _short(number, 2)) for key, number in node.measures.items())
    return row


def _edge(edge: NetworkEdge, number: dict[str, int]) -> Row:
    return {
        "id": edge.id,
        "from": number[edge.source],
        "to": number[edge.target],
        "kind": edge.kind,
        "strength": edge.strength,
        "text": edge.text,
        "directed": int(edge.directed) or None,
        "weight": edge.weight if edge.weight != 1 else None,
        "facts": edge.facts,
        "since": edge.since,
        "until": edge.until,
        "by": tuple((_short(x), _short(y)) for x, y in edge.corners) if edge.corners else (),
    }


def _gaps(view: NetworkView) -> list[list[Any]]:
    number = {node.id: place for place, node in enumerate(view.nodes)}
    return [[number[gap.first], number[gap.second], gap.text] for gap in view.gaps]


def _short(value: float, digits: int = 1) -> float | int:
    """A number with so many digits after the point, or none where that says the same."""
    rounded = round(value, 3 if abs(value) < 1 else digits)
    return int(rounded) if rounded == int(rounded) else rounded


def _columns(rows: Sequence[Row]) -> Row:
    """The rows as {count, columns}. A column is {"is": values}, with "at" where only few rows have one, and with
    "words" where `is` has the numbers of values that occur often."""
    found = {}
    for name in dict.fromkeys(itertools.chain.from_iterable(rows)):
        values = [row.get(name) for row in rows]
        distinct = dict.fromkeys(values)
        empty = sum(values.count(nothing) for nothing in EMPTY if nothing in distinct)
        if empty == len(values):
            continue
        column: Row = {}
        if len(values) - empty < SPARSE * len(rows):
            column["at"] = [place for place, value in enumerate(values) if value not in EMPTY]
            values = [values[place] for place in column["at"]]
            distinct = dict.fromkeys(values)
        if len(distinct) < POOLED * len(values) and any(isinstance(value, str | tuple) for value in distinct):
            column["words"] = list(distinct)
            numbers = {value: number for number, value in enumerate(distinct)}
            values = [numbers[value] for value in values]
        column["is"] = values
        found[name] = column
    return {"count": len(rows), "columns": found}
