"""The towns and districts of a city, as they stand in names of organisations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from rapidfuzz.distance import OSA

_BESIDE = re.compile(
    r"^(?P<town>.+?) (?P<where>(?:am|an der|an dem|im|in der|in|bei|ob der|vor der|unter) (?P<by>\w+))$"
)
_SAINT = re.compile(r"\bsankt\b")
_SHORTEST_BEGINNING = 4  # letters of an abbreviation: 'Lautr.'
_SHORTEST_MISTYPED = 9  # letters; of shorter ones, two that differ in one letter are often two places
_SHORTEST = 4  # letters of a place that names are searched for


class Places:
    """The towns and districts of a city, as they stand in names: 'Osterfeld', 'Osterfelder', 'Osterfelds'."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """`keys` maps a folded place name to the key of its level and place ('district osterfeld')."""
        self._keys: dict[str, str] = {}
        for name, key in keys.items():
            for form in _forms(name):
                self._keys.setdefault(form, key)
        self._keys.update(keys)
        alternatives = sorted(self._keys, key=lambda name: (-len(name), name))
        pattern = r"(?<![a-z0-9])(" + "|".join(map(re.escape, alternatives)) + r")(?:er|s)?(?![a-z0-9])"
        self._pattern = re.compile(pattern) if alternatives else None
        self._long = [name for name in alternatives if len(name) >= _SHORTEST_MISTYPED and " " not in name]

    def taken_out(self, plain: str, abbreviated: Collection[str] = ()) -> tuple[str, set[str]]:
        """The text without the places in it, and their keys.

        `abbreviated` are the words that end with a dot in the name: beginnings of places.
        """
        if self._pattern is None:
            return plain, set()
        spelt = " ".join(self._spelt_out(word, word in abbreviated) for word in plain.split())
        text = f" {spelt} "
        found = {self._keys[name] for name in self._pattern.findall(text)}
        return (self._pattern.sub(" ", text) if found else plain), found

    def _spelt_out(self, word: str, abbreviated: bool) -> str:
        """The place that a word abbreviates, or is but for one letter; the word itself where there is not just one."""
        if abbreviated and len(word) >= _SHORTEST_BEGINNING:
            meant = [name for name in self._keys if name.startswith(word)]
            if len({self._keys[name] for name in meant}) == 1:
                return min(meant, key=len)
        if len(word) < _SHORTEST_MISTYPED or word in self._keys:
            return word
        meant = [name for name in self._long if word[:2] == name[:2] and OSA.distance(word, name, score_cutoff=1) == 1]
        return meant[0] if len({self._keys[name] for name in meant}) == 1 else word


def _forms(name: str) -> Iterator[str]:
    """A place with and without what it lies at: 'Rothenburg ob der Tauber', 'Rothenburg', 'Rothenburg o.d.T.'."""
    found = _BESIDE.match(name)
    towns = [name]
    if found:
        *small, _last = found["where"].split()
        letters, all_letters = [word[0] for word in small], [word[0] for word in found["where"].split()]
        beside = [found["where"], "", "".join(all_letters), " ".join(all_letters)]
        beside += [f"{''.join(letters)} {found['by']}", f"{' '.join(letters)} {found['by']}"]
        towns = [f"{found['town']} {where}".strip() for where in beside if len(found["town"]) >= _SHORTEST]
    for town in towns:
        yield town
        yield _SAINT.sub("st", town)
        yield from _adjectives(town)


def _adjectives(town: str) -> Iterator[str]:
    """How people of a place are called, where it is not the place with 'er': 'Neustädter', 'Bremer', 'Dresdner'."""
    for ending, of_people in (("stadt", "staedter"), ("hausen", "haeuser"), ("dorf", "doerfer"), ("en", "ner")):
        if town.endswith(ending):
            yield town.removesuffix(ending) + of_people
    if town.endswith("en") and len(town) > _SHORTEST:
        yield town.removesuffix("en") + "er"


NOWHERE = Places({})
