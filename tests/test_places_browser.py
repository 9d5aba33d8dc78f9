"""Places by hand in the browser: dragged or moved by keys, kept for all, taken back, and arranged anew."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from werkzeug.serving import make_server

from graphsvc import ledger
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.store import Store
from tests import browser as browsers
from tests.browser_fixtures import NewPage
from tests.records_sample import creations
from tests.test_network_diagram_browser import READY, click_actor, spot
from tests.test_places import city

Open = Callable[[], Page]


@pytest.fixture
def opened(new_page: NewPage, embedded_store: Store, embedded_settings: Settings) -> Iterator[Open]:
    """The network of a service that holds a star of twenty actors; every call is another visitor."""
    ledger.commit(embedded_store, creations(city()), action="edit", summary="angelegt")
    server = make_server("127.0.0.1", 0, create_app(embedded_store, embedded_settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def open_() -> Page:
        page = new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/diagrams/network")
        page.wait_for_function(READY)
        return page

    yield open_
    server.shutdown()
    thread.join(10)
    server.server_close()


def all_at(page: Page) -> dict[str, list[float]]:
    """Where all stand, in units of the picture."""
    found: dict[str, list[float]] = page.evaluate(
        "() => Object.fromEntries("
        "document.getElementById('network').picture.nodes.map(node => [node.id, [node.x, node.y]]))"
    )
    return found


def wait_until(page: Page, expected: dict[str, list[float]]) -> None:
    """Wait until all stand there."""
    page.wait_for_function(
        "wanted => document.getElementById('network').picture.nodes.every("
        "node => wanted[node.id][0] === node.x && wanted[node.id][1] === node.y)",
        arg=expected,
    )


def drag(page: Page, actor: str, right: float, down: float) -> None:
    """Take the actor with the mouse and let it go somewhere else."""
    box = page.locator(".drawing").bounding_box()
    assert box
    x, y = spot(page, actor)
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.down()
    page.mouse.move(box["x"] + x + right, box["y"] + y + down, steps=4)
    page.mouse.up()


def choose(page: Page, name: str) -> None:
    """Choose something in the menu of the arrangement."""
    page.locator("#network-arrange summary").click()
    page.get_by_role("button", name=name, exact=True).click()


def test_a_dragged_actor_stays_there_for_all_and_is_taken_back(opened: Open) -> None:
    page, other = opened(), opened()
    said = page.locator("#network-arrange-said")
    first = all_at(page)
    drag(page, "A3", 60, 40)
    expect(said).to_have_text("Gespeichert für alle: Haus 3")
    there = all_at(page)["A3"]
    assert math.dist(there, first["A3"]) > 20
    click_actor(page, "A5")
    page.locator(".drawing").focus()
    for _ in range(3):
        page.keyboard.press("Alt+ArrowRight")
    expect(said).to_have_text("Gespeichert für alle: Haus 5")
    by_key = all_at(page)["A5"]
    assert by_key == pytest.approx([first["A5"][0] + 36, first["A5"][1]], abs=0.2)
    expected = first | {"A3": there, "A5": by_key}
    for visitor in (other, page):
        visitor.reload()
        visitor.wait_for_function(READY)
        assert all_at(visitor) == expected

    page.locator("#network-arrange summary").click()
    expect(page.locator("#network-arrange-count")).to_have_text("Von Hand gesetzt: 2 Akteure.")
    assert browsers.axe(page) == []
    page.locator("#network-arrange summary").click()
    for left in (first | {"A3": there}, first):
        choose(page, "Rückgängig")
        expect(said).to_have_text("Zurückgenommen, für alle.")
        wait_until(page, left)
    page.locator("#network-arrange summary").click()
    expect(page.get_by_role("button", name="Rückgängig")).to_be_disabled()
    expect(page.get_by_role("button", name="Von Hand gesetzte Plätze aufheben")).to_be_disabled()


def test_arranging_anew_keeps_or_lifts_what_was_set_and_is_taken_back(opened: Open) -> None:
    page = opened()
    said = page.locator("#network-arrange-said")
    drag(page, "A3", 60, 40)
    expect(said).to_contain_text("Gespeichert")
    before = all_at(page)
    for name, told, stays in (
        ("Neu anordnen, von Hand gesetzte Plätze behalten", "Neu angeordnet, für alle.", True),
        ("Neu anordnen, alle Akteure", "Neu angeordnet, für alle.", False),
        ("Von Hand gesetzte Plätze aufheben", "Von Hand gesetzte Plätze aufgehoben, für alle.", False),
    ):
        choose(page, name)
        expect(said).to_have_text(told)
        assert (all_at(page)["A3"] == before["A3"]) == stays, name
        if "Neu" in name:
            assert sum(before[actor] != there for actor, there in all_at(page).items()) >= 19
        choose(page, "Rückgängig")
        expect(said).to_have_text("Zurückgenommen, für alle.")
        assert all_at(page) == before


def test_what_could_not_be_saved_stays_on_this_page_and_is_said(opened: Open) -> None:
    page = opened()
    first, said = all_at(page), page.locator("#network-arrange-said")

    def lost(route: Route) -> None:
        route.abort() if route.request.method == "PATCH" else route.continue_()

    page.route("**/api/v1/layout", lost)
    drag(page, "A3", 60, 40)
    expect(said).to_contain_text("Nicht gespeichert (Haus 3)")
    expect(said).to_contain_text("Der Dienst antwortet nicht.")
    there = all_at(page)["A3"]
    assert there != first["A3"]
    choose(page, "Rückgängig")
    assert all_at(page) == first
    drag(page, "A3", 60, 40)
    expect(said).to_contain_text("Nicht gespeichert")
    page.unroute("**/api/v1/layout")
    choose(page, "Noch einmal speichern")
    expect(said).to_have_text("Gespeichert für alle: Haus 3")
    there = all_at(page)["A3"]
    page.reload()
    page.wait_for_function(READY)
    assert all_at(page)["A3"] == there
