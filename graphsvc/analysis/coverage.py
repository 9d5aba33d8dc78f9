"""Where the chain of help is broken: offers by Sozialraum and Lebensphase on a day, with gaps, overlaps and places.

The chain is the idea of 'Kein Kind zurücklassen! Kommunen in NRW beugen vor': an unbroken chain of help from pregnancy
to the start of work, looked at district by district. A figure of a district is compared with social data because the
risk of poverty differs by district (Sozialbericht Oberhausen).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from graphsvc.analysis.lifephases import ANY_AGE, OUTSIDE, UNKNOWN, life_phases
from graphsvc.analysis.places import in_order, wider
from graphsvc.analysis.standing import runs
from graphsvc.folding import sort_key
from graphsvc.model import LIFE_PHASES, District, Indicator, Offer
from graphsvc.snapshot import Snapshot

CITYWIDE = "*"  # stands for 'stadtweit' among the places; no district has this id
NOWHERE = "-"  # ... for offers that name no place
PHASES = (*LIFE_PHASES, ANY_AGE, UNKNOWN)
PER = 1000  # inhabitants


@dataclass(frozen=True)
class Figure:
    """One figure of the social data of a district: the newest that is not after the day."""

    name: Annotated[str, "name of the indicator"]
    year: Annotated[int, "year that it holds for"]
    value: Annotated[float, "value"]
    unit: Annotated[str | None, "unit"]


@dataclass(frozen=True)
class Place:
    """One row: a district, the whole city, or no place at all."""

    id: Annotated[str, "id of the district; '*' for citywide offers, '-' for offers without a place"]
    name: Annotated[str, "name of the district; empty for '*' and '-'"]
    part_of: Annotated[str | None, "id of the larger district that it belongs to"]
    inhabitants: Annotated[int | None, "inhabitants, where known"]
    offers: Annotated[int, "different offers that run there on the day"]
    capacity: Annotated[int | None, "places of those offers whose places are known; null where none are"]
    free: Annotated[int | None, "free places where places and places taken are known; null where none are"]
    per_1000: Annotated[float | None, "offers per 1,000 inhabitants"]
    figures: Annotated[tuple[Figure, ...], "social data"]


@dataclass(frozen=True)
class Cell:
    """One district and one life phase."""

    place: Annotated[str, "id of the district; '*' citywide, '-' no place"]
    phase: Annotated[str, "life phase, or 'any_age', or 'unknown'"]
    offers: Annotated[int, "offers that run there on the day for this phase"]
    gap: Annotated[bool, "whether nothing is there: only for districts and the six life phases"]
    doubles: Annotated[int, "how many of them are probably double with another one of them"]
    capacity: Annotated[int | None, "places, where known"]
    free: Annotated[int | None, "free places, where known"]
    per_1000: Annotated[float | None, "offers per 1,000 inhabitants of the district, of all ages"]
    ids: Annotated[tuple[str, ...], "ids of the offers"]


@dataclass(frozen=True)
class Coverage:
    """The answer; its figures are about offers that run on the day and have the theme."""

    on: Annotated[str, "the day"]
    theme: Annotated[str | None, "id of the theme that was asked for"]
    citywide_counted: Annotated[bool, "whether citywide offers count in every district"]
    running: Annotated[int, "offers that run on the day"]
    phases: Annotated[tuple[str, ...], "the columns: six life phases, 'any_age' (a target group, no age), 'unknown'"]
    places: Annotated[tuple[Place, ...], "the rows"]
    cells: Annotated[tuple[Cell, ...], "all of them, by row and column"]
    gaps: Annotated[int, "cells in which nothing is"]
    citywide: Annotated[int, "offers for the whole city"]
    without_place: Annotated[tuple[str, ...], "ids of offers that name neither a district nor the whole city"]
    without_age: Annotated[tuple[str, ...], "ids of offers with neither an age nor a known target group"]
    any_age: Annotated[tuple[str, ...], "ids of offers whose target group says no age: they fill no gap"]
    outside: Annotated[tuple[str, ...], "ids of offers for others than the chain is about, like older people"]
    unplaced: Annotated[tuple[str, ...], "ids of offers without a place or without an age: they fill no gap either"]


def coverage(
    snapshot: Snapshot,
    *,
    on: str,
    theme: str | None = None,
    citywide: bool = False,
    doubles: Iterable[Sequence[str]] = (),
) -> Coverage:
    """How many offers run where for whom on the day `on` (ISO date).

    `citywide`: whether offers for the whole city count in every district. `doubles` are groups of ids that are probably
    double. An offer in several districts or for several phases counts in each. A district that has parts counts what
    its parts have; a part does not count what only names the larger district. Per 1,000 = 1,000 x offers / inhabitants.
    """
    offers = [offer for offer in snapshot.offers.values() if runs(offer, on) and (not theme or theme in offer.themes)]
    phases = {offer.id: life_phases(offer, snapshot) for offer in offers}
    rows = _rows(snapshot, offers, citywide)
    twins = _twins(doubles)
    cells: list[Cell] = []
    places: list[Place] = []
    figures = _figures(snapshot, on)
    for key, inside in rows.items():
        district = snapshot.districts.get(key)
        places.append(_place(key, district, inside, figures.get(key, ())))
        for phase in PHASES:
            found = [offer for offer in inside if phase in phases[offer.id]]
            cells.append(_cell(key, district, phase, found, twins))
    of_phase = {
        key: tuple(offer.id for offer in offers if key in phases[offer.id]) for key in (ANY_AGE, OUTSIDE, UNKNOWN)
    }
    nowhere = tuple(offer.id for offer in rows.get(NOWHERE, ()))
    return Coverage(
        on=on,
        theme=theme,
        citywide_counted=citywide,
        running=len(offers),
        phases=PHASES,
        places=tuple(places),
        cells=tuple(cells),
        gaps=sum(cell.gap for cell in cells),
        citywide=len(rows[CITYWIDE]),
        without_place=nowhere,
        without_age=of_phase[UNKNOWN],
        any_age=of_phase[ANY_AGE],
        outside=of_phase[OUTSIDE],
        unplaced=tuple(sorted({*nowhere, *of_phase[UNKNOWN]})),
    )


def behind(answer: Coverage, snapshot: Snapshot, place: str, phase: str) -> list[str]:
    """Ids of the offers of a cell; an empty place or phase stands for all, OUTSIDE for those that no cell has."""
    if phase == OUTSIDE:
        return list(answer.outside)
    cells = [cell for cell in answer.cells if place in ("", cell.place) and phase in ("", cell.phase)]
    found = {offer for cell in cells for offer in cell.ids}
    return sorted(found, key=lambda key: (sort_key(snapshot.offers[key].title), key))


def _rows(snapshot: Snapshot, offers: Iterable[Offer], citywide: bool) -> dict[str, list[Offer]]:
    """Place -> its offers: districts with their parts below them, then the whole city, then no place (if any)."""
    found: dict[str, list[Offer]] = {key: [] for key in in_order(snapshot.districts)}
    larger_of = {key: tuple(wider(snapshot.districts, key)) for key in found}
    found |= {CITYWIDE: [], NOWHERE: []}
    for offer in offers:
        named = {larger for key in offer.districts if key in larger_of for larger in larger_of[key]}
        if offer.citywide:
            found[CITYWIDE].append(offer)
            named = named | set(larger_of) if citywide else named
        elif not named:
            found[NOWHERE].append(offer)
        for key in named:
            found[key].append(offer)
    if not found[NOWHERE]:
        del found[NOWHERE]
    return found


def _place(key: str, district: District | None, offers: Sequence[Offer], figures: Sequence[Figure]) -> Place:
    inhabitants = district.inhabitants if district else None
    return Place(
        id=key,
        name=district.name if district else "",
        part_of=district.part_of if district else None,
        inhabitants=inhabitants,
        offers=len(offers),
        capacity=capacity(offers),
        free=free(offers),
        per_1000=_per_1000(len(offers), inhabitants),
        figures=tuple(figures),
    )


def _cell(
    key: str, district: District | None, phase: str, offers: Sequence[Offer], twins: Mapping[str, set[str]]
) -> Cell:
    ids = {offer.id for offer in offers}
    return Cell(
        place=key,
        phase=phase,
        offers=len(offers),
        gap=not offers and district is not None and phase in LIFE_PHASES,
        doubles=sum(not twins.get(offer.id, set()).isdisjoint(ids) for offer in offers),
        capacity=capacity(offers),
        free=free(offers),
        per_1000=_per_1000(len(offers), district.inhabitants if district else None),
        ids=tuple(offer.id for offer in offers),
    )


def _twins(doubles: Iterable[Sequence[str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for members in doubles:
        for member in members:
            found[member] |= set(members) - {member}
    return found


def capacity(offers: Iterable[Offer]) -> int | None:
    """Places of the offers whose places are known; None where none are."""
    known = [offer.capacity for offer in offers if offer.capacity is not None]
    return sum(known) if known else None


def free(offers: Iterable[Offer]) -> int | None:
    """Places that are not taken, where both are known; an overbooked offer has none, and takes none from others."""
    known = [
        max(0, offer.capacity - offer.used) for offer in offers if offer.capacity is not None and offer.used is not None
    ]
    return sum(known) if known else None


def _per_1000(offers: int, inhabitants: int | None) -> float | None:
    return round(PER * offers / inhabitants, 2) if inhabitants else None


def _figures(snapshot: Snapshot, on: str) -> Mapping[str, tuple[Figure, ...]]:
    """District -> the newest figure of each indicator up to the year of the day, by name."""
    newest: dict[tuple[str, str], Indicator] = {}
    for row in snapshot.indicators.values():
        known = newest.get((row.district, row.name))
        if row.year <= int(on[:4]) and (known is None or known.year < row.year):
            newest[row.district, row.name] = row
    found: dict[str, list[Figure]] = defaultdict(list)
    for (district, name), row in sorted(newest.items()):
        found[district].append(Figure(name, row.year, row.value, row.unit))
    return {district: tuple(figures) for district, figures in found.items()}
