"""Sheets: that a long list can be opened on a narrow screen, has all rows everywhere, and a short one is left alone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser

from graphsvc.picture.context import sheet_texts
from tests.browser import axe
from visualisations import sheet
from visualisations.sheet import LONG, OPEN_ROWS, Column, Head, Matrix, Sheet, Table, Value

NARROW = {"width": 320, "height": 640}


def made(rows: int, *, folded: bool = False) -> str:
    """The file of a sheet with a table of so many rows."""
    table = Table(
        "list",
        "Liste",
        (Column("Name"), Column("Zahl", True)),
        tuple((Value(f"Zeile {number}"), Value(str(number))) for number in range(rows)),
        folded=folded,
    )
    return sheet.render(Sheet("list", "Blatt", "Ein Satz.", (table,), table, sheet_texts()))


def test_only_a_long_list_has_a_line_that_opens_the_rest() -> None:
    assert "<details><summary>" not in made(LONG - 1)
    assert "<details><summary>" not in made(LONG, folded=True), "what was opened once is open"
    page = made(LONG)
    assert f"<summary>{LONG - OPEN_ROWS} weitere Zeilen zeigen</summary>" in page
    assert len(re.findall(r'<th scope="row">', page)) == LONG


def test_a_narrow_screen_shows_the_first_rows_and_paper_all(browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    page.set_content(made(20))
    rows = page.locator("#list tbody th[scope=row]:visible")
    assert rows.count() == OPEN_ROWS
    assert axe(page) == []
    page.emulate_media(media="print")
    assert rows.count() == 20
    assert not page.locator("#list summary").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#list table')).display") == "table"
    page.emulate_media(media="screen")
    page.locator("#list summary").click()
    assert rows.count() == 20
    page.set_viewport_size({"width": 1366, "height": 768})
    assert rows.count() == 20
    assert not page.locator("#list summary").is_visible()
    page.close()


def test_what_has_no_row_is_left_out() -> None:
    empty = Matrix("matrix", "Wer mit wem?", (), (Head("Kita"),), ())
    table = Table("list", "Liste", (Column("Name"),), ())
    text = sheet.render(Sheet("stem", "Blatt", "Ein Satz.", (empty, table), table, sheet_texts(), empty=("Spalte",)))
    assert "Wer mit wem?" not in text
    assert "Liste" not in text
    assert "<li>Spalte</li>" in text
