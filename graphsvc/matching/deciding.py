"""How surely each assigned pair is a true one, and which of them to report, without a label.

The best pairs that are left when all assigned pairs are forbidden are false by construction: they show what a row looks
like whose partner is missing from the other table (the decoys of Elias and Gygi 2007). The share of such rows follows
from how few pairs are assigned where decoys are frequent (Storey 2002). Reported are the pairs that make the expected
F1 largest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphsvc.matching.assigning import Assigned, assign
from graphsvc.matching.self_training import fit
from graphsvc.matching.vectors import Floats, Numbers

_LEAST = 1e-4


@dataclass(frozen=True)
class Decided:
    """Assigned pairs with how surely each is true."""

    places: Numbers  # of the candidates
    strength: Floats  # score and margin together; the probability rises with it
    probability: Floats


def decide(a: Numbers, b: Numbers, scores: Floats) -> Decided:
    """The assigned pairs of these candidates and the probability that each is a true pair."""
    real = assign(a, b, scores)
    open_ = np.ones(len(scores), dtype=bool)
    open_[real.places] = False
    decoys = assign(a, b, scores, open_)
    strength, strength_of_decoys = _strengths(scores, real, decoys)
    false = _false_shares(strength, strength_of_decoys)
    return Decided(real.places, strength, 1.0 - false)


def reported(decided: Decided) -> Numbers:
    """The places of the pairs that make the expected F1 largest, surest first."""
    order = np.lexsort((decided.places, -decided.strength, -decided.probability))
    surest = decided.probability[order]
    expected = 2 * np.cumsum(surest) / (np.arange(1, len(surest) + 1) + surest.sum())
    count = int(np.argmax(expected)) + 1 if len(surest) else 0
    return decided.places[order[:count]]


def _strengths(scores: Floats, real: Assigned, decoys: Assigned) -> tuple[Floats, Floats]:
    both = [np.column_stack([scores[of.places], of.margin]) for of in (real, decoys)]
    stacked = np.vstack(both)
    low, high = np.quantile(stacked, 0.02, axis=0), np.quantile(stacked, 0.98, axis=0)
    unit = np.clip((stacked - low) / np.maximum(high - low, 1e-9), 0.0, 1.0)
    is_real = np.arange(len(stacked)) < len(real.places)
    weights = fit(unit, is_real.astype(float), (~is_real).astype(float))
    found = weights.scores(unit)
    return found[is_real], found[~is_real]


def _false_shares(real: Floats, decoys: Floats) -> Floats:
    """The probability that a pair of this strength is false, for each of `real`; falls with the strength."""
    if not len(decoys) or not len(real):
        return np.full(len(real), _LEAST)
    strength = np.concatenate([real, decoys])
    is_real = np.concatenate([np.ones(len(real)), np.zeros(len(decoys))])
    order = np.argsort(strength, kind="stable")
    share = _rising(is_real[order])  # of real pairs among all of this strength
    unmatched = _share_of_unmatched(real, decoys)
    false = np.empty(len(order))
    false[order] = np.minimum(1.0, unmatched * (1 - share) / np.maximum(share, _LEAST))
    return np.maximum(false[: len(real)], _LEAST)


def _share_of_unmatched(real: Floats, decoys: Floats) -> float:
    """How many false pairs are among the assigned for each decoy: counted among the weaker half of the decoys."""
    middle = np.quantile(decoys, 0.5)
    below = np.count_nonzero(real <= middle), np.count_nonzero(decoys <= middle)
    return min(1.0, (below[0] + 1) / (below[1] + 1))


def _rising(values: Floats) -> Floats:
    """The rising sequence that is nearest to `values` in squares (pool adjacent violators)."""
    means: list[float] = []
    counts: list[int] = []
    for value in values.tolist():
        means.append(value)
        counts.append(1)
        while len(means) > 1 and means[-2] >= means[-1]:
            mean, count = means.pop(), counts.pop()
            means[-1] = (means[-1] * counts[-1] + mean * count) / (counts[-1] + count)
            counts[-1] += count
    return np.repeat(means, counts)
