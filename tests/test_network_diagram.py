"""The network picture as text: its parts, its texts, its policy, and that nothing from data becomes markup."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import random
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import network_sample
from tests.network_sample import TEXTS
from visualisations import PICTURES, labels, network, shapes, small_network, still
from visualisations.boxes import Box, Taken
from visualisations.labels import CHARACTER, LINE
from visualisations.network import NetworkEdge, NetworkNode, NetworkView

HOSTILE = (
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=2>",
    '"><svg onload=window.ran=3>',
    "href <img src=x onerror=window.ran=4>",
    "{{7*7}}${7*7}<%=7*7%>",
    "javascript:window.ran=5",
    "'-window.ran-'",
    "\u2028\u2029</title><script>window.ran=6</script><!--",
    "__proto__",
    "constructor",
    '=HYPERLINK("http://x")',
    "]]></style><style>*{display:none}",
    "\u202egnp.exe\u0000\ufffe",
    "%(count)s %(name)s %s %",
)


def hostile() -> NetworkView:
    """A network with a hostile text in every field that takes a text."""
    nodes = [
        NetworkNode(
            id=text,
            name=text,
            kind=text,
            group=text if number % 2 else "civic",
            x=60.0 * (number % 4),
            y=60.0 * (number // 4),
            label=text if number % 3 else "",
            place=text,
            url=text,
            facts=((text, text),),
            double=True,
            finding_url=text,
            finding_text=text,
            weight=2,
            measures={"cooperations": 2},
            categories={"group": text, "place": text},
            cut=2,
            cut_text=text,
        )
        for number, text in enumerate(HOSTILE)
    ]
    edges = [
        NetworkEdge(text, HOSTILE[0], text, kind=text, text=text, directed=True)
        for text in HOSTILE
        if text != HOSTILE[0]
    ]
    view = network_sample.view(nodes, edges, title=HOSTILE[0], sentence=HOSTILE[1])
    groups = tuple(network.LegendGroup(text, text, 1) for text in HOSTILE)
    return dataclasses.replace(view, groups=groups, status=HOSTILE[2], home_url=HOSTILE[5], file_url=HOSTILE[3])


class Elements(HTMLParser):
    """All elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_is_listed() -> None:
    assert PICTURES["network"] is network.render


def test_two_builds_are_the_same_bytes() -> None:
    assert network.render(network_sample.city()) == network.render(network_sample.city())
    assert network.body(network_sample.city()) == network.body(network_sample.city())


def test_embedded_is_the_body_without_head_and_script() -> None:
    text = network.render(network_sample.city(), page="embedded")
    assert text == network.body(network_sample.city())
    assert not {"html", "head", "header", "h1", "script", "style"} & {tag for tag, _ in Elements(text).found}


def test_same_content_in_picture_table_and_data() -> None:
    view = network_sample.city()
    text, data = network.body(view), json.loads(network.data_json(view))
    rows = [unescape(name) for name in re.findall(r'<tr><th scope="row">(?:<a [^>]*>)?([^<]*)', text)]
    assert sorted(rows) == sorted(node.name for node in view.nodes)
    assert sorted(node.id for node in view.nodes) == sorted(data["nodes"]["columns"]["id"]["is"])
    assert data["edges"]["count"] == len(view.edges)
    assert "95 Akteure, 138 Kooperationen" in text


def test_parallel_edges_stay_three() -> None:
    nodes = [NetworkNode("a", "A", "Verein", "civic", 0, 0), NetworkNode("b", "B", "Verein", "civic", 90, 0)]
    edges = [NetworkEdge("1", "a", "b"), NetworkEdge("2", "b", "a"), NetworkEdge("3", "a", "b", directed=True)]
    view = network_sample.view(nodes, edges)
    assert json.loads(network.data_json(view))["edges"]["columns"]["id"]["is"] == ["1", "2", "3"]
    lines = next(stroke.d for stroke in still.still(nodes, edges, 400, 300).strokes if stroke.css == "e")
    assert len(set(lines.split("M")[1:])) == 3


def test_hostile_text_becomes_no_markup() -> None:
    for text in (network.render(hostile()), network.body(hostile()), small_network.svg(hostile(), 400, 300)):
        for tag, attributes in Elements(text).found:
            assert tag not in ("img", "iframe", "object", "embed", "link", "base", "form")
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            assert not (attributes.get("href") or "").lower().startswith("javascript:")
            assert not re.search(r"[<{]", attributes.get("class") or "")
    parts = Elements(network.render(hostile())).found
    assert sum(tag == "script" for tag, _ in parts) == 1 + len(network.SCRIPTS)
    assert sum(tag == "style" for tag, _ in parts) == len(network.STYLES)


def test_data_block_closes_no_element_and_says_what_was_given() -> None:
    text = network.data_json(hostile())
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["nodes"]["columns"]["name"]["is"] == list(HOSTILE)


def test_small_picture_is_xml_of_few_elements() -> None:
    view = network_sample.city()
    tree = ElementTree.fromstring(small_network.svg(view, 840, 600))  # noqa: S314 - made by us
    names = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert names <= {"svg", "title", "path", "text"}
    assert tree.get("role") == "img"
    assert tree.get("viewBox") == "0 0 840 600"
    assert view.title in (tree.findtext("{http://www.w3.org/2000/svg}title") or "")
    assert {"nd grp-administration", "ring", "e s", "e h"} <= {element.get("class") for element in tree.iter()}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/actors/1", True),
        ("actors/1?x=1#y", True),
        ("https://example.org/a", True),
        ("http://127.0.0.1:8000/a", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("//example.org/a", False),
        ("/\\example.org", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_links_lead_only_to_pages(url: str | None, kept: bool) -> None:
    assert network.allowed_url(url) == (url if kept else None)


@pytest.mark.parametrize("wrong", [{"search": None}, {"nonsense": "x"}, {"announced": "%(name)s"}])
def test_texts_are_complete(wrong: dict[str, str | None]) -> None:
    texts = {key: text for key, text in (TEXTS | wrong).items() if text is not None}
    with pytest.raises(ValueError, match=next(iter(wrong))):
        network.body(dataclasses.replace(network_sample.city(), texts=texts))


def test_every_text_is_used() -> None:
    used = "".join(path.read_text(encoding="utf-8") for path in network.TEMPLATES.iterdir())
    used += "".join((network.STATIC / name).read_text(encoding="utf-8") for name in network.SCRIPTS[1:])
    for key in network.TEXT_KEYS:
        stem = key.removesuffix("_one").removesuffix("_many")
        assert re.search(rf"\b{stem}\b", used), key


def test_ids_are_unique_and_edges_lead_somewhere() -> None:
    node = NetworkNode("a", "A", "Verein", "civic", 0, 0)
    with pytest.raises(ValueError, match="twice"):
        network.body(network_sample.view([node, node], []))
    with pytest.raises(ValueError, match="no node"):
        network.body(network_sample.view([node], [NetworkEdge("1", "a", "b")]))


def test_empty_network_says_so() -> None:
    assert TEXTS["empty"] in network.render(network_sample.view([], []))
    assert TEXTS["empty"] not in network.body(network_sample.city())


def test_policy_names_every_script_and_style() -> None:
    text = network.render(network_sample.city())
    policy = next(attributes["content"] for tag, attributes in Elements(text).found if "http-equiv" in attributes)
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.count("sha256-") == len(network.SCRIPTS) + len(network.STYLES)


def test_vendored_library_is_the_published_one_but_for_two_changes() -> None:
    text = (network.STATIC / "vis-network.min.js").read_text(encoding="utf-8")
    assert "@version 10.1.5" in text
    assert text.count("if(false){") == 1
    published = text.replace("if(false){", 'if(g&&"undefined"!=typeof document){')
    published = published.rstrip("\n") + "\n//# sourceMappingURL=vis-network.min.js.map\n"
    digest = hashlib.sha256(published.encode()).hexdigest()
    assert digest in (network.STATIC / "README.md").read_text(encoding="utf-8")


def test_colours_of_files_and_pages_agree() -> None:
    styles = (network.STATIC / "standalone.css").read_text(encoding="utf-8")
    for group, colour in shapes.COLOURS.items():
        assert f"--k-{group}:{colour}" in styles
    assert set(shapes.COLOURS) == set(shapes.CORNERS)


def test_names_cover_neither_nodes_nor_each_other() -> None:
    view = network_sample.city()
    drawing = still.still(view.nodes, view.edges, 900, 570)
    boxes = []
    for label in drawing.labels:
        wide = len(label.text) * CHARACTER * (1.06 if label.bold else 1.0)
        left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
        boxes.append(Box(left, label.y - LINE + 4.2, left + wide, label.y + 3.8))
    assert len(boxes) > 12
    assert not [1 for number, box in enumerate(boxes) for other in boxes[:number] if box.meets(other)]


def test_what_is_taken_is_what_the_boxes_cover() -> None:
    dice = random.Random(4)  # noqa: S311
    taken, boxes = Taken(300, 200), []
    answers = []
    for _ in range(1500):
        left, top = dice.choice((dice.uniform(0, 290), dice.randrange(290))), dice.uniform(0, 190)
        box = Box(
            left, top, min(300, left + dice.choice((0.5, 1, 3, 80.25))), min(200, top + dice.choice((0.4, 7, 15)))
        )
        met = any(box.meets(other) for other in boxes)
        assert taken.meets(box) is met
        answers.append(met)
        if not met and len(boxes) < 40:
            taken.add(box)
            boxes.append(box)
    assert min(answers.count(True), answers.count(False)) > 300
    taken.add(Box(-20, -20, 900, 900))
    assert taken.meets(Box(299, 199, 300, 200)), "boxes may reach out of the picture"


def test_a_large_still_picture_is_drawn_only_where_no_script_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    view = network_sample.city()
    before = network.body(view)
    monkeypatch.setattr(network, "LARGE", len(view.nodes))
    assert re.search(r"<noscript>\s*<svg[^>]* id=\"network-still\"", network.body(view))
    assert not re.search(r"<noscript>\s*<svg", before)
    until_drawn = re.compile(r'<div class="nobody drawing-soon no-live">.*?</div>')
    rest = until_drawn.sub("", network.body(view))
    assert re.sub(r"\s|</?noscript>", "", rest) == re.sub(r"\s|</?noscript>", "", before)


def test_where_a_large_picture_will_stand_is_a_sentence_and_the_way_to_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = dataclasses.replace(network_sample.city(), list_url="/actors")
    assert "drawing-soon" not in network.body(view)
    monkeypatch.setattr(network, "LARGE", len(view.nodes))
    assert f'<p>{TEXTS["drawing"]}</p><p><a href="/actors">{TEXTS["list"]}</a></p>' in network.body(view)
    for hostile in (None, "javascript:alert(1)"):
        text = network.body(dataclasses.replace(view, list_url=hostile))
        assert TEXTS["drawing"] in text
        assert TEXTS["list"] not in text


def test_the_largest_of_a_crowd_are_named_from_a_line_on() -> None:
    crowd = [(f"{x} {y}", 100.0 + 22 * x, 100.0 + 22 * y, 9.0, False) for x in range(6) for y in range(6)]
    wishes = [("Wichtig mit langem Namen", 150.0, 150.0, 10.0, True), *crowd]
    taken = [Box.around(x, y, 10) for _text, x, y, _distance, _bold in wishes]
    found = labels.place(wishes, taken, 600, 600, most=1)
    assert [label.bold for label in found] == [True]
    assert found[0].leader.startswith("M")
    assert labels.place(wishes[1:], taken, 600, 600, most=1)[0].leader == ""


def test_no_line_to_a_name_strikes_out_another_one_or_a_caption() -> None:
    crowd = [(f"Wichtiger Name {x} {y}", 200.0 + 30 * x, 200.0 + 30 * y, 9.0, True) for x in range(5) for y in range(5)]
    taken = [Box.around(x, y, 10) for _text, x, y, _distance, _bold in crowd]
    caption = Box(60, 400, 500, 416)
    found = labels.place(crowd, taken, 700, 700, most=25, captions=[caption])
    assert sum(bool(label.leader) for label in found) > 5
    boxes = []
    for label in found:
        half = labels.average(label.text, label.bold) / 2
        middle = label.x + half * labels.SIDES[label.anchor]
        boxes.append(Box(middle - half, label.y - LINE + 4.2, middle + half, label.y + 3.8))
    for number, label in enumerate(found):
        others = [caption, *boxes[:number], *boxes[number + 1 :]]
        ends = [float(part) for part in re.findall(r"-?[\d.]+", label.leader)]
        assert not [1 for box in others if box.meets(boxes[number])]
        assert not [1 for box in others if ends and box.struck_by((ends[0], ends[1], ends[2], ends[3]))]


@given(st.lists(st.integers(0, 20), min_size=8, max_size=8))
def test_a_line_strikes_a_box_where_one_of_its_points_lies_inside(numbers: list[int]) -> None:
    left, top, wide, high, x0, y0, x1, y1 = numbers
    box = Box(left, top, left + wide + 1, top + high + 1)
    points = ((x0 + (x1 - x0) * part / 400, y0 + (y1 - y0) * part / 400) for part in range(401))
    inside = any(box.left < x < box.right and box.top < y < box.bottom for x, y in points)
    struck = box.struck_by((x0, y0, x1, y1))
    assert struck or not inside
    if struck and (x0, y0) != (x1, y1):
        smaller = Box(box.left + 0.2, box.top + 0.2, box.right - 0.2, box.bottom - 0.2)
        assert inside or not smaller.struck_by((x0, y0, x1, y1))


def test_picture_library_is_loaded_only_for_pictures() -> None:
    code = "import sys, visualisations.network; sys.exit('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
