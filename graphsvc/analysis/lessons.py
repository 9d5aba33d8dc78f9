"""What the verdicts of a graph teach about its weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.analysis.findings import city_of
from graphsvc.matching import MODEL_VERSION, Detection
from graphsvc.matching.learning import Case, Fit, learn
from graphsvc.matching.scoring_model import PRIOR
from graphsvc.model import FINDING_KINDS, Calibration, Verdict
from graphsvc.snapshot import Snapshot

# Whoever coordinates two offers, or keeps both on purpose, says that the finding was right.
DOUBLE = ("merge", "coordinate", "cooperate", "intended_diversity")
NOT_DOUBLE = ("not_double", "part_of")


@dataclass(frozen=True)
class Lessons:
    """Weights that fit the verdicts better, and what they rest on."""

    calibration: Calibration
    fits: tuple[Fit, ...]
    counts: dict[str, int]  # kind -> verdicts that say yes or no, whether they were enough or not


def lessons(snapshot: Snapshot) -> Lessons:
    """What is learned from all verdicts that hold; kinds with too few keep the weights that they have."""
    cases = list(_cases(snapshot))
    fits = learn(cases)
    now = snapshot.calibration or Calibration(id="calibration")
    learned = {fit.kind for fit in fits}
    thresholds = {kind: points for kind, points in now.thresholds.items() if kind not in learned}
    factors = {key: factor for key, factor in now.factors.items() if key.partition(".")[0] not in learned}
    for fit in fits:
        thresholds[fit.kind] = fit.threshold
        factors |= {f"{fit.kind}.{dimension}": factor for dimension, factor in fit.factors.items()}
    return Lessons(
        calibration=Calibration(
            id="calibration",
            thresholds=dict(sorted(thresholds.items())),
            factors=dict(sorted(factors.items())),
            verdicts=sum(fit.cases for fit in fits),
        ),
        fits=tuple(fits),
        counts={kind: sum(case.kind == kind for case in cases) for kind in FINDING_KINDS},
    )


def _cases(snapshot: Snapshot) -> Iterator[Case]:
    """Verdicts that say yes or no, with what detection says now; of records that became one, what it said then."""
    by_kind: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in sorted(snapshot.verdicts.values(), key=lambda verdict: verdict.id):
        if verdict.kind in FINDING_KINDS and verdict.decision in (*DOUBLE, *NOT_DOUBLE):
            by_kind[verdict.kind].append(verdict)
    detection = Detection(city_of(snapshot))
    for kind, verdicts in sorted(by_kind.items()):
        there = snapshot.records.get(kind.rpartition("_")[2], {})
        known = [verdict for verdict in verdicts if len(verdict.members) == 2 and set(verdict.members) <= there.keys()]
        pairs = [(verdict.members[0], verdict.members[1]) for verdict in known]
        for verdict, finding in zip(known, detection.compare_all(kind, pairs), strict=True):
            yield _case(verdict, dict(finding.bits))
        for verdict in verdicts:
            if verdict not in known and verdict.evidence and verdict.model == MODEL_VERSION:
                yield _case(verdict, dict(verdict.evidence))


def _case(verdict: Verdict, bits: dict[str, float]) -> Case:
    prior = bits.pop(PRIOR, 0.0)
    return Case(verdict.kind, prior, bits, verdict.decision in DOUBLE)
