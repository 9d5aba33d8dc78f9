"""The chain of life phases at a glance: how much each of them has, and in how many districts it is broken."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.analysis.coverage import CITYWIDE, NOWHERE, Coverage
from graphsvc.model import LIFE_PHASES


@dataclass(frozen=True)
class Link:
    """One life phase over all places."""

    phase: str
    offers: int  # different ones, those for the whole city and those without a place among them
    gaps: int  # districts in which none of them runs


@dataclass(frozen=True)
class Chain:
    """The six life phases in their order, and the number of districts that they were looked at in."""

    links: tuple[Link, ...]
    districts: int


def chain(answer: Coverage) -> Chain:
    """The coverage summed up by life phase; an offer in several districts counts once."""
    offers: dict[str, set[str]] = {phase: set() for phase in LIFE_PHASES}
    gaps = dict.fromkeys(LIFE_PHASES, 0)
    for cell in answer.cells:
        if cell.phase in offers:
            offers[cell.phase].update(cell.ids)
            gaps[cell.phase] += cell.gap
    return Chain(
        tuple(Link(phase, len(offers[phase]), gaps[phase]) for phase in LIFE_PHASES),
        sum(place.id not in (CITYWIDE, NOWHERE) for place in answer.places),
    )
