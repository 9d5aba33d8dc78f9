"""Where actors stand: by hand first, the same after a restart, newcomers amid their neighbours, nobody else moved."""

from __future__ import annotations

import dataclasses
import json
import math
import random
from pathlib import Path

import pytest

from graphsvc import layout_file, picture, spots
from graphsvc.arranging import undoable
from graphsvc.changelog import ChangeEntry
from graphsvc.layout_file import KEPT, NAME
from graphsvc.model import NETWORK, Actor, Arrangement, Cooperation, Place, Record
from graphsvc.positions import KeptPositions
from graphsvc.snapshot import Snapshot, build
from tests.test_places import city


def graph(*more: Record, without: str = "") -> Snapshot:
    """The star of twenty actors, and more."""
    names = {Actor: "actor", Cooperation: "cooperation", Place: "place", Arrangement: "arrangement"}
    return build(7, [(names[type(row)], row) for row in (*city(), *more) if row.id not in (without, f"c{without[1:]}")])


def kept(folder: Path, origin: str = "first") -> KeptPositions:
    """The positions as after a start of the service."""
    return KeptPositions(lambda: origin, folder)


def test_a_place_by_hand_comes_first_and_the_computed_one_is_there_again_without_it(tmp_path: Path) -> None:
    plain = kept(tmp_path).of(graph())
    by_hand = kept(tmp_path).of(graph(Place(id="A3", x=900.0, y=-900.0), Place(id="gone", x=1.0, y=1.0)))
    assert by_hand == {**plain, "A3": (900.0, -900.0)}
    assert kept(tmp_path).of(graph()) == plain


def test_newcomers_stand_amid_their_neighbours_where_these_were_put(tmp_path: Path) -> None:
    before = kept(tmp_path).of(graph())
    more = [
        Place(id="A3", x=5000.0, y=5000.0),
        Actor(id="N1", name="Neu"),
        Cooperation(id="n1", from_actor="N1", to_actor="A3"),
    ]
    after = kept(tmp_path).of(graph(*more))
    assert {actor: after[actor] for actor in before} == {**before, "A3": (5000.0, 5000.0)}
    assert 0 < math.dist(after["N1"], after["A3"]) < 4 * spots.CLOSEST
    assert kept(tmp_path).of(graph(*more)) == after, "after a restart too"
    fewer = kept(tmp_path)
    assert "A5" not in fewer.of(graph(*more, without="A5"))
    assert fewer.of(graph(*more)) == after, "who comes back stands where it stood"


def test_another_seed_gives_other_places_and_the_old_one_the_old_places(tmp_path: Path) -> None:
    first = kept(tmp_path).of(graph())
    grown = [Actor(id="N1", name="Neu"), Cooperation(id="n1", from_actor="N1", to_actor="A3")]
    with_new = kept(tmp_path).of(graph(*grown))
    second = kept(tmp_path).of(graph(*grown, Arrangement(id=NETWORK, seed=8)))
    assert sum(second[actor] != spot for actor, spot in with_new.items()) > 15
    again = kept(tmp_path).of(graph(*grown))
    assert again == with_new
    assert {actor: again[actor] for actor in first} == first
    for seed in range(20, 20 + KEPT + 2):
        kept(tmp_path).of(graph(Arrangement(id=NETWORK, seed=seed)))
    assert len(layout_file.read(tmp_path, "first")) == KEPT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format":1,"graph":"first","network":[[1,{"A1":[1e9,0]}]]}',
        '{"format":1,"graph":"first","network":[[1,{"A1":[NaN,0]}]]}',
        '{"format":1,"graph":"first","network":[[1,{"A1":[1]}]]}',
        '{"format":1,"graph":"first","network":[[1,["A1"]]]}',
        '{"format":1,"graph":"first","network":7}',
        '{"format":9,"graph":"first","network":[]}',
        '{"format":1,"graph":"other","network":[[1,{"A1":[1,1]}]]}',
        "[" * 100_000,
        "\x00\x7f",
    ],
)
def test_a_damaged_or_foreign_file_is_made_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    found = kept(tmp_path).of(graph())
    assert found == picture.computed(graph())
    data = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    assert (data["graph"], data["network"][0][0], len(data["network"])) == ("first", 1, 1)
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_where_no_file_can_be_written_positions_are_computed(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert kept(tmp_path).of(graph()) == picture.computed(graph())
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert kept(tmp_path / "file").of(graph()) == picture.computed(graph())


def test_whoever_stands_in_the_way_takes_the_next_free_place() -> None:
    places = {f"n{number}": (spots.CLOSEST * (number % 5), spots.CLOSEST * (number // 5)) for number in range(25)}
    fixed = {"n0": (70.0, 70.0), "x": (0.0, 100.0)}
    after = spots.making_way(places, fixed)
    moved = {node for node, spot in places.items() if after[node] != spot}
    assert after["n0"] == places["n0"]
    assert moved == {
        node
        for node, spot in places.items()
        if node != "n0" and any(math.dist(spot, there) < spots.CLOSEST for there in fixed.values())
    }
    stand = list({**after, **fixed}.values())
    assert all(math.dist(a, b) >= spots.CLOSEST - 0.1 for i, a in enumerate(stand) for b in stand[:i])


def test_a_place_is_free_where_nobody_stands_near() -> None:
    dice = random.Random(3)  # noqa: S311
    points = [(round(dice.uniform(-300, 300), 1), round(dice.uniform(-300, 300), 1)) for _ in range(120)]
    here = spots.Spots(points)
    for _ in range(40):
        points.append(here.take(dice.uniform(-300, 300), dice.uniform(-300, 300)))
        asked = (round(dice.uniform(-330, 330), 1), round(dice.uniform(-330, 330), 1))
        assert here.is_free(*asked) is all(math.dist(asked, point) >= spots.CLOSEST for point in points)
    assert spots.Spots().is_free(0, 0)


def test_what_was_taken_back_is_offered_no_more() -> None:
    def change(revision: int, action: str, *touched: str) -> ChangeEntry:
        return ChangeEntry(
            id=str(revision), revision=revision, at=0, user="", action=action, summary="", touched=touched
        )

    log = [
        change(2, "arrange", "place:A1"),
        change(3, "edit", "actor:A1"),
        change(4, "arrange", "place:A1", "place:A2"),
        change(5, "arrange", "arrangement:network"),
        change(6, "undo", "arrangement:network"),
        change(7, "undo", "actor:A1"),
        change(8, "undo", "place:A1", "place:A2"),
    ]
    found = [undoable(log[:length][::-1]) for length in (1, 3, 4, 5, 6, 7)]
    assert found == [[2], [4, 2], [5, 4, 2], [4, 2], [4, 2], [2]]


def test_what_only_was_drawn_otherwise_is_no_other_content() -> None:
    snapshot = graph()
    place = Place(id="A1", x=1.0, y=1.0)
    drawn = snapshot.replaced(8, {"place": {"A1": place}}).replaced(9, {"place": {"A1": None}})
    said = drawn.replaced(10, {"actor": {"A1": dataclasses.replace(snapshot.actors["A1"], name="Anders")}, "place": {}})
    assert [row.content_revision for row in (snapshot, drawn, said, said.replaced(11, {}))] == [7, 7, 10, 10]
