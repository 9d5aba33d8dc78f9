"""Fixtures of the browser tests, for conftest.py to import: one browser for all, a clean context for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as browsers
from tests.machine import lacking

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if browsers.chromium_path() is None:
        lacking("Chromium")
    with sync_playwright() as playwright:
        started = browsers.launch(playwright)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """`new_page(**options)`: an empty page in a context of its own; options as for Playwright's new_context."""
    contexts = []

    def make(**options: Any) -> Page:
        options.setdefault("viewport", browsers.DESKTOP)
        context = browser.new_context(**options)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
