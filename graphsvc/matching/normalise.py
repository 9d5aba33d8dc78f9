"""German words and contact data in a form in which equal things are equal."""

from __future__ import annotations

import re
import unicodedata

import simplemma

from graphsvc.matching import lexicon
from graphsvc.matching.remembering import remembered

_TRANSLATE = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
)
_WORD = re.compile(r"[a-z0-9]+")
_GENDER = re.compile(r"(?<=\w)[:*_·]innen\b|(?<=\w)/-?innen\b|(?<=\w)[:*_·]in\b|(?<=\w)/-?in\b|(?<=[a-zäöüß])Innen\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.\s?){2,}")
_LONGEST_STREET_NUMBER = re.compile(r"^(.*?[a-z).])\s*(\d+)\s*([a-z]?)\b(.*)$")
# 'Schlossg. 18', 'Torgauer Ch. 60', 'Rathauspl. 1'
_STREETS = tuple(
    (re.compile(rf"{short}\.(?=\W|$)"), kind)
    for short, kind in (
        (r"(?<=[a-z]{3})g", "gasse"),
        (r"\bch", "chaussee"),
        (r"(?<=[a-z]{3})pl", "platz"),
        (r"\bpl", "platz"),
        (r"\ball", "allee"),
    )
)


@remembered()
def stopwords() -> frozenset[str]:
    """Words that say nothing about what a thing is; general German, checked against no city."""
    return frozenset(row["word"] for row in lexicon.rows("stopwords"))


def fold(text: str) -> str:
    """`text` in small letters without accents or umlauts ('Straße für Bürger:innen' -> 'strasse fuer buerger')."""
    text = _GENDER.sub("", unicodedata.normalize("NFC", text))
    text = text.replace("ẞ", "ss").lower().translate(_TRANSLATE)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def join_initials(folded: str) -> str:
    """Dotted initials as one word ('a.w.o. musterstadt' -> 'awo musterstadt')."""
    return _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", folded)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _WORD.findall(fold(text))


@remembered(100_000)
def lemma(word: str) -> str:
    """The folded lemma of a folded word; the word itself where no dictionary has it."""
    if len(word) < 4 or word.isdigit():
        return word
    umlauts = word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    for form in (word.capitalize(), word, umlauts.capitalize(), umlauts):
        found = str(simplemma.lemmatize(form, lang="de"))
        if found != form or simplemma.is_known(form, lang="de"):
            return fold(found)
    return word


@remembered(100_000)
def parts(word: str) -> tuple[str, ...]:
    """The parts of a German compound, folded lemmas; one part where the word cannot be split into known words.

    The longest known last part wins, as the head of a German compound stands last.
    """
    if len(word) < 9:
        return (lemma(word),)
    for cut in range(4, len(word) - 3):
        head, tail = word[:cut], word[cut:]
        if not _known(tail):
            continue
        for link in ("", "s", "es", "n", "en", "er"):
            stem = head.removesuffix(link) if link else head
            if len(stem) >= 4 and (not link or head.endswith(link)) and (_known(stem) or _known(stem + "e")):
                return (lemma(stem if _known(stem) else stem + "e"), lemma(tail))
    return (lemma(word),)


@remembered(100_000)
def _known(word: str) -> bool:
    umlauts = word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    return any(simplemma.is_known(form, lang="de") for form in {word.capitalize(), umlauts.capitalize()})


def content_words(text: str) -> list[str]:
    """Lemmas of the words of `text` that carry meaning, compounds also in their parts."""
    found = []
    for word in words(text):
        if len(word) < 3 or word in stopwords() or word.isdigit():
            continue
        found.append(lemma(word))
        split = parts(word)
        if len(split) > 1:
            found.extend(split)
    return found


def phone(text: str | None) -> str:
    """The digits of a German number with its 0, without the 0 of the switchboard; empty where there is none."""
    if not text:
        return ""
    number = re.sub(r"\(0\)", "", text.strip())
    switchboard = re.search(r"[-–]\s*0\s*$", number) is not None
    digits = re.sub(r"\D", "", number)
    if number.startswith("+49"):
        digits = "0" + digits[2:]
    elif digits.startswith("0049"):
        digits = "0" + digits[4:]
    if len(digits) < 6:
        return ""
    return digits[:-1] if switchboard or (digits.endswith("0") and len(digits) > 6) else digits


def email(text: str | None) -> str:
    """The address in small letters; empty where there is none."""
    found = (text or "").strip().lower().removeprefix("mailto:")
    return found if "@" in found else ""


def website(text: str | None) -> str:
    """Host and path without scheme, www and last slash; empty where there is none."""
    if not text:
        return ""
    found = re.sub(r"^https?://", "", text.strip().lower()).removeprefix("www.").rstrip("/")
    return found if "." in found else ""


@remembered(20_000)
def street(text: str | None) -> str:
    """Street and house number in one form ('Schloßgasse 18, 2. OG' -> 'schlossgasse 18'); empty without a number."""
    if not text:
        return ""
    folded = re.sub(r"\(.*?\)", " ", fold(text))
    for piece in reversed(folded.split(",")):  # 'Technisches Rathaus, Uferstr. 8' has its street last
        found = _LONGEST_STREET_NUMBER.match(piece.strip())
        if found and not re.match(r"(zi|zimmer|raum|og|eg|etage|haus|postfach)\b", piece.strip()):
            name = re.sub(r"str(asse|\.)?(?=\W|$)", "str", found.group(1))
            for short, kind in _STREETS:
                name = short.sub(kind, name)
            return f"{re.sub(r'[^a-z]', '', name)} {found.group(2)}{found.group(3)}"
    return ""
