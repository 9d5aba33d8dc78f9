"""How the administration is built: who belongs to whom on a day, level by level, and whose place is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphsvc.analysis.departments import ADMINISTRATION
from graphsvc.analysis.standing import parents_on, stands
from graphsvc.folding import sort_key
from graphsvc.model import ACTOR_KINDS, Actor
from graphsvc.snapshot import Snapshot

# The order of siblings: what is larger stands first, then by name.
_RANKS = ("city", "public_provider", "ministry", "function", "staff_unit", "department", "division", "section", "unit")


@dataclass(frozen=True)
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
    parts: dict[str, list[str]] = defaultdict(list)
    for child, parent in above.items():
        parts[parent].append(child)
    children = {key: tuple(sorted(rows, key=lambda child: _order(there[child]))) for key, rows in parts.items()}
    free = [actor for actor in there.values() if actor.id not in above and _is_ours(actor)]
    roots = sorted(
        (actor for actor in free if actor.id in children),
        key=lambda actor: (-len(below(children, actor.id)), _order(actor)),
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


def below(children: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """All that is below, at any level."""
    found: list[str] = []
    waiting = list(children.get(key, ()))
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, ())
    return found


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
    return ACTOR_KINDS.get(actor.kind, "other") == ADMINISTRATION and not actor.collective


def _order(actor: Actor) -> tuple[int, str, str]:
    rank = _RANKS.index(actor.kind) if actor.kind in _RANKS else len(_RANKS)
    return rank, sort_key(actor.name), actor.id
