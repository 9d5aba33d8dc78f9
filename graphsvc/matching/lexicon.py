"""Reads the lexicons: rows as plain tables, and the small pattern language in which their words are written."""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from graphsvc.i18n import pgettext
from graphsvc.matching.remembering import forget, remembered

Rows = tuple[dict[str, str], ...]

LEXICON = "lexicon"  # the context of labels in the catalogues: they are read from the tables, see tests/catalogue.py

_changed: dict[str, Rows] = {}  # lexicons as an installation wants them, see own_lexicons


@remembered()
def rows(name: str) -> Rows:
    """The rows of a lexicon in order, header -> text: as shipped, with the changes of this installation."""
    return _changed[name] if name in _changed else shipped(name)


@functools.cache
def shipped(name: str) -> Rows:
    """The rows of graphsvc/lexicons/<name>.csv in order, header -> text; separated by semicolons, UTF-8."""
    text = resources.files("graphsvc.lexicons").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter=";"))


def spoken(label: str) -> str:
    """A label of a lexicon in the language that is spoken; one of an installation's own stays as it is."""
    return pgettext(LEXICON, label)


def shipped_names() -> list[str]:
    """The names of all lexicons."""
    files = resources.files("graphsvc.lexicons").iterdir()
    return sorted(file.name.removesuffix(".csv") for file in files if file.name.endswith(".csv"))


def change(tables: Mapping[str, Rows]) -> None:
    """Use these lexicons instead of the shipped ones of the same names, and forget what rested on others."""
    if tables != _changed:
        _changed.clear()
        _changed.update(tables)
        forget()


@dataclass(frozen=True)
class _Phrase:
    """Words that must follow one another, each beginning with its stem; `whole` asks for the words themselves."""

    stems: tuple[str, ...]
    whole: bool
    atom: int

    def at(self, words: Sequence[str], position: int) -> bool:
        """Whether the phrase stands at this position of `words`."""
        if position + len(self.stems) > len(words):
            return False
        for offset, stem in enumerate(self.stems):
            word = words[position + offset]
            if word != stem and (self.whole or stem.isdigit() or not word.startswith(stem)):
                return False
        return True


# What is known about a word: the atoms in it, and the phrases that may begin with it by the first letter of the next.
_Known = tuple[tuple[int, ...], dict[str, list[_Phrase]]]


class Patterns:
    """Which keys of a lexicon a text speaks of.

    The language of the patterns, in folded letters: `stem` begins a word, `*stem` stands anywhere in one ('*berat' in
    'familienberatung'), `-stem` ends one ('-treff' in 'elterntreff', not in 'treffen'), `=word` is the whole word.
    `two stems` are words that follow one another, each beginning with its stem ('jung muetter' in 'jungen Müttern');
    `=two words` the same with whole words. `a+b` asks for both in one text. Alternatives are separated by `|`.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._anywhere: defaultdict[str, list[int]] = defaultdict(list)
        self._begins: defaultdict[str, list[int]] = defaultdict(list)
        self._ends: defaultdict[str, list[int]] = defaultdict(list)
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)  # by the first stem
        self._atoms: dict[str, int] = {}
        self._alone: defaultdict[int, list[str]] = defaultdict(list)  # atom -> keys that it is enough for
        self._together: defaultdict[int, list[tuple[frozenset[int], str]]] = defaultdict(list)  # by one of the atoms
        for key, patterns in keys.items():
            for pattern in filter(None, (part.strip() for part in patterns.split("|"))):
                atoms = frozenset(self._atom(part.strip()) for part in pattern.split("+"))
                if len(atoms) == 1:
                    self._alone[next(iter(atoms))].append(key)
                else:
                    self._together[max(atoms)].append((atoms, key))
        self._lengths = {
            id(table): sorted({len(stem) for stem in table})
            for table in (self._anywhere, self._begins, self._ends, self._phrases)
        }
        self._in_word = functools.lru_cache(maxsize=200_000)(self._look_at)

    def _atom(self, text: str) -> int:
        if text in self._atoms:
            return self._atoms[text]
        number = self._atoms[text] = len(self._atoms)
        mark = text[0] if text[0] in "*-=" else ""
        stems = tuple(text.removeprefix(mark).split())
        if len(stems) > 1:
            if mark not in ("", "="):
                raise ValueError(f"a phrase cannot begin with {mark}: {text!r}")
            self._phrases[stems[0]].append(_Phrase(stems, mark == "=", number))
        else:
            table = {"*": self._anywhere, "-": self._ends, "=": self._whole, "": self._begins}[mark]
            table[stems[0]].append(number)
        return number

    def _look_at(self, word: str) -> _Known:
        found = set(self._whole.get(word, ()))
        for length in self._lengths[id(self._begins)]:
            found.update(self._begins.get(word[:length], ()))
        for length in self._lengths[id(self._ends)]:
            found.update(self._ends.get(word[-length:], ()))
        for length in self._lengths[id(self._anywhere)]:
            for start in range(len(word) - length + 1):
                found.update(self._anywhere.get(word[start : start + length], ()))
        phrases: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for length in self._lengths[id(self._phrases)]:
            for phrase in self._phrases.get(word[:length], ()):
                phrases[phrase.stems[1][0]].append(phrase)
        return tuple(found), dict(phrases)

    def atoms(self, words: Sequence[str]) -> set[int]:
        """The numbers of the atoms (stems, words, phrases) that stand in these folded words."""
        found: set[int] = set()
        last = len(words) - 1
        for position, word in enumerate(words):
            atoms, phrases = self._in_word(word)
            if atoms:
                found.update(atoms)
            if phrases and position < last:
                for phrase in phrases.get(words[position + 1][0], ()):
                    if phrase.atom not in found and phrase.at(words, position):
                        found.add(phrase.atom)
        return found

    def keys_of(self, atoms: Collection[int]) -> frozenset[str]:
        """The keys that these atoms stand for, alone or together."""
        found: set[str] = set()
        for atom in atoms:
            found.update(self._alone.get(atom, ()))
            for needed, key in self._together.get(atom, ()):
                if needed.issubset(atoms):
                    found.add(key)
        return frozenset(found)

    def found(self, words: Sequence[str]) -> frozenset[str]:
        """The keys that these folded words speak of."""
        return self.keys_of(self.atoms(words))
