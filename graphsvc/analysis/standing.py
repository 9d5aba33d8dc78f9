"""What holds on a day: offers that run, actors and bodies that stand, who belongs to whom, who works with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphsvc.folding import fold
from graphsvc.model import Actor, Body, Cooperation, Offer
from graphsvc.snapshot import Snapshot, holds, is_part_of

# Beginnings of the folded words of a status that say 'not now'; what is full or has a waiting list runs all the same.
_OVER = ("beendet", "eingestellt", "ausgelaufen", "abgeschlossen", "aufgegeben", "ended", "closed", "finished")
_PLANNED = ("geplant", "in planung", "planned")
_PAUSED = ("ausgesetzt", "pausier", "ruht", "paused")


def runs(offer: Offer, on: str) -> bool:
    """Whether the offer runs on the day `on` (ISO date); one without dates does, unless its status says otherwise.

    A status says how it is now: for a day within dates that are both known it does not count.
    """
    if not holds(offer, on):
        return False
    if offer.valid_from is not None and offer.valid_to is not None:
        return True
    return not fold(offer.status or "").startswith(_OVER + _PLANNED + _PAUSED)


def said_over(offer: Offer) -> bool:
    """Whether the status says that the offer is over."""
    return fold(offer.status or "").startswith(_OVER)


def said_planned(offer: Offer) -> bool:
    """Whether the status says that the offer is still to come."""
    return fold(offer.status or "").startswith(_PLANNED)


def stands(record: Actor | Body, snapshot: Snapshot, on: str) -> bool:
    """Whether the actor or body is there on the day `on`: it holds, and no successor has taken its place."""
    return holds(record, on) and not taken_over(record, snapshot, on)


def taken_over(record: Actor | Offer | Body, snapshot: Snapshot, on: str) -> bool:
    """Whether a successor stands in its place on the day `on`.

    Many lists name a successor and no end: then the record ended when the successor began, which without a date is
    always.
    """
    if record.valid_to is not None:
        return record.valid_to < on and bool(record.successors)
    successors = [found for key in record.successors if isinstance(found := snapshot.record(key), Actor | Offer | Body)]
    return any(successor.valid_from is None or successor.valid_from <= on for successor in successors)


def parents_on(snapshot: Snapshot, on: str) -> Mapping[str, tuple[str, ...]]:
    """Actor id -> the actors that it belongs to on the day `on`; the first is the one that counts.

    A dated row that ends says exactly when it held, so it comes first; then the column 'Gehört zu', then open rows.
    """
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for actor in snapshot.actors.values():
        if actor.part_of in snapshot.actors and actor.part_of is not None and actor.part_of != actor.id:
            found[actor.id].append((1, actor.part_of))
    for row in snapshot.cooperations.values():
        if is_part_of(row) and holds(row, on) and _between_two(snapshot, row):
            found[row.from_actor].append((0 if row.valid_to is not None else 2, row.to_actor))
    return {child: tuple(dict.fromkeys(parent for _rank, parent in sorted(rows))) for child, rows in found.items()}


def _between_two(snapshot: Snapshot, row: Cooperation) -> bool:
    return row.from_actor != row.to_actor and {row.from_actor, row.to_actor} <= snapshot.actors.keys()


def cooperations_on(snapshot: Snapshot, on: str) -> list[Cooperation]:
    """The cooperations that hold on the day `on`, between two different actors, without 'gehört zu'."""
    return [
        row
        for row in snapshot.cooperations.values()
        if holds(row, on) and not is_part_of(row) and _between_two(snapshot, row)
    ]
