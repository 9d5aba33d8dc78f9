"""The pages in a real browser: nothing from outside, no barrier that axe finds, no sideways scrolling, keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe

SIZES = {"wide": (1366, 768), "narrow": (320, 640)}


@dataclass
class Visit:
    """One page in the browser, with what went wrong in it."""

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open `path` of the service."""
        self.page.goto(self.base + path)
        return self.page


def visit(browser: Browser, base: str, size: str = "wide", **options: object) -> Visit:
    """A fresh visitor; requests to other hosts, console messages and script errors become problems."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", **options)  # type: ignore[arg-type]
    page = context.new_page()
    made = Visit(page, base.rstrip("/"))
    host = urlsplit(base).netloc
    page.on("request", lambda request: _note_foreign(made, request.url, host))
    page.on("console", lambda message: made.problems.append(message.text))
    page.on("pageerror", lambda error: made.problems.append(str(error)))
    return made


def _note_foreign(made: Visit, url: str, host: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.netloc != host:
        made.problems.append(f"request to {url}")


def addresses(browser: Browser, base: str) -> dict[str, str]:
    """One address of every kind of page."""
    made = visit(browser, base)
    found = {"start": "/", "findings": "/findings", "network": "/diagrams/network", "search": "/search?q=Familie"}
    for name in ("actors", "offers", "bodies", "findings"):
        found[name] = f"/{name}"
        link = made.go(f"/{name}").locator("tbody th a").first.get_attribute("href")
        assert link
        found[name.removesuffix("s")] = link
    found["coverage"] = "/diagrams/coverage"
    found["departments"] = "/diagrams/departments"
    found["overlap of bodies"] = "/diagrams/bodies"
    found["comparison"] = "/diagrams/comparison?from=2012-06-30&to=2019-06-30"
    found["timeline"] = "/diagrams/timeline?on=2021-11-30"
    found["offers of a cell"] = "/diagrams/coverage/offers?phase=any_age"
    found["calibration"] = "/calibration?threshold.parallel_offer=19"
    found["filtered"] = "/offers?double=1&sort=-places"
    found["nothing found"] = "/offers?q=gibtesnicht"
    made.page.context.close()
    return found


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_and_no_sideways_scrolling(browser: Browser, served: str, size: str, scheme: str) -> None:
    made = visit(browser, served, size, color_scheme=scheme)
    for name, path in addresses(browser, served).items():
        page = made.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0], name
        assert axe(page) == [], name
    assert made.problems == []
    made.page.context.close()


@pytest.mark.parametrize("size", list(SIZES))
def test_answers_to_a_form_and_errors_have_no_barrier(browser: Browser, served: str, size: str) -> None:
    made = visit(browser, served, size)
    page = made.go("/nowhere")
    assert axe(page) == []
    link = made.go("/findings?state=open").locator("tbody th a").first.get_attribute("href")
    assert link
    page = made.go(link)
    page.locator("form.verdict").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Urteil speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Es wurde nichts gespeichert")
    assert axe(page) == []
    page.locator("input[value=unsure]").check()
    page.get_by_role("button", name="Urteil speichern").click()
    expect(page.locator(".note.good")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".note.good")).to_contain_text("zurückgenommen")
    assert axe(page) == []
    if size == "narrow":
        page.locator("details.menu summary").click()
        assert axe(page) == []
    made.page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1024, 1280, 1920])
def test_nothing_scrolls_sideways_at_any_width(browser: Browser, served: str, width: int) -> None:
    made = visit(browser, served)
    made.page.set_viewport_size({"width": width, "height": 800})
    for name, path in addresses(browser, served).items():
        assert made.go(path).evaluate("document.documentElement.scrollWidth") <= width, name
    made.page.context.close()


def test_on_a_phone_every_control_stays_inside_its_form(browser: Browser, served: str) -> None:
    made = visit(browser, served, "narrow")
    out = """() => [...document.querySelectorAll("form.tools")].flatMap(form => {
        const end = form.getBoundingClientRect().right - parseFloat(getComputedStyle(form).paddingRight) + 1;
        return [...form.querySelectorAll("input,select,.btn,.chip,label")]
            .filter(one => one.getBoundingClientRect().right > end).map(one => one.outerHTML.slice(0, 80));
    })"""
    paths = ("findings", "actors", "offers", "bodies", "coverage", "overlap of bodies", "comparison", "timeline")
    found = addresses(browser, served)
    for name in paths:
        assert made.go(found[name]).evaluate(out) == [], name
    made.page.context.close()


def test_the_keyboard_reaches_the_content_and_the_menu(browser: Browser, served: str) -> None:
    made = visit(browser, served, "narrow")
    page = made.go("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    summary = page.locator("details.menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.menu nav a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("details.menu nav a").first).to_be_hidden()
    expect(summary).to_be_focused()
    made.page.context.close()


def test_light_and_dark_are_remembered(browser: Browser, served: str) -> None:
    made = visit(browser, served)
    page = made.go("/")
    page.locator("#theme").click()
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page = made.go("/actors")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert made.problems == []
    made.page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_verdict_with_the_keyboard_and_without_script(browser: Browser, served: str, script: bool) -> None:
    made = visit(browser, served, java_script_enabled=script)
    page = made.go("/findings?state=open")
    link = page.locator("tbody th a").first.get_attribute("href")
    assert link
    page = made.go(link)
    page.locator("input[name=decision]").first.focus()
    page.keyboard.press("Space")
    page.locator("#reason").fill("Beide Häuser wissen voneinander.")
    page.locator("#person").fill("Jugendhilfeplanung")
    page.locator("#person").press("Enter")
    expect(page.locator(".note.good")).to_contain_text("Ihr Urteil ist gespeichert")
    expect(page.locator("section", has=page.locator("#h-history"))).to_contain_text("Beide Häuser wissen voneinander.")
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator(".note.good")).to_contain_text("Das Urteil ist zurückgenommen")
    made.page.context.close()


def test_filters_work_without_script(browser: Browser, served: str) -> None:
    made = visit(browser, served, java_script_enabled=False)
    page = made.go("/offers")
    every = page.get_by_role("status").inner_text()
    page.locator("#list-q").fill("Eltern")
    page.locator("#list-q").press("Enter")
    some = page.get_by_role("status").inner_text()
    assert re.match(r"\d+ von \d+", some)
    page.get_by_role("link", name=re.compile("Suche: Eltern")).click()
    assert page.get_by_role("status").inner_text() == every
    made.page.context.close()


def test_on_paper_there_are_no_controls(browser: Browser, served: str) -> None:
    made = visit(browser, served)
    for path in ("/", "/findings", "/offers", "/diagrams/coverage"):
        page = made.go(path)
        page.emulate_media(media="print")
        for control in (".nav.wide", ".find", ".tools", ".btn", "#theme"):
            for shown in page.locator(control).all():
                expect(shown).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
    made.page.context.close()
