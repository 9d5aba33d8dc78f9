"""Whose house a text names: an address in the text of one source tells who carries what another source lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import words
from graphsvc.model import Actor

_NUMBER = re.compile(r"\d+[a-z]?")
_STREET = re.compile(r"[a-z]{3,}(?:strasse|gasse|allee|chaussee|ring|weg|damm|ufer)")
_MOST = 3  # actors; in a house of more, such as a town hall, the address tells nobody


class Houses:
    """The addresses of all actors, who are keys of groups of duplicates."""

    def __init__(self, actors: Iterable[Actor], same_actor: Mapping[str, str]) -> None:
        at: defaultdict[str, set[str]] = defaultdict(set)
        in_street: defaultdict[str, set[str]] = defaultdict(set)
        for actor in actors:
            key = same_actor.get(actor.id, actor.id)
            street, number = _parts(actor.street or "")
            if number:
                at[" ".join((*street, number))].add(key)
            if len(street) == 1 and _STREET.fullmatch(street[0]):
                in_street[street[0]].add(key)
        # without a number, a street tells whose house it is where only one is known there
        alone = {street: frozenset(keys) for street, keys in in_street.items() if len(keys) == 1}
        self.who = {**alone, **{address: frozenset(keys) for address, keys in at.items()}}  # address -> who is there
        self._patterns = Patterns({address: f"={address}" for address in self.who})
        self._neighbours: defaultdict[str, set[str]] = defaultdict(set)
        for keys in self.who.values():
            for key in keys:
                self._neighbours[key] |= keys

    def named(self, text: Sequence[str], besides: Iterable[str]) -> frozenset[str]:
        """The actors whose address stands in these folded words, but `besides` and who shares a house with these."""
        own = {other for key in besides for other in (key, *self._neighbours.get(key, ()))}
        found: set[str] = set()
        for address in self._patterns.found([_whole(word) for word in text]):
            keys = self.who[address]
            if len(keys) <= _MOST and not keys & own:
                found |= keys
        return frozenset(found)


def _parts(street: str) -> tuple[tuple[str, ...], str]:
    """Words of the street and the house number of 'Juri-Gagarin-Str. 7'; '' without a number."""
    found: list[str] = []
    for word in words(street.rpartition(",")[2]):
        if _NUMBER.fullmatch(word):
            return tuple(found), word if found else ""
        found.append(_whole(word))
    return tuple(found), ""


def _whole(word: str) -> str:
    """'gueterbahnhofstr' as 'gueterbahnhofstrasse'."""
    return f"{word}asse" if word.endswith("str") else word
