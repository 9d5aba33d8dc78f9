"""The part of a view of the network that is near one of its things."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from visualisations.network import NetworkEdge, NetworkNode, NetworkView


def surroundings(view: NetworkView, centre: str, steps: int) -> NetworkView:
    """The part of `view` that is at most `steps` lines away from `centre`."""
    near: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    inside = border = {centre}
    for _step in range(steps):
        border = {other for actor in border for other in near[actor]} - inside
        inside = inside | border
    nodes = tuple(node for node in view.nodes if node.id in inside)
    edges = tuple(edge for edge in view.edges if edge.source in inside and edge.target in inside)
    counts = Counter(node.group for node in nodes)
    name = next(node.name for node in nodes if node.id == centre)
    return dataclasses.replace(
        view,
        title=_("Umkreis von %(name)s") % {"name": name},
        sentence=_counted(view, nodes, edges),
        nodes=nodes,
        edges=edges,
        groups=tuple(dataclasses.replace(group, count=counts[group.key]) for group in view.groups if counts[group.key]),
    )


def _counted(view: NetworkView, nodes: Sequence[NetworkNode], edges: Sequence[NetworkEdge]) -> str:
    """How many things and lines, in the words of the view."""
    parts = []
    for what, count in (("actors", len(nodes)), ("cooperations", sum(row.strength in view.counted for row in edges))):
        words = view.texts[f"{what}_{'one' if count == 1 else 'many'}"]
        parts.append(words % {"count": formatting.number(count)})
    return ", ".join(parts) + "."
