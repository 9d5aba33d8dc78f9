"""The language of texts for people: German is in the code, other languages come from gettext catalogues."""

from __future__ import annotations

import functools
import gettext as gnu
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

SOURCE = "de"  # the language of the texts in the code
LANGUAGES = (SOURCE, "en")
DOMAIN = "messages"
TRANSLATIONS = Path(__file__).parent / "translations"

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


@functools.cache
def _catalogue(language: str) -> gnu.NullTranslations:
    """The texts of a language, from the readable catalogue itself: no compiled file can be older than it."""
    if language == SOURCE:
        return gnu.NullTranslations()
    from babel.messages.mofile import write_mo  # only where another language is spoken
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (TRANSLATIONS / language / f"{DOMAIN}.po").open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


def language() -> str:
    """The language of this request or command: 'de' or 'en'."""
    return _language.get()


def set_language(code: str) -> None:
    """Speak `code` from here on, in this thread or request; an unknown language is German."""
    _language.set(code if code in LANGUAGES else SOURCE)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block."""
    token = _language.set(code if code in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """`message` (German) in the language of this request or command."""
    code = _language.get()
    return message if code == SOURCE else _catalogue(code).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message (German) that fits `number`, in the language of this request or command."""
    return _catalogue(_language.get()).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Like `gettext`, for a word whose translation depends on `context`."""
    return _catalogue(_language.get()).pgettext(context, message)
