"""Learns from verdicts how many points a finding needs and which dimensions were believed too readily.

Maximum a posteriori: a logistic model over the bits of the dimensions, held near the product's own weights as strongly
as few verdicts deserve. The same verdicts give the same model, whatever was learned before.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from graphsvc.matching.score import DEFAULT_THRESHOLDS
from graphsvc.matching.vectors import Flags, Floats

LEAST = 6  # verdicts of one kind; of fewer, nothing is learned
_FACTOR_SPREAD = 0.3  # how far factors are from 1 before looking at verdicts, as a standard deviation
_THRESHOLD_SPREAD = 3.0  # bits
_LOWEST, _HIGHEST = 6.0, 24.0  # bits of a threshold
_FOLDS = 5


@dataclass(frozen=True)
class Case:
    """A pair that people decided about, with what detection says now."""

    kind: str
    prior: float  # bits
    bits: Mapping[str, float]  # dimension -> its whole bits
    double: bool


@dataclass(frozen=True)
class Fit:
    """What the verdicts about one kind teach; losses in bits per verdict, 0 where all was foreseen."""

    kind: str
    cases: int
    double: int  # those that people called double, in the wide sense
    threshold: float
    factors: Mapping[str, float]  # dimension -> share of its bits that counts
    loss_before: float
    loss: float  # of verdicts that were left out while learning (cross-validation)


def learn(cases: Sequence[Case]) -> list[Fit]:
    """One fit for each kind that has LEAST verdicts or more, in the order of the kinds."""
    found = []
    for kind in DEFAULT_THRESHOLDS:
        of_kind = [case for case in cases if case.kind == kind]
        if len(of_kind) >= LEAST:
            found.append(_fit(kind, of_kind))
    return found


def _fit(kind: str, cases: Sequence[Case]) -> Fit:
    dimensions = sorted({dimension for case in cases for dimension in case.bits})
    bits = np.array([[case.bits.get(dimension, 0.0) for dimension in dimensions] for case in cases], dtype=np.float64)
    prior = np.array([case.prior for case in cases], dtype=np.float64)
    double = np.array([case.double for case in cases], dtype=bool)
    start = np.array([DEFAULT_THRESHOLDS[kind], *np.ones(len(dimensions))])
    learned = _most_likely(start, bits, prior, double)
    left_out = np.zeros(len(cases))
    fold = np.arange(len(cases)) % _FOLDS
    for number in range(_FOLDS):
        away = fold == number
        of_others = _most_likely(start, bits[~away], prior[~away], double[~away])
        left_out[away] = _losses(of_others, bits[away], prior[away], double[away])
    return Fit(
        kind=kind,
        cases=len(cases),
        double=int(double.sum()),
        threshold=round(float(learned[0]), 1),
        factors={
            dimension: round(float(factor), 2)
            for dimension, factor in zip(dimensions, learned[1:], strict=True)
            if round(float(factor), 2) < 1
        },
        loss_before=float(np.mean(_losses(start, bits, prior, double))),
        loss=float(np.mean(left_out)),
    )


def _most_likely(start: Floats, bits: Floats, prior: Floats, double: Flags) -> Floats:
    """Threshold and factors with the greatest posterior."""

    def cost(values: Floats) -> float:
        far = np.sum(((values[1:] - 1) / _FACTOR_SPREAD) ** 2) + ((values[0] - start[0]) / _THRESHOLD_SPREAD) ** 2
        return float(np.sum(_losses(values, bits, prior, double)) * math.log(2) + far / 2)

    limits = [(_LOWEST, _HIGHEST), *[(0.0, 1.0)] * bits.shape[1]]
    found: Floats = optimize.minimize(cost, start, method="L-BFGS-B", bounds=limits).x
    return found


def _losses(values: Floats, bits: Floats, prior: Floats, double: Flags) -> Floats:
    """-log2 of the chance that the model gives to what was decided; what lies at the threshold is even."""
    margin = prior + bits @ values[1:] - values[0]
    found: Floats = np.logaddexp2(0.0, np.where(double, -margin, margin))
    return found
