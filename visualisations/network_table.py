"""The rows of the table beside the picture: the same content for those who see no picture or run no script."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from babel.numbers import format_decimal
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
    cells = [f'<td data-l="{escape(name)}"' if name else "<td" for name in names]
    ranked = sorted(view.nodes, key=lambda node: (-node.weight, node.name.casefold(), node.id))
    return "".join([_row(node, view.columns, columns, cells, view.lang) for node in ranked])


def _row(node: NetworkNode, facts: Sequence[str], columns: list[Measure], cells: list[str], lang: str) -> str:
    """One row; HTML lets the ends of cells and rows be left out: a third is saved. `cells` are the beginnings."""
    url, name = allowed_url(node.url), escape(node.name)
    found = [f'<tr><th scope="row"><a href="{escape(url)}">{name}</a>' if url else f'<tr><th scope="row">{name}']
    words = [node.kind, node.place]
    if facts:
        own = dict(node.facts)
        words += [own.get(label, "") for label in facts]
    found += [f"{cell}>{_escaped(word)}" for cell, word in zip(cells, words, strict=False)]
    for measure, cell in zip(columns, cells[len(words) :], strict=True):
        number = node.measures.get(measure.key)
        found.append(f'{cell} class="num">{"" if number is None else _number(round(number, measure.decimals), lang)}')
    found.append("\n")
    return "".join(found)


@functools.lru_cache(maxsize=4096)  # small numbers come again and again
def _number(number: float, lang: str) -> str:
    return str(format_decimal(number, locale=lang))


@functools.lru_cache(maxsize=4096)  # a few kinds and places in ten thousand rows
def _escaped(word: str) -> str:
    return str(escape(word))
