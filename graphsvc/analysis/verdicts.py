"""What verdicts say about findings that nobody decided, and what changed about those that somebody did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.matching import MODEL_VERSION, Finding
from graphsvc.model import Verdict
from graphsvc.snapshot import Snapshot

SAME, DIFFERENT = "merge", "not_double"
# Being the same passes on from pair to pair, and so does not being what one of the same is not. Of parallel offers and
# bodies it does not hold: A and B may do the same for babies, B and C for schoolchildren.
TRANSITIVE = ("duplicate_actor", "duplicate_offer")
# Smaller moves come from counting anew how frequent a word is, whenever anybody adds anything anywhere.
LEAST_MOVE = 1.0  # bits


@dataclass(frozen=True)
class Implied:
    """A decision that follows from verdicts on other findings."""

    decision: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Move:
    """A dimension that speaks more, or less, for a finding than when it was decided."""

    dimension: str
    was: float  # bits
    now: float


def moves(finding: Finding, verdict: Verdict, model: str = MODEL_VERSION) -> tuple[Move, ...]:
    """The dimensions that moved by LEAST_MOVE or more, greatest first; none where the verdict kept no evidence.

    `model` is the version of the weights now; between two versions only what came or went says something about the
    records.
    """
    if not verdict.evidence:
        return ()
    now = dict(finding.bits)
    found = [
        Move(name, verdict.evidence.get(name, 0.0), now.get(name, 0.0)) for name in sorted({*now, *verdict.evidence})
    ]
    if verdict.model not in (None, model):
        found = [move for move in found if 0.0 in (move.was, move.now)]
    moved = [move for move in found if abs(move.now - move.was) >= LEAST_MOVE]
    return tuple(sorted(moved, key=lambda move: -abs(move.now - move.was)))


def change_of(finding: Finding, verdict: Verdict, model: str = MODEL_VERSION) -> float:
    """Bits by which the evidence has grown or shrunk since the verdict, whichever is more.

    What came and what went are not set off against each other: a new phone number in place of a lost address is news.
    """
    if not verdict.evidence:
        return abs(finding.score - verdict.score)
    moved = [move.now - move.was for move in moves(finding, verdict, model)]
    return max(sum(bits for bits in moved if bits > 0), -sum(bits for bits in moved if bits < 0), 0.0)


class Implications:
    """What follows from the verdicts of a graph; a verdict on records that became one holds for the one."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._survivors = snapshot.survivors
        self._same: dict[tuple[str, str], str] = {}  # (kind, id) -> one that is the same, towards the root
        self._because: dict[tuple[str, str], list[Verdict]] = defaultdict(list)  # (kind, root) -> verdicts
        self._different: dict[tuple[str, frozenset[str]], Verdict] = {}  # (kind, two roots)
        self._of_members: dict[tuple[str, frozenset[str]], Verdict] = {}
        verdicts = sorted(snapshot.verdicts.values(), key=lambda verdict: (verdict.decided_on, verdict.id))
        for verdict in verdicts:
            self._of_members[verdict.kind, self._now(verdict.kind, verdict.members)] = verdict
            if verdict.kind in TRANSITIVE and verdict.decision == SAME:
                self._join(verdict)
        for verdict in verdicts:
            if verdict.kind in TRANSITIVE and verdict.decision == DIFFERENT:
                self._different[verdict.kind, self._roots(verdict.kind, verdict.members)] = verdict

    def on(self, finding: Finding) -> Implied | None:
        """What follows for a finding that nobody decided; None where nothing does."""
        own = self._of_members.get((finding.kind, frozenset(finding.members)))
        if own is not None:
            return Implied(own.decision, (own,))
        if finding.kind not in TRANSITIVE:
            return None
        roots = self._roots(finding.kind, finding.members)
        chains = [verdict for root in sorted(roots) for verdict in self._because.get((finding.kind, root), ())]
        if len(roots) == 1:
            return Implied(SAME, tuple(chains)) if chains else None
        apart = self._different.get((finding.kind, roots))
        return Implied(DIFFERENT, (apart, *chains)) if apart else None

    def _now(self, kind: str, members: tuple[str, ...]) -> frozenset[str]:
        """The ids under which the members of a verdict are found now."""
        record = kind.rpartition("_")[2]
        return frozenset(self._survivors.get((record, member), member) for member in members)

    def _roots(self, kind: str, members: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self._root(kind, member) for member in self._now(kind, members))

    def _root(self, kind: str, member: str) -> str:
        while (kind, member) in self._same:
            member = self._same[kind, member]
        return member

    def _join(self, verdict: Verdict) -> None:
        kind = verdict.kind
        first, *others = sorted(self._roots(kind, verdict.members))
        because = self._because.pop((kind, first), [])
        for other in others:
            self._same[kind, other] = first
            because += self._because.pop((kind, other), [])
        self._because[kind, first] = [*because, verdict]


def by_finding(snapshot: Snapshot) -> Mapping[str, Verdict]:
    """Finding id -> the verdict on it."""
    return {verdict.finding: verdict for verdict in snapshot.verdicts.values()}
