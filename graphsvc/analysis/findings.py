"""What exists twice, with what people decided about it: which findings are open, decided, due or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphsvc.matching import City, Finding, find
from graphsvc.model import Verdict
from graphsvc.snapshot import Snapshot

State = Literal["open", "decided", "due", "changed"]

# A decided finding comes back when its score moved by so many bits: the evidence is then eight times as strong, or as
# weak, as what the person saw. A smaller change (a synonym, a corrected age) is no reason to ask again.
NOTABLE_CHANGE = 3.0

DISMISSED = ("not_double", "intended_diversity", "part_of")  # after these nothing is called double any more


@dataclass(frozen=True)
class JudgedFinding:
    """A finding with the verdict that holds, and what is to be done with it now."""

    finding: Finding
    verdict: Verdict | None
    state: State

    @property
    def dismissed(self) -> bool:
        """Whether people decided that the two are not double, or are wanted side by side."""
        return self.verdict is not None and self.verdict.decision in DISMISSED

    @property
    def change(self) -> float:
        """Bits that the score has gained (or lost) since the verdict; 0 without one."""
        return self.finding.score - self.verdict.score if self.verdict else 0.0


def findings(
    snapshot: Snapshot, *, threshold: float | None = None, on: str | None = None, today: str | None = None
) -> list[JudgedFinding]:
    """What exists twice, strongest first, each with its verdict.

    `threshold` in bits (default: the product's own); `on` (ISO date) asks only for what holds that day; `today` (ISO
    date) decides which verdicts are due.
    """
    day = today or date.today().isoformat()
    by_finding = {verdict.finding: verdict for verdict in snapshot.verdicts.values()}
    found = []
    for finding in find(city_of(snapshot), threshold=threshold, on=on):
        verdict = by_finding.get(finding.id)
        found.append(JudgedFinding(finding, verdict, _state(finding, verdict, day)))
    return found


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


def _state(finding: Finding, verdict: Verdict | None, today: str) -> State:
    if verdict is None:
        return "open"
    if abs(finding.score - verdict.score) >= NOTABLE_CHANGE:
        return "changed"
    if verdict.review_on is not None and verdict.review_on <= today:
        return "due"
    return "decided"
