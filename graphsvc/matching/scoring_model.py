"""How many points a finding needs, and how much of what each dimension says counts: what a city may set or learn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphsvc.matching.score import DEFAULT_THRESHOLDS, MODEL_VERSION

PRIOR = "prior"


@dataclass(frozen=True)
class ScoringModel:
    """Thresholds in bits per kind; factors from 0 to 1, (kind, dimension) -> share of its bits, 1 where none is named.

    No factor is above 1, so that what the joins find with whole bits holds all that may reach a threshold.
    """

    version: str = MODEL_VERSION
    thresholds: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_THRESHOLDS))
    factors: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def weighed(self, kind: str, bits: Mapping[str, float]) -> Mapping[str, float]:
        """Dimension -> the share of its bits that counts; what counts nothing is left out."""
        if not self.factors:
            return bits
        factors = {dimension: self.factors.get((kind, dimension), 1.0) for dimension in bits if dimension != PRIOR}
        return {
            dimension: found * factor
            for dimension, found in bits.items()
            if (factor := factors.get(dimension, 1.0)) > 0
        }

    def with_thresholds(self, threshold: Mapping[str, float] | float | None) -> ScoringModel:
        """The same weights with other thresholds: one for all kinds, one per kind, or (None) its own."""
        if threshold is None:
            return self
        if isinstance(threshold, (int, float)):
            return replace(self, thresholds=dict.fromkeys(DEFAULT_THRESHOLDS, float(threshold)))
        return replace(self, thresholds={**self.thresholds, **threshold})


DEFAULT = ScoringModel()
