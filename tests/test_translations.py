"""The catalogues have every text of the program, translated, with the same placeholders."""

from __future__ import annotations

import re

import pytest

from graphsvc import i18n
from tests import catalogue

LANGUAGES = [language for language in i18n.LANGUAGES if language != i18n.SOURCE]
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def strings(text: object) -> list[str]:
    """The forms of a message."""
    return list(text) if isinstance(text, tuple | list) else [str(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_up_to_date_and_whole(language: str) -> None:
    fresh = catalogue.updated(language)
    assert catalogue.path_of(language).read_text(encoding="utf-8") == catalogue.text_of(fresh), "make translations"
    missing = [message.id for message in fresh if message.id and not all(strings(message.string))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_blanks_stay(language: str) -> None:
    for message in catalogue.read(language):
        for original, translated in zip(strings(message.id), strings(message.string), strict=True):
            if not original:
                continue
            # a singular may say 'one' where the plural says a number
            allowed = set(PLACEHOLDER.findall(" ".join(strings(message.id))))
            assert set(PLACEHOLDER.findall(translated)) <= allowed, original
            if not isinstance(message.id, tuple):
                assert set(PLACEHOLDER.findall(translated)) == set(PLACEHOLDER.findall(original)), original
            assert translated[:1].isspace() == original[:1].isspace(), original
            assert translated[-1:].isspace() == original[-1:].isspace(), original


def test_the_language_is_that_of_the_block() -> None:
    assert i18n.gettext("Akteure") == "Akteure"
    with i18n.speaking("en"):
        assert i18n.gettext("Akteure") == "Actors"
        assert i18n.ngettext("%(count)s Akteur", "%(count)s Akteure", 2) % {"count": 2} == "2 actors"
    with i18n.speaking("fr"):
        assert i18n.gettext("Akteure") == "Akteure"
