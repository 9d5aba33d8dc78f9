"""The network picture in a browser: what people do with it by mouse and keys, on a phone, and without a script."""

from __future__ import annotations

import itertools
import math
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, Route

from tests import browser as browsers
from tests import network_sample
from tests.browser_fixtures import NewPage
from tests.test_network_diagram import HOSTILE, hostile
from visualisations import network
from visualisations.boxes import Box
from visualisations.network import NetworkView

READY = "() => document.getElementById('network').picture?.labels.length > 0"
AWO = "A069"
DIAKONIE = "A029"
STYLE = Path(__file__).parent.parent / "graphsvc" / "web" / "static" / "style.css"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'"

Open = Callable[..., tuple[Page, browsers.Record]]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of the file of each sample."""
    folder = tmp_path_factory.mktemp("Netz mit Leerzeichen")
    samples: dict[str, Callable[[], NetworkView]] = {
        "city": network_sample.city,
        "thousand": lambda: network_sample.made_up(1000),
        "large": lambda: network_sample.made_up(2000),
        "hostile": hostile,
    }
    found = {}
    for name, sample in samples.items():
        path = folder / f"{name}.html"
        path.write_text(network.render(sample()), encoding="utf-8")
        found[name] = path.as_uri()
    return found


@pytest.fixture
def opened(new_page: NewPage, files: dict[str, str]) -> Open:
    def open_(name: str = "city", fragment: str = "", **options: Any) -> tuple[Page, browsers.Record]:
        page = new_page(**options)
        record = browsers.recorded(page)
        page.goto(files[name] + fragment)
        page.wait_for_function(READY)
        return page, record

    return open_


def visible(page: Page) -> set[str]:
    return set(page.evaluate("[...document.getElementById('network').picture.visible].map(node => node.id)"))


def selected(page: Page) -> str | None:
    found: str | None = page.evaluate("document.getElementById('network').picture.selected?.id ?? null")
    return found


def spot(page: Page, id_: str) -> tuple[float, float]:
    at = page.evaluate("id => document.getElementById('network').picture.spot(id)", id_)
    return at["x"], at["y"]


def click_actor(page: Page, id_: str) -> None:
    x, y = spot(page, id_)
    page.locator(".drawing").click(position={"x": x, "y": y})


def around(view: NetworkView, centre: str, steps: int) -> set[str]:
    found = {centre}
    for _ in range(steps):
        found |= {edge.target for edge in view.edges if edge.source in found} | {
            edge.source for edge in view.edges if edge.target in found
        }
    return found


def settled_hash(page: Page) -> str:
    page.wait_for_timeout(250)  # the address follows the picture with a delay of 150 ms
    return str(page.evaluate("location.hash"))


@pytest.mark.parametrize("name", ["city", "thousand", "large", "hostile"])
def test_nothing_leaves_and_nothing_complains(opened: Open, name: str) -> None:
    page, record = opened(name)
    page.wait_for_timeout(200)
    assert record.outside() == []
    assert record.errors == []


def test_picture_stands_when_the_network_drops_everything_silently(
    browser: Browser,
    files: dict[str, str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes every connection and never answers
        proxy = f"--proxy-server=http://127.0.0.1:{silent.getsockname()[1]}"
        arguments = [*browsers.ARGUMENTS, proxy, "--proxy-bypass-list=<-loopback>"]
        cut_off = browser.browser_type.launch(executable_path=browsers.chromium_path(), args=arguments)
        page = cut_off.new_page()
        record = browsers.recorded(page)
        page.goto(files["city"], wait_until="load", timeout=5000)
        page.wait_for_function(READY, timeout=5000)
        assert record.outside() == []
        cut_off.close()


def test_click_shows_details_and_the_way_to_the_page(opened: Open) -> None:
    page, _record = opened()
    click_actor(page, AWO)
    details = page.locator("#network-details")
    assert details.locator("h2").inner_text() == "AWO Kreisverband Wupperfeld e. V."
    assert details.locator("a.main").get_attribute("href") == f"/actors/{AWO}"
    assert details.locator(".note a").get_attribute("href") == "/findings/x"
    assert page.locator("#network-live").inner_text().startswith("AWO Kreisverband")
    details.locator(".partner button").first.click()
    assert selected(page) not in (AWO, None)


def test_search_finds_by_name_without_marks_and_selects(opened: Open) -> None:
    page, _record = opened()
    page.fill("#network-search", "fruhe HILFEN")
    assert page.locator("#network-hits-said").inner_text() == "1 Akteur gefunden"
    page.keyboard.press("Enter")
    assert page.locator("#network-details h2").inner_text() == "Koordinationsstelle Frühe Hilfen"
    page.fill("#network-search", "gibt es nicht")
    assert page.locator("#network-hits-said").inner_text() == "Kein Akteur heißt so."


def test_legend_counts_and_filters_picture_and_table(opened: Open) -> None:
    page, _record = opened()
    view = network_sample.city()
    page.uncheck(".leg input[value=administration]")
    expected = {node.id for node in view.nodes if node.group != "administration"}
    assert visible(page) == expected
    assert page.locator("#network-shown").inner_text().startswith(f"{len(expected)} Akteure, ")
    page.click("[data-view=table]")
    rows = page.eval_on_selector_all("#network-table tbody tr:not([hidden])", "rows => rows.map(row => row.dataset.id)")
    assert set(rows) == expected
    page.check(".leg input[value=administration]")
    assert len(visible(page)) == 95
    counts = page.eval_on_selector_all(".leg .num", "found => found.map(one => +one.textContent)")
    assert sum(counts) == 95


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_surroundings(opened: Open, steps: int) -> None:
    page, _record = opened()
    click_actor(page, AWO)
    page.click(f"[data-steps='{steps}']")
    assert visible(page) == around(network_sample.city(), AWO, steps)
    width, height = page.evaluate(
        "[document.querySelector('.drawing').clientWidth, document.querySelector('.drawing').clientHeight]"
    )
    for id_ in visible(page):  # all of them are in the window
        x, y = spot(page, id_)
        assert 0 < x < width
        assert 0 < y < height


def test_showing_all_again_puts_everybody_back(opened: Open) -> None:
    page, _record = opened()
    page.wait_for_timeout(100)
    ids = [node.id for node in network_sample.city().nodes]
    before = {id_: spot(page, id_) for id_ in ids}
    click_actor(page, AWO)
    page.click("[data-steps='1']")
    page.click("[data-steps='0']")
    assert all(math.dist(before[id_], spot(page, id_)) < 1 for id_ in ids)


def test_double_are_highlighted_on_demand(opened: Open) -> None:
    page, _record = opened()
    page.wait_for_timeout(100)
    plain = page.locator(".drawing canvas").screenshot()
    page.click("[data-mark=double]")
    assert page.get_attribute("[data-mark=double]", "aria-pressed") == "true"
    assert page.locator(".drawing canvas").screenshot() != plain
    assert "mark=double" in settled_hash(page)
    page.click("[data-mark=double]")
    assert page.locator("[data-mark=double]").get_attribute("aria-pressed") == "false"


def test_keyboard_walks_to_neighbours_and_back(opened: Open) -> None:
    page, _record = opened()
    links = {(edge.source, edge.target) for edge in network_sample.city().edges}
    page.focus(".drawing")
    page.keyboard.press("ArrowRight")
    assert selected(page) == DIAKONIE or selected(page) == AWO  # the one with most partners begins
    walked = [selected(page)]
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        walked.append(selected(page))
    pairs = [pair for pair in itertools.pairwise(walked) if pair[0] != pair[1]]
    assert len(pairs) >= 2
    assert any(pair in links or pair[::-1] in links for pair in pairs)
    page.keyboard.press("Enter")
    assert visible(page) == around(network_sample.city(), str(selected(page)), 1)
    assert "Umkreis von" in page.locator("#network-live").inner_text()
    page.keyboard.press("Escape")
    assert len(visible(page)) == 95
    page.keyboard.press("Escape")
    assert selected(page) is None


def test_keyboard_alone_reaches_every_control(opened: Open) -> None:
    page, _record = opened()
    wanted = page.evaluate(
        "[...document.querySelectorAll('#network :is(input, select, button, summary, .drawing)')]"
        ".filter(one => one.checkVisibility() && !one.disabled).length"
    )
    page.focus("#network-main")
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        where = page.evaluate("[...document.querySelectorAll('#network *')].indexOf(document.activeElement)")
        if where >= 0:
            reached.add(where)
    assert len(reached) == wanted


def test_table_sorts_by_every_column(opened: Open) -> None:
    page, _record = opened()
    page.click("[data-view=table]")
    column = "rows => rows.map(row => row.cells[%d].textContent)"
    numbers = page.eval_on_selector_all("#network-table tbody tr", column % 3)
    assert numbers == sorted(numbers, key=int, reverse=True)
    page.click("th[data-column=name] button")
    names = page.eval_on_selector_all("#network-table tbody tr", column % 0)
    assert names == page.evaluate("names => [...names].sort(new Intl.Collator('de', {numeric: true}).compare)", names)
    page.click("th[data-column=name] button")
    assert page.get_attribute("th[data-column=name]", "aria-sort") == "descending"
    assert page.eval_on_selector_all("#network-table tbody tr", column % 0) == names[::-1]
    assert page.locator("[aria-sort]").count() == 1


def test_address_holds_ids_only_and_brings_the_view_back(opened: Open) -> None:
    page, _record = opened()
    page.uncheck(".leg input[value=work]")
    click_actor(page, AWO)
    page.click("[data-steps='2']")
    page.click("[data-zoom='1.25']")
    address = settled_hash(page)
    assert "AWO" not in address
    assert f"a={AWO}" in address
    again, _record = opened(fragment=address)
    assert visible(again) == visible(page)
    assert selected(again) == AWO
    assert all(math.dist(spot(page, id_), spot(again, id_)) < 1 for id_ in visible(page))
    assert not again.is_checked(".leg input[value=work]")


@pytest.mark.parametrize("fragment", ["#A069", "#a=A069"])
def test_link_from_an_actors_page_selects_it(opened: Open, fragment: str) -> None:
    page, _record = opened(fragment=fragment)
    assert selected(page) == AWO


@pytest.mark.parametrize(
    "fragment", ["#%E0%A4%A", "#a=nobody&steps=99&hide=__proto__.x&at=a_b_c", "#__proto__", "#at=0_0_1e9"]
)
def test_broken_addresses_show_everything(opened: Open, fragment: str) -> None:
    page, record = opened(fragment=fragment)
    assert len(visible(page)) == 95
    assert record.errors == []


def test_picture_is_fitted_when_the_table_stood_first(
    opened: Open,
    new_page: NewPage,
    files: dict[str, str],
) -> None:
    plain, _record = opened()
    page = new_page()
    page.goto(files["city"] + "#view=table")
    assert page.locator("#network-table").is_visible()
    page.click("[data-view=picture]")
    page.wait_for_function(READY)
    for wanted in (AWO, DIAKONIE):
        assert math.dist(spot(plain, wanted), spot(page, wanted)) < 1


def test_table_and_back_leaves_the_picture_as_it_was(opened: Open) -> None:
    page, _record = opened()
    page.click("[data-zoom='1.25']")
    before = spot(page, AWO)
    page.click("[data-view=table]")
    page.wait_for_timeout(200)
    page.click("[data-view=picture]")
    page.wait_for_timeout(200)
    assert math.dist(before, spot(page, AWO)) < 1


def test_no_line_to_a_name_strikes_another_one_out(opened: Open) -> None:
    lines = """(() => {
      const p = document.getElementById("network").picture;
      return p.labels.map(label => [label.box, p.leader(label)]);
    })()"""
    led = 0
    for name, size in (("city", (320, 700)), ("city", (1366, 768)), ("thousand", (700, 500))):
        page, _record = opened(name, viewport={"width": size[0], "height": size[1]})
        for _ in range(3):
            found = [(Box(*box), line) for box, line in page.evaluate(lines)]
            for number, (_own, line) in enumerate(found):
                struck = [1 for other, (box, _line) in enumerate(found) if line and other != number
                          and box.struck_by((*line[0], *line[1]))]  # fmt: skip
                assert struck == []
                led += bool(line)
            page.click("[data-zoom='1.25']")
            page.wait_for_timeout(50)
    assert led > 3


def test_zoom_and_fit(opened: Open) -> None:
    page, _record = opened()
    page.wait_for_timeout(100)
    before = spot(page, AWO)
    page.click("[data-zoom='1.25']")
    page.click("[data-zoom='1.25']")
    assert math.dist(before, spot(page, AWO)) > 5
    page.click("[data-zoom=fit]")
    assert math.dist(before, spot(page, AWO)) < 1


def test_names_never_collide(opened: Open) -> None:
    for name in ("city", "thousand"):
        page, _record = opened(name)
        for _ in range(4):
            boxes = page.evaluate("document.getElementById('network').picture.labels.map(label => label.box)")
            meeting = [
                1
                for number, a in enumerate(boxes)
                for b in boxes[:number]
                if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
            ]
            assert len(boxes) > 5
            assert meeting == []
            page.click("[data-zoom='1.25']")
            page.wait_for_timeout(50)


def test_few_actors_are_all_named(opened: Open) -> None:
    page, _record = opened(fragment=f"#a={AWO}&steps=1")
    page.wait_for_timeout(100)
    named = page.evaluate("document.getElementById('network').picture.labels.map(label => label.node.id)")
    assert set(named) == visible(page)


def test_saved_drawing_has_every_visible_actor_and_the_legend(opened: Open, tmp_path: Path) -> None:
    page, record = opened()
    page.click("#network-save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=svg]")
    path = tmp_path / "network.svg"
    waiting.value.save_as(path)
    tree = ElementTree.parse(path).getroot()  # noqa: S314 - made by the page
    assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= {
        "svg",
        "title",
        "rect",
        "text",
        "path",
        "g",
        "circle",
    }
    titles = [element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert all(any(title.startswith(node.name) for title in titles) for node in network_sample.city().nodes)
    words = "\n".join(element.text or "" for element in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "Verwaltung (27)" in words
    assert "Datenstand 20.11.2026" in words
    assert record.outside() == []


def test_saved_picture_is_a_png_of_print_size(opened: Open, tmp_path: Path) -> None:
    page, record = opened()
    page.click("#network-save summary")
    with page.expect_download() as waiting:
        page.click("[data-save=png]")
    path = tmp_path / "network.png"
    waiting.value.save_as(path)
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 2800
    assert len(data) > 50_000
    assert record.errors == []


def test_prints_one_sheet(opened: Open) -> None:
    page, _record = opened()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#network-print svg").is_visible()
    assert not page.locator(".stage").is_visible()
    assert page.pdf(landscape=True, format="A4").startswith(b"%PDF")


def test_hostile_texts_run_nothing(opened: Open) -> None:
    page, record = opened("hostile")
    for number in range(len(HOSTILE)):
        page.evaluate(
            "number => { const {nodes} = document.getElementById('network').picture;"
            " location.hash = new URLSearchParams({a: nodes[number].id}); }",
            number,
        )
        page.wait_for_function("document.querySelectorAll('#network-details h2').length === 1")
    page.fill("#network-search", "<")
    page.click("[data-view=table]")
    drawing = ElementTree.fromstring(page.evaluate("document.getElementById('network').picture.drawing()"))  # noqa: S314
    assert not [
        name for element in drawing.iter() for name in element.attrib if name.startswith("on") or "href" in name
    ]
    assert page.evaluate("window.ran === undefined && ({}).name === undefined && ({}).id === undefined")
    assert page.locator("#network img, #network iframe, #network a[href^='javascript' i]").count() == 0
    assert record.dialogs == []
    assert record.errors == []
    assert record.outside() == []


@pytest.mark.parametrize("options", [{"viewport": browsers.DESKTOP}, {"viewport": browsers.PHONE}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_in_every_state(opened: Open, options: dict[str, Any], scheme: str) -> None:
    page, _record = opened(color_scheme=scheme, **options)
    assert browsers.axe(page) == []
    page.evaluate(f"location.hash = 'a={AWO}&steps=1'")
    page.wait_for_function("() => document.getElementById('network').picture.selected")
    assert browsers.axe(page) == []
    page.click("[data-view=table]")
    assert browsers.axe(page) == []
    page.click("#network-save summary")
    assert browsers.axe(page) == []
    assert not browsers.scrolls_sideways(page)


@pytest.mark.parametrize("script", [True, False])
def test_phone_needs_no_sideways_scrolling(new_page: NewPage, files: dict[str, str], script: bool) -> None:
    page = new_page(viewport=browsers.PHONE, java_script_enabled=script)
    page.goto(files["city"])
    page.wait_for_timeout(300)
    wide = page.locator("main").bounding_box()
    assert wide is not None
    assert wide["width"] <= 320
    if script:
        assert not browsers.scrolls_sideways(page)


@pytest.mark.parametrize(("name", "actors"), [("city", 95), ("large", 2000)])
def test_without_a_script_picture_and_table_stand_and_no_control_is_dead(
    new_page: NewPage, files: dict[str, str], name: str, actors: int
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(files[name])
    assert page.locator("#network-still path").count() > 8
    assert page.locator("#network-still").is_visible()
    assert page.locator("#network-table").is_visible()
    assert page.locator("#network-table tbody tr").count() == actors
    assert page.locator("#network button:visible, #network input:visible").count() == 0


def test_forced_colours_and_dark_repaint(opened: Open) -> None:
    page, record = opened()
    page.wait_for_timeout(100)
    light = page.locator(".drawing canvas").screenshot()
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(150)
    dark = page.locator(".drawing canvas").screenshot()
    page.emulate_media(forced_colors="active")
    page.wait_for_timeout(150)
    forced = page.locator(".drawing canvas").screenshot()
    assert len({light, dark, forced}) == 3
    assert record.errors == []


def test_the_first_picture_is_drawn_once_and_fitted(new_page: NewPage, files: dict[str, str]) -> None:
    page = new_page()
    page.add_init_script("""
      const draw = CanvasRenderingContext2D.prototype.strokeText, drawn = window.drawn = [];
      CanvasRenderingContext2D.prototype.strokeText = function (...all) {
        const {x, y} = document.getElementById("network").picture.network.getViewPosition();
        drawn.push(`${all[0]} ${Math.round(x)} ${Math.round(y)}`);
        return draw.apply(this, all);
      };""")
    page.goto(files["large"])
    page.wait_for_function(READY)
    page.wait_for_timeout(300)
    names = page.evaluate("document.getElementById('network').picture.labels.length")
    drawn = page.evaluate("window.drawn")
    assert len(set(drawn)) == len(drawn) == names > 20


def test_large_picture_moves_with_the_hand(opened: Open) -> None:
    page, record = opened("large")
    before = spot(page, "a7")
    box = page.locator(".drawing").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 360, box["y"] + 340, steps=5)
    assert "translate(60px, 40px)" in page.eval_on_selector(".drawing canvas", "canvas => canvas.style.transform")
    page.mouse.up()
    page.wait_for_timeout(400)
    after = spot(page, "a7")
    assert math.dist((before[0] + 60, before[1] + 40), after) < 1
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(500)
    assert math.dist(after, spot(page, "a7")) > 1
    click_actor(page, "a7")
    page.wait_for_timeout(100)
    assert record.errors == []


@pytest.mark.parametrize("fails", ["vis-network.min.js", "network-labels.js", "network.js"])
def test_where_a_script_does_not_come_the_still_picture_stays(served: str, new_page: NewPage, fails: str) -> None:
    page = new_page()
    page.route(f"**/{fails}*", lambda route: route.abort())
    page.goto(served + "/diagrams/network")
    assert page.locator("#network-still").is_visible()
    assert not page.locator("#network .drawing, #network .toolbar:visible").all()


def test_where_a_large_picture_fails_a_sentence_says_so(
    new_page: NewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "LARGE", 50)
    text = network.render(network_sample.city())
    whole, broken = tmp_path / "whole.html", tmp_path / "broken.html"
    whole.write_text(text, encoding="utf-8")
    broken.write_text(text.replace("new vis.Network(", "new vis.Netzwerk("), encoding="utf-8")  # its hash does not fit
    for file, options, told, still in (
        (whole, {}, False, False),
        (broken, {}, True, False),
        (whole, {"java_script_enabled": False}, False, True),
    ):
        page = new_page(**options)
        page.goto(file.as_uri())
        assert page.get_by_text(network_sample.TEXTS["drawing"]).is_visible() is told
        assert page.locator("#network-still").is_visible() is still


def test_works_without_webgl(new_page: NewPage, files: dict[str, str]) -> None:
    page = new_page()
    page.add_init_script(
        "HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {apply: "
        "(get, canvas, [kind, ...more]) => kind.includes('gl') ? null : Reflect.apply(get, canvas, [kind, ...more])})"
    )
    page.goto(files["city"])
    page.wait_for_function(READY)
    click_actor(page, AWO)
    assert selected(page) == AWO


def test_axe_would_find_something(new_page: NewPage) -> None:
    page = new_page()
    page.set_content("<!doctype html><html><body><img src='data:,'><input></body></html>")
    assert len(browsers.axe(page)) >= 3


def test_parts_work_in_a_page_of_the_service(new_page: NewPage) -> None:
    """The same body under the service's policy: scripts and styles from the own host only."""
    view = network_sample.city()
    scripts = "".join(f'<script src="/static/{name}"></script>' for name in network.SCRIPTS)
    text = (
        '<!doctype html><html lang="de"><head><title>Netzwerk</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/style.css"><link rel="stylesheet" href="/static/network.css"></head>'
        f'<body><main class="full"><div class="wrap head tight"><h1>Netzwerk</h1></div>{network.body(view)}</main>'
        f'<script type="application/json" id="network-data">{network.data_json(view)}</script>{scripts}</body></html>'
    )

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://service.test")
        if path == "/":
            route.fulfill(
                body=text, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
            )
        elif path == "/style.css":
            route.fulfill(path=STYLE)
        elif path.startswith("/static/"):
            route.fulfill(path=network.STATIC / path.removeprefix("/static/"))
        else:
            route.fulfill(path=STYLE.parent / path.removeprefix("/"))

    page = new_page()
    record = browsers.recorded(page)
    page.route("**/*", answer)
    page.goto("http://service.test/")
    page.wait_for_function(READY)
    click_actor(page, AWO)
    assert selected(page) == AWO
    assert record.errors == []
    assert record.outside(["http://service.test/"]) == []
    assert browsers.axe(page) == []


def test_colour_folds_years_and_marks_change_the_picture(opened: Open) -> None:
    page, record = opened()

    def told() -> dict[str, object]:
        found: dict[str, object] = page.evaluate(
            "(() => { const p = document.getElementById('network').picture; return {"
            "hues: new Set([...p.visible].map(p.hue)).size, folds: p.folds.length, things: p.things.length,"
            "visible: p.visible.size, legend: p.meanings().length }; })()"
        )
        return found

    first = told()
    assert first["folds"] == 0
    page.select_option("#network-colour", "place")
    assert 5 < int(str(told()["hues"])) == int(str(told()["legend"])) <= 9  # seven colours, all others, no entry
    page.select_option("#network-colour", "group")
    page.select_option("#network-fold", "group")
    folded = told()
    assert 3 < int(str(folded["folds"])) < int(str(folded["things"])) + 1 < int(str(first["things"]))
    page.select_option("#network-fold", "")
    assert told() == first
    assert record.errors == []


def test_the_years_show_who_was_there_then(served: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{served}/diagrams/network")
    page.wait_for_function(READY)
    everybody = visible(page)
    page.locator("#network input[type=range]").focus()
    page.keyboard.press("Home")
    first = visible(page)
    assert first < everybody
    page.wait_for_url(re.compile("year="))
    page.keyboard.press("End")
    assert visible(page) == everybody
