"""Which rows of two plain tables are the same thing: candidates, dimensions, self-trained weights, one partner each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphsvc.matching import self_training
from graphsvc.matching.association import Association
from graphsvc.matching.blocking import candidates
from graphsvc.matching.columns import Column, Table, guess
from graphsvc.matching.deciding import Decided, decide, repeated, reported
from graphsvc.matching.dimensions import Comparison
from graphsvc.matching.vectors import Floats, Numbers

_ROUNDS = 5


@dataclass(frozen=True)
class Linked:
    """A pair of rows that are the same thing, and how surely."""

    a: str
    b: str
    probability: float


@dataclass(frozen=True)
class Links:
    """The answer for two tables."""

    pairs: tuple[Linked, ...]  # surest first
    columns: tuple[Column, ...]
    candidates: int
    weights: Mapping[str, float]  # dimension -> the most that it adds, in bits


def link(a: Table, b: Table, columns: Sequence[Column] | None = None) -> Links:
    """The pairs of rows of two tables that are the same thing; without `columns` these are guessed."""
    used = tuple(columns) if columns is not None else guess(a, b)
    if not a.ids or not b.ids:
        return Links((), used, 0, {})
    training = Training(a, b, used)
    if not training.names:
        return Links((), used, len(training.a), {})
    pairs = tuple(
        Linked(a.ids[training.a[place]], b.ids[training.b[place] - len(a.ids)], probability)
        for place, probability in training.answer()
    )
    return Links(pairs, used, len(training.a), training.told())


class Training:
    """Weights and decisions for the candidates of two tables, each round made from the decisions of the one before."""

    def __init__(self, a: Table, b: Table, columns: Sequence[Column]) -> None:
        comparison = Comparison(a, b, columns)
        self.a, self.b = candidates(comparison.views(), list(comparison.keys()), len(a.ids))
        fixed = [dimension for dimension in comparison.dimensions((self.a, self.b)) if dimension.differs()]
        self.names = [dimension.name for dimension in fixed]
        if not fixed:  # nothing in common, or nothing that tells one pair from another
            return
        self._fixed = np.column_stack([dimension.values for dimension in fixed])
        self._learned = [Association(column, values, self.a, self.b) for column, values in comparison.categories()]
        self.names += [association.name for association in self._learned]
        self.scores: Floats = self_training.first_scores(self._fixed)
        self.decided: Decided = decide(self.a, self.b, self.scores, passes=1)
        for _round in range(_ROUNDS):
            self._learn()
        self.decided = decide(self.a, self.b, self.scores)

    def answer(self) -> list[tuple[int, float]]:
        """The places of the pairs to report and how sure each is, surest first."""
        chosen = reported(self.decided)
        more = repeated(self.a, self.b, self.scores, chosen)
        sure = dict(zip(self.decided.places.tolist(), self.decided.probability.tolist(), strict=True))
        weakest = min((sure[place] for place in chosen.tolist()), default=0.0)
        found = [(place, sure.get(place, weakest)) for place in [*chosen.tolist(), *more.tolist()]]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def told(self) -> dict[str, float]:
        """The most that each dimension adds, in bits."""
        most = (self._weights.low + self._weights.high) / 2 / np.log(2)
        return dict(zip(self.names, most.tolist(), strict=True))

    def _learn(self) -> None:
        sure = np.zeros(len(self.a))
        sure[self.decided.places] = self.decided.probability
        values = np.column_stack([self._fixed, *(of.values(sure) for of in self._learned)])
        self._weights = self_training.fit(values, sure, self._losers(sure))
        self.scores = self._weights.scores(values)
        self.decided = decide(self.a, self.b, self.scores, passes=1)

    def _losers(self, sure: Floats) -> Floats:
        """How much each pair counts as a negative example: the strongest that lost against a sure pair of its rows."""
        size = int(self.b.max(initial=0)) + 1
        held = np.zeros(size)
        for side in (self.a, self.b):
            np.maximum.at(held, side, sure)
        lost: Numbers = np.flatnonzero(sure < 0.5)
        found = np.zeros(len(sure))
        found[lost] = np.maximum(held[self.a[lost]], held[self.b[lost]]) * (1 - sure[lost])
        rank = np.minimum(_ranks(self.a, self.scores), _ranks(self.b, self.scores))
        found[rank > 5] = 0.0
        return found


def _ranks(rows: Numbers, scores: Floats) -> Numbers:
    """The place of each pair among the pairs of its row, 0 for the strongest."""
    order = np.lexsort((-scores, rows))
    sorted_rows = rows[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_rows[1:] != sorted_rows[:-1]]))
    lengths = np.diff(np.append(starts, len(rows)))
    found = np.empty(len(rows), dtype=np.int64)
    found[order] = np.arange(len(rows)) - np.repeat(starts, lengths)
    return found
