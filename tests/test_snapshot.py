"""A snapshot knows since when records of a type are the same, so that what follows from them can be kept."""

import dataclasses

from graphsvc.analysis.findings import FOUND_IN
from graphsvc.model import RECORD_TYPES, Actor, Calibration, Offer, Verdict
from graphsvc.snapshot import build

OFFER = Offer(id="O1", title="Krabbelgruppe")
VERDICT = Verdict(
    id="V1", finding="F1", kind="parallel_offer", members=("O1", "O2"), decision="coordinate", score=14.0, evidence={}
)


def test_verdicts_leave_findings_as_they_are() -> None:
    snapshot = build(7, [("actor", Actor(id="A1", name="AWO")), ("offer", OFFER)])
    decided = snapshot.replaced(8, {"verdict": {"V1": VERDICT}})
    edited = decided.replaced(9, {"offer": {"O1": dataclasses.replace(OFFER, title="PEKiP")}})
    deleted = edited.replaced(10, {"offer": {"O1": None}, "verdict": {}})
    weighed = deleted.replaced(11, {"calibration": {"calibration": Calibration(id="calibration")}})
    states = (snapshot, decided, edited, deleted, weighed)
    assert [row.same_since(FOUND_IN) for row in states] == [7, 7, 9, 10, 11]
    assert [row.same_since(["verdict"]) for row in states] == [7, 8, 8, 8, 8]
    assert [row.same_since(RECORD_TYPES) for row in states] == [7, 8, 9, 10, 11]
