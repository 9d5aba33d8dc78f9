"""The time line: what holds how long, open days drawn as open, what ends soon, long ones in pages; page and files."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from graphsvc import cli, ledger
from graphsvc.analysis.timeline import NONE, OTHERS, Row, Timeline, timeline
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.model import Actor, Body, District, Offer, Record, Term
from graphsvc.picture import timeline as picture
from graphsvc.picture.context import Context
from graphsvc.snapshot import Snapshot, build
from graphsvc.store import Store
from tests.browser import axe
from tests.records_sample import creations
from tests.test_pages_browser import SIZES, visit
from visualisations import PICTURES, sheet
from visualisations import timeline as drawing
from visualisations.timeline import Axis, Bar, Drawn, drawn

DAY = "2026-11-30"
EVIL = """<img src=x onerror=alert(1)>"'&</script>"""
NAMES = {Actor: "actor", Body: "body", District: "district", Offer: "offer", Term: "term"}


def city() -> list[Record]:
    """Offers, a body and fundings whose days are known, open, near, far and unknown."""
    return [
        District(id="N", name="Nord"),
        Term(id="t", vocabulary="theme", name="Sport"),
        Term(id="u", vocabulary="theme", name="Unikat"),
        Actor(id="A", name="Amt"),
        Offer(id="open", title="Offener Kurs", valid_from="2013-05-01", themes=("u", "t"), providers=("A",)),
        Offer(id="soon", title="Bald zu Ende", valid_from="2020-01-01", valid_to="2027-06-30", themes=("t",)),
        Offer(id="far", title="Noch lange", valid_from="2020-01-01", valid_to="2027-12-01", providers=("A",)),
        Offer(id="past", title="Vorbei", valid_to="2016-12-31", themes=("u",), districts=("N",)),
        Offer(id="undated", title="Ohne Tag", funders=("A",)),
        Offer(id="paid", title="Projekt", valid_from="2024-01-01", funders=("A",), funded_until="2026-12-31"),
        Body(id="B", name="Runder Tisch", valid_from="1990-01-01", districts=("N",)),
    ]


def graph(records: list[Record]) -> Snapshot:
    return build(1, [(NAMES[type(record)], record) for record in records])


def seen(**more: object) -> Timeline:
    given: dict[str, object] = {"on": DAY} | more
    return timeline(graph(city()), **given)  # type: ignore[arg-type]


def row(answer: Timeline, key: str, kind: str = "offer") -> Row:
    return next(found for found in answer.rows if (found.kind, found.id) == (kind, key))


def test_what_ends_within_twelve_months_is_marked() -> None:
    answer = seen()
    assert answer.soon == "2027-11-30"
    assert [(found.kind, found.id) for found in answer.rows if found.ends_soon] == [
        ("offer", "soon"),
        ("funding", "paid"),
    ]
    assert [found.id for found in seen(ending=True).rows] == ["soon", "paid"]
    assert not row(seen(on="2027-07-01"), "soon").ends_soon, "over is not near"


def test_unknown_days_stay_unknown() -> None:
    answer = seen()
    assert not row(answer, "undated").dated
    assert row(answer, "undated").begin is None
    assert not row(answer, "undated", "funding").dated, "the end of a funding is a column of its own"
    paid = row(answer, "paid", "funding")
    assert (paid.begin, paid.not_before, paid.end) == (None, "2024-01-01", "2026-12-31")
    assert row(answer, "past").dated


def test_offers_stand_once_under_the_theme_that_most_share() -> None:
    answer = seen()
    groups = {found.id: found.group for found in answer.rows if found.kind == "offer"}
    alone = {"far": NONE, "past": OTHERS, "undated": NONE, "paid": NONE}
    assert groups == {"open": "t", "soon": "t"} | alone, "a theme of one offer is no group"
    kinds = [found.kind for found in answer.rows]
    assert kinds == sorted(kinds, key=["offer", "body", "funding"].index)
    by_provider = {found.id: found.group for found in seen(grouping="provider").rows if found.kind == "offer"}
    assert by_provider["open"] == by_provider["far"] == "A"
    assert by_provider["soon"] == NONE


def test_filters() -> None:
    assert {found.id for found in seen(kind="body").rows} == {"B"}
    assert {found.id for found in seen(theme="t").rows} == {"open", "soon"}
    assert {found.id for found in seen(district="N").rows} == {"past", "B"}


def place(bar: dict[str, str | None], today: str = DAY, first: str = "2010-01-01", last: str = "2029-12-31") -> Drawn:
    return drawn(Bar("x", "", "offer", **bar), Axis([first, last, today], today), today)  # type: ignore[arg-type]


def test_what_is_certain_is_told_apart_from_what_is_open() -> None:
    known = place({"begin": "2010-01-01", "end": "2019-12-31"})
    assert (known.certain, known.unsure) == ((0.0, 50.0), ())
    going = place({"begin": "2020-01-01"})
    assert going.certain is not None
    assert going.certain[0] == 50.0
    assert going.unsure[0][0] == pytest.approx(sum(going.certain), abs=0.02), "open from today on"
    assert sum(going.unsure[0]) == pytest.approx(100)
    ended = place({"end": "2019-12-31"})
    assert (ended.certain, ended.unsure) == (None, ((0.0, 50.0),))
    funded = place({"end": "2019-12-31", "not_before": "2015-01-01"})
    assert (funded.certain, funded.unsure) == (None, ((25.0, 25.0),))
    coming = place({"begin": "2028-01-01"})
    assert (coming.certain, coming.unsure) == (None, ((90.0, 10.0),)), "nothing has begun yet"


def test_one_old_record_does_not_flatten_all_others() -> None:
    axis = Axis(["1890-01-01", "2250-01-01", DAY], DAY)
    assert (axis.first, axis.last) == (2006, 2032)
    assert len(axis.ticks()) <= drawing.MOST_LABELS + 1
    assert len([tick for tick in axis.ticks() if not tick.minor]) <= drawing.MOST_NARROW
    old = drawn(Bar("x", "", "body", begin="1890-01-01"), axis, DAY)
    assert old.before
    assert old.certain is not None
    assert old.certain[0] == 0.0
    assert drawn(Bar("x", "", "body", begin="2000-01-01", end="2250-01-01"), axis, DAY).after
    gone = drawn(Bar("x", "", "body", begin="1890-01-01", end="1900-01-01"), axis, DAY)
    assert (gone.certain, gone.before) == (None, True)
    for edge in ("0001-01-01", "9999-12-31"):
        assert Axis([edge], edge).ticks()


def test_the_picture_has_one_bar_for_each_row_and_says_what_is_left_out() -> None:
    records: list[Record] = [
        Offer(id=f"o{number:03}", title=f"Kurs {number}", valid_from=f"20{number % 20:02}-01-01")
        for number in range(250)
    ]
    answer = timeline(graph(records), on=DAY)
    seen_ids: list[str] = []
    for page in range(1, 6):
        made = picture.sheet(Context(graph(records), ""), answer, page)
        text = sheet.body(made)
        assert text.count('class="tl-bar"') <= 60
        assert f"Zu sehen sind die Zeilen {(page - 1) * 60 + 1} bis {min(page * 60, 250)} von 250." in text
        seen_ids += re.findall(r'<span class="tl-text"><a href="/offers/(\w+)"', text)
    assert sorted(seen_ids) == [record.id for record in records]
    assert 'href="/diagrams/timeline?on=2026-11-30&amp;page=2"' in sheet.body(
        picture.sheet(Context(graph(records), ""), answer)
    )
    assert len(made.data.rows) == 250
    assert picture.sheet(Context(graph(records), ""), answer, 99) == made, "beyond the last page is the last page"


def test_the_sheet_says_the_result_and_what_is_missing() -> None:
    made = picture.sheet(Context(graph(city()), ""), seen())
    assert made.sentence == (
        "Mit erfasstem Zeitraum laufen am 30.11.2026 4 Angebote, ein Gremium und eine Förderung. "
        "Bis zum 30.11.2027 enden ein Angebot und eine Förderung."
    )
    text = sheet.render(made)
    assert text == sheet.render(made)
    assert "<script" not in text
    assert text.count('class="tl-near"') == 2
    assert "ein Angebot (Blatt „Angebote“, Spalten „Von“, „Bis“)" in text
    assert "eine Förderung (Blatt „Angebote“, Spalte „Förderung bis“)" in text
    one = picture.sheet(Context(graph(city()), ""), seen(kind="body"))
    assert one.sentence == (
        "Mit erfasstem Zeitraum läuft am 30.11.2026 ein Gremium. "
        "Bis zum 30.11.2027 endet davon nach den Angaben nichts."
    )
    nothing = picture.sheet(Context(graph([])), timeline(graph([]), on=DAY))
    assert "Blatt „Angebote“, Spalten „Von“, „Bis“" in nothing.empty
    assert PICTURES["timeline"] is sheet.render


def test_nothing_from_data_becomes_markup() -> None:
    records: list[Record] = [
        Term(id=EVIL, vocabulary="theme", name=EVIL),
        Actor(id=EVIL, name=EVIL),
        Offer(id=EVIL, title=EVIL, valid_from="2020-01-01", themes=(EVIL,), funders=(EVIL,), funded_until="2027-01-01"),
        Offer(id="2", title=EVIL, valid_from="2020-01-01", themes=(EVIL,)),
    ]
    for links in (None, "", "javascript:alert(1)//"):
        text = sheet.render(picture.sheet(Context(graph(records), links), timeline(graph(records), on=DAY)))
        assert "<img" not in text
        assert not re.search(r'href="\s*javascript', text)


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    ledger.commit(embedded_store, creations(city()), action="edit", summary="Stadt angelegt")
    return create_app(embedded_store, embedded_settings).test_client()


def test_page_files_and_commands(
    client: FlaskClient, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = client.get(f"/diagrams/timeline?on={DAY}").text
    assert "Bis zum 30.11.2027 enden ein Angebot und eine Förderung." in text
    assert 'href="/offers/soon"' in text
    assert "timeline.css" in text
    answer = client.get(f"/diagrams/timeline.csv?on={DAY}")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert ["Projekt (Amt)", "Förderung", "", "unbekannt", "31.12.2026", "ja", "", ""] in rows
    assert len(rows) == 1 + 9
    file = client.get(f"/diagrams/timeline.html?on={DAY}&download")
    assert "attachment" in file.headers["Content-Disposition"]
    assert ".tl-known" in file.text, "its style is inside"
    for odd in (
        "kind=x&theme=x&district=x&group=x&page=x",
        "on=0001-01-01",
        "on=9999-12-31",
        "page=0",
        "page=99999999999",
    ):
        assert client.get(f"/diagrams/timeline?{odd}").status_code == 200
    assert client.get("/diagrams/timeline?on=gestern").status_code == 422

    monkeypatch.setenv("GRAPHSVC_DATA", str(embedded_settings.data))
    run = CliRunner().invoke(cli.main, ["timeline", "--on", DAY, "--json"])
    document = json.loads(run.stdout)
    assert document.pop("revision") == 1
    assert document == json.loads(json.dumps(asdict(seen())))
    run = CliRunner().invoke(cli.main, ["timeline", "--on", DAY, "--kind", "funding", "--ending"])
    assert "Projekt (Amt)\tFörderung" in run.stdout
    out = tmp_path / "zeitleiste.html"
    CliRunner().invoke(cli.main, ["render", "timeline", "--out", str(out), "--on", DAY], catch_exceptions=False)
    assert "Mit erfasstem Zeitraum laufen am 30.11.2026 4 Angebote" in out.read_text(encoding="utf-8")


def test_the_page_on_a_phone_without_script(browser: Browser, served: str) -> None:
    made = visit(browser, served, "narrow", java_script_enabled=False)
    page = made.go("/diagrams/timeline")
    assert page.locator(".tl-bar").count() == 60
    box = page.locator(".tl").bounding_box()
    assert box
    assert box["height"] < 8_000
    page.get_by_label("Art").select_option("body")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator(".tl h3")).to_have_text("Gremien")
    widths = [round(bar.bounding_box()["width"]) for bar in page.locator(".tl-known.body").all()]  # type: ignore[index]
    assert len(set(widths)) > 5, "bars differ in length"
    assert max(widths) <= SIZES["narrow"][0]
    made.page.context.close()
    made = visit(browser, served, "narrow")
    page = made.go("/diagrams/timeline?kind=body")
    for summary in page.locator("details.twin summary").all():
        summary.click()
    assert axe(page) == []
    assert made.problems == []
    made.page.context.close()
