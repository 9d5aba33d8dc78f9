"""What the browser tests share: where the browser is, how it is started, and what is written down of a page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Dialog, Page, Playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 320, "height": 640}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def chromium_path() -> str | None:
    """Where Chromium is, None where the machine has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def launch(playwright: Playwright, *arguments: str) -> Browser:
    """A browser of its own; close it."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*ARGUMENTS, *arguments])


@dataclass
class Record:
    """What happened on a page: requests, errors of scripts, and complaints on the console (also of its policy)."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def outside(self, allowed: Sequence[str] = ()) -> list[str]:
        """The requests that left: neither the file, nor data of the page itself, nor under one of `allowed`."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:", *allowed))]


def recorded(page: Page) -> Record:
    """The record of `page` from now on."""
    record = Record()
    page.on("request", lambda request: record.requests.append(request.url))
    page.on("pageerror", lambda error: record.errors.append(str(error)))
    page.on("console", lambda said: record.errors.append(said.text) if said.type in ("error", "warning") else None)

    def note(dialog: Dialog) -> None:
        record.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return record


def axe(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, one line for each rule and place.

    The script is evaluated from outside: a page's policy would refuse it as a script element, and rightly so.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run({runOnly: tags}).then(result => result.violations.map("
        "rule => [rule.id, rule.help, rule.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary)]))",
        list(AXE_TAGS),
    )
    return [json.dumps(rule, ensure_ascii=False) for rule in found]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
