"""The coverage: what counts where for whom, that missing words are told apart from missing offers, page and files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from graphsvc import cli, ledger
from graphsvc.analysis.coverage import CITYWIDE, NOWHERE, Cell, Coverage, behind, coverage
from graphsvc.analysis.lifephases import ANY_AGE, OUTSIDE, UNKNOWN, life_phases
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.model import District, Indicator, Offer, Record, Term
from graphsvc.picture import coverage as picture
from graphsvc.picture.context import Context
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.browser import axe
from tests.records_sample import creations
from tests.test_pages_browser import SIZES, visit
from visualisations import PICTURES, sheet

DAY = "2026-11-25"
YEAR = 12  # months
EVIL = """<img src=x onerror=alert(1)>"'&{{7*7}}</script>"""


def offer(key: str, low: int | None = None, high: int | None = None, **more: object) -> Offer:
    """An offer in district N for ages in years."""
    given: dict[str, object] = {"districts": ("N",)} | more
    ages = {"age_from": None if low is None else low * YEAR, "age_to": None if high is None else high * YEAR}
    return Offer(id=key, title=f"Angebot {key}", **ages, **given)  # type: ignore[arg-type]


def city() -> list[Record]:
    """A district with a part of it and an empty one, and offers of every kind that counts or does not."""
    return [
        District(id="N", name="Nord", inhabitants=2000),
        District(id="NN", name="Nordrand", part_of="N"),
        District(id="S", name="Süd", inhabitants=500),
        Term(id="family", vocabulary="target_group", name="Familien"),
        Term(id="old", vocabulary="target_group", name="Senioren"),
        Term(id="sport", vocabulary="theme", name="Sport"),
        offer("kita", 3, 5, capacity=20, used=25, themes=("sport",)),
        offer("kita too", 3, 5, capacity=10, used=4),
        offer("both", 0, 6, districts=("NN",)),
        offer("all", 6, 9, districts=(), citywide=True),
        offer("nowhere", 6, 9, districts=()),
        offer("ageless"),
        offer("families", target_groups=("family",)),
        offer("seniors", target_groups=("old",), description="Treff"),
        offer("over", 10, 15, valid_to="2020-12-31"),
        offer("planned", 10, 15, status="geplant ab Herbst"),
        Indicator(id="i1", district="S", name="Kinderarmut", year=2024, value=41.5, unit="%"),
        Indicator(id="i2", district="S", name="Kinderarmut", year=2020, value=30.0, unit="%"),
        Indicator(id="i3", district="N", name="Kinderarmut", year=2024, value=12.0, unit="%"),
    ]


NAMES = {District: "district", Term: "term", Offer: "offer", Indicator: "indicator"}


def graph(records: list[Record]) -> Snapshot:
    return build(1, [(NAMES[type(record)], record) for record in records])


def cell(answer: Coverage, place: str, phase: str) -> Cell:
    return next(found for found in answer.cells if (found.place, found.phase) == (place, phase))


def test_every_offer_counts_once_in_each_cell_it_is_for() -> None:
    answer = coverage(graph(city()), on=DAY)
    assert set(cell(answer, "N", "age_3_6").ids) == {"kita", "kita too", "both"}
    assert cell(answer, "NN", "age_3_6").ids == ("both",), "a part does not have what only names the larger district"
    assert cell(answer, CITYWIDE, "age_6_10").ids == ("all",)
    assert cell(answer, NOWHERE, "age_6_10").ids == ("nowhere",)
    assert cell(answer, "N", "age_10_16").gap, "what is over or only planned fills no gap"
    for found in answer.cells:
        assert len(set(found.ids)) == found.offers


def test_unknown_is_not_none() -> None:
    answer = coverage(graph(city()), on=DAY)
    assert answer.without_age == ("ageless",)
    assert answer.any_age == ("families",)
    assert answer.outside == ("seniors",)
    assert answer.without_place == ("nowhere",)
    assert answer.unplaced == ("ageless", "nowhere")
    assert cell(answer, "N", UNKNOWN).ids == ("ageless",)
    assert cell(answer, "N", ANY_AGE).ids == ("families",)
    unknown = [
        found for found in answer.cells if found.phase in (UNKNOWN, ANY_AGE) or found.place in (CITYWIDE, NOWHERE)
    ]
    assert not any(found.gap for found in unknown)
    assert answer.gaps == sum(found.gap for found in answer.cells) == 4 + 4 + 6
    assert behind(answer, graph(city()), "", OUTSIDE) == ["seniors"]


def test_citywide_offers_fill_gaps_only_when_asked() -> None:
    answer = coverage(graph(city()), on=DAY, citywide=True)
    for place in ("N", "NN", "S", CITYWIDE):
        assert cell(answer, place, "age_6_10").ids == ("all",)


def test_places_and_inhabitants_and_social_figures() -> None:
    answer = coverage(graph(city()), on=DAY)
    kita = cell(answer, "N", "age_3_6")
    assert (kita.capacity, kita.free) == (30, 6), "an overbooked offer takes no places from others"
    assert kita.per_1000 == 1.5
    assert cell(answer, "NN", "age_3_6").capacity is None, "unknown, not 0"
    south = next(place for place in answer.places if place.id == "S")
    assert [(figure.year, figure.value) for figure in south.figures] == [(2024, 41.5)]
    before = coverage(graph(city()), on="2021-06-30")
    assert [figure.year for place in before.places for figure in place.figures] == [2020]


def test_theme_and_doubles() -> None:
    answer = coverage(graph(city()), on=DAY, theme="sport", doubles=[("kita", "kita too")])
    assert answer.running == 1
    assert cell(answer, "N", "age_3_6").doubles == 0, "its twin has not this theme"
    answer = coverage(graph(city()), on=DAY, doubles=[("kita", "kita too"), ("kita", "all")])
    assert cell(answer, "N", "age_3_6").doubles == 2


def test_districts_in_a_circle_do_not_hang() -> None:
    records: list[Record] = [District(id="A", name="A", part_of="B"), District(id="B", name="B", part_of="A")]
    answer = coverage(graph([*records, offer("x", 0, 2, districts=("A",))]), on=DAY)
    assert {place.id for place in answer.places} == {"A", "B", CITYWIDE}
    picture.sheet(Context(graph(records)), answer)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 3, {"age_0_3"}),  # 'bis 3' ends at the third birthday
        (0, 0, {"age_0_3"}),
        (5, 7, {"age_3_6", "age_6_10"}),
        (16, 26, {"age_16_27"}),
        (60, None, {OUTSIDE}),
        (None, None, {UNKNOWN}),
    ],
)
def test_life_phases_follow_from_ages(low: int | None, high: int | None, expected: set[str]) -> None:
    assert life_phases(offer("x", low, high), graph([])) == expected


def test_the_sheet_says_the_result_and_where_poverty_is_highest() -> None:
    snapshot = graph(city())
    made = picture.sheet(Context(snapshot, ""), coverage(snapshot, on=DAY))
    assert made.sentence.startswith("Die Kette ist an 14 Stellen unterbrochen. Die meisten Lücken: Süd.")
    assert "2 Angebote ohne Alter oder Sozialraum sind nicht mitgezählt." in made.sentence
    assert any(
        "Kinderarmut am höchsten in Süd (41,5\u00a0%): Dort fehlen 6 Glieder" in note.text for note in made.notes
    )
    assert PICTURES["coverage"] is sheet.render
    assert sheet.render(made) == sheet.render(made)


def test_the_sheet_names_the_columns_that_would_fill_it() -> None:
    snapshot = graph([])
    made = picture.sheet(Context(snapshot), coverage(snapshot, on=DAY))
    assert "Blatt „Angebote“, Spalte „Sozialräume“" in made.empty
    assert "Spalten „Alter von“, „Alter bis“" in sheet.render(made)


def test_nothing_from_data_becomes_markup() -> None:
    records: list[Record] = [
        District(id=EVIL, name=EVIL),
        Term(id=EVIL, vocabulary="theme", name=EVIL),
        offer(EVIL, 3, 5, districts=(EVIL,), themes=(EVIL,)),
        Indicator(id="i", district=EVIL, name=EVIL, year=2024, value=1.0, unit=EVIL),
    ]
    snapshot = graph(records)
    for links in (None, "", "javascript:alert(1)//"):
        made = picture.sheet(Context(snapshot, links), coverage(snapshot, on=DAY, theme=EVIL))
        for text in (sheet.body(made), sheet.render(made)):
            assert "<img" not in text
            assert "<script" not in text
            assert not re.search(r'href="\s*javascript', text)
    assert "default-src &#39;none&#39;" in sheet.render(made)


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    return create_app(embedded_store, embedded_settings).test_client()


def test_page_files_and_offers_behind_a_cell(client: FlaskClient) -> None:
    text = client.get(f"/diagrams/coverage?on={DAY}").text
    assert "an 14 Stellen unterbrochen" in text
    assert 'aria-current="page">Auswertung' in text
    answer = client.get(f"/diagrams/coverage.csv?on={DAY}")
    assert answer.headers["Content-Disposition"] == "attachment; filename=abdeckung.csv"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    kita = next(row for row in rows if row[:2] == ["Nord", "Kita"])
    assert (kita[2], kita[4:]) == ("3", ["30", "6", "1,5"])
    assert ["Süd", "Kita", "0", "0", "", "", "0"] in rows
    file = client.get(f"/diagrams/coverage.html?on={DAY}&theme=sport")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Thema: Sport" in file.text
    assert 'href="http://localhost/diagrams/coverage/offers' in file.text
    behind_cell = client.get(f"/diagrams/coverage/offers?on={DAY}&district=N&phase=age_3_6").text
    assert "3 Angebote" in behind_cell
    assert "Angebot kita too" in behind_cell
    assert "Angebote: keine Angabe" in client.get("/diagrams/coverage/offers?district=-").text
    assert client.get("/diagrams/coverage/offers?district=nie&phase=nie").status_code == 200
    assert client.get("/diagrams/coverage?on=morgen").status_code == 422
    assert client.get("/diagrams/coverage?theme=nie").status_code == 200


def test_the_list_of_offers_agrees_with_the_matrix(client: FlaskClient) -> None:
    text = client.get("/offers?district=N&phase=age_3_6&state=now").text
    assert "2 von " in text, "the list asks for offers that name the district itself"
    assert "1 von " in client.get(f"/offers?phase={ANY_AGE}").text


def test_the_commands(
    embedded_store: Store, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    monkeypatch.setenv("GRAPHSVC_DATA", str(embedded_settings.data))
    found = CliRunner().invoke(cli.main, ["coverage", "--on", DAY, "--json"])
    answer = json.loads(found.stdout)
    assert (answer["gaps"], answer["running"], answer["on"]) == (14, 8, DAY)
    text = CliRunner().invoke(cli.main, ["coverage", "--on", DAY]).stdout
    assert "unterbrochen" in text
    assert "Süd\tKita\tLücke" in text
    out = tmp_path / "abdeckung.html"
    assert CliRunner().invoke(cli.main, ["render", "coverage", "--on", DAY, "--out", str(out)]).exit_code == 0
    assert "unterbrochen" in out.read_text(encoding="utf-8")
    drawing = tmp_path / "abdeckung.svg"
    assert CliRunner().invoke(cli.main, ["render", "coverage", "--on", DAY, "--out", str(drawing)]).exit_code == 0
    assert "unterbrochen" in drawing.read_text(encoding="utf-8")
    for words in (["--out", str(tmp_path / "a.gif")], ["--out", str(out), "--ego", "A1"]):
        assert CliRunner().invoke(cli.main, ["render", "coverage", *words]).exit_code == 1


@pytest.mark.parametrize("size", list(SIZES))
def test_the_page_in_a_browser(browser: Browser, served: str, size: str) -> None:
    made = visit(browser, served, size)
    page = made.go("/diagrams/coverage")
    page.locator("details.twin summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    filled = [text for text in page.locator("#matrix tbody td").all_text_contents() if text.strip()]
    assert page.locator("#twin tbody tr").count() == len(filled), "the twin has every cell that says something"
    number = page.locator("#matrix td a").first
    wanted = int(re.match(r"\d+", number.inner_text()).group())  # type: ignore[union-attr]
    number.click()
    expect(page.locator("tbody tr")).to_have_count(wanted)
    expect(page.locator("tbody td").first).not_to_be_empty()
    assert axe(page) == []
    page.get_by_role("link", name="Zur Abdeckung").click()
    page.get_by_label("Stadtweite Angebote überall mitzählen").check()
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#matrix")).to_contain_text("Stadtweite Angebote sind in jedem Sozialraum mitgezählt.")
    assert made.problems == []
    made.page.context.close()


def test_the_file_is_a_picture_without_any_request(browser: Browser, served: str) -> None:
    made = visit(browser, served)
    made.go("/diagrams/coverage")
    with made.page.expect_download() as waiting:
        made.page.get_by_role("link", name="Als Datei").click()
    context = browser.new_context(viewport={"width": 320, "height": 640}, offline=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_content(waiting.value.path().read_text(encoding="utf-8"))
    expect(page.locator("#matrix td.q0").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page) == []
    assert said == []
    context.close()
    made.page.context.close()
