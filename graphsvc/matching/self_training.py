"""Weights that two tables teach by themselves: a non-negative logistic regression over the dimensions.

Positive examples are pairs of rows that are each other's best, each weighed by how surely it is a true one; negative
examples are the pairs of the same rows that lost against them. No labels are read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from graphsvc.matching.vectors import Floats

_BEND = 0.5  # the curve of a dimension may be steeper above it than below
_RIDGE = 0.02  # keeps weights finite where classes are separable
_STEPS, _ENOUGH = 40, 1e-7
_LENGTHS = [0.5**halved for halved in range(12)]  # of a step of Newton


@dataclass(frozen=True)
class Weights:
    """What each dimension tells, in natural logarithms of odds."""

    low: Floats  # per unit of a value up to the bend
    high: Floats  # per unit above it
    neutral: Floats  # the value that stands where there is none: it speaks for neither class
    constant: float

    def scores(self, values: Floats) -> Floats:
        """One score per row of `values` (pairs by dimensions, NaN where missing)."""
        filled = np.where(np.isnan(values), self.neutral, values)
        found: Floats = (
            np.minimum(filled, _BEND) @ self.low + np.maximum(filled - _BEND, 0.0) @ self.high + self.constant
        )
        return found


def first_scores(values: Floats) -> Floats:
    """Scores before anything is learned: the mean of all dimensions, each in its own standard deviations."""
    mean, deviation = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    standard = (values - mean) / np.maximum(deviation, 1e-6)
    return np.asarray(np.where(np.isnan(values), 0.0, standard).mean(axis=1))


def fit(values: Floats, positive: Floats, negative: Floats) -> Weights:
    """The weights that separate the classes best; each pair may belong to both by some weight, each class weighs 1."""
    positive, negative = positive / max(positive.sum(), 1e-9), negative / max(negative.sum(), 1e-9)
    neutral = (_means(values, positive) + _means(values, negative)) / 2
    filled = np.where(np.isnan(values), neutral, values)
    pieces = np.hstack([np.minimum(filled, _BEND), np.maximum(filled - _BEND, 0.0)])
    used = (positive > 0) | (negative > 0)
    pieces, positive, negative = pieces[used], positive[used], negative[used]

    found = _smallest(np.column_stack([pieces, np.ones(len(pieces))]), positive, negative)
    size = pieces.shape[1]
    return Weights(found[: size // 2], found[size // 2 : size], neutral, float(found[-1]))


def _smallest(pieces: Floats, positive: Floats, negative: Floats) -> Floats:
    """The parameters of the smallest loss, none below 0 but the last: Newton's method, projected (Bertsekas 1982)."""
    size = pieces.shape[1]
    ridge = np.full(size, _RIDGE / 10)
    ridge[-1] = 1e-9

    def loss(parameters: Floats) -> float:
        scores = pieces @ parameters
        return float(
            positive @ np.logaddexp(0.0, -scores) + negative @ np.logaddexp(0.0, scores) + ridge @ parameters**2 / 2
        )

    found = np.append(np.ones(size - 1), -(size - 1) / 4)
    best = loss(found)
    for _step in range(_STEPS):
        chance = special.expit(pieces @ found)
        slope = pieces.T @ (negative * chance - positive * (1 - chance)) + ridge * found
        free = (found > 0) | (slope < 0)
        free[-1] = True
        some = pieces[:, free]
        curvature = some.T @ (some * ((positive + negative) * chance * (1 - chance))[:, None])
        curvature += np.diag(ridge[free])
        step = np.zeros(size)
        step[free] = np.linalg.solve(curvature, slope[free])
        for length in _LENGTHS:
            tried = found - length * step
            tried[:-1] = np.maximum(tried[:-1], 0.0)
            if (reached := loss(tried)) < best:
                break
        else:
            break
        done = best - reached < _ENOUGH
        found, best = tried, reached
        if done:
            break
    return np.asarray(found)


def _means(values: Floats, weights: Floats) -> Floats:
    """The weighted mean of each dimension; .5 where it is never known."""
    known = ~np.isnan(values)
    total = weights @ known
    return np.where(total > 1e-9, (weights @ np.where(known, values, 0.0)) / np.maximum(total, 1e-9), 0.5)
