"""The organigram of the administration: who belongs to whom today, with posts where they are known."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphsvc import formatting
from graphsvc.analysis.standing import parents_on, stands
from graphsvc.folding import sort_key
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.kinds import group_name, kind_name
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, Actor
from graphsvc.picture import things
from graphsvc.picture.context import column
from graphsvc.picture.frame import Frame, grouped, sorted_by
from graphsvc.picture.tree import listed, tree
from graphsvc.snapshot import Snapshot
from visualisations.labels import LONGEST_BESIDE, shorten
from visualisations.network import Measure, NetworkEdge, NetworkNode, NetworkView

KEY = "hierarchy"
ADMINISTRATION = "administration"
SIGN = 8.0  # radius of all signs: their size would say nothing here
# Room of a name: beside its sign, and for each character at a scale at which the whole picture can be read.
BESIDE, CHARACTER = 20.0, 10.6
STRIP_COLUMNS, STRIP_GAP, STRIP_STEP = 4, 90.0, 30.0
# The order of siblings: what is larger stands first, then by name.
_RANKS = ("city", "public_provider", "ministry", "function", "staff_unit", "department", "division", "section", "unit")


@dataclasses.dataclass(frozen=True)
class Organigram:
    """Who belongs to whom: roots and parts in their order, those that belong nowhere, and the level of each."""

    roots: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]
    loose: tuple[str, ...]
    levels: Mapping[str, int]  # 0 for a root
    tops: Mapping[str, str]  # whoever is below a root -> the one next below the root that it belongs to


def organigram(snapshot: Snapshot, today: str) -> Organigram:
    """The administration on the day: what hangs together below an actor of the administration, and its loose ends."""
    there = {key: actor for key, actor in snapshot.actors.items() if stands(actor, snapshot, today)}
    above = {
        child: parent
        for child, parents in parents_on(snapshot, today).items()
        if child in there and (parent := next((one for one in parents if one in there), None))
    }
    _open_circles(above)
    below: dict[str, list[str]] = defaultdict(list)
    for child, parent in above.items():
        below[parent].append(child)
    children = {key: tuple(sorted(rows, key=lambda child: _order(there[child]))) for key, rows in below.items()}
    free = [actor for actor in there.values() if actor.id not in above and _is_ours(actor)]
    roots = sorted(
        (actor for actor in free if actor.id in children), key=lambda actor: (-_size(children, actor.id), _order(actor))
    )
    loose = sorted((actor for actor in free if actor.id not in children), key=_order)
    levels: dict[str, int] = {}
    tops: dict[str, str] = {}
    waiting = [actor.id for actor in roots]
    for key in waiting:  # grows while it is read
        parent = above.get(key)
        levels[key] = 0 if parent is None else levels[parent] + 1
        if parent is not None:
            tops[key] = tops.get(parent, key)
        waiting += children.get(key, ())
    mine = {key: rows for key, rows in children.items() if key in levels}
    return Organigram(
        tuple(actor.id for actor in roots), mine, tuple(actor.id for actor in loose) if roots else (), levels, tops
    )


def hierarchy(frame: Frame) -> NetworkView:
    """The organigram as a picture; empty where no actor of the administration belongs to another."""
    snapshot = frame.snapshot
    found = organigram(snapshot, frame.today)
    everybody = [*found.levels, *found.loose]
    bare = {
        key: things.actor_node(frame, snapshot.actors[key], _group(snapshot.actors[key])) for key in sorted(everybody)
    }
    named = {key: _named(node, snapshot.actors[key]) for key, node in bare.items()}
    widths = {key: BESIDE + CHARACTER * len(node.label) for key, node in named.items()}
    placed = tree(found.roots, found.children, widths)
    narrow = listed((*found.roots, *found.loose), found.children, widths)
    spots = {**placed.spots, **_strip(found.loose, placed.spots, widths)}
    edges = [
        NetworkEdge(
            f"part_of {child} {parent}", child, parent, _("gehört zu"), "part_of", corners=placed.corners[child]
        )
        for parent, children in found.children.items()
        for child in children
    ]
    nodes = [
        dataclasses.replace(
            node,
            x=spots[key][0],
            y=spots[key][1],
            narrow=narrow[key],
            size=SIGN,
            weight=len(found.children.get(key, ())) + (found.levels.get(key, 0) > 0),
            apart=key in found.loose,
            measures=_measures(snapshot, found, key),
            categories=_categories(found, node, snapshot.actors[key]),
            since=None,
            until=None,
        )
        for key, node in named.items()
    ]
    names = {group: group_name(group) for group in ACTOR_GROUPS}
    view = frame.view(KEY, _("Organigramm der Verwaltung"), _sentence(snapshot, found), nodes, edges, names, {
        "picture_label": _("Organigramm der Verwaltung"),
        "actors_one": _("%(count)s Einheit"),
        "actors_many": _("%(count)s Einheiten"),
        "cooperations_one": _("%(count)s Zuordnung"),
        "cooperations_many": _("%(count)s Zuordnungen"),
        "nothing_selected": _("Noch keine Einheit ausgewählt. Ein Klick zeigt, wozu sie gehört und was zu ihr gehört."),
        "column_actor": _("Einheit"),
        "size_usual": _("alle gleich (üblich)"),
        "isolated": _("ohne Angabe, wozu sie gehören"),
        "empty": _("Noch ist nicht erfasst, was zu wem gehört. Das füllt dieses Bild: %(column)s.")
        % {"column": column(_("Akteure"), _("Gehört zu"))},
    })  # fmt: skip
    actors = snapshot.actors
    categories = (
        grouped(_("Gruppe"), nodes, names),
        sorted_by("kind", _("Art"), nodes, {actor.kind: kind_name(actor.kind) for actor in actors.values()}),
        sorted_by("top", _("Dezernat oder Dach"), nodes, {actor.id: actor.name for actor in actors.values()}),
        sorted_by("level", _("Ebene"), nodes, {str(level): str(level + 1) for level in found.levels.values()}),
    )
    return dataclasses.replace(
        view,
        tree=True,
        counted=("part_of",),
        categories=tuple(category for category in categories if category.entries),
        measures=(
            Measure("parts", _("direkt darunter"), column=True),
            Measure("all_parts", _("insgesamt darunter"), column=True),
            Measure("posts", _("Planstellen"), column=True, decimals=1),
            Measure("posts_below", _("Planstellen direkt darunter"), column=True, decimals=1),
        ),
        columns=(_("Gehört zu"),) if nodes else (),
        years=None,
        years_missing=_("Stand %(day)s: Einheiten und Zuordnungen, die heute gelten.")
        % {"day": formatting.day(frame.today)},
    )


def _open_circles(above: dict[str, str]) -> None:
    """Let no actor be its own whole: of a circle the smallest id becomes the top."""
    done: set[str] = set()
    for start in sorted(above):
        way: list[str] = []
        key = start
        while key in above and key not in done and key not in way:
            way.append(key)
            key = above[key]
        if key in way:
            del above[min(way[way.index(key) :])]
        done.update(way)


def _is_ours(actor: Actor) -> bool:
    return _group(actor) == ADMINISTRATION and not actor.collective


def _group(actor: Actor) -> str:
    return ACTOR_KINDS.get(actor.kind, "other")


def _order(actor: Actor) -> tuple[int, str, str]:
    rank = _RANKS.index(actor.kind) if actor.kind in _RANKS else len(_RANKS)
    return rank, sort_key(actor.name), actor.id


def _below(children: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """All that is below, at any level."""
    found: list[str] = []
    waiting = list(children.get(key, ()))
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, ())
    return found


def _size(children: Mapping[str, Sequence[str]], key: str) -> int:
    return len(_below(children, key))


def _named(node: NetworkNode, actor: Actor) -> NetworkNode:
    """The node with its posts behind its name, which is cut where both together would be too long."""
    name = node.label or node.name
    if actor.posts is None:
        return dataclasses.replace(node, label=shorten(name, LONGEST_BESIDE))
    posts = f" ({formatting.number(actor.posts)})"
    return dataclasses.replace(node, label=shorten(name, LONGEST_BESIDE - len(posts)) + posts)


def _strip(
    loose: Sequence[str], spots: Mapping[str, tuple[float, float]], widths: Mapping[str, float]
) -> Mapping[str, tuple[float, float]]:
    """The places of those that belong nowhere, in columns below all others."""
    left = min((x for x, _y in spots.values()), default=0.0)
    top = max((y for _x, y in spots.values()), default=0.0) + STRIP_GAP
    step = max((widths[key] for key in loose), default=0.0) + STRIP_STEP
    return {
        key: (round(left + place % STRIP_COLUMNS * step, 1), round(top + place // STRIP_COLUMNS * STRIP_STEP, 1))
        for place, key in enumerate(loose)
    }


def _measures(snapshot: Snapshot, found: Organigram, key: str) -> Mapping[str, float]:
    below = _below(found.children, key)
    measures: dict[str, float] = {"parts": len(found.children.get(key, ())), "all_parts": len(below)}
    posts = snapshot.actors[key].posts
    known = _known_posts(snapshot, found.children.get(key, ()))  # deeper ones are often counted in these already
    if posts is not None:
        measures["posts"] = posts
    if known:
        measures["posts_below"] = sum(known)
    return measures


def _known_posts(snapshot: Snapshot, keys: Iterable[str]) -> list[float]:
    return [posts for key in keys if (posts := snapshot.actors[key].posts) is not None]


def _categories(found: Organigram, node: NetworkNode, actor: Actor) -> Mapping[str, str]:
    categories = {"group": node.group, "kind": actor.kind}
    if actor.id in found.levels:
        categories["level"] = str(found.levels[actor.id])
    if actor.id in found.tops:
        categories["top"] = found.tops[actor.id]
    return categories


def _sentence(snapshot: Snapshot, found: Organigram) -> str:
    if not found.levels:
        return _("Noch ist nicht erfasst, was zu wem gehört.")
    depth, units = max(found.levels.values()) + 1, len(found.levels) + len(found.loose)
    text = _("%(units)s der Verwaltung auf %(levels)s Ebenen.") % {
        "units": ngettext("%(count)s Einheit", "%(count)s Einheiten", units) % {"count": formatting.number(units)},
        "levels": formatting.number(depth),
    }
    known = _known_posts(snapshot, [*found.levels, *found.loose])
    if known:
        text += " " + _("Planstellen sind bei %(count)s bekannt (in Klammern).") % {
            "count": formatting.number(len(known))
        }
    else:
        text += " " + _("Planstellen fehlen noch (%(column)s).") % {"column": column(_("Akteure"), _("Stellen"))}
    if found.loose:
        text += " " + ngettext(
            "Bei %(count)s Einheit ist nicht erfasst, wozu sie gehört.",
            "Bei %(count)s Einheiten ist nicht erfasst, wozu sie gehören.",
            len(found.loose),
        ) % {"count": formatting.number(len(found.loose))}
    return text
