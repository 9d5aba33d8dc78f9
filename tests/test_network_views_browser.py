"""The views of the network in a browser: switching takes the state along, filter, table, keys, phone, no barrier."""

from __future__ import annotations

import itertools
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from graphsvc.picture import views
from tests.browser import axe, scrolls_sideways
from tests.test_pages_browser import visit

READY = "() => document.getElementById('network').picture?.labels.length > 0"
MANY = 50
SHAPES = {
    "actors-offers": {"actor", "offer"},
    "actors-bodies": {"actor", "body"},
    "bodies-projection": {"body"},
    "hierarchy": {"administration", "education"},
}


def told(page: Page, expression: str) -> object:
    return page.evaluate(f"(p => {expression})(document.getElementById('network').picture)")


def fragment(page: Page) -> dict[str, list[str]]:
    page.wait_for_timeout(250)  # the address follows the picture with a delay of 150 ms
    return parse_qs(str(page.evaluate("location.hash"))[1:])


@pytest.mark.parametrize("key", list(views.MADE))
def test_a_view_is_filtered_told_as_a_table_and_has_no_barrier(browser: Browser, served: str, key: str) -> None:
    made = visit(browser, served)
    page = made.go(f"/diagrams/network?view={key}")
    page.wait_for_function(READY)
    expect(page.locator("h1")).to_have_text(views.view_name(key))
    assert axe(page) == []
    assert set(told(page, "[...new Set(p.nodes.map(node => node.group))]")) == SHAPES[key]  # type: ignore[call-overload]
    assert int(str(told(page, "p.labels.length"))) > 10
    total = int(str(told(page, "p.visible.size")))
    counts = [int(text) for text in page.locator(".leg .num").all_inner_texts()]
    assert sum(counts) == total

    tick = page.locator(".leg input").last
    tick.focus()
    page.keyboard.press("Space")
    assert int(str(told(page, "p.visible.size"))) == total - counts[-1]
    page.get_by_role("button", name="Tabelle").click()
    assert page.locator("#network-table tbody tr").count() == total - counts[-1]
    page.locator(".leg input").last.check()
    assert page.locator("#network-table tbody tr").count() == total
    if total < MANY:  # axe takes its time with each row, and they are all alike
        assert axe(page) == []

    page.get_by_role("button", name="Bild", exact=True).click()
    page.locator(".drawing").focus()
    page.keyboard.press("ArrowRight")  # selects the most important one
    chosen = page.locator("#network-details h2").inner_text()
    page.keyboard.press("Enter")  # shows its surroundings
    assert 1 < int(str(told(page, "p.visible.size"))) <= total
    page.keyboard.press("Escape")
    page.fill("#network-search", chosen[:12])
    assert "Treffer" in page.locator("#network-hits-said").inner_text()
    drawing = str(told(page, "p.drawing()"))
    assert drawing.count("<path") > total / 2
    assert page.locator("#network-details h2").inner_text() in drawing
    assert made.problems == []
    page.context.close()


@pytest.mark.parametrize("key", ["actors", "actors-offers", "actors-bodies"])
def test_no_name_lies_over_a_sign_and_the_largest_have_one(browser: Browser, served: str, key: str) -> None:
    page = visit(browser, served).go(f"/diagrams/network?view={key}")
    page.wait_for_function(READY)
    covered = """p.labels.flatMap(({box: [left, top, right, bottom], text}) => p.things.filter(node => {
        const at = p.network.canvasToDOM({x: node.x, y: node.y}), r = 0.8 * p.radius(node) * p.scale();
        return left < at.x + r && at.x - r < right && top < at.y + r && at.y - r < bottom;
    }).map(node => [text, node.name]))"""
    assert told(page, "p.labels.some(label => label.node === p.ranked[0])")
    for _step in range(3):
        assert told(page, covered) == []
        assert told(page, "p.labels.filter(label => label.led && !p.leader(label).length).length") == 0
        page.click("[data-zoom='0.8']")
        page.wait_for_timeout(50)
    page.context.close()


def test_switching_takes_the_state_along_and_back(browser: Browser, served: str) -> None:
    made = visit(browser, served)
    page = made.go("/diagrams/network#a=A069&colour=district&mark=cuts&view=table")
    page.wait_for_function("() => document.getElementById('network').picture?.state.table")
    fragment(page)
    link = page.get_by_role("link", name="Akteure und Gremien")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("view=actors-bodies"))
    said = fragment(page)
    assert said["a"] == ["A069"]
    assert said["colour"] == ["district"]
    assert said["view"] == ["table"]
    assert "mark" not in said, "this view has nothing of that kind ..."
    page.get_by_role("link", name="Organigramm").click()
    page.wait_for_url(re.compile("view=hierarchy"))
    fragment(page)
    page.get_by_role("link", name="Akteure", exact=True).and_(page.locator(".views a")).click()
    page.wait_for_url(re.compile(r"/diagrams/network#"))
    assert urlsplit(page.url).query == ""
    said = fragment(page)
    assert (said["a"], said["colour"], said["mark"]) == (["A069"], ["district"], ["cuts"]), "... but it is not lost"
    assert made.problems == []
    page.context.close()


def test_the_organigram_can_be_read_on_a_phone(browser: Browser, served: str) -> None:
    made = visit(browser, served, "narrow", color_scheme="dark")
    page = made.go("/diagrams/network?view=hierarchy")
    page.wait_for_function(READY)
    assert not scrolls_sideways(page)
    assert axe(page) == []
    names = list(told(page, "[...p.labels].sort((a, b) => a.y - b.y).map(label => label.text)"))  # type: ignore[call-overload]
    assert names[0].startswith("Stadt Wupperfeld")
    assert names[1].startswith("Dezernat I ")
    assert len(names) >= 8
    assert float(str(told(page, "p.network.getScale()"))) > 0.6
    assert made.problems == []
    page.context.close()


def test_the_organigram_is_seen_whole_and_a_moved_part_keeps_its_line(browser: Browser, served: str) -> None:
    made = visit(browser, served)
    page = made.go("/diagrams/network?view=hierarchy")
    page.wait_for_function(READY)
    assert told(page, "p.labels.length === p.things.length"), "every unit has its name"
    line = "p.course(p.lines[0], node => [node.x, node.y])"
    before = told(page, line)
    page.evaluate("(p => p.select(p.lines[0].a))(document.getElementById('network').picture)")
    page.locator(".drawing").focus()
    page.keyboard.press("Alt+ArrowDown")
    assert "nur auf dieser Seite" in page.locator("#network-live").inner_text()
    after = told(page, line)
    assert after != before
    points = [after["from"], *after["by"], after["to"]]  # type: ignore[index]
    assert all(p[0] == q[0] or p[1] == q[1] for p, q in itertools.pairwise(points))
    page.context.close()
