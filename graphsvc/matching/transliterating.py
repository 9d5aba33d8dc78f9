"""Letters of other scripts in Latin ones, by the names that Unicode gives them ('CYRILLIC SMALL LETTER ZHE': zh)."""

from __future__ import annotations

import functools
import re
import unicodedata

_VOWELS = "aeiou"
# what the name of a letter does not say
_SPOKEN = {
    **{"GHE": "g", "GHE WITH UPTURN": "g", "IE": "e", "IO": "e", "YERU": "y", "HA": "kh", "SHORT I": "y", "E": "e"},
    **{"UKRAINIAN IE": "ye", "BYELORUSSIAN-UKRAINIAN I": "i", "SHORT U": "u", "YI": "yi", "YU": "yu", "YA": "ya"},
    **{"JE": "j", "BETA": "v", "ETA": "i", "PHI": "f", "RHO": "r", "UPSILON": "y", "XI": "x", "FINAL SIGMA": "s"},
    **{"ALEF MAKSURA": "a", "TEH MARBUTA": "a", "KSI": "x"},
}
_LETTER = re.compile(r"(\w+) (?:CAPITAL |SMALL )?(?:LETTER|SYLLABLE) (.+)")
_AS_SPOKEN = ("HANGUL", "HIRAGANA", "KATAKANA")  # a sign is a syllable, and its name says it


def latin(text: str) -> str:
    """`text` with the letters of other alphabets as Latin ones; signs that have no sound by their name stay."""
    return text if text.isascii() else "".join(map(_latin, unicodedata.normalize("NFC", text)))


@functools.lru_cache(maxsize=20_000)
def _latin(sign: str) -> str:
    if sign.isascii():
        return sign
    found = _LETTER.fullmatch(unicodedata.name(sign, ""))
    if not found or found.group(1) == "LATIN":
        return sign
    script, name = found.groups()
    spoken = _spoken(script, name)
    return spoken.upper() if sign.isupper() and len(spoken) == 1 else spoken.title() if sign.isupper() else spoken


def _spoken(script: str, name: str) -> str:
    if name in _SPOKEN:
        return _SPOKEN[name]
    name = name.split(" WITH ")[0]
    if name in _SPOKEN:
        return _SPOKEN[name]
    if name.endswith("SIGN"):
        return ""
    word = name.split()[-1].lower()
    if script in _AS_SPOKEN:
        return word
    if script == "CYRILLIC" and len(word) == 2 and word[0] in _VOWELS:
        return word[1]  # el, em, en, er, es, ef
    if word[0] in _VOWELS:
        return word[0]
    consonants = re.match(r"[^aeiou]+", word)
    return consonants.group() if consonants else word
