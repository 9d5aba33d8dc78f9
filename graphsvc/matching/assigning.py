"""One partner for each row: the strongest pair first, and how far it is ahead of what else its two rows could be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphsvc.matching.vectors import Flags, Floats, Numbers


@dataclass(frozen=True)
class Assigned:
    """Pairs of which no two share a row, as places in the list of candidates, strongest first."""

    places: Numbers
    margin: Floats  # score minus the best other score of its two rows


def assign(a: Numbers, b: Numbers, scores: Floats, allowed: Flags | None = None) -> Assigned:
    """The pairs that are each other's best, then those among the rows that are left, and so on."""
    open_ = np.ones(len(scores), dtype=bool) if allowed is None else allowed
    order = np.flatnonzero(open_)
    order = order[np.lexsort((b[order], a[order], -scores[order]))]
    size = int(max(a.max(initial=-1), b.max(initial=-1))) + 1
    taken = np.zeros(size, dtype=bool)
    found = []
    for place in order.tolist():
        if not taken[a[place]] and not taken[b[place]]:
            taken[a[place]] = taken[b[place]] = True
            found.append(place)
    places = np.array(found, dtype=np.int64)
    return Assigned(places, _margins(a, b, scores, order, places))


def _margins(a: Numbers, b: Numbers, scores: Floats, order: Numbers, places: Numbers) -> Floats:
    """Score of each place minus the best other score of its rows among the places of `order`."""
    low = float(scores[order].min(initial=0.0))
    rival = np.full(len(places), low)
    for side in (a, b):
        best, second = _two_best(side[order], scores[order], int(side.max(initial=0)) + 1, low)
        own, first, other = scores[places], best[side[places]], second[side[places]]
        rival = np.maximum(rival, np.where(own >= first, other, first))
    found: Floats = scores[places] - rival
    return found


def _two_best(rows: Numbers, scores: Floats, size: int, low: float) -> tuple[Floats, Floats]:
    """Per row the best and the second best score, `low` where there is none; `scores` fall."""
    best, second = np.full(size, low), np.full(size, low)
    stable = np.argsort(rows, kind="stable")
    sorted_rows, sorted_scores = rows[stable], scores[stable]
    first = np.ones(len(sorted_rows), dtype=bool)
    first[1:] = sorted_rows[1:] != sorted_rows[:-1]
    starts = np.flatnonzero(first)
    best[sorted_rows[starts]] = sorted_scores[starts]
    next_ = starts + 1
    next_ = next_[(next_ < len(sorted_rows))]
    next_ = next_[~first[next_]]
    second[sorted_rows[next_]] = sorted_scores[next_]
    return best, second
