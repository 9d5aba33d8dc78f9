"""Findings without a city behind them, for tests of what is done with findings."""

from __future__ import annotations

from collections.abc import Mapping

from graphsvc.matching import Evidence, Finding, finding_id
from graphsvc.matching.finding import Words


def made_finding(kind: str, *members: str, bits: Mapping[str, float], explanation: str = "") -> Finding:
    """A finding of this kind about these records; its evidence has no shared values and no text."""
    evidence = tuple(Evidence(dimension, value, (), "") for dimension, value in bits.items())
    return Finding(
        finding_id(kind, members), kind, tuple(sorted(members)), sum(bits.values()), tuple(bits.items()),
        lambda: Words(evidence, explanation, ""),
    )  # fmt: skip
