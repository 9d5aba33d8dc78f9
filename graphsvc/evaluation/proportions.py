"""Shares with their 95 % confidence intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.95
_Z = 1.959963984540054  # the normal quantile of (1 + LEVEL) / 2


@dataclass(frozen=True)
class Share:
    """A number between 0 and 1 and the interval that holds the true one in 95 of 100 such samples."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float]:
        """Value and bounds, unrounded."""
        return {"value": self.value, "low": self.low, "high": self.high}


def share(hits: int, of: int) -> Share:
    """`hits` of `of`, with the interval of Wilson (1927): right for small samples and for 0 and 1 too.

    Of nothing it is 0, and anything between 0 and 1 may be true.
    """
    if of == 0:
        return Share(0.0, 0.0, 1.0)
    value = hits / of
    scale = 1 + _Z**2 / of
    middle = (value + _Z**2 / (2 * of)) / scale
    half = _Z * math.sqrt(value * (1 - value) / of + _Z**2 / (4 * of**2)) / scale
    # at 0 and 1 the bound is exact, and rounding must not push it past the value
    return Share(value, min(value, max(0.0, middle - half)), max(value, min(1.0, middle + half)))


def f1(hits: int, wrong: int, missed: int) -> Share:
    """The harmonic mean of precision and recall.

    F1 is 2s / (1 + s) of s, the share of hits among all pairs that are reported or true; it rises with s, so that the
    Wilson interval of s gives its own.
    """
    of_all = share(hits, hits + wrong + missed)
    return Share(*(2 * part / (1 + part) for part in (of_all.value, of_all.low, of_all.high)))


def mean(shares: Sequence[Share]) -> Share:
    """The mean of independent shares; the interval by the recovery of variances of Zou and Donner (2008)."""
    value = sum(part.value for part in shares) / len(shares)
    below = math.hypot(*(part.value - part.low for part in shares)) / len(shares)
    above = math.hypot(*(part.high - part.value for part in shares)) / len(shares)
    return Share(value, max(0.0, value - below), min(1.0, value + above))
