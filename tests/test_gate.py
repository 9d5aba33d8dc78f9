"""The gate for what comes by HTTP: references lead somewhere, and what was typed for them is kept while it holds."""

from __future__ import annotations

from typing import Any

import pytest

from graphsvc.canonical import content, from_json, to_json
from graphsvc.errors import InvalidInput
from graphsvc.gate import merged, record_of
from graphsvc.model import Actor, Offer
from graphsvc.provenance import BY_HAND
from graphsvc.records import type_of
from graphsvc.snapshot import Snapshot, build
from tests.records_sample import sample

FILE = ("imp", "angebote", 7)


@pytest.fixture
def snapshot() -> Snapshot:
    """The small city."""
    return build(1, [(type_of(record), record) for record in sample()])


def refused(kind: str, data: dict[str, Any], snapshot: Snapshot, before: Actor | None = None) -> dict[str, Any]:
    """Why data describe no record."""
    with pytest.raises(InvalidInput) as caught:
        record_of(kind, data, snapshot, before)
    return caught.value.errors


def imported() -> Offer:
    """An offer as an import left it: names as typed, ids as understood."""
    return Offer(
        id="O", title="Kurs", providers=("A1",), funders=("A2",), named_funders=("funder-1",), districts=("d1",),
        themes=("theme-1",), valid_from="2011-01-01", sources={"*": FILE}, version=3, revision=9,
        typed={"providers": "Stadt", "funders": "Amt | Land", "districts": "Osterf.", "valid_from": "2011"},
    )  # fmt: skip


def test_a_new_record_is_by_hand(snapshot: Snapshot) -> None:
    record = record_of("actor", {"id": "N", "name": "Neu", "part_of": "A1", "posts": None}, snapshot)
    assert record == Actor(id="N", name="Neu", part_of="A1", sources={"*": BY_HAND})


def test_only_what_changed_is_by_hand(snapshot: Snapshot) -> None:
    before = imported()
    after = record_of("offer", merged(before, {"title": "Neu", "cost": "frei"}), snapshot, before)
    assert after.sources == {"*": FILE, "title": BY_HAND, "cost": BY_HAND}
    same = record_of("offer", merged(before, {"title": "Kurs"}), snapshot, before)
    assert same.sources == {"*": FILE}
    assert content(same) == content(before)


@pytest.mark.parametrize(
    ("change", "forgotten"),
    [
        ({"title": "Neu"}, set()),
        ({"providers": ["A1"]}, set()),
        ({"providers": ["A2"]}, {"providers"}),
        ({"providers": []}, {"providers"}),
        ({"funders": ["A1"]}, {"funders"}),
        ({"named_funders": []}, {"funders"}),
        ({"citywide": True}, {"districts"}),
        ({"districts": None}, {"districts"}),
        ({"valid_from": "2012-01-01"}, {"valid_from"}),
        ({"valid_from": None}, {"valid_from"}),
    ],
)
def test_what_was_typed_is_kept_while_it_says_the_same(
    snapshot: Snapshot, change: dict[str, Any], forgotten: set[str]
) -> None:
    before = imported()
    after = record_of("offer", merged(before, change), snapshot, before)
    assert after.typed == {name: text for name, text in before.typed.items() if name not in forgotten}
    assert set(after.sources) == {"*", *forgotten, *change} - (
        {"providers"} if change == {"providers": ["A1"]} else set()
    )


def test_a_record_that_replaces_another_keeps_names_that_mean_the_same(snapshot: Snapshot) -> None:
    before = imported()
    data = {name: value for name, value in to_json(before).items() if name in ("id", "title", "providers", "districts")}
    after = record_of("offer", data, snapshot, before)
    assert after.typed == {"providers": "Stadt", "districts": "Osterf."}
    assert after.sources["funders"] == after.sources["valid_from"] == BY_HAND


def test_a_text_with_ids_is_kept_unless_it_shares_its_column(snapshot: Snapshot) -> None:
    data = {"id": "N", "title": "Neu", "providers": ["A1", "A2"], "funders": ["A1"], "districts": ["d1"]}
    typed = {"providers": "A1 |  A2", "funders": "A1|", "districts": "d1 |", "citywide": "Ja"}
    alone = record_of("offer", data | {"typed": typed}, snapshot)
    assert alone.typed == {"providers": "A1 |  A2", "funders": "A1|", "districts": "d1 |"}
    shared = {"named_funders": ["funder-1"], "citywide": True, "typed": typed}
    both = record_of("offer", data | shared, snapshot)
    assert both.typed == {"providers": "A1 |  A2"}


def test_references_lead_to_records_of_the_right_type(snapshot: Snapshot) -> None:
    data = {"id": "N", "title": "Neu", "providers": ["A1", "G1", "nobody"], "districts": ["A1"], "part_of": "A1"}
    found = refused("offer", data, snapshot)
    assert {name: len(sentences) for name, sentences in found.items()} == {"providers": 2, "districts": 1, "part_of": 1}
    assert found["part_of"] == ["Ein Angebot mit der Kennung „A1“ gibt es nicht."]


def test_only_a_record_of_its_own_type_may_be_itself(snapshot: Snapshot) -> None:
    assert record_of("actor", {"id": "N", "name": "Neu", "successors": ["N"]}, snapshot)
    assert list(refused("membership", {"id": "N", "body": "G1", "actor": "N"}, snapshot)) == ["actor"]
    assert list(
        refused("indicator", {"id": "N", "district": "N", "name": "x", "year": 2020, "value": 1.0}, snapshot)
    ) == ["district"]


@pytest.mark.parametrize(
    ("field", "term"), [("themes", "group-1"), ("target_groups", "theme-1"), ("named_funders", "theme-2")]
)
def test_a_term_belongs_to_the_vocabulary_of_its_field(snapshot: Snapshot, field: str, term: str) -> None:
    found = refused("offer", {"id": "N", "title": "Neu", field: [term]}, snapshot)
    assert list(found) == [field]
    assert "anderen Vokabular" in found[field][0]


def test_nothing_belongs_to_itself_by_way_of_others(snapshot: Snapshot) -> None:
    top = snapshot.actors["A1"]
    assert list(refused("actor", merged(top, {"part_of": "A2"}), snapshot, top)) == ["part_of"]
    assert list(refused("actor", merged(top, {"part_of": "A1"}), snapshot, top)) == ["part_of"]
    assert record_of("actor", merged(snapshot.actors["A3"], {"part_of": "A2"}), snapshot, snapshot.actors["A3"])


def test_the_id_of_a_record_stays(snapshot: Snapshot) -> None:
    before = snapshot.actors["A3"]
    assert list(refused("actor", merged(before, {"id": "A4"}), snapshot, before)) == ["id"]


def test_dates_and_ages_fit_together_after_a_change_too(snapshot: Snapshot) -> None:
    before = Actor(id="N", name="X", valid_from="2012-01-01")
    assert list(refused("actor", merged(before, {"valid_to": "2011-12-31"}), snapshot, before)) == ["valid_to"]


def test_merging_nothing_gives_the_record_again() -> None:
    for record in sample():
        assert content(from_json(merged(record, {}) | {"type": type_of(record)})) == content(record)
