"""Where every actor stands: computed once for each arrangement, kept over restarts, and set by hand first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphsvc import layout_file, picture
from graphsvc.layout_file import KEPT, Spots
from graphsvc.model import NETWORK
from graphsvc.snapshot import Snapshot

FIRST_SEED = 1  # until somebody arranges anew
SPARE = 1000  # actors that are gone and whose places are still known, besides as many as there are


class KeptPositions:
    """The positions of one graph; to be asked by one thread at a time."""

    def __init__(self, origin: Callable[[], str], folder: Path) -> None:
        """`origin` tells what the graph is known by (see `changelog.origin`), `folder` is the data folder."""
        self._origin = origin
        self._folder = folder
        self._graph = ""
        self._computed: dict[int, Spots] = {}  # seed -> positions, the one asked for last at the end

    def of(self, snapshot: Snapshot) -> picture.Positions:
        """Actor id -> (x, y) in units of the picture; who comes later finds a place without moving the others."""
        seed = seed_of(snapshot)
        base = self._computed.get(seed, {})
        if not base.keys() >= snapshot.actors.keys():
            base = self._more(snapshot, seed)
        return picture.placed(snapshot, base)

    def _more(self, snapshot: Snapshot, seed: int) -> Spots:
        """Positions for all: as another process has kept them, else computed and kept."""
        graph = self._origin()
        if graph != self._graph:
            self._graph, self._computed = graph, {}
        self._computed |= layout_file.read(self._folder, graph)
        base = self._computed.pop(seed, {})
        complete = base.keys() >= snapshot.actors.keys()
        if not complete:
            base = _with_former(base, dict(picture.computed(snapshot, base, seed=seed)))
        self._computed = {**dict(list(self._computed.items())[1 - KEPT :]), seed: base}
        if not complete:
            layout_file.write(self._folder, graph, self._computed)
        return base


def seed_of(snapshot: Snapshot) -> int:
    """From where on the places of the network are computed."""
    arrangement = snapshot.arrangements.get(NETWORK)
    return arrangement.seed if arrangement else FIRST_SEED


def _with_former(before: Spots, now: Spots) -> Spots:
    """`now` with the places of those who are gone, in case they come back, unless these become too many."""
    former = {actor: spot for actor, spot in before.items() if actor not in now}
    return now | former if len(former) <= len(now) + SPARE else now
