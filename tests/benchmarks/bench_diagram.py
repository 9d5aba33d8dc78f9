"""How fast the network picture stands, against what pyvis does by itself: `python -m tests.benchmarks.bench_diagram`.

Baselines, in the same run on the same graph: 'pyvis' as it comes (physics in the browser), and 'pyvis, placed'
(positions from the server, physics off). Both have their library in the page; what they load from foreign hosts is cut
out, as it would only make them slower.
Measured, the best of --rounds each: CPU seconds of the layout, of the data of the picture and of the whole page, of a
hundred newcomers who find their places, seconds until the first picture in the browser, frames per second while a hand
moves it.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

from graphsvc import layout
from tests import browser as browsers
from tests import network_sample
from visualisations import network
from visualisations.network import NetworkView

LONGEST = 60.0  # seconds that a baseline may take until it counts as 'longer than', unless another limit is given
NEWCOMERS = 100
OURS = "() => document.getElementById('network')?.picture?.labels?.length > 0"
PLAIN = "() => window.first"
FRAMES = """() => {
  let count = 0, going = true;
  const tick = () => { count++; if (going) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.counted = () => { going = false; return count; };
}"""


def pyvis_page(view: NetworkView, *, placed: bool) -> str:
    """The page that pyvis makes of the same nodes and edges, told when its picture stands."""
    from pyvis.network import Network

    net: Any = Network(height="600px", cdn_resources="in_line")
    for node in view.nodes:
        spot = {"x": node.x, "y": node.y} if placed else {}
        net.nodes.append({"id": node.id, "label": node.name, "shape": "dot", "size": 8, **spot})
    net.edges.extend({"from": edge.source, "to": edge.target} for edge in view.edges)
    if placed:
        net.toggle_physics(False)
    text = re.sub(r"<(script|link)\b[^>]*\b(src|href)=[^>]*>", "<\\1>", str(net.generate_html()))
    event = "afterDrawing" if placed else "stabilizationIterationsDone"
    return text.replace(
        "network = new vis.Network(container, data, options);",
        "network = new vis.Network(container, data, options);"
        f"network.once('{event}', () => requestAnimationFrame(() => {{ window.first = true; }}));",
    )


def first_picture(browser: Browser, text: str, ready: str, *, longest: float = LONGEST) -> tuple[float, float, Any]:
    """Seconds until the picture stands (or `longest`), megabytes of heap, and the page, still open."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8", delete=False) as file:
        file.write(text)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    start = time.perf_counter()
    try:
        page.goto(Path(file.name).as_uri(), wait_until="commit")
        page.wait_for_function(ready, timeout=1000 * longest)
        seconds = time.perf_counter() - start
    except TooLong:
        seconds = longest
    finally:
        Path(file.name).unlink()
    heap = page.evaluate("performance.memory.usedJSHeapSize / 1e6") if seconds < longest else 0.0
    return seconds, float(heap), page


def frames_while_moving(page: Any, seconds: float = 2.0) -> float:
    """Frames per second while a hand moves the picture to and fro."""
    page.mouse.move(660, 400)
    page.mouse.down()
    page.evaluate(FRAMES)
    start, step = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step += 1
        page.mouse.move(660 + 150 * ((step % 20) / 20), 400 + (step % 10))
    count = page.evaluate("window.counted()")
    page.mouse.up()
    return float(count) / (time.perf_counter() - start)


def timed(act: Callable[[], Any], rounds: int = 1) -> tuple[float, Any]:
    """CPU seconds of `act`, the least of several rounds, and what came of it."""
    spent, found = [], None
    for _ in range(rounds):
        start = time.process_time()
        found = act()
        spent.append(time.process_time() - start)
    return min(spent), found


def on_the_server(view: NetworkView, rounds: int) -> list[str]:
    """What it takes before anything leaves the server, one line each."""
    ids = [node.id for node in view.nodes]
    links = [(edge.source, edge.target, 1.0) for edge in view.edges]
    arranged, spots = timed(lambda: layout.layout(ids, links), rounds)
    known = {id_: spots[id_] for id_ in ids[:-NEWCOMERS]}
    extended, found = timed(lambda: layout.extend(known, ids, links), 5 * rounds)
    moved = sum(found[id_] != spot for id_, spot in known.items())
    data, _text = timed(lambda: network.data_json(view), rounds)
    page, _text = timed(lambda: network.render(view), rounds)
    return [
        f"layout {arranged:.3f} CPU-s; {NEWCOMERS} newcomers {1000 * extended:.1f} CPU-ms, {moved} of the others moved",
        f"data of the picture {data:.3f} CPU-s; whole page {page:.3f} CPU-s",
    ]


def in_the_browser(browser: Browser, text: str, ready: str, longest: float, rounds: int) -> tuple[float, float, float]:
    """Seconds until the first picture (the least of several rounds), megabytes of heap, and frames per second."""
    found = []
    for _ in range(rounds):
        seconds, heap, page = first_picture(browser, text, ready, longest=longest)
        found.append((seconds, heap, frames_while_moving(page) if seconds < longest else 0.0))
        page.close()
        if seconds >= 10:
            break  # once is enough
    return min(found)


def main() -> None:
    """Print what the server needs, and one line for each way to show it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[200, 1000, 2000])
    parser.add_argument("--default", action="store_true", help="measure pyvis with its physics too; takes minutes")
    parser.add_argument(
        "--longest", type=float, default=LONGEST, help="seconds until a picture counts as 'longer than'"
    )
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    network.render(network_sample.city())  # loads what is loaded once
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, "--enable-precise-memory-info")
        first_picture(browser, network.render(network_sample.city()), OURS)[2].close()  # the browser's own start
        for size in chosen.sizes:
            view = network_sample.made_up(size)
            print(f"{size:6} nodes, {len(view.edges)} edges")
            for line in on_the_server(view, chosen.rounds):
                print(f"       {line}", flush=True)
            ways = [("ours", network.render(view), OURS), ("pyvis, placed", pyvis_page(view, placed=True), PLAIN)]
            if chosen.default:
                ways.append(("pyvis", pyvis_page(view, placed=False), PLAIN))
            ours = 0.0
            for name, text, ready in ways:
                seconds, heap, frames = in_the_browser(browser, text, ready, chosen.longest, chosen.rounds)
                ours = ours or seconds
                over = "> " if seconds >= chosen.longest else ""
                print(
                    f"       {name:14} {len(text) / 1e6:.2f} MB, first picture {over}{seconds:.2f} s"
                    f" ({over}{seconds / ours:.1f} x ours), heap {heap:.0f} MB, {frames:.0f} frames/s",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
