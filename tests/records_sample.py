"""A small city with every kind of record and every kind of relation."""

from __future__ import annotations

from graphsvc.changelog import ImportEntry
from graphsvc.ledger import Edit
from graphsvc.model import (
    Actor,
    Arrangement,
    Body,
    Calibration,
    Cooperation,
    District,
    Indicator,
    Membership,
    Merge,
    Offer,
    Place,
    Record,
    Term,
    Verdict,
)
from graphsvc.records import type_of


def sample() -> list[Record]:
    """One record of each kind at least, all fields used somewhere."""
    source = {"*": ("imp", "akteure", 2)}
    return [
        Term(id="theme-1", vocabulary="theme", name="Frühe Hilfen", synonyms=("frühe hilfen", "FH")),
        Term(id="theme-2", vocabulary="theme", name="Bindung"),
        Term(id="group-1", vocabulary="target_group", name="Eltern"),
        Term(id="funder-1", vocabulary="funder", name="Land NRW"),
        District(id="d0", name="Gesamtstadt Nord", inhabitants=52000),
        District(id="d1", name="Osterfeld", part_of="d0"),
        Actor(id="A1", name="Stadt Öde", kind="city", aliases=("Stadt", "Kommune"), themes=("theme-2", "theme-1"),
              districts=("d1",), typed={"valid_from": "2011"}, valid_from="2011-01-01", posts=2.5, heads=4,
              extra={"Farbe": "=1+1"}, sources=source, collective=None, contact_function="Leitung"),
        Actor(id="A2", name="Ämtchen / Süd", kind="unit", part_of="A1", citywide=True, successors=("A3",)),
        Actor(id="A3", name="zweites Amt", kind="unit", part_of="A1"),
        Offer(id="O0", title="Reihe"),
        Offer(id="O1", title="Kurs", kind="Kurs", providers=("A2", "A1"), partners=("A3", "A2"), funders=("A1",),
              named_funders=("funder-1",), themes=("theme-1",), target_groups=("group-1",), age_from=0, age_to=36,
              languages=("Deutsch", "Türkisch"), districts=("d1",), part_of="O0", capacity=10, used=4),
        Body(id="G1", name="Runder Tisch", chairs=("A2",), themes=("theme-1",), target_groups=("group-1",),
             districts=("d1",), successors=("G2",), valid_to="2012-12-31"),
        Body(id="G2", name="Netzwerk", citywide=True, part_of=None),
        Membership(id="m1", body="G1", actor="A1", role="Vorsitz", valid_from="2010-01-01"),
        Membership(id="m2", body="G1", actor="A1", role="Gast"),
        Cooperation(id="c1", from_actor="A1", to_actor="A2", kind="Kooperation", intensity="high", directed=True),
        Cooperation(id="c2", from_actor="A1", to_actor="A2", kind="Vertrag", theme="Räume"),
        Cooperation(id="c3", from_actor="A2", to_actor="A1", kind="gehört zu", valid_to="2019-12-31"),
        Indicator(id="i1", district="d1", name="Armutsquote", year=2023, value=17.5, unit="%"),
        Verdict(id="v1", finding="f1", kind="duplicate_actor", members=("A2", "A3"), decision="not_double",
                reason="zwei Häuser", person="Jugendhilfeplanung", decided_on="2026-01-02", score=13.5,
                evidence={"prior": -5.5, "name": 19.0}, model="2026.2",
                compared={"name": '{"shared":["Größtes\u00a0Amt"],"values":[{"name":"Amt"},{}]}'}),
        Calibration(id="calibration", thresholds={"parallel_offer": 14.5}, factors={"parallel_offer.theme": 0.5},
                    verdicts=7, reason="kürzere Liste", person="Jugendhilfeplanung", set_on="2026-01-04"),
        Merge(id="x1", kind="actor", into="A3", absorbed=("A9",), choices={"phone": "A9"}, made_in=1,
              before={"actor:A3": '{"id":"A3","name":"zweites Amt","type":"actor"}',
                      "actor:A9": '{"id":"A9","name":"2. Amt","phone":"1","type":"actor"}'},
              moved={"actor:A3": '{"fields":{},"now":1,"typed":{},"was":1}'},
              reason="dasselbe Haus", merged_on="2026-01-03"),
        Arrangement(id="network", seed=4),
        Place(id="A2", x=-12.5, y=40.0),
    ]  # fmt: skip


def creations(records: list[Record]) -> list[Edit]:
    """Edits that create the records."""
    return [Edit(type_of(record), None, record) for record in records]


def entry(identity: str = "imp") -> ImportEntry:
    """The head of an import."""
    return ImportEntry(
        id=identity, name="Mappe.xlsx", format="workbook", sha256="0" * 64, counts={"actors": {"new": 3}}
    )
