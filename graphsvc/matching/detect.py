"""The entry points of detection: all findings of a city, or the evidence for one pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from graphsvc.errors import InvalidInput, NotFound
from graphsvc.garbage import collector_at_rest
from graphsvc.i18n import gettext as _
from graphsvc.matching import explain
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.bodies import ParallelBodies
from graphsvc.matching.city import City, holding
from graphsvc.matching.explain import Facts
from graphsvc.matching.finding import Evidence, Finding, finding_id
from graphsvc.matching.offers import Offers
from graphsvc.matching.score import DEFAULT_THRESHOLDS, total
from graphsvc.model import FINDING_KINDS


class Detector(Protocol):
    """What looks for one or more kinds of findings among the records of one type."""

    kinds: Sequence[str]

    def candidates(self, thresholds: Mapping[str, float], of: str | None = None) -> Iterable[tuple[str, str, str]]:
        """(kind, id, id) of every pair that may reach the threshold of its kind, each once, and may be reported.

        `of` asks only for the pairs of that record.
        """

    def excluded(self, kind: str, a: str, b: str) -> str | None:
        """Why the pair must not be reported as this kind, as a word; None where it may be."""

    def evidence(self, kind: str, a: str, b: str) -> tuple[Evidence, ...]:
        """The prior, then what each dimension says; in any order of the two ids the same."""

    def facts(self, kind: str, a: str, b: str) -> Facts:
        """What the sentence about the pair is made of."""

    def has(self, key: str) -> bool:
        """Whether there is such a record."""


def _thresholds(threshold: Mapping[str, float] | float | None) -> dict[str, float]:
    if threshold is None:
        return dict(DEFAULT_THRESHOLDS)
    if isinstance(threshold, (int, float)):
        return dict.fromkeys(FINDING_KINDS, float(threshold))
    return DEFAULT_THRESHOLDS | dict(threshold)


def find(city: City, *, threshold: Mapping[str, float] | float | None = None, on: str | None = None) -> list[Finding]:
    """What exists twice in the city, strongest first.

    `threshold` in bits, one for all kinds or one per kind (default: the product's own); `on` (ISO date) asks only for
    records that hold on that day. Every pair of records is in at most one finding.
    """
    with collector_at_rest():
        return _find(city if on is None else holding(city, on), _thresholds(threshold))


def about(city: City, kind: str, record_id: str) -> list[Finding]:
    """What exists twice with one record of the type `kind` (actor, offer or body), strongest first.

    The same findings as `find` has about it, without those about others.
    """
    with collector_at_rest():
        actors = DuplicateActors(city)
        detector: Detector = actors
        if kind != "actor":
            same_actor = actors.groups(DEFAULT_THRESHOLDS["duplicate_actor"])
            detector = ParallelBodies(city, same_actor) if kind == "body" else Offers(city, same_actor)
        found = []
        for pair_kind, a, b in detector.candidates(DEFAULT_THRESHOLDS, record_id) if detector.has(record_id) else ():
            evidence = detector.evidence(pair_kind, a, b)
            if total(evidence) >= DEFAULT_THRESHOLDS[pair_kind]:
                found.append(_finding(detector, pair_kind, a, b, evidence, DEFAULT_THRESHOLDS[pair_kind]))
    return sorted(found, key=lambda finding: (-finding.score, finding.kind, finding.members))


def _find(city: City, thresholds: Mapping[str, float]) -> list[Finding]:
    actors = DuplicateActors(city)
    same_actor = actors.groups(DEFAULT_THRESHOLDS["duplicate_actor"])
    detectors: list[Detector] = [actors, Offers(city, same_actor), ParallelBodies(city, same_actor)]
    found = []
    for detector in detectors:
        for kind, a, b in detector.candidates(thresholds):
            evidence = detector.evidence(kind, a, b)
            if total(evidence) >= thresholds[kind]:
                found.append(_finding(detector, kind, a, b, evidence, thresholds[kind]))
    return sorted(found, key=lambda finding: (-finding.score, finding.kind, finding.members))


def compare(city: City, kind: str, a_id: str, b_id: str) -> Finding:
    """The evidence for one pair, also where it is below the threshold or would not be reported.

    Raises InvalidInput for an unknown kind and NotFound for an unknown id.
    """
    if kind not in FINDING_KINDS:
        raise InvalidInput(_("Diese Art von Befund gibt es nicht."), {"kind": [kind]})
    actors = DuplicateActors(city)
    detector: Detector = actors
    if kind != "duplicate_actor":
        same_actor = actors.groups(DEFAULT_THRESHOLDS["duplicate_actor"])
        detector = ParallelBodies(city, same_actor) if kind == "parallel_body" else Offers(city, same_actor)
    for key in (a_id, b_id):
        if not detector.has(key):
            raise NotFound(_("Diesen Datensatz gibt es nicht: %(id)s") % {"id": key})
    return _finding(detector, kind, a_id, b_id, detector.evidence(kind, a_id, b_id), DEFAULT_THRESHOLDS[kind])


def _finding(
    detector: Detector, kind: str, a: str, b: str, evidence: tuple[Evidence, ...], threshold: float
) -> Finding:
    members = (a, b) if a <= b else (b, a)
    score = total(evidence)
    return Finding(
        id=finding_id(kind, members),
        kind=kind,
        members=members,
        score=score,
        evidence=evidence,
        explanation=explain.explanation(kind, evidence, detector.facts(kind, *members)),
        counterfactual=explain.counterfactual(evidence, score, threshold),
    )
