"""The entry points of detection: all findings of a city, those about one record, or the evidence for one pair."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from graphsvc.errors import InvalidInput, NotFound
from graphsvc.garbage import collector_at_rest
from graphsvc.i18n import gettext as _
from graphsvc.matching import explain
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.bodies import ParallelBodies
from graphsvc.matching.city import City, holding
from graphsvc.matching.explain import Facts
from graphsvc.matching.finding import Evidence, Finding, Words, finding_id
from graphsvc.matching.offers import Offers
from graphsvc.matching.score import total
from graphsvc.matching.scoring_model import DEFAULT, ScoringModel
from graphsvc.model import FINDING_KINDS, Actor, Body, Offer


class Detector(Protocol):
    """What looks for one or more kinds of findings among the records of one type."""

    kinds: Sequence[str]

    def candidates(self, thresholds: Mapping[str, float], of: str | None = None) -> Iterable[tuple[str, str, str]]:
        """(kind, id, id) of every pair that may reach the threshold of its kind, each once, and may be reported.

        `of` asks only for the pairs of that record.
        """

    def excluded(self, kind: str, a: str, b: str) -> str | None:
        """Why the pair must not be reported as this kind, as a word; None where it may be."""

    def bits(self, kind: str, a: str, b: str) -> Mapping[str, float]:
        """Those of the prior, then of each dimension that says anything; in any order of the two ids the same."""

    def evidence(self, kind: str, a: str, b: str) -> tuple[Evidence, ...]:
        """`bits` with the shared values and a phrase for each, in the language that is spoken."""

    def facts(self, kind: str, a: str, b: str) -> Facts:
        """What the sentence about the pair is made of."""

    def has(self, key: str) -> bool:
        """Whether there is such a record."""


class Detection:
    """One city, ready to be asked: what is made of its records is made once, for all questions."""

    def __init__(self, city: City, model: ScoringModel = DEFAULT) -> None:
        self._city = city
        self._model = model

    @cached_property
    def _actors(self) -> DuplicateActors:
        return DuplicateActors(self._city)

    @cached_property
    def _same_actor(self) -> Mapping[str, str]:
        return self._actors.groups(self._model)

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self._city, self._same_actor)

    @cached_property
    def _bodies(self) -> ParallelBodies:
        return ParallelBodies(self._city, self._same_actor)

    def find(self, threshold: Mapping[str, float] | float | None = None) -> list[Finding]:
        """What exists twice, strongest first; every pair of records is in at most one finding.

        `threshold` in bits, one for all kinds or one per kind (default: those of the model).
        """
        chosen = self._model.with_thresholds(threshold)
        with collector_at_rest():
            detectors: list[Detector] = [self._actors]
            if self._city.offers:  # without any, nobody needs to read all actors for them
                detectors.append(self._offers)
            if self._city.bodies:
                detectors.append(self._bodies)
            return _strongest_first(
                found
                for detector in detectors
                for found in _reaching(detector, chosen, detector.candidates(chosen.thresholds))
            )

    def about(self, kind: str, record_id: str) -> list[Finding]:
        """What exists twice with one record of the type `kind` (actor, offer or body), strongest first.

        The same findings as `find` has about it, without those about others.
        """
        return self._about(self._detector(kind), record_id)

    def about_new(self, kind: str, record: Actor | Offer | Body) -> list[Finding]:
        """What would exist twice with a record that the city does not have, were it there; strongest first.

        How rare a value is, is asked of the offers as they are: counting them anew with one more takes longer than
        anybody waits, and moves the points by less than anybody reads.
        """
        detector: Detector
        if isinstance(record, Offer):
            detector = self._offers.with_one(record)
        elif isinstance(record, Body):
            there = dataclasses.replace(self._city, bodies=(*self._city.bodies, record))
            detector = ParallelBodies(there, self._same_actor)
        else:
            detector = DuplicateActors(dataclasses.replace(self._city, actors=(*self._city.actors, record)))
        return self._about(detector, record.id)

    def compare_all(self, kind: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Finding]:
        """The evidence for each pair, also where it is below the threshold or would not be reported.

        Raises InvalidInput for an unknown kind and NotFound for an unknown id.
        """
        if kind not in FINDING_KINDS:
            raise InvalidInput(_("Diese Art von Befund gibt es nicht."), {"kind": [kind]})
        detector = self._detector(kind.rpartition("_")[2])
        for pair in pairs:
            for key in pair:
                if not detector.has(key):
                    raise NotFound(_("Diesen Datensatz gibt es nicht: %(id)s") % {"id": key})
            yield _finding(detector, kind, *pair, self._model.weighed(kind, detector.bits(kind, *pair)), self._model)

    def _detector(self, record: str) -> Detector:
        """What looks among the actors, offers or bodies."""
        if record == "actor":
            return self._actors
        return self._bodies if record == "body" else self._offers

    def _about(self, detector: Detector, record_id: str) -> list[Finding]:
        if not detector.has(record_id):
            return []
        return _strongest_first(
            _reaching(detector, self._model, detector.candidates(self._model.thresholds, record_id))
        )


def find(
    city: City,
    *,
    threshold: Mapping[str, float] | float | None = None,
    on: str | None = None,
    model: ScoringModel = DEFAULT,
) -> list[Finding]:
    """`Detection.find` in a city that is asked once; `on` (ISO date) only for records that hold on that day."""
    return Detection(city if on is None else holding(city, on), model).find(threshold)


def compare(city: City, kind: str, a_id: str, b_id: str, *, model: ScoringModel = DEFAULT) -> Finding:
    """The evidence for one pair, as `Detection.compare_all` gives it for many."""
    return next(Detection(city, model).compare_all(kind, [(a_id, b_id)]))


def _reaching(detector: Detector, model: ScoringModel, candidates: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    for kind, a, b in candidates:
        bits = model.weighed(kind, detector.bits(kind, a, b))
        if total(bits) >= model.thresholds[kind]:
            yield _finding(detector, kind, a, b, bits, model)


def _strongest_first(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: (-finding.score, finding.kind, finding.members))


def _finding(detector: Detector, kind: str, a: str, b: str, bits: Mapping[str, float], model: ScoringModel) -> Finding:
    members = (a, b) if a <= b else (b, a)
    return Finding(
        id=finding_id(kind, members),
        kind=kind,
        members=members,
        score=total(bits),
        bits=tuple(bits.items()),
        say=functools.partial(_words, detector, kind, members, model),
    )


def _words(detector: Detector, kind: str, members: tuple[str, str], model: ScoringModel) -> Words:
    bits = model.weighed(kind, detector.bits(kind, *members))
    told = detector.evidence(kind, *members)
    evidence = tuple(dataclasses.replace(item, bits=bits[item.dimension]) for item in told if item.dimension in bits)
    return Words(
        evidence=evidence,
        explanation=explain.explanation(kind, evidence, detector.facts(kind, *members)),
        counterfactual=explain.counterfactual(evidence, total(bits), model.thresholds[kind]),
    )
