"""Search over everything: actors, offers and bodies, best hits first."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request

from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.model import name_of
from graphsvc.web import index as indexes
from graphsvc.web.index import Index, Named

SHOWN = 12  # of each type; the rest stands in the list


@dataclass(frozen=True)
class Hits:
    """The hits of one type; `endpoint` is its list."""

    type: str
    title: str
    endpoint: str
    shown: list[tuple[Named, str]]  # link, where it is at work
    total: int


def page() -> str:
    """The page /search."""
    index = indexes.current()
    query = request.args.get("q", "").strip()[:200]
    groups = []
    if fold(query):
        for kind, title, endpoint in (
            ("actor", _("Akteure"), "web.actors"),
            ("offer", _("Angebote"), "web.offers"),
            ("body", _("Gremien"), "web.bodies"),
        ):
            ids = _hits(index, kind, query)
            shown = [(named, index.where(index.snapshot.records[kind][named.id])) for named in index.links(ids[:SHOWN])]
            groups.append(Hits(kind, title, endpoint, shown, len(ids)))
    return render_template("search.html", query=query, groups=groups, total=sum(group.total for group in groups))


def _hits(index: Index, kind: str, query: str) -> list[str]:
    """Ids of the records that hold all words; those whose name begins with the query first, then those named so."""
    whole = fold(query)
    words = whole.split()
    ranked = []
    for record in index.snapshot.records.get(kind, {}).values():
        if all(word in index.search_texts[record.id] for word in words):
            name = fold(name_of(record))
            rank = 0 if name.startswith(whole) else 1 if all(word in name for word in words) else 2
            ranked.append((rank, index.sort_names[record.id], record.id))
    return [record_id for _rank, _name, record_id in sorted(ranked)]
