"""Detection: what exists twice in a city, strongest first, each finding with its evidence."""

from graphsvc.matching.city import City
from graphsvc.matching.detect import Detection, compare, find
from graphsvc.matching.explain import dimension_name
from graphsvc.matching.finding import Evidence, Finding, finding_id
from graphsvc.matching.score import DEFAULT_THRESHOLDS, MODEL_VERSION, THRESHOLD
from graphsvc.matching.scoring_model import DEFAULT, ScoringModel

__all__ = [
    "DEFAULT",
    "DEFAULT_THRESHOLDS",
    "MODEL_VERSION",
    "THRESHOLD",
    "City",
    "Detection",
    "Evidence",
    "Finding",
    "ScoringModel",
    "compare",
    "dimension_name",
    "find",
    "finding_id",
]
