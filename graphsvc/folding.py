"""Words made comparable: for searching (`fold`) and for sorting (`sort_key`)."""

from __future__ import annotations

import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})


def _plain(text: str) -> str:
    """Letters without accents, in lower case; also those that are only spelt like letters ('𝑨', 'Ⅷ')."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in unicodedata.normalize("NFKD", decomposed) if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """The search key of `text`: lower case, ä as ae, no accents, nothing but letters, digits and single blanks."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    letters = "".join(sign if sign.isalnum() else " " for sign in _plain(lowered))
    return " ".join(letters.split())


def sort_key(text: str) -> str:
    """The sorting key of `text` by DIN 5007-1: ä sorts as a, ß as ss, case and signs do not count."""
    letters = "".join(sign if sign.isalnum() else " " for sign in _plain(text.casefold()))
    return " ".join(letters.split())
