"""Sheets as drawings for files: nothing from data becomes markup, words stay in their room, page and command agree."""

from __future__ import annotations

import re
from itertools import pairwise

import defusedxml.ElementTree as Xml
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, expect

from graphsvc import rendering
from graphsvc.picture.context import sheet_texts
from tests.test_pages_browser import visit
from visualisations import matrix_drawing, sheet_drawing, timeline_drawing
from visualisations.sheet import Column, Drawing, Head, Key, Matrix, Note, Sheet, Square, Table
from visualisations.svg import cut, lines, wide
from visualisations.timeline import Bar, Group, TimeLine

EVIL = """<script>alert(1)</script>"'&\x00\x1b]]>\ud800"""
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "rect", "g", "path", "circle", "text", "tspan"}
TEXTS = {key: key for key in ("today", "known", "open", "soon", "before", "after", "key", "pages")}
LONG = "Dezernat für Jugend, Soziales, Religions\u00adgemein\u00adschaften und Stadtteilentwicklung"


def matrix(rows: int = 3, columns: int = 4, label: str = "Name") -> Matrix:
    kinds = (Square(level="gap"), Square("12", "q4", double=True), Square(), Square("3", "q2", small="je 1.000"))
    heads = tuple(Head(f"{label} {number}", "javascript:alert(1)") for number in range(columns))
    squares = tuple(tuple(kinds[(row + column) % 4] for column in range(columns)) for row in range(rows))
    key = (Key("gap", label), Key("q1", "1–2"), Key("double", label))
    return Matrix("m", label, tuple(Head(f"{label} {row}", depth=row % 3) for row in range(rows)), heads, squares, key)


def line(label: str = "Name") -> TimeLine:
    bars = (
        Bar(label, "seit 1990", "offer", "1990-01-01"),
        Bar(label, "2020–2030", "offer", "2020-01-01", "2040-12-31"),
        Bar(label, "bis 2027", "funding", None, "2027-03-31", "2025-01-01", soon="endet bald"),
    )
    days = ("1990-01-01", "2040-12-31")
    return TimeLine((Group(label, "offer", bars),), "2026-11-30", days, TEXTS, shown=label)


def drawn(*parts: Matrix | Drawing, words: str = "Blatt", **more: object) -> str:
    table = Table("data", words, (Column(words),), ())
    notes = (Note(words),)
    return sheet_drawing.svg(Sheet("s", words, words, parts, table, sheet_texts(), notes=notes, status=words, **more))  # type: ignore[arg-type]


def time(label: str = "Name") -> Drawing:
    return Drawing("t", label, Markup(), label, lambda room: timeline_drawing.block(line(label), room))


def test_nothing_from_data_becomes_markup_and_nothing_is_loaded() -> None:
    text = drawn(matrix(label=EVIL), time(EVIL), words=EVIL, asked=EVIL, empty=(EVIL,))
    root = Xml.fromstring(text.encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name in ("style", "class")}
    assert text.count("http") == 1, "the name of the format, and no address"
    assert "alert(1)" in "".join(root.itertext()), "as words it stands there"
    assert text == drawn(matrix(label=EVIL), time(EVIL), words=EVIL, asked=EVIL, empty=(EVIL,))


def test_words_stay_in_their_lines() -> None:
    for room in (80.0, 150.0, 400.0):
        found = lines(LONG, room, 13)
        assert all(wide(words, 13) <= room for words in found)
    assert "Religions-" in lines(LONG, 80, 13)
    assert "".join(lines("Religions\u00adgemein\u00adschaften", 80, 13)).replace("-", "") == "Religionsgemeinschaften"
    assert lines(LONG, 150, 13, most=2)[-1].endswith("…")
    assert cut("kurz", 100, 13) == "kurz"
    assert lines("", 10, 13) == [""]


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (4, 8), (25, 25), (3, 70)])
def test_cells_stand_beside_each_other_and_inside(rows: int, columns: int) -> None:
    made = matrix(rows, columns, LONG)
    block = matrix_drawing.block(made, 1308)
    found = re.findall(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="2" fill="#', block.markup
    )
    boxes = sorted((float(y), float(x), float(width)) for x, y, width, _height in found)
    for (y, x, width), (other_y, other_x, _width) in pairwise(boxes):
        assert other_y > y or other_x >= x + width
    assert all(x + width <= block.width for _y, x, width in boxes)
    root = Xml.fromstring(drawn(made))
    assert float(root.get("width")) == sheet_drawing.WIDTH


def test_a_sheet_without_pictures_says_what_would_fill_it() -> None:
    text = drawn(empty=("Blatt Angebote, Spalte Von",))
    assert "Blatt Angebote, Spalte Von" in text
    assert sheet_texts()["empty_columns"] in text


def test_every_picture_can_be_a_drawing() -> None:
    assert all(set(endings) == {".html", ".svg"} for endings in rendering.PICTURES.values())


@pytest.mark.parametrize("script", [True, False])
def test_the_page_hands_out_its_picture(browser: Browser, served: str, script: bool) -> None:
    made = visit(browser, served, "wide", java_script_enabled=script)
    page = made.go("/diagrams/coverage")
    page.locator("#sheet-save summary").click()
    for name, start in (("SVG", b"<svg xmlns="), ("PNG", b"\x89PNG"), ("PDF", b"%PDF-")):
        if not page.get_by_text("Zeichnung (SVG)").is_visible():
            page.locator("#sheet-save summary").click()
        with page.expect_download() as saved:
            page.locator("#sheet-save").get_by_text(name).click()
        assert saved.value.suggested_filename == f"abdeckung.{name.lower()}"
        assert saved.value.path().read_bytes().startswith(start)
    assert page.get_by_text("Drucken", exact=True).count() == 1
    if script:
        page.locator("#sheet-save summary").click()
        expect(page.get_by_text("Drucken", exact=True)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_text("Drucken", exact=True)).not_to_be_visible()
    assert made.problems == []
    page.context.close()
