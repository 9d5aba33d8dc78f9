"""How the points of a finding add up: one bar per dimension, each beginning where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc import formatting
from graphsvc.kinds import kind_name
from graphsvc.matching import Evidence, dimension_name
from graphsvc.model import ACTOR_KINDS

PRIOR, KIND = "prior", "kind"  # dimensions


@dataclass(frozen=True)
class Step:
    """One row: lengths are per cent of the width of the picture."""

    label: str
    points: str
    text: str
    shared: str  # what the text does not name already
    left: float
    width: float
    start: float  # where the row before ended
    end: float
    negative: bool


@dataclass(frozen=True)
class Waterfall:
    """All rows, then the sum; `zero` and `threshold` are per cent of the width."""

    steps: tuple[Step, ...]
    total: str
    total_left: float
    total_width: float
    zero: float
    threshold: float


def waterfall(evidence: Sequence[Evidence], score: float, threshold: float) -> Waterfall:
    """The rows of the picture: the starting value first, then the dimensions, strongest first."""
    ordered = sorted(evidence, key=lambda item: (item.dimension != PRIOR, item.bits <= 0, -item.bits, item.dimension))
    reached = [0.0]
    for item in ordered:
        reached.append(reached[-1] + item.bits)
    low, high = min(reached), max(*reached, threshold)
    span = (high - low) * 1.02 or 1.0

    def at(bits: float) -> float:
        return round((bits - low) / span * 100, 2)

    steps = tuple(
        Step(
            label=dimension_name(item.dimension),
            points=formatting.points(item.bits, sign=True),
            text=item.text,
            shared=_shared(item),
            left=at(min(before, after)),
            width=round(abs(after - before) / span * 100, 2),
            start=at(before),
            end=at(after),
            negative=item.bits < 0,
        )
        for item, before, after in zip(ordered, reached, reached[1:], strict=False)
    )
    return Waterfall(
        steps=steps,
        total=formatting.points(score),
        total_left=at(min(0.0, score)),
        total_width=round(abs(score) / span * 100, 2),
        zero=at(0.0),
        threshold=at(threshold),
    )


def _shared(item: Evidence) -> str:
    named = [kind_name(word) if item.dimension == KIND and word in ACTOR_KINDS else word for word in item.shared]
    words = ", ".join(named)
    return "" if words in item.text else words
