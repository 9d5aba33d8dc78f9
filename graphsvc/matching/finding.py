"""What detection hands back: findings, each with the evidence that it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graphsvc.i18n import language


@dataclass(frozen=True)
class Evidence:
    """What one dimension says about a pair; `bits` are 0 or more, except for the prior, which is negative."""

    dimension: str  # a key of graphsvc.matching.explain.dimension_name
    bits: float
    shared: tuple[str, ...]  # the values that both have, as people wrote them
    text: str  # German, one phrase


@dataclass(frozen=True)
class Words:
    """What a finding says to people, in one language."""

    evidence: tuple[Evidence, ...]  # the prior first
    explanation: str  # one sentence
    counterfactual: str  # one sentence


@dataclass(frozen=True)
class Finding:
    """Two records that look like one (duplicate_*) or that do the same side by side (parallel_*).

    The bits add up to `score`. It is put into words when somebody reads it, in the language of who reads: a city has
    thousands of findings, and a page shows 25 of them.
    """

    id: str
    kind: str  # a key of graphsvc.model.FINDING_KINDS
    members: tuple[str, ...]  # ids of the records, sorted
    score: float  # bits
    bits: tuple[tuple[str, float], ...]  # (dimension, bits), the prior first
    say: Callable[[], Words] = field(repr=False, compare=False)
    _said: dict[str, Words] = field(default_factory=dict, init=False, repr=False, compare=False)  # by language

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What each dimension says, the prior first."""
        return self._words.evidence

    @property
    def explanation(self) -> str:
        """One sentence: what is alike, then what differs."""
        return self._words.explanation

    @property
    def counterfactual(self) -> str:
        """One sentence: without what it would not be reported."""
        return self._words.counterfactual

    @property
    def _words(self) -> Words:
        spoken = language()
        words = self._said.get(spoken)
        if words is None:
            words = self._said[spoken] = self.say()
        return words


def finding_id(kind: str, members: Iterable[str]) -> str:
    """The id of the finding of this kind about these records: 16 hex digits, the same in every run."""
    text = "\x1f".join((kind, *sorted(members)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
