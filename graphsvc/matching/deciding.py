"""How surely each assigned pair is a true one, and which of them to report, without a label.

For each row that has a sure partner we ask whom it would get if this partner were missing from the other table: the
best row that is free or worse served. These decoys are false by construction (as those of Elias and Gygi 2007) and show
what rows without a partner get. How many such rows there are follows from how few pairs are assigned where decoys are
frequent (Storey 2002). Reported are the pairs that make the expected F1 largest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphsvc.matching.assigning import Assigned, assign, decoys
from graphsvc.matching.self_training import fit
from graphsvc.matching.vectors import Floats, Numbers

_LEAST = 1e-4
_SURE = 0.5
PASSES = 3  # each from the sure pairs of the one before
_BINS = 24  # of strengths


@dataclass(frozen=True)
class Decided:
    """Assigned pairs with how surely each is true."""

    places: Numbers  # of the candidates
    strength: Floats  # score and margin together; the probability rises with it
    probability: Floats


def decide(a: Numbers, b: Numbers, scores: Floats, passes: int = PASSES) -> Decided:
    """The assigned pairs of these candidates and the probability that each is a true pair."""
    real = assign(a, b, scores)
    sure = real.places[real.margin > 0]
    for _pass in range(passes):
        missing = decoys(a, b, scores, sure)
        strength, strength_of_decoys = _strengths(scores, real, missing)
        probability = 1.0 - _false_shares(strength, strength_of_decoys)
        sure = real.places[probability > _SURE]
    return Decided(real.places, strength, probability)


def reported(decided: Decided) -> Numbers:
    """The places of the pairs that make the expected F1 largest, surest first."""
    order = np.lexsort((decided.places, -decided.strength, -decided.probability))
    surest = decided.probability[order]
    expected = 2 * np.cumsum(surest) / (np.arange(1, len(surest) + 1) + surest.sum())
    count = int(np.argmax(expected)) + 1 if len(surest) else 0
    return decided.places[order[:count]]


def repeated(a: Numbers, b: Numbers, scores: Floats, chosen: Numbers) -> Numbers:
    """Further pairs, of rows that stayed alone: things that stand twice in one of the tables.

    Their best partner is taken, and they fit it as well as half of the chosen pairs fit each other. Variants of a thing
    do not: what tells them apart speaks against them.
    """
    if not len(chosen):
        return chosen
    typical = float(np.median(scores[chosen]))
    found = []
    for side, other in ((a, b), (b, a)):
        alone, taken = np.ones(int(b.max()) + 1, dtype=bool), np.zeros(int(b.max()) + 1, dtype=bool)
        alone[side[chosen]], taken[other[chosen]] = False, True
        order = np.flatnonzero(alone[side])
        order = order[np.lexsort((other[order], -scores[order], side[order]))]
        _rows, first = np.unique(side[order], return_index=True)
        best = order[first]
        found.append(best[taken[other[best]] & (scores[best] >= typical)])
    return np.unique(np.concatenate(found))


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
    # how many false pairs there are for each decoy: counted where its weaker half is, as if none were true there
    middle = np.quantile(decoys, 0.5)
    weak = np.count_nonzero(real <= middle), np.count_nonzero(decoys <= middle)
    unmatched = min(1.0, (weak[0] + 1) / (weak[1] + 1))
    false = np.empty(len(order))
    false[order] = np.minimum(1.0, unmatched * (1 - share) / np.maximum(share, _LEAST))
    false = np.maximum(false[: len(real)], 1 - _one_hill(real, decoys, unmatched))
    return np.where(real <= middle, 1.0, np.maximum(false, _LEAST))


def _one_hill(real: Floats, decoys: Floats, unmatched: float) -> Floats:
    """The largest share of true pairs around each of `real` if the strengths of true pairs have a single peak.

    A few pairs that stand alone between the decoys and the mass of true pairs are more likely false than true.
    """
    edges = np.histogram_bin_edges(np.concatenate([real, decoys]), bins=_BINS)
    counts, false = np.histogram(real, edges)[0], np.histogram(decoys, edges)[0]
    true = np.maximum(counts - unmatched * false, 0.0)
    peak = int(np.argmax(true))
    true[: peak + 1] = _rising(true[: peak + 1])
    share = np.minimum(1.0, true / np.maximum(counts, 1))
    place = np.clip(np.searchsorted(edges, real, side="right") - 1, 0, _BINS - 1)
    found: Floats = share[place]
    return np.where(place >= peak, 1.0, found)


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
