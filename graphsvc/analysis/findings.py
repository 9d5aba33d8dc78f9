"""What exists twice, with what people decided about it: which findings are open, decided, due or changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphsvc.analysis import scoring
from graphsvc.analysis.changed import Change, changes
from graphsvc.analysis.verdicts import Implications, Implied, Move, by_finding, change_of, moves
from graphsvc.matching import MODEL_VERSION, City, Detection, Finding, ScoringModel, find
from graphsvc.model import Actor, Body, Offer, Record, Verdict
from graphsvc.snapshot import Snapshot

State = Literal["open", "decided", "due", "changed"]

# A decided finding comes back when its evidence moved by so many bits: it is then eight times as strong, or as
# weak, as what the person saw. A smaller change (a synonym, a corrected age) is no reason to ask again.
NOTABLE_CHANGE = 3.0

# Types of what findings rest on; a verdict changes none of them.
FOUND_IN = ("actor", "offer", "body", "membership", "cooperation", "district", "term", "calibration")

DISMISSED = ("not_double", "intended_diversity", "part_of")  # after these nothing is called double any more


@dataclass(frozen=True)
class JudgedFinding:
    """A finding with the verdict that holds, and what is to be done with it now."""

    finding: Finding
    verdict: Verdict | None
    state: State
    implied: Implied | None = None  # what verdicts on other findings say, where there is none on this one
    model: str = MODEL_VERSION  # version of the weights that give the points
    changes: tuple[Change, ...] = ()  # values that are others than when it was decided, where the evidence moved

    @property
    def decision(self) -> str:
        """What was decided, or follows from what was; empty where nothing was."""
        said = self.verdict or self.implied
        return said.decision if said else ""

    @property
    def dismissed(self) -> bool:
        """Whether people decided that the two are not double, or are wanted side by side."""
        return self.decision in DISMISSED

    @property
    def moves(self) -> tuple[Move, ...]:
        """What speaks more, or less, for the finding than when it was decided."""
        return moves(self.finding, self.verdict, self.model) if self.verdict else ()


def findings(
    snapshot: Snapshot,
    *,
    threshold: float | None = None,
    on: str | None = None,
    today: str | None = None,
    model: ScoringModel | None = None,
) -> list[JudgedFinding]:
    """What exists twice, strongest first, each with its verdict.

    `threshold` in bits (default: those of the model); `on` (ISO date) asks only for what holds that day; `today` (ISO
    date) decides which verdicts are due; `model` weighs the evidence (default: that of the graph).
    """
    weighing = model or scoring.model_of(snapshot)
    there = find(city_of(snapshot), threshold=threshold, on=on, model=weighing)
    return judged(snapshot, there, today=today, model=weighing)


def detection_of(snapshot: Snapshot) -> Detection:
    """Detection with the weights of this graph, to be asked several times."""
    return Detection(city_of(snapshot), scoring.model_of(snapshot))


def judged(
    snapshot: Snapshot, there: Iterable[Finding], *, today: str | None = None, model: ScoringModel | None = None
) -> list[JudgedFinding]:
    """Each finding with its verdict; arguments as for `findings`."""
    version = (model or scoring.model_of(snapshot)).version
    day = today or date.today().isoformat()
    verdicts, implications = by_finding(snapshot), Implications(snapshot)
    rows = []
    for finding in there:
        verdict = verdicts.get(finding.id)
        implied = None if verdict else implications.on(finding)
        state = _state(finding, verdict, implied, day, version)
        changed = changes(snapshot, finding, verdict, moves(finding, verdict, version)) if verdict else ()
        rows.append(JudgedFinding(finding, verdict, state, implied, version, changed))
    return rows


def doubles_of(snapshot: Snapshot, detection: Detection, kind: str, record: Record) -> list[JudgedFinding]:
    """What would exist twice with a new record of this type, were it saved; strongest first.

    `detection` is that of the snapshot.
    """
    if not isinstance(record, Actor | Offer | Body):
        return []
    version = scoring.model_of(snapshot).version
    doubles = detection.about_new(kind, record)
    return [JudgedFinding(finding, None, "open", model=version) for finding in doubles]


def city_of(snapshot: Snapshot) -> City:
    """What detection looks at."""
    return City(
        actors=tuple(snapshot.actors.values()),
        offers=tuple(snapshot.offers.values()),
        bodies=tuple(snapshot.bodies.values()),
        memberships=tuple(snapshot.memberships.values()),
        cooperations=tuple(snapshot.cooperations.values()),
        districts=tuple(snapshot.districts.values()),
        terms=tuple(snapshot.terms.values()),
    )


def _state(finding: Finding, verdict: Verdict | None, implied: Implied | None, today: str, model: str) -> State:
    if verdict is None:
        return "decided" if implied else "open"
    if change_of(finding, verdict, model) >= NOTABLE_CHANGE:
        return "changed"
    if verdict.review_on is not None and verdict.review_on <= today:
        return "due"
    return "decided"
