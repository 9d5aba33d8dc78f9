"""Verdicts pass on where that holds, are remembered over merges, and come back with what changed."""

from __future__ import annotations

import dataclasses
import json

from hypothesis import given
from hypothesis import strategies as st

from graphsvc import merging
from graphsvc.analysis import seen
from graphsvc.analysis.changed import changes
from graphsvc.analysis.findings import NOTABLE_CHANGE, findings
from graphsvc.analysis.verdicts import Implications, Move, change_of, moves
from graphsvc.matching import MODEL_VERSION, Finding
from graphsvc.model import Actor, Body, District, Membership, Offer, Record, Term, Verdict
from graphsvc.snapshot import Snapshot, build
from tests.made_findings import made_finding
from tests.merging_random import merged

FIELDS = sorted({name for of_kind in seen.FIELDS.values() for row in of_kind.values() for name in row} | {"secret"})
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just("2020-01-01"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def pair(*members: str, kind: str = "duplicate_actor", **bits: float) -> Finding:
    """A finding about two records."""
    return made_finding(kind, *members, bits=bits)


def verdict(decision: str, *members: str, kind: str = "duplicate_actor") -> tuple[str, Record]:
    """A verdict on two records."""
    finding = pair(*members, kind=kind)
    found = Verdict(id=f"verdict-{finding.id}", finding=finding.id, kind=kind, members=finding.members,
                    decision=decision, decided_on="2026-01-01")  # fmt: skip
    return "verdict", found


def city(*verdicts: tuple[str, Record]) -> Snapshot:
    """Five actors with verdicts about them."""
    return build(1, [("actor", Actor(id=name, name=f"Haus {name}")) for name in "ABCDE"] + list(verdicts))


def test_the_same_as_the_same_is_the_same() -> None:
    said = Implications(city(verdict("merge", "A", "B"), verdict("merge", "C", "B"), verdict("not_double", "C", "D")))
    same = said.on(pair("A", "C"))
    assert same
    assert (same.decision, len(same.verdicts)) == ("merge", 2)
    different = said.on(pair("A", "D"))
    assert different
    assert (different.decision, different.verdicts[0].members) == ("not_double", ("C", "D"))
    assert said.on(pair("A", "E")) is None
    assert said.on(pair("A", "C", kind="duplicate_offer")) is None


def test_only_being_the_same_passes_on() -> None:
    said = Implications(city(verdict("not_double", "A", "B"), verdict("not_double", "B", "C")))
    assert said.on(pair("A", "C")) is None
    kind = "parallel_offer"
    said = Implications(city(verdict("merge", "A", "B", kind=kind), verdict("merge", "B", "C", kind=kind)))
    assert said.on(pair("A", "C", kind=kind)) is None


def test_a_no_is_remembered_when_one_of_the_two_becomes_part_of_another() -> None:
    graph = city(verdict("not_double", "A", "B"), verdict("coordinate", "B", "E", kind="parallel_body"))
    here = merged(graph, merging.wish("actor", "C", ["B"]))
    found = Implications(here).on(pair("A", "C"))
    assert found
    assert found.decision == "not_double"
    assert Implications(here).on(pair("C", "E", kind="parallel_body")) is None, "other records have the same ids"


def test_what_came_and_what_went_are_news_even_where_the_sum_stays() -> None:
    before = pair("A", "B", prior=-6.0, name=12.0, address=6.0, phone=0.0)
    kept = Verdict(id="v", finding=before.id, kind=before.kind, members=before.members, decision="unsure",
                   score=before.score, evidence=dict(before.bits),
                   model=MODEL_VERSION)  # fmt: skip
    assert change_of(before, kept) == 0
    after = pair("A", "B", prior=-6.2, name=12.3, phone=6.0)
    assert change_of(after, kept) == 6.0 >= NOTABLE_CHANGE
    assert [(move.dimension, move.was, move.now) for move in moves(after, kept)] == [
        ("address", 6.0, 0.0), ("phone", 0.0, 6.0),
    ]  # fmt: skip
    heavier = pair("A", "B", prior=-6.0, name=18.0, address=6.0)
    assert change_of(heavier, kept) == 6.0
    assert change_of(heavier, dataclasses.replace(kept, model="2025.1")) == 0, "new weights say nothing of the records"
    assert change_of(after, dataclasses.replace(kept, evidence={})) == abs(after.score - kept.score)


def test_a_finding_that_follows_from_others_waits_for_nobody() -> None:
    same = {"street": "Marktstr. 5", "phone": "0208 12345", "email": "info@sonne.example"}
    actors = [("actor", Actor(id=name, name="Kinderhaus Sonne", kind="association", **same)) for name in "ABC"]
    graph = build(1, [*actors, verdict("merge", "A", "B"), verdict("merge", "B", "C")])
    states = {row.finding.members: (row.state, row.decision) for row in findings(graph)}
    assert states["A", "C"] == ("decided", "merge")


def told(before: Snapshot, after: Snapshot, finding: Finding, *dimensions: str) -> list[str]:
    """What changed in these dimensions since a verdict that was given in the graph `before`."""
    kept = Verdict(id="v", finding=finding.id, kind=finding.kind, members=finding.members, decision="unsure",
                   compared=seen.kept(before, finding))  # fmt: skip
    return [row.text for row in changes(after, finding, kept, [Move(name, 1.0, 5.0) for name in dimensions])]


def changed(graph: Snapshot, *records: tuple[str, Record]) -> Snapshot:
    """The graph with these records in place of those of the same ids."""
    return graph.replaced(graph.revision + 1, {kind: {record.id: record} for kind, record in records})


def test_what_changed_is_told_in_values() -> None:
    old = Offer(id="O1", title="Krabbelgruppe", age_from=0, age_to=36, districts=("d1",), themes=("t1",))
    graph = build(1, [("district", District(id="d1", name="Osterfeld")), ("term", Term(id="t1", vocabulary="theme",
                  name="Bindung")), ("offer", old), ("offer", Offer(id="O2", title="Babytreff"))])  # fmt: skip
    finding = pair("O1", "O2", kind="parallel_offer", text=3.0)
    new = dataclasses.replace(old, age_to=72, districts=(), themes=(), description="Frau Muster, 0208 1234")
    after = changed(graph, ("offer", new))
    assert told(graph, after, finding, "age", "theme", "district", "text") == [
        "Die Altersgruppe von „Krabbelgruppe“ war 0 bis 3\xa0Jahre und ist jetzt 0 bis 6\xa0Jahre.",
        "Die Themen von „Krabbelgruppe“ waren Bindung und sind jetzt nicht angegeben.",
        "Der Sozialraum von „Krabbelgruppe“ war Osterfeld und ist jetzt nicht angegeben.",
        "Die Beschreibung von „Krabbelgruppe“ ist geändert.",
    ]
    assert told(graph, after, finding, "capacity") == [], "only what moved is news"
    assert told(after, graph, finding, "age")[0].endswith("war 0 bis 6\xa0Jahre und ist jetzt 0 bis 3\xa0Jahre.")
    assert changes(after, finding, Verdict(id="v", finding="f", kind=finding.kind, members=finding.members,
                   decision="unsure"), [Move("age", 1.0, 5.0)]) == (), "an older verdict kept nothing"  # fmt: skip
    broken = Verdict(id="v", finding="f", kind=finding.kind, members=finding.members, decision="unsure",
                     compared={"age": "[1"})  # fmt: skip
    assert changes(after, finding, broken, [Move("age", 1.0, 5.0)]) == ()


@given(values=st.lists(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=4), max_size=3), shared=ANYTHING)
def test_a_verdict_of_a_file_may_have_kept_anything(values: object, shared: object) -> None:
    finding = pair("O1", "O2", kind="parallel_offer", text=3.0)
    graph = build(1, [("offer", Offer(id=name, title=name, age_from=2, districts=("d",))) for name in ("O1", "O2")])
    for form in ({"values": values, "shared": shared, "both": shared}, values, shared):
        kept = dict.fromkeys(seen.FIELDS["parallel_offer"], json.dumps(form))
        verdict = Verdict(id="v", finding=finding.id, kind=finding.kind, members=finding.members, decision="unsure",
                          compared=kept)  # fmt: skip
        assert all(row.text for row in changes(graph, finding, verdict, [Move(name, 1.0, 5.0) for name in kept]))


def test_members_that_came_and_went_are_named() -> None:
    actors = [("actor", Actor(id=name, name=f"Haus {name}")) for name in "ABC"]
    bodies = [("body", Body(id=name, name=f"Runder Tisch {name}")) for name in ("G1", "G2")]
    seat = Membership(id="m", body="G1", actor="A")
    graph = build(1, [*actors, *bodies, ("membership", seat)])
    after = changed(graph, ("membership", dataclasses.replace(seat, actor="B")))
    finding = pair("G1", "G2", kind="parallel_body", members=4.0)
    assert told(graph, after, finding, "members") == [
        "Zu „Runder Tisch G1“ gehört jetzt auch: Haus B.", "Zu „Runder Tisch G1“ gehört nicht mehr: Haus A.",
    ]  # fmt: skip


def test_a_verdict_keeps_nothing_that_may_tell_of_a_person() -> None:
    private = {"phone": "0208 4711", "email": "erika.muster@sonne.example", "contact_function": "Frau Muster",
               "description": "Erika Muster leitet das Haus", "wording": "Frau Muster", "source": "Muster"}  # fmt: skip
    same = {"street": "Marktstr. 5", "kind": "association"}
    actors = [Actor(id=name, name="Kinderhaus Sonne", **same, **private) for name in "AB"]
    graph = build(1, [("actor", actor) for actor in actors])
    (judged,) = findings(graph)
    kept = seen.kept(graph, judged.finding)
    assert "Marktstr. 5" in kept["address"]
    assert not any(word in text for text in kept.values() for word in ("Muster", "muster", "4711"))
    alone = changed(graph, ("actor", dataclasses.replace(actors[0], phone=None, email="haus@sonne.example")))
    finding = pair("A", "B", name=9.0, address=5.0, email=0.0)
    assert told(graph, alone, judged.finding, "phone") == [], "the finding as it was then"
    before = Verdict(id="v", finding=finding.id, kind=finding.kind, members=finding.members, decision="unsure",
                     compared=kept)  # fmt: skip
    assert [
        row.text for row in changes(alone, finding, before, [Move("phone", 13.0, 0.0), Move("email", 13.0, 0.0)])
    ] == [
        "Die Telefonnummer war bei beiden gleich und ist jetzt nicht bei beiden angegeben.",
        "Die E-Mail-Adresse war bei beiden gleich und ist jetzt bei beiden verschieden.",
    ]
