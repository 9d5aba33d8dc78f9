"""A network that is too large for one picture, drawn as its parts; each leads to a picture of its own."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from graphsvc import formatting
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.kinds import group_name
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS
from graphsvc.picture.frame import Frame, arranged, grouped
from graphsvc.picture.names import short_name
from graphsvc.picture.parts import Part, Parts
from graphsvc.picture.two_mode import actors_counted
from visualisations.network import Measure, NetworkEdge, NetworkNode, NetworkView

KEY = "actors"
SMALLEST, LARGEST = 6.0, 34.0  # radius of a part, in units of the picture
STRONGEST = 4  # lines of each part that are drawn; with all of them nothing would be seen


def aggregate(frame: Frame, parts: Parts) -> NetworkView:
    """The parts as nodes, as large as they have actors; the more cooperations between two, the wider their line."""
    of = {actor: number for number, part in enumerate(parts.parts) for actor in part.members}
    inside: Counter[int] = Counter()
    across: Counter[tuple[int, int]] = Counter()
    for edge in parts.edges:
        if edge.strength != "part_of":
            a, b = sorted((of[edge.source], of[edge.target]))
            if a == b:
                inside[a] += 1
            else:
                across[a, b] += 1
    largest = max((len(part.members) for part in parts.parts), default=1)
    ids = [f"part {part.key}" for part in parts.parts]
    edges = [
        NetworkEdge(
            f"{ids[a]} {ids[b]}", ids[a], ids[b], _cooperations(count), weight=1 + int(math.log2(count)), text=""
        )
        for (a, b), count in sorted(_strongest(across).items())
    ]
    nodes = [_node(frame, part, id_) for part, id_ in zip(parts.parts, ids, strict=True)]
    beyond: Counter[int] = Counter()
    for (a, b), count in across.items():
        beyond.update({a: count, b: count})
    nodes = [
        dataclasses.replace(
            node,
            size=SMALLEST + (LARGEST - SMALLEST) * math.sqrt(len(part.members) / largest),
            measures={"actors": len(part.members), "inside": inside[number], "across": beyond[number]},
        )
        for number, (node, part) in enumerate(zip(arranged(nodes, edges), parts.parts, strict=True))
    ]
    groups = {key: group_name(key) for key in ACTOR_GROUPS}
    total = sum(inside.values()) + sum(across.values())
    view = frame.view(KEY, _("Netzwerk"), _sentence(of, parts, total), nodes, edges, groups, _texts())
    return dataclasses.replace(
        view,
        file_url=frame.page("/diagrams/network.html?download"),
        categories=(grouped(_("Was überwiegt"), nodes, groups),),
        measures=(
            Measure("actors", _("Akteure"), column=True),
            Measure("inside", _("Kooperationen darin"), column=True),
            Measure("across", _("Kooperationen nach außen"), column=True),
        ),
        years_missing=_("Die Jahre zeigt das Bild eines Teils."),
    )


def _strongest(across: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The lines that are among the STRONGEST of one of their ends at least."""
    of: dict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for pair, count in across.items():
        for end in pair:
            of[end].append((-count, pair))
    kept = {pair for lines in of.values() for _count, pair in sorted(lines)[:STRONGEST]}
    return {pair: across[pair] for pair in kept}


def _node(frame: Frame, part: Part, id_: str) -> NetworkNode:
    snapshot = frame.snapshot
    kinds = Counter(ACTOR_KINDS.get(snapshot.actors[actor].kind, "other") for actor in part.members)
    group = min(kinds, key=lambda key: (-kinds[key], key))
    districts = Counter(key for actor in part.members for key in snapshot.actors[actor].districts)
    main = [key for key, _count in districts.most_common(2) if key in snapshot.districts]
    name = _name(frame, part)
    return NetworkNode(
        id=id_,
        name=name,
        kind=actors_counted(len(part.members)),
        group=group,
        x=0.0,
        y=0.0,
        label=name,
        place=", ".join(snapshot.district_names(main)),
        url=frame.page(f"/diagrams/network?part={quote(part.key, safe='')}"),
        categories={"group": group},
    )


def _name(frame: Frame, part: Part) -> str:
    if part.centre is not None:
        name = formatting.nice(short_name(frame.snapshot.actors[part.centre].name, frame.city))
        return _("Um %(name)s") % {"name": name}
    if part.district:
        return _("Einzelne in %(district)s") % {"district": frame.snapshot.districts[part.district].name}
    return _("Einzelne")


def titled(frame: Frame, part: Part, view: NetworkView) -> NetworkView:
    """The picture of the actors of one part, with its name and its own file."""
    address = f"/diagrams/network.html?part={quote(part.key, safe='')}&download"
    return dataclasses.replace(view, title=_name(frame, part), file_url=frame.page(address))


def _cooperations(count: int) -> str:
    return ngettext("%(count)s Kooperation", "%(count)s Kooperationen", count) % {"count": formatting.number(count)}


def _sentence(actors: Sequence[object] | Mapping[str, int], parts: Parts, cooperations: int) -> str:
    return _(
        "%(actors)s und %(cooperations)s sind zu viele für ein Bild: Gezeigt sind %(parts)s Teile. "
        "Die Seite eines Teils zeigt seine Akteure."
    ) % {
        "actors": actors_counted(len(actors)),
        "cooperations": _cooperations(cooperations),
        "parts": formatting.number(len(parts.parts)),
    }


def _texts() -> Mapping[str, str]:
    return {
        "picture_label": _("Netzwerk in Teilen"),
        "actors_one": _("%(count)s Teil"),
        "actors_many": _("%(count)s Teile"),
        "cooperations_one": _("%(count)s Verbindung"),
        "cooperations_many": _("%(count)s Verbindungen"),
        "normal": _("die stärksten Verbindungen: je breiter, desto mehr Kooperationen"),
        "size_usual": _("Akteure (üblich)"),
        "open_page": _("Akteure dieses Teils zeigen"),
    }
