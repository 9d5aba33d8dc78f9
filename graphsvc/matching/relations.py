"""What one record's text says about another one: that it is part of it, that it followed it, or who carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.matching import lexicon
from graphsvc.matching.concepts import REMEMBERED
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import content_words, words
from graphsvc.matching.remembering import remembered

_SENTENCE = re.compile(r"[.;!?]\s+|\n")
_OF = frozenset(["der", "des", "im", "beim", "zur", "zum"])
_NAMED = 0.5  # share of the words of a name that must stand in the sentence: nobody repeats a long title


@dataclass(frozen=True)
class Named:
    """A record that others may speak of."""

    text: str | None
    name: str
    short: tuple[str, ...] = ()  # folded words that stand for the name in a sentence about it


@dataclass(frozen=True)
class _Sentence:
    """A sentence that says how the record is related to something."""

    relation: str  # 'part_of' or 'succession'
    words: tuple[str, ...]  # folded
    meaning: frozenset[str]  # lemmas of the words that carry meaning


@remembered()
def _cues() -> Patterns:
    return Patterns({row["relation"]: row["words"] for row in lexicon.rows("relations")})


@remembered()
def _federations() -> Patterns:
    """The federations (AWO, Caritas, ...) by all their names."""
    names: dict[str, list[str]] = {}
    for row in lexicon.rows("names"):
        if row["group"] == "federation":
            names.setdefault(row["canonical"], []).append("=" + " ".join(words(row["alias"])))
    return Patterns({key: "|".join(aliases) for key, aliases in names.items()})


@remembered(REMEMBERED)
def _sentences(text: str) -> tuple[_Sentence, ...]:
    found = []
    for sentence in _SENTENCE.split(text):
        in_sentence = tuple(words(sentence))
        relations = _cues().found(in_sentence) - {"carried_by"}
        if relations:
            found.append(_Sentence(min(relations), in_sentence, frozenset(content_words(sentence))))
    return tuple(found)


@remembered(REMEMBERED)
def _meaning(name: str) -> frozenset[str]:
    return frozenset(content_words(name))


def said(text: str | None, name: str, short: Sequence[str] = ()) -> str | None:
    """'part_of' or 'succession' where a sentence of `text` says so about what is called `name`; None otherwise.

    `short` are folded words that stand for the name too: 'bereitet die Sitzungen des Netzwerks vor'.
    """
    for sentence in _sentences(text) if text else ():
        wanted = _meaning(name)
        if wanted and len(wanted & sentence.meaning) >= _NAMED * len(wanted):
            return sentence.relation
        if short and any(word.startswith(tuple(short)) for word in sentence.words):
            return sentence.relation
    return None


def between(first: Named, second: Named) -> str | None:
    """The relation that the text of one record says about the name of the other."""
    return said(first.text, second.name, second.short) or said(second.text, first.name, first.short)


def is_part_by_name(part: str, whole: str) -> bool:
    """Whether one name says that it is a part of the other: 'AG Bewegung der Kommunalen Gesundheitskonferenz'."""
    of_part, of_whole = words(part), words(whole)
    stems = [word.rstrip("nrsme") for word in of_whole]
    for place, word in enumerate(of_part[:-1]):
        following = [other.rstrip("nrsme") for other in of_part[place + 1 : place + 1 + len(stems)]]
        if place and word in _OF and following == stems:
            return True
    return False


def carriers(text: str | None, in_text: Sequence[str]) -> frozenset[str]:
    """The federations that a text names as those who carry the offer or lead it: 'Träger: Lebenshilfe'.

    `in_text` are the folded words of the text.
    """
    found: frozenset[str] = frozenset()
    if not text or not _federations().atoms(in_text) or "carried_by" not in _cues().found(in_text):
        return found
    for sentence in _SENTENCE.split(text):
        in_sentence = words(sentence)
        if "carried_by" in _cues().found(in_sentence):
            found |= _federations().found(in_sentence)
    return found


def federations(names: Sequence[str]) -> frozenset[str]:
    """The federations in these names."""
    return frozenset().union(*(_federations().found(words(name)) for name in names))
