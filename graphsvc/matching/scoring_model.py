"""How many points a finding needs, and how much of what each dimension says counts: what a city may set or learn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphsvc.matching.finding import Evidence
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

    def weighed(self, kind: str, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The evidence with the share of the bits that counts; what counts nothing is left out."""
        if not self.factors:
            return evidence
        found = []
        for item in evidence:
            factor = 1.0 if item.dimension == PRIOR else self.factors.get((kind, item.dimension), 1.0)
            if factor > 0:
                found.append(item if factor == 1.0 else replace(item, bits=item.bits * factor))
        return tuple(found)

    def with_thresholds(self, threshold: Mapping[str, float] | float | None) -> ScoringModel:
        """The same weights with other thresholds: one for all kinds, one per kind, or (None) its own."""
        if threshold is None:
            return self
        if isinstance(threshold, (int, float)):
            return replace(self, thresholds=dict.fromkeys(DEFAULT_THRESHOLDS, float(threshold)))
        return replace(self, thresholds={**self.thresholds, **threshold})


DEFAULT = ScoringModel()
