"""The entry points of detection: all findings of a city, or the evidence for one pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from graphsvc.matching.score import total
from graphsvc.matching.scoring_model import DEFAULT, ScoringModel
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


def find(
    city: City,
    *,
    threshold: Mapping[str, float] | float | None = None,
    on: str | None = None,
    model: ScoringModel = DEFAULT,
) -> list[Finding]:
    """What exists twice in the city, strongest first.

    `threshold` in bits, one for all kinds or one per kind (default: those of the model); `on` (ISO date) asks
    only for records that hold on that day. Every pair of records is in at most one finding.
    """
    chosen = model.with_thresholds(threshold)
    with collector_at_rest():
        there = city if on is None else holding(city, on)
        actors = DuplicateActors(there)
        same_actor = actors.groups(model)
        detectors: list[Detector] = [actors, Offers(there, same_actor), ParallelBodies(there, same_actor)]
        return _strongest_first(
            found
            for detector in detectors
            for found in _reaching(detector, chosen, detector.candidates(chosen.thresholds))
        )


def about(city: City, kind: str, record_id: str, *, model: ScoringModel = DEFAULT) -> list[Finding]:
    """What exists twice with one record of the type `kind` (actor, offer or body), strongest first.

    The same findings as `find` has about it, without those about others.
    """
    with collector_at_rest():
        detector = _detector(city, kind, model)
        if not detector.has(record_id):
            return []
        return _strongest_first(_reaching(detector, model, detector.candidates(model.thresholds, record_id)))


def compare(city: City, kind: str, a_id: str, b_id: str, *, model: ScoringModel = DEFAULT) -> Finding:
    """The evidence for one pair, also where it is below the threshold or would not be reported.

    Raises InvalidInput for an unknown kind and NotFound for an unknown id.
    """
    return next(compare_all(city, kind, [(a_id, b_id)], model=model))


def compare_all(
    city: City, kind: str, pairs: Iterable[tuple[str, str]], *, model: ScoringModel = DEFAULT
) -> Iterator[Finding]:
    """`compare` for many pairs of one kind; the city is read once."""
    if kind not in FINDING_KINDS:
        raise InvalidInput(_("Diese Art von Befund gibt es nicht."), {"kind": [kind]})
    detector = _detector(city, kind.rpartition("_")[2], model)
    for pair in pairs:
        for key in pair:
            if not detector.has(key):
                raise NotFound(_("Diesen Datensatz gibt es nicht: %(id)s") % {"id": key})
        yield _finding(detector, kind, *pair, model.weighed(kind, detector.evidence(kind, *pair)), model)


def _detector(city: City, record: str, model: ScoringModel) -> Detector:
    """What looks among the actors, offers or bodies."""
    actors = DuplicateActors(city)
    if record == "actor":
        return actors
    same_actor = actors.groups(model)
    return ParallelBodies(city, same_actor) if record == "body" else Offers(city, same_actor)


def _reaching(detector: Detector, model: ScoringModel, candidates: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    for kind, a, b in candidates:
        evidence = model.weighed(kind, detector.evidence(kind, a, b))
        if total(evidence) >= model.thresholds[kind]:
            yield _finding(detector, kind, a, b, evidence, model)


def _strongest_first(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: (-finding.score, finding.kind, finding.members))


def _finding(
    detector: Detector, kind: str, a: str, b: str, evidence: tuple[Evidence, ...], model: ScoringModel
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
        counterfactual=explain.counterfactual(evidence, score, model.thresholds[kind]),
    )
