"""Drawings as PNG and PDF: the colours of the picture, the size of a page, and text that stays text."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
from playwright.sync_api import Browser

from tests import network_sample
from visualisations import drawing_files, network_sheet, shapes
from visualisations.svg import FONT, element

COLOURS = """async url => {
  const image = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const {data} = brush.getImageData(0, 0, image.width, image.height), found = {};
  for (let at = 0; at < data.length; at += 4) {
    const key = "#" + [data[at], data[at + 1], data[at + 2]].map(part => part.toString(16).padStart(2, "0")).join("");
    found[key] = (found[key] ?? 0) + 1;
  }
  return {width: image.width, height: image.height, found};
}"""


def plain(width: float, height: float, inner: str = "") -> str:
    shown = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {shown}>{inner}</svg>'


def streams(document: bytes) -> list[bytes]:
    """The streams of a PDF, unpacked where they are packed."""
    unpacked = []
    for content in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(content))
        except zlib.error:
            unpacked.append(content)
    return unpacked


def letters(document: bytes) -> set[str]:
    """The letters that a reader of the PDF can copy: what its fonts say their signs mean."""
    return {
        chr(int(code, 16))
        for stream in streams(document)
        if b"begincmap" in stream
        for code in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]{4})>", stream)
    }


def test_a_bitmap_has_the_colours_of_the_picture_and_two_pixels_per_unit(browser: Browser) -> None:
    view = network_sample.city()
    made = base64.b64encode(drawing_files.png(network_sheet.svg(view))).decode()
    page = browser.new_page()
    seen = page.evaluate(COLOURS, f"data:image/png;base64,{made}")
    page.close()
    assert (seen["width"], seen["height"]) == (2 * network_sheet.WIDTH, 2 * network_sheet.HEIGHT)
    for group in {node.group for node in view.nodes}:
        assert seen["found"].get(shapes.COLOURS[group].lower(), 0) > 100, group


@pytest.mark.parametrize(("size", "page"), [((1400, 860), b"842 595"), ((700, 2400), b"595 842")])
def test_a_page_lies_or_stands_as_the_drawing_is_wide_or_tall(size: tuple[float, float], page: bytes) -> None:
    document = drawing_files.pdf(plain(*size, '<rect width="9" height="9"/>'))
    assert document.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox\s*\[\s*0 0 " + page + rb"\s*\]", document), document[:400]
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1


def test_text_stays_text_on_paper() -> None:
    line = element("text", "Träger: Straßenfüße <Ž>", x=9, y=50, font_family=FONT)
    document = drawing_files.pdf(plain(400, 300, line))
    assert set("Träger:Straßenfüße<Ž>") <= letters(document)


@pytest.mark.parametrize("text", ["", "<html></html>", "<svg></svg>", '<svg width="0" height="9"></svg>'])
@pytest.mark.parametrize("made", [drawing_files.png, drawing_files.pdf])
def test_what_is_no_drawing_is_refused(made: object, text: str) -> None:
    with pytest.raises(ValueError, match="No drawing"):
        made(text)  # type: ignore[operator]
