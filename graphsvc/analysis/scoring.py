"""The weights of a graph: what its calibration makes of those that the program comes with."""

from __future__ import annotations

from graphsvc.matching import DEFAULT, DEFAULT_THRESHOLDS, MODEL_VERSION, ScoringModel
from graphsvc.model import FINDING_KINDS, Calibration
from graphsvc.snapshot import Snapshot


def model_of(snapshot: Snapshot) -> ScoringModel:
    """The weights by which the findings of this graph are weighed."""
    return model_from(snapshot.calibration)


def model_from(calibration: Calibration | None) -> ScoringModel:
    """The weights of a calibration; those of the program where there is none, or it says nothing.

    The version of the record is part of the version of the weights, so that an old score can be explained.
    """
    if calibration is None or not (calibration.thresholds or calibration.factors):
        return DEFAULT
    factors = {}
    for key, factor in calibration.factors.items():
        kind, _dot, dimension = key.partition(".")
        if kind in FINDING_KINDS:
            factors[kind, dimension] = min(max(factor, 0.0), 1.0)
    thresholds = {kind: calibration.thresholds.get(kind, points) for kind, points in DEFAULT_THRESHOLDS.items()}
    return ScoringModel(f"{MODEL_VERSION}-{calibration.version}", thresholds, factors)
