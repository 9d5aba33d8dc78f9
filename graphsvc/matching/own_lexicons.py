"""The lexicons of an installation: files with the headers of ours that add words to them or take words away.

`<folder>/<name>.csv` is UTF-8 with semicolons, as ours are; what is not meant to change is left out or stays empty:

    concept;label;facet;words               a new concept, or further words for one of ours
    -concept;;;words                        takes these words away from ours
    -concept                                takes the whole concept away

A column `remove` with `ja` says the same as the minus. `source` may be missing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphsvc.i18n import gettext as _
from graphsvc.matching import lexicon
from graphsvc.matching.lexicon import Patterns, Rows
from graphsvc.matching.normalise import words

_OWN_SOURCE = "eigene Ergänzung"
_YES = ("ja", "x", "1", "yes")
# What a row is about; without more, its first column.
_KEYS: dict[str, tuple[str, ...]] = {
    "formats": ("form_a", "form_b"),
    "compositions": ("concept", "groups", "forms", "words"),
}
_PATTERNS = ("words",)  # columns of alternatives, which add up
# (lexicon, column, separator) -> lexicon whose key it names
_REFERENCES: dict[tuple[str, str, str], str] = {
    ("programmes", "concepts", "|"): "concepts",
    ("fields", "concepts", "|"): "concepts",
    ("compositions", "concept", ""): "concepts",
    ("compositions", "groups", ","): "target_groups",
    ("compositions", "forms", ","): "concepts",
    ("formats", "form_a", ""): "concepts",
    ("formats", "form_b", ""): "concepts",
    ("pluralities", "concept", ""): "concepts",
    ("broad_topics", "concept", ""): "concepts",
    ("target_groups", "implies", ","): "target_groups",
    ("target_groups", "topics", ","): "concepts",
}
_MAY_BE_EMPTY = (("target_groups", "implies"), ("target_groups", "topics"))  # a row without them says enough
_FACETS = ("topic", "theme", "form", "season", "setting", "level")


@dataclass(frozen=True)
class Own:
    """The lexicons that an installation changes, and what is wrong in its files, as German sentences."""

    tables: Mapping[str, Rows]
    problems: tuple[str, ...]


def use(folder: Path) -> tuple[str, ...]:
    """Use the lexicons of this folder from here on; the problems in it, whose rows are left out.

    To be called once, before the first search; a folder that does not exist changes nothing.
    """
    own = read(folder)
    lexicon.change(own.tables)
    return own.problems


def read(folder: Path) -> Own:
    """Our lexicons as the files of the folder change them."""
    tables: dict[str, Rows] = {}
    problems: list[str] = []
    known = lexicon.shipped_names()
    for file in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if file.stem not in known:
            text = _("%(file)s: Dieses Lexikon gibt es nicht. Es gibt %(names)s.")
            problems.append(text % {"file": file.name, "names": ", ".join(known)})
            continue
        changed = _Changed(file, lexicon.shipped(file.stem))
        problems += changed.problems
        tables[file.stem] = changed.rows
    consistent, dangling = _consistent(tables)
    return Own(consistent, tuple(problems + dangling))


class _Changed:
    """One lexicon as a file changes it."""

    def __init__(self, file: Path, ours: Rows) -> None:
        self.problems: list[str] = []
        self._file = file
        self._columns = tuple(ours[0])
        self._keys = _KEYS.get(file.stem, self._columns[:1])
        self._rows = {self._key(row): dict(row) for row in ours}
        for line, row in self._read():
            problem = self._change(row)
            if problem:
                self.problems.append(
                    _("%(file)s, Zeile %(line)s: %(problem)s") % {"file": file.name, "line": line, "problem": problem}
                )

    @property
    def rows(self) -> Rows:
        """The rows of the lexicon, ours first."""
        return tuple(self._rows.values())

    def _key(self, row: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(row[name] for name in self._keys)

    def _read(self) -> Iterator[tuple[int, dict[str, str]]]:
        try:
            text = self._file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.problems.append(_("%(file)s lässt sich nicht lesen; erwartet wird UTF-8.") % {"file": self._file.name})
            return
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
        header = rows.fieldnames or ()
        unknown = [name for name in header if name not in (*self._columns, "remove")]
        missing = [name for name in self._keys if name not in header]
        if unknown or missing:
            columns = ";".join(self._columns)
            text = _("%(file)s, Zeile 1: Erwartet werden die Spalten %(columns)s.")
            self.problems.append(text % {"file": self._file.name, "columns": columns})
            return
        for row in rows:
            given = {name: (row.get(name) or "").strip() for name in (*self._columns, "remove")}
            if any(given.values()):
                yield rows.line_num, given

    def _change(self, row: dict[str, str]) -> str:
        """Why the row cannot be used; empty where it was."""
        first = self._keys[0]
        removes = row[first].startswith("-") or row.pop("remove").lower() in _YES
        row.pop("remove", None)
        row[first] = row[first].removeprefix("-").strip()
        if not row[first]:
            return _("Die Spalte %(column)s ist leer.") % {"column": first}
        if problem := _problem_of_words(row):
            return problem
        return self._remove(row) if removes else self._add(row)

    def _remove(self, row: dict[str, str]) -> str:
        key = self._key(row)
        if key not in self._rows:
            return _("„%(key)s“ steht nicht in unserem Lexikon.") % {"key": row[self._keys[0]]}
        patterns = [name for name in _PATTERNS if name in row and name not in self._keys and row[name]]
        if not patterns and self._file.stem == "target_groups":
            return _("Eine Zielgruppe lässt sich nicht ganz entfernen. Nehmen Sie ihre Wörter heraus.")
        if not patterns:
            del self._rows[key]
        for name in patterns:
            ours, gone = _alternatives(self._rows[key][name]), _alternatives(row[name])
            if foreign := [pattern for pattern in gone if pattern not in ours]:
                return _("„%(key)s“ steht nicht in unserem Lexikon.") % {"key": foreign[0]}
            self._rows[key][name] = "|".join(pattern for pattern in ours if pattern not in gone)
        return ""

    def _add(self, row: dict[str, str]) -> str:
        key = self._key(row)
        row["source"] = row["source"] or _OWN_SOURCE
        if key in self._rows:
            mine = self._rows[key]
            for name, value in row.items():
                adds = name in _PATTERNS and name not in self._keys
                mine[name] = (
                    "|".join(dict.fromkeys(_alternatives(mine[name]) + _alternatives(value)))
                    if adds
                    else (value or mine[name])
                )
            return ""
        if "facet" in row and row["facet"] not in _FACETS:
            return _("facet ist eines von %(words)s.") % {"words": ", ".join(_FACETS)}
        if "label" in row:
            row["label"] = row["label"] or row[self._keys[0]]
        for name in ("from", "to"):
            if row.get(name, "").removeprefix("-") and not row[name].removeprefix("-").isdigit():
                return _("%(column)s ist eine Zahl von Monaten.") % {"column": name}
        self._rows[key] = row
        return ""


def _alternatives(text: str) -> list[str]:
    return [part for part in (part.strip() for part in text.split("|")) if part]


def _problem_of_words(row: Mapping[str, str]) -> str:
    for pattern in _alternatives(row.get("words", "")):
        for atom in pattern.split("+"):
            stem = atom.strip().lstrip("*-=")
            folded = " ".join(words(stem))
            if stem != folded or not stem:
                text = _("Schreiben Sie „%(word)s“ klein und ohne Umlaute: „%(folded)s“.")
                return text % {"word": stem, "folded": folded}
    try:
        Patterns({"": row.get("words", "")})
    except ValueError:
        return _("Ein Muster aus mehreren Wörtern beginnt nicht mit * oder -: „%(words)s“.") % {"words": row["words"]}
    return ""


def _consistent(tables: Mapping[str, Rows]) -> tuple[dict[str, Rows], list[str]]:
    """All lexicons that differ from ours, without references that lead nowhere, and what is wrong with these.

    What this installation took away is taken out of the other lexicons without a word.
    """
    found: dict[str, Rows] = dict(tables)
    problems: list[str] = []
    for (name, column, separator), target in _REFERENCES.items():
        keys = {next(iter(row.values())) for row in found.get(target, lexicon.shipped(target))}
        shipped = {next(iter(row.values())) for row in lexicon.shipped(target)}
        kept = []
        for row in found.get(name, lexicon.shipped(name)):
            values = [value for value in (row[column].split(separator) if separator else [row[column]]) if value]
            left = [value for value in values if value in keys]
            unknown = [value for value in values if value not in keys | shipped]
            if unknown:
                text = _("%(file)s: „%(key)s“ nennt „%(word)s“, das es nicht gibt.")
                what = {"file": f"{name}.csv", "key": next(iter(row.values())), "word": unknown[0]}
                problems.append(text % what)
            elif left or not values or (name, column) in _MAY_BE_EMPTY:
                kept.append(row | {column: separator.join(left)})
        found[name] = tuple(kept)
    return {name: rows for name, rows in found.items() if rows != lexicon.shipped(name)}, problems
