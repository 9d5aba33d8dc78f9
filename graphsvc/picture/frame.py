"""What all views but that of the actors share: the records, where links lead, common words, the arrangement."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphsvc import formatting, layout
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.model import ACTOR_GROUPS
from graphsvc.picture.fields import span
from graphsvc.picture.texts import network_texts
from graphsvc.snapshot import Snapshot
from visualisations.network import Category, Gap, LegendGroup, NetworkEdge, NetworkNode, NetworkView

WEIGHTS = {"close": 2.0, "normal": 1.0, "part_of": 0.7}  # how strongly a line draws its two ends together
SMALLEST_NODE = 5.5  # radius of what has no line, in units of the picture
GROWTH = 1.9  # ... and what the root of their number adds: the area grows with the number
KINDS_OF_THINGS = ("actor", "offer", "body")


@dataclass(frozen=True)
class Frame:
    """The data of a view: findings, the city, the state of the data, the day (ISO date), and where links lead.

    `links` stands before the paths of pages: '' inside the service, None where the picture leads nowhere.
    """

    snapshot: Snapshot
    judged: Sequence[JudgedFinding]
    today: str
    city: str = ""
    status: str = ""
    links: str | None = None

    def page(self, path: str) -> str | None:
        """The address of a page, None where nothing is linked."""
        return None if self.links is None else self.links + path

    def findings(self, *kinds: str) -> list[JudgedFinding]:
        """The findings of these kinds that nobody dismissed, strongest first."""
        return [row for row in self.judged if row.finding.kind in kinds and not row.dismissed]

    def view(
        self,
        key: str,
        title: str,
        sentence: str,
        nodes: Sequence[NetworkNode],
        edges: Sequence[NetworkEdge],
        groups: Mapping[str, str],
        texts: Mapping[str, str],
    ) -> NetworkView:
        """The view `key`; `groups` has the names of the groups in the legend, `texts` the words that differ."""
        counts = Counter(node.group for node in nodes)
        dated: list[NetworkNode | NetworkEdge] = [*nodes, *edges]
        years = span(year for row in dated for year in (row.since, row.until))
        return NetworkView(
            title=_("%(title)s – %(city)s") % {"title": title, "city": self.city} if self.city else title,
            sentence=sentence,
            nodes=tuple(nodes),
            edges=tuple(edges),
            groups=tuple(LegendGroup(group, groups[group], counts[group]) for group in groups if counts[group]),
            texts={**network_texts(), **_common(), **texts},
            status=self.status,
            lang=language(),
            home_url=self.page("/"),
            file_url=self.page(f"/diagrams/network.html?view={key}&download"),
            years=years,
        )


def _common() -> Mapping[str, str]:
    """The words of all views in which not everything is an actor."""
    return {
        "search": _("Suchen"),
        "search_none": _("Nichts hier heißt so."),
        "search_one": _("%(count)s Treffer"),
        "search_many": _("%(count)s Treffer"),
        "nothing_selected": _("Noch nichts ausgewählt. Ein Klick auf ein Zeichen zeigt, womit es verbunden ist."),
        "partners": _("Verbunden mit"),
        "size_usual": _("Verbindungen (üblich)"),
        "column_actor": _("Name"),
        "table_label": _("Tabelle zum Bild"),
        "table_caption": _("Dasselbe als Tabelle"),
        "way_choose": _("Weg von %(from)s: Wählen Sie das Ende."),
        "placed": _("%(name)s verschoben, nur auf dieser Seite."),
        "keys": _("Pfeiltasten: zum Nachbarn. Eingabe: Umkreis. Esc: zurück. Verschieben gilt nur hier."),
        "unfolded_all": _("Alles einzeln"),
        "isolated": _("ohne Verbindung zum großen Netz"),
    }


def arranged(nodes: Iterable[NetworkNode], edges: Sequence[NetworkEdge]) -> tuple[NetworkNode, ...]:
    """The nodes with place, size and number of lines; the same for the same input."""
    listed = list(nodes)
    ids = [node.id for node in listed]
    weighted = [(edge.source, edge.target, WEIGHTS[edge.strength] * edge.weight**2) for edge in edges]
    spots, apart = layout.layout(ids, weighted), layout.apart(ids, weighted)
    lines = Counter(end for edge in edges for end in {edge.source, edge.target})
    return tuple(
        dataclasses.replace(
            node,
            x=spots[node.id][0],
            y=spots[node.id][1],
            size=SMALLEST_NODE + GROWTH * math.sqrt(lines[node.id]),
            weight=lines[node.id],
            apart=node.id in apart,
        )
        for node in listed
    )


def sorted_by(key: str, label: str, nodes: Iterable[NetworkNode], names: Mapping[str, str]) -> Category:
    """A category of the entries that the nodes have, the most frequent first, as only these have their own colours."""
    counts = Counter(node.categories[key] for node in nodes if key in node.categories)
    rows = sorted(counts.items(), key=lambda row: (-row[1], names[row[0]], row[0]))
    return Category(key, label, tuple((entry, formatting.nice(names[entry])) for entry, _count in rows), folds=True)


def grouped(label: str, nodes: Iterable[NetworkNode], names: Mapping[str, str]) -> Category:
    """The category that gives nodes their shapes, in the order of the legend."""
    found = {node.group for node in nodes}
    order = [key for key in (*KINDS_OF_THINGS, *ACTOR_GROUPS) if key in found and key in names]
    return Category("group", label, tuple((key, names[key]) for key in order), folds=True)


def parallels(judged: Iterable[JudgedFinding], ids: Mapping[str, str]) -> tuple[Gap, ...]:
    """The pairs that look like the same work side by side; `ids` has record id -> id of its node."""
    pairs = []
    for row in judged:
        members = [ids[member] for member in row.finding.members if member in ids]
        pairs += [Gap(*pair, row.finding.explanation) for pair in itertools.combinations(members, 2)]
    return tuple(pairs)
