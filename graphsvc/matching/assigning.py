"""One partner for each row, so that all pairs together are the likeliest; and whom a row would get without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from graphsvc.matching.vectors import Flags, Floats, Numbers

_NOTHING = 2.0  # log odds below 0 at which a pair counts for little more than none
_ALONE = 1e-6  # what a row without partner counts, so that an assignment of all rows exists


@dataclass(frozen=True)
class Assigned:
    """Pairs of which no two share a row, as places in the list of candidates."""

    places: Numbers
    margin: Floats  # score minus the best other score of its two rows


@dataclass(frozen=True)
class Best:
    """The two best scores of each row."""

    first: Floats
    second: Floats

    def rival(self, rows: Numbers, scores: Floats) -> Floats:
        """The best score of each row that is not the given one of its own."""
        found: Floats = np.where(scores >= self.first[rows], self.second[rows], self.first[rows])
        return found


def assign(a: Numbers, b: Numbers, scores: Floats) -> Assigned:
    """The assignment whose pairs have the largest sum of log(1 + odds); rows may stay alone.

    `a` and `b` are the rows of each candidate, rows of b counted after those of a.
    """
    first_of_b = int(b.min())
    rows, columns = int(a.max()) + 1, int(b.max()) + 1 - first_of_b
    worth = np.logaddexp(0.0, scores + _NOTHING) + _ALONE
    alone = np.arange(rows)
    graph = sparse.csr_matrix(
        (
            np.concatenate([worth, np.full(rows, _ALONE / 2)]),
            (np.concatenate([a, alone]), np.concatenate([b - first_of_b, alone + columns])),
        ),
        shape=(rows, columns + rows),
    )
    of_a, of_b = csgraph.min_weight_full_bipartite_matching(graph, maximize=True)
    paired = of_b < columns
    wanted = of_a[paired].astype(np.int64) * (columns + first_of_b) + of_b[paired] + first_of_b
    places = np.flatnonzero(np.isin(a * (columns + first_of_b) + b, wanted))
    own = scores[places]
    rivals = [two_best(side, scores).rival(side[places], own) for side in (a, b)]
    return Assigned(places, own - np.maximum(*rivals))


def decoys(a: Numbers, b: Numbers, scores: Floats, sure: Numbers) -> Assigned:
    """For each row of the sure pairs, on the side with fewer rows, the pair that it would have without its partner.

    That is its best pair with a row that is free or has a weaker partner; rows without such a pair are left out. False
    pairs are as many as rows without partner on the side that has fewer of them, therefore that side.
    """
    side, other = (a, b) if len(np.unique(a)) < len(np.unique(b)) else (b, a)
    rest = np.ones(len(scores), dtype=bool)
    rest[sure] = False
    served = np.full(int(other.max()) + 1, -np.inf)
    served[other[sure]] = scores[sure]
    partnered = np.zeros(int(side.max()) + 1, dtype=bool)
    partnered[side[sure]] = True
    open_ = np.flatnonzero(rest & partnered[side] & (scores > served[other]))
    open_ = open_[np.lexsort((other[open_], -scores[open_], side[open_]))]
    _rows, first = np.unique(side[open_], return_index=True)
    places = open_[first]
    own = scores[places]
    rivals = (
        two_best(side, scores, rest).rival(side[places], own),
        two_best(other, scores).rival(other[places], own),
    )
    return Assigned(places, own - np.maximum(*rivals))


def two_best(rows: Numbers, scores: Floats, among: Flags | None = None) -> Best:
    """The best and the second best score of each row among some pairs; the lowest of all where there is none."""
    some = np.arange(len(rows)) if among is None else np.flatnonzero(among)
    order = some[np.lexsort((-scores[some], rows[some]))]
    low = float(scores.min(initial=0.0))
    size = int(rows.max(initial=-1)) + 1
    first, second = np.full(size, low), np.full(size, low)
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = rows[order][1:] != rows[order][:-1]
    starts = np.flatnonzero(begins)
    first[rows[order[starts]]] = scores[order[starts]]
    after = starts[starts + 1 < len(order)] + 1
    after = after[~begins[after]]
    second[rows[order[after]]] = scores[order[after]]
    return Best(first, second)
