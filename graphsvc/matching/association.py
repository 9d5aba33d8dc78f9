"""Which values of a column of categories go together in two tables, learned from the pairs that seem true."""

from __future__ import annotations

import numpy as np

from graphsvc.matching.columns import Column
from graphsvc.matching.vectors import Floats, Numbers

_PRIOR = 2.0  # pairs that are assumed to fall as chance has it
_MOST = 5.0  # bits that count as full agreement


class Association:
    """One dimension: how much more often two values stand together in sure pairs than by chance."""

    def __init__(self, column: Column, values: Numbers, a: Numbers, b: Numbers) -> None:
        self.name = f"{column.a}/{column.b} together"
        self._a, self._b = values[a], values[b]
        self._known = (self._a >= 0) & (self._b >= 0)
        self._size = int(values.max(initial=0)) + 1

    def values(self, sure: Floats) -> Floats:
        """0 to 1 per pair, NaN where a cell is empty; `sure` says how surely each pair is true.

        What a pair itself adds is left out, so that it cannot vouch for itself.
        """
        weight = np.where(self._known, sure, 0.0)
        a, b = np.maximum(self._a, 0), np.maximum(self._b, 0)
        cell = a * self._size + b
        values, place = np.unique(cell, return_inverse=True)
        together = np.bincount(place, weights=weight, minlength=len(values))[place] - weight
        of_a = np.bincount(a, weights=weight, minlength=self._size)[a] - weight
        of_b = np.bincount(b, weights=weight, minlength=self._size)[b] - weight
        total = max(weight.sum(), 1.0)
        chance = (of_a + 1e-3) * (of_b + 1e-3) / total**2
        share = (together + _PRIOR * chance) / (total + _PRIOR)
        lift = np.log2(np.maximum(share, 1e-9) / np.maximum(chance, 1e-9))
        unseen = (of_a < 1) | (of_b < 1)
        found = np.clip((lift + 2) / (_MOST + 2), 0.0, 1.0)
        return np.where(self._known & ~unseen, found, np.nan)
