"""A network that is too large for one picture: its parts hold everybody once, and each leads to its own picture."""

from __future__ import annotations

import random

import pytest

from graphsvc import picture
from graphsvc.config import Settings
from graphsvc.errors import NotFound
from graphsvc.model import Actor, Cooperation, District, Record
from graphsvc.picture import aggregate, parts
from graphsvc.picture.frame import Frame
from graphsvc.records import type_of
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.api_client import visitor
from visualisations import network

QUARTER = 12


def city(quarters: int, alone: int) -> list[Record]:
    """Quarters of twelve who work with each other, a line from each to the next, and some who work with nobody."""
    dice = random.Random(2)  # noqa: S311
    found: list[Record] = [District(id="d1", name="Osterfeld"), District(id="d2", name="Styrum")]
    links: set[tuple[int, int]] = set()
    for number in range(quarters * QUARTER):
        first = number - number % QUARTER
        found.append(Actor(id=f"A{number}", name=f"Verein {number}", kind="association", districts=("d1",)))
        links |= {(first, number), (dice.randrange(first, number + 1), number)}
        if number == first and first:
            links.add((first - QUARTER, first))
    pairs = sorted(pair for pair in links if pair[0] != pair[1])
    found += [Cooperation(id=f"C{a}-{b}", from_actor=f"A{a}", to_actor=f"A{b}", kind="Kooperation") for a, b in pairs]
    found += [Actor(id=f"Z{number}", name=f"Einzel {number}", districts=("d2",)) for number in range(alone)]
    return found


def graph(records: list[Record]) -> Snapshot:
    """The records as a snapshot."""
    return build(1, [(type_of(record), record) for record in records])


def test_everybody_is_in_one_part_and_parts_are_communities() -> None:
    snapshot = graph(city(9, 5))
    found = parts.parts(snapshot)
    members = [actor for part in found.parts for actor in part.members]
    assert sorted(members) == sorted(snapshot.actors)
    together = [part for part in found.parts if part.centre]
    assert 6 <= len(together) <= 12
    for part in together:
        assert part.centre in part.members
    (single,) = (part for part in found.parts if part.centre is None)
    assert (single.district, len(single.members)) == ("d2", 5)
    assert found.of("A5") is found.of(found.of("A5").key)
    with pytest.raises(NotFound):
        found.of("nobody")
    assert parts.parts(snapshot) == found, "the same every time"


def test_what_is_in_no_large_community_stands_together_by_district(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_AROUND", 3)
    monkeypatch.setattr(parts, "MOST_PARTS", 4)
    found = parts.parts(graph(city(9, 5)))
    assert len(found.parts) <= 4
    assert sum(len(part.members) for part in found.parts) == 9 * QUARTER + 5


def test_the_picture_counts_what_its_parts_hold() -> None:
    snapshot = graph(city(9, 5))
    found = parts.parts(snapshot)
    view = aggregate.aggregate(Frame(snapshot, (), "2026-01-01", "Öde", "", ""), found)
    assert sum(node.measures["actors"] for node in view.nodes) == len(snapshot.actors)
    inside = sum(node.measures["inside"] for node in view.nodes)
    across = sum(node.measures["across"] for node in view.nodes) / 2
    assert inside + across == len(snapshot.cooperations)
    assert "113 Akteure" in view.sentence
    assert network.body(view).count("<tr>") == len(view.nodes) + 1
    part = found.parts[0]
    only = parts.only(snapshot, part)
    shown = picture.network(only, (), picture.computed(only), title="Öde", links="")
    titled = aggregate.titled(Frame(snapshot, (), "2026-01-01", "Öde", "", ""), part, shown)
    assert {node.id for node in titled.nodes} == set(part.members)
    assert titled.title.startswith("Um Verein ")


def test_pages_of_a_large_network(
    monkeypatch: pytest.MonkeyPatch, embedded_store: Store, embedded_settings: Settings
) -> None:
    monkeypatch.setattr(parts, "MOST_DRAWN", 20)
    client = visitor(embedded_store, embedded_settings, city(3, 2))
    page = client.get("/diagrams/network").get_data(as_text=True)
    assert "sind zu viele für ein Bild" in page
    assert "network-arrange" not in page, "places by hand are those of a picture of all"
    assert 'href="/diagrams/network?part=A5#A5"' in client.get("/actors/A5").get_data(as_text=True)
    part = client.get("/diagrams/network?part=A5").get_data(as_text=True)
    assert "Verein 5" in part
    assert "Einzel 1" not in part
    assert client.get("/diagrams/network?part=nobody").status_code == 404
    saved = client.get("/diagrams/network.html?download").get_data(as_text=True)
    assert "sind zu viele für ein Bild" in saved
