"""The organigram of the administration: who belongs to whom today, with posts where they are known."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from graphsvc import formatting
from graphsvc.analysis.organigram import Organigram, below, organigram
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.kinds import group_name, kind_name
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, Actor
from graphsvc.picture import things
from graphsvc.picture.frame import Frame, grouped, sorted_by
from graphsvc.picture.tree import listed, tree
from graphsvc.picture.workbook_words import column
from graphsvc.snapshot import Snapshot
from visualisations.network import Measure, NetworkEdge, NetworkNode, NetworkView

KEY = "hierarchy"
SIGN = 8.0  # radius of all signs: their size would say nothing here
# Room of a name: beside its sign, and for each character at a scale at which the whole picture can be read.
BESIDE, CHARACTER = 20.0, 10.6
LONGEST = 30  # characters that are sure of their room; more are written where nothing else stands
STRIP_COLUMNS, STRIP_GAP, STRIP_STEP = 4, 90.0, 30.0


def hierarchy(frame: Frame) -> NetworkView:
    """The organigram as a picture; empty where no actor of the administration belongs to another."""
    snapshot = frame.snapshot
    found = organigram(snapshot, frame.today)
    everybody = [*found.levels, *found.loose]
    bare = {
        key: things.actor_node(frame, snapshot.actors[key], _group(snapshot.actors[key])) for key in sorted(everybody)
    }
    named = {key: _named(node, snapshot.actors[key]) for key, node in bare.items()}
    widths = {key: BESIDE + CHARACTER * min(len(node.label), LONGEST) for key, node in named.items()}
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
            apart=key not in found.levels,
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
        % {"column": column("Akteure", "Gehört zu")},
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
            Measure("posts", _("Planstellen"), column=True, decimals=2),
            Measure("posts_below", _("Planstellen direkt darunter"), column=True, decimals=2),
        ),
        columns=(_("Gehört zu"),) if nodes else (),
        years=None,
        years_missing=_("Stand %(day)s: Einheiten und Zuordnungen, die heute gelten.")
        % {"day": formatting.day(frame.today)},
    )


def _group(actor: Actor) -> str:
    return ACTOR_KINDS.get(actor.kind, "other")


def _named(node: NetworkNode, actor: Actor) -> NetworkNode:
    """The node with its posts behind its name."""
    name = node.label or node.name
    posts = "" if actor.posts is None else f" ({formatting.number(actor.posts)})"
    return dataclasses.replace(node, label=name + posts)


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
    children = found.children.get(key, ())
    measures: dict[str, float] = {"parts": len(children), "all_parts": len(below(found.children, key))}
    posts = snapshot.actors[key].posts
    known = _known_posts(snapshot, children)  # deeper ones are often counted in these already
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
        text += " " + _("Planstellen fehlen noch (%(column)s).") % {"column": column("Akteure", "Stellen")}
    if found.loose:
        text += " " + ngettext(
            "Bei %(count)s Einheit ist nicht erfasst, wozu sie gehört.",
            "Bei %(count)s Einheiten ist nicht erfasst, wozu sie gehören.",
            len(found.loose),
        ) % {"count": formatting.number(len(found.loose))}
    return text
