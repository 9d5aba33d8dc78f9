"""Words made comparable: for searching (`fold`) and for sorting (`sort_key`)."""

from __future__ import annotations

import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})

_ASCII_SIGNS = {number: " " for number in range(128) if not chr(number).isalnum()}


def _words(lowered: str) -> str:
    """Letters without accents, digits and single blanks; also of signs that only look like letters ('𝑨', 'Ⅷ')."""
    if lowered.isascii():  # most are: several times faster
        return " ".join(lowered.translate(_ASCII_SIGNS).split())
    decomposed = unicodedata.normalize("NFKD", lowered).casefold()
    plain = (sign for sign in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def fold(text: str) -> str:
    """The search key of `text`: lower case, ä as ae, no accents, nothing but letters, digits and single blanks."""
    if text.isascii():
        return _words(text.lower())
    return _words(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))


def sort_key(text: str) -> str:
    """The sorting key of `text` by DIN 5007-1: ä sorts as a, ß as ss, case and signs do not count."""
    return _words(text.casefold())
