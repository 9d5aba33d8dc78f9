"""Cooperation of departments: who belongs where, the E-I index, unknown told apart from none, page and files."""

from __future__ import annotations

import csv
import io
import random

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from graphsvc import ledger
from graphsvc.analysis.departments import Departments, Unit, departments, ei_index
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.model import Actor, Cooperation, Record
from graphsvc.picture import departments as picture
from graphsvc.picture.context import Context
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.browser import axe
from tests.records_sample import creations
from tests.test_pages_browser import SIZES, visit
from visualisations import PICTURES, sheet

DAY = "2026-11-25"
EVIL = """<img src=x onerror=alert(1)>"'&</script>"""


def city() -> list[Record]:
    """Two departments with units, a club, an entry for several schools, and cooperations of each kind."""
    return [
        Actor(id="C", name="Stadt Öde", kind="city"),
        Actor(id="D1", name="Dezernat Jugend", kind="department", part_of="C"),
        Actor(id="D2", name="Dezernat Bau", kind="department", part_of="C"),
        Actor(id="U1", name="Fachstelle Kita", kind="unit", part_of="D1"),
        Actor(id="U2", name="Fachstelle Hilfen", kind="unit", part_of="D1"),
        Actor(id="B", name="Beigeordnete", kind="function", part_of="C"),
        Actor(id="V", name="Verein", kind="association"),
        Actor(id="M", name="mehrere Schulen", kind="school", collective="several"),
        Cooperation(id="in", from_actor="U1", to_actor="U2", intensity="high"),
        Cooperation(id="in too", from_actor="U2", to_actor="U1", kind="Vertrag"),
        Cooperation(id="across", from_actor="U1", to_actor="D2"),
        Cooperation(id="out", from_actor="V", to_actor="U2"),
        Cooperation(id="several", from_actor="M", to_actor="U2"),
        Cooperation(id="over", from_actor="U2", to_actor="D2", valid_to="2020-12-31"),
        Cooperation(id="belongs", from_actor="V", to_actor="D2", kind="gehört zu", valid_to="2020-12-31"),
    ]


def graph(records: list[Record]) -> Snapshot:
    return build(1, [("actor" if isinstance(record, Actor) else "cooperation", record) for record in records])


def unit(answer: Departments, key: str) -> Unit:
    return next(found for found in answer.units if found.id == key)


def test_cooperations_are_inside_across_or_outside() -> None:
    answer = departments(graph(city()), on=DAY)
    assert (answer.within, answer.across, answer.outside, answer.collective) == (2, 1, 1, 1)
    youth = unit(answer, "D1")
    assert (youth.actors, youth.internal, youth.departments, youth.others) == (3, 2, 1, 1)
    assert youth.ei == 0.0
    assert youth.ei_departments == pytest.approx(-1 / 3)
    assert unit(answer, "C").actors == 2, "a function without anybody below it belongs to the city itself"
    assert unit(answer, "C").ei is None, "no cooperation is not an index of 0"
    before = departments(graph(city()), on="2020-06-30")
    assert (before.across, before.outside) == (3, 0), "then the club belonged to a department"


def test_every_cooperation_is_counted_once() -> None:
    chance = random.Random(7)  # noqa: S311 - the same graphs in every run
    for _round in range(20):
        actors: list[Record] = [Actor(id="C", name="Stadt", kind="city")]
        actors += [Actor(id=f"D{n}", name=f"D{n}", kind="department", part_of="C") for n in range(4)]
        actors += [
            Actor(id=f"U{n}", name=f"U{n}", kind=chance.choice(["unit", "association"]),
                  part_of=chance.choice(["D0", "D1", "U1", "U2", None]))
            for n in range(12)
        ]  # fmt: skip
        ids = [actor.id for actor in actors]
        rows: list[Record] = []
        for number in range(40):
            first, second = chance.sample(ids, 2)
            rows.append(Cooperation(id=f"c{number}", from_actor=first, to_actor=second))
        answer = departments(graph([*actors, *rows]), on=DAY)
        assert sum(row.cooperations for row in answer.crossings) == 40
        assert sum(found.actors for found in answer.units) == len(ids)
        mine = {found.id for found in answer.units if found.kind != "group"}
        groups = sum(row.cooperations for row in answer.crossings if not {row.first, row.second} & mine)
        assert answer.within + answer.across + answer.outside + groups == 40


def test_the_index_reaches_from_minus_one_to_one() -> None:
    assert [ei_index(*pair) for pair in ((0, 3), (3, 0), (2, 2), (0, 0))] == [-1.0, 1.0, 0.0, None]


def test_the_sheet_says_the_result_and_what_is_missing() -> None:
    snapshot = graph(city())
    made = picture.sheet(Context(snapshot, ""), departments(snapshot, on=DAY))
    assert made.sentence == (
        "In der Verwaltung gibt es 3 Kooperationen, davon 1 über Grenzen von Dezernaten. Das meiste bleibt innerhalb "
        "eines Dezernats. E-I-Index: −0,33 (−1: nur innerhalb, 0: gleich viel, +1: nur über Grenzen)."
    )
    assert not made.empty
    nothing = picture.sheet(Context(graph([])), departments(graph([]), on=DAY))
    assert "Blatt „Akteure“, Spalten „Art“, „Gehört zu“" in nothing.empty
    assert "Noch ist keine Zusammenarbeit" in sheet.render(nothing)
    assert PICTURES["departments"] is sheet.render


def test_nothing_from_data_becomes_markup() -> None:
    records: list[Record] = [
        Actor(id="C", name=EVIL, kind="city"),
        Actor(id=EVIL, name=EVIL, kind="department", part_of="C"),
        Cooperation(id="c", from_actor="C", to_actor=EVIL),
    ]
    made = picture.sheet(Context(graph(records), ""), departments(graph(records), on=DAY))
    assert "<img" not in sheet.render(made)


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    return create_app(embedded_store, embedded_settings).test_client()


def test_page_and_files(client: FlaskClient) -> None:
    text = client.get(f"/diagrams/departments?on={DAY}").text
    assert "davon 1 über Grenzen von Dezernaten" in text
    assert 'href="/actors/D1"' in text
    answer = client.get(f"/diagrams/departments.csv?on={DAY}")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert ["Dezernat Jugend", "Dezernat Jugend", "2", "1"] in rows
    assert len(rows) == 1 + 3
    assert "attachment" in client.get("/diagrams/departments.html").headers["Content-Disposition"]
    assert client.get("/diagrams/departments?on=gestern").status_code == 422


@pytest.mark.parametrize("size", list(SIZES))
def test_the_page_in_a_browser(browser: Browser, served: str, size: str) -> None:
    made = visit(browser, served, size)
    page = made.go("/diagrams/coverage")
    page.get_by_role("link", name="Dezernate").click()
    expect(page.locator("h1")).to_have_text("Zusammenarbeit der Dezernate")
    page.locator("details.twin summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    count = page.locator("#units tbody tr").count()
    assert page.locator("#matrix tbody tr").count() == count > 3
    assert made.problems == []
    made.page.context.close()
