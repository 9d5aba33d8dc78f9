"""The rows of the table beside the picture: the same content for those who see no picture or run no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import escape

from visualisations.network_view import Measure, NetworkNode, NetworkView, allowed_url

NAMED_CELLS = 2500  # up to so many rows each cell names its column, so that rows can stand as blocks on a small screen


def rows(view: NetworkView) -> str:
    """The rows as HTML, the most connected first; what comes from data is escaped."""
    columns = [measure for measure in view.measures if measure.column]
    texts = view.texts
    names = [texts["column_kind"], texts["column_place"], *view.columns, *(measure.label for measure in columns)]
    if len(view.nodes) > NAMED_CELLS:
        names = [""] * len(names)
    heads = [f' data-l="{escape(name)}"' if name else "" for name in names]
    ranked = sorted(view.nodes, key=lambda node: (-node.weight, node.name.casefold(), node.id))
    return "".join(_row(node, view.columns, columns, heads) for node in ranked)


def _row(node: NetworkNode, facts: Sequence[str], columns: list[Measure], heads: list[str]) -> str:
    url = allowed_url(node.url)
    name = f'<a href="{escape(url)}">{escape(node.name)}</a>' if url else escape(node.name)
    cells = "".join(_cells(node, facts, columns, heads))
    return f'<tr><th scope="row">{name}{cells}\n'  # HTML lets the ends of cells and rows be left out: a third is saved


def _cells(node: NetworkNode, facts: Sequence[str], columns: list[Measure], heads: list[str]) -> Iterator[str]:
    yield f"<td{heads[0]}>{escape(node.kind)}"
    yield f"<td{heads[1]}>{escape(node.place)}"
    own = dict(node.facts)
    for label, head in zip(facts, heads[2:], strict=False):
        yield f"<td{head}>{escape(own.get(label, ''))}"
    for measure, head in zip(columns, heads[2 + len(facts) :], strict=True):
        number = node.measures.get(measure.key)
        yield f'<td{head} class="num">{"" if number is None else f"{number:.{measure.decimals}f}"}'
