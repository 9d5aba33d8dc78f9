"""Weights that two tables teach by themselves: a non-negative logistic regression over the dimensions.

Positive examples are pairs of rows that are each other's best, each weighed by how surely it is a true one; negative
examples are the pairs of the same rows that lost against them. No labels are read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from graphsvc.matching.vectors import Floats

_BEND = 0.5  # the curve of a dimension may be steeper above it than below
_RIDGE = 0.02  # keeps weights finite where classes are separable


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

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, constant = parameters[:-1], parameters[-1]
        scores = pieces @ weights + constant
        value = positive @ np.logaddexp(0.0, -scores) + negative @ np.logaddexp(0.0, scores)
        slope = -positive * special.expit(-scores) + negative * special.expit(scores)
        gradient = np.append(pieces.T @ slope + _RIDGE * weights / 10, slope.sum())
        return float(value + _RIDGE * (weights @ weights) / 20), gradient

    size = pieces.shape[1]
    start = np.append(np.ones(size), -size / 4)
    bounds = [(0.0, None)] * size + [(None, None)]
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    low, high = found.x[: size // 2], found.x[size // 2 : size]
    return Weights(low, high, neutral, float(found.x[-1]))


def _means(values: Floats, weights: Floats) -> Floats:
    """The weighted mean of each dimension; .5 where it is never known."""
    known = ~np.isnan(values)
    total = weights @ known
    return np.where(total > 1e-9, (weights @ np.where(known, values, 0.0)) / np.maximum(total, 1e-9), 0.5)
