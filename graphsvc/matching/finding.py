"""What detection hands back: findings, each with the evidence that it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """What one dimension says about a pair; `bits` are 0 or more, except for the prior, which is negative."""

    dimension: str  # a key of graphsvc.matching.explain.dimension_name
    bits: float
    shared: tuple[str, ...]  # the values that both have, as people wrote them
    text: str  # German, one phrase


@dataclass(frozen=True)
class Finding:
    """Two records that look like one (duplicate_*) or that do the same side by side (parallel_*).

    The bits of `evidence` add up to `score`; the first entry is the prior.
    """

    id: str
    kind: str  # a key of graphsvc.model.FINDING_KINDS
    members: tuple[str, ...]  # ids of the records, sorted
    score: float  # bits
    evidence: tuple[Evidence, ...]
    explanation: str  # German, one sentence
    counterfactual: str  # German, one sentence


def finding_id(kind: str, members: Iterable[str]) -> str:
    """The id of the finding of this kind about these records: 16 hex digits, the same in every run."""
    text = "\x1f".join((kind, *sorted(members)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
