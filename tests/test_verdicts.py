"""Verdicts pass on where that holds, are remembered over merges, and come back with what changed."""

from __future__ import annotations

import dataclasses

from graphsvc import merging
from graphsvc.analysis.findings import NOTABLE_CHANGE, findings
from graphsvc.analysis.verdicts import Implications, change_of, moves
from graphsvc.matching import MODEL_VERSION, Finding
from graphsvc.matching.finding import Evidence, finding_id
from graphsvc.model import Actor, Record, Verdict
from graphsvc.snapshot import Snapshot, build
from tests.merging_random import merged


def pair(*members: str, kind: str = "duplicate_actor", **bits: float) -> Finding:
    """A finding about two records."""
    evidence = tuple(Evidence(name, value, (), "") for name, value in bits.items())
    score = sum(bits.values())
    return Finding(finding_id(kind, members), kind, tuple(sorted(members)), score, evidence, "", "")


def verdict(decision: str, *members: str, kind: str = "duplicate_actor") -> tuple[str, Record]:
    """A verdict on two records."""
    finding = pair(*members, kind=kind)
    found = Verdict(id=f"verdict-{finding.id}", finding=finding.id, kind=kind, members=finding.members,
                    decision=decision, decided_on="2026-01-01")  # fmt: skip
    return "verdict", found


def city(*verdicts: tuple[str, Record]) -> Snapshot:
    """Five actors with verdicts about them."""
    return build(1, [("actor", Actor(id=name, name=f"Haus {name}")) for name in "ABCDE"] + list(verdicts))


def test_the_same_as_the_same_is_the_same() -> None:
    said = Implications(city(verdict("merge", "A", "B"), verdict("merge", "C", "B"), verdict("not_double", "C", "D")))
    same = said.on(pair("A", "C"))
    assert same
    assert (same.decision, len(same.verdicts)) == ("merge", 2)
    different = said.on(pair("A", "D"))
    assert different
    assert (different.decision, different.verdicts[0].members) == ("not_double", ("C", "D"))
    assert said.on(pair("A", "E")) is None
    assert said.on(pair("A", "C", kind="duplicate_offer")) is None


def test_only_being_the_same_passes_on() -> None:
    said = Implications(city(verdict("not_double", "A", "B"), verdict("not_double", "B", "C")))
    assert said.on(pair("A", "C")) is None
    kind = "parallel_offer"
    said = Implications(city(verdict("merge", "A", "B", kind=kind), verdict("merge", "B", "C", kind=kind)))
    assert said.on(pair("A", "C", kind=kind)) is None


def test_a_no_is_remembered_when_one_of_the_two_becomes_part_of_another() -> None:
    graph = city(verdict("not_double", "A", "B"), verdict("coordinate", "B", "E", kind="parallel_body"))
    here = merged(graph, merging.wish("actor", "C", ["B"]))
    found = Implications(here).on(pair("A", "C"))
    assert found
    assert found.decision == "not_double"
    assert Implications(here).on(pair("C", "E", kind="parallel_body")) is None, "other records have the same ids"


def test_what_came_and_what_went_are_news_even_where_the_sum_stays() -> None:
    before = pair("A", "B", prior=-6.0, name=12.0, address=6.0, phone=0.0)
    kept = Verdict(id="v", finding=before.id, kind=before.kind, members=before.members, decision="unsure",
                   score=before.score, evidence={row.dimension: row.bits for row in before.evidence},
                   model=MODEL_VERSION)  # fmt: skip
    assert change_of(before, kept) == 0
    after = pair("A", "B", prior=-6.2, name=12.3, phone=6.0)
    assert change_of(after, kept) == 6.0 >= NOTABLE_CHANGE
    assert [(move.dimension, move.was, move.now) for move in moves(after, kept)] == [
        ("address", 6.0, 0.0), ("phone", 0.0, 6.0),
    ]  # fmt: skip
    heavier = pair("A", "B", prior=-6.0, name=18.0, address=6.0)
    assert change_of(heavier, kept) == 6.0
    assert change_of(heavier, dataclasses.replace(kept, model="2025.1")) == 0, "new weights say nothing of the records"
    assert change_of(after, dataclasses.replace(kept, evidence={})) == abs(after.score - kept.score)


def test_a_finding_that_follows_from_others_waits_for_nobody() -> None:
    same = {"street": "Marktstr. 5", "phone": "0208 12345", "email": "info@sonne.example"}
    actors = [("actor", Actor(id=name, name="Kinderhaus Sonne", kind="association", **same)) for name in "ABC"]
    graph = build(1, [*actors, verdict("merge", "A", "B"), verdict("merge", "B", "C")])
    states = {row.finding.members: (row.state, row.decision) for row in findings(graph)}
    assert states["A", "C"] == ("decided", "merge")
