"""How alike the rows of two tables are in each dimension: a number from 0 to 1 per pair, NaN where a cell is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from graphsvc.matching import cells
from graphsvc.matching.blocking import incidence
from graphsvc.matching.columns import Column, Table
from graphsvc.matching.vectors import Floats, Grams, Numbers
from graphsvc.matching.word_table import WordTable, dots

Pairs = tuple[Numbers, Numbers]  # rows of the two tables, those of the second counted after those of the first

_TWICE = np.log(2.0)  # amounts that differ by a factor of two have nothing in common
_NEXT_YEAR = 0.3  # of a paper or a register, the year of the next edition
_ALIKE_KEY = 0.7  # of its signs from which on a key may be a mistyped one
_ALIKE_CODE = 0.75  # 'dscw120' and 'dscw120b'
_SHORTEST_STEM = 5
_CODES = ("name", "text")
_WORDY = ("name", "text", "people", "category", "place")


@dataclass(frozen=True)
class Dimension:
    """One comparison of all pairs."""

    name: str
    values: Floats  # 0 to 1, NaN: nothing to compare

    def differs(self) -> bool:
        """Whether it says of some pair another thing than of others."""
        known = self.values[~np.isnan(self.values)]
        return bool(len(known)) and bool(known.min() < known.max())


class Comparison:
    """Two tables made comparable: what their cells say is read once, then any pairs of rows are compared."""

    def __init__(self, a: Table, b: Table, columns: Sequence[Column]) -> None:
        self.rows_a = len(a.ids)
        self._columns = columns
        self._cells = {column: (*a.columns[column.a], *b.columns[column.b]) for column in columns}
        self._words: dict[Column, WordTable] = {}
        self._numbers: dict[Column, list[frozenset[str]]] = {}
        for column in columns:
            if column.kind in ("name", "text", "category", "place", "people"):
                read = _families if column.kind == "people" else cells.cell_words
                self._words[column] = self._table(list(map(read, self._cells[column])), soft=column.kind != "text")
            if column.kind in ("name", "place"):
                self._numbers[column] = [cells.numbers(cells.cell_words(cell)) for cell in self._cells[column]]
        self._all = self._table(self._together(a, b, columns), soft=False)
        self._grams = {
            column: Grams(
                [" ".join(cells.cell_words(cell)).replace(".", "") for cell in self._cells[column]]
            ).rows.matrix
            for column in columns
            if column.kind in ("name", "place")
        }
        coded = [self._cells[column] for column in columns if column.kind in _CODES]
        self._codes = [frozenset().union(*map(cells.codes, row)) for row in zip(*coded, strict=True)] if coded else []
        self._named = self._named_codes()

    def views(self) -> Iterator[Any]:
        """Matrices whose cosines tell which rows are near: all words, and the letters of names."""
        yield self._all.unit
        for column, matrix in self._grams.items():
            if column.kind == "name":
                yield matrix

    def keys(self) -> Iterator[Any]:
        """Matrices of rows by what is rare where it is shared: words, codes, keys."""
        yield self._all.unit
        if self._codes:
            yield incidence([_stems(codes) for codes in self._codes])
        for column in self._columns:
            if column.kind == "key":
                yield incidence([{key} if (key := cells.key(cell)) else () for cell in self._cells[column]])

    def dimensions(self, pairs: Pairs) -> list[Dimension]:
        """All comparisons of these pairs."""
        found = list(self._of_rows(pairs))
        for column in self._columns:
            found += self._of_column(column, pairs)
        return found

    def categories(self) -> list[tuple[Column, Numbers]]:
        """The columns of few values, each with the number of the value of every row, -1 where it is empty."""
        found = []
        for column in self._columns:
            if column.kind in ("category", "place"):
                folded = [" ".join(cells.cell_words(cell)) for cell in self._cells[column]]
                number = {text: place for place, text in enumerate(sorted(set(folded) - {""}))}
                if len(number) <= len(folded) / 4:
                    found.append((column, np.array([number.get(text, -1) for text in folded], dtype=np.int64)))
        return found

    def _table(self, rows: Sequence[Sequence[str]], *, soft: bool) -> WordTable:
        return WordTable(rows[: self.rows_a], rows[self.rows_a :], soft=soft)

    def _together(self, a: Table, b: Table, columns: Sequence[Column]) -> list[tuple[str, ...]]:
        wordless = {header for column in columns if column.kind not in _WORDY for header in (column.a, column.b)}
        rows: list[tuple[str, ...]] = []
        for table in (a, b):
            listed = [of for header, of in table.columns.items() if header not in wordless]
            rows += [
                tuple(word.rstrip(".") for cell in row for word in cells.cell_words(cell))
                for row in zip(*listed, strict=True)
            ]
        return rows

    def _named_codes(self) -> list[frozenset[str]]:
        named = [self._cells[column] for column in self._columns if column.kind == "name"]
        return [frozenset().union(*map(cells.codes, row)) for row in zip(*named, strict=True)] if named else []

    def _of_rows(self, pairs: Pairs) -> Iterator[Dimension]:
        yield Dimension("row words", dots(self._all.unit, self._all.unit, *pairs))
        yield Dimension("row contained", np.maximum(*self._all.shares(*pairs)))
        if any(self._codes):
            yield Dimension("row codes", self._code_values(self._codes, self._named, pairs))

    def _of_column(self, column: Column, pairs: Pairs) -> Iterator[Dimension]:
        label = column.a if column.a == column.b else f"{column.a}/{column.b}"
        if column in self._words:
            yield from self._of_words(column, label, pairs)
        elif column.kind == "key":
            yield Dimension(label, _of_keys(self._cells[column], pairs))
        elif column.kind == "year":
            years = _floats(cells.year(cell) for cell in self._cells[column])
            apart = np.abs(years[pairs[0]] - years[pairs[1]])
            yield Dimension(label, np.where(np.isnan(apart), np.nan, (apart == 0) + _NEXT_YEAR * (apart == 1)))
        elif column.kind == "number":
            amounts = np.abs(_floats(cells.amount(cell) or None for cell in self._cells[column]))
            apart = np.abs(np.log(amounts[pairs[0]]) - np.log(amounts[pairs[1]]))
            yield Dimension(f"{label} near", np.where(np.isnan(apart), np.nan, np.maximum(0.0, 1 - apart / _TWICE)))
            yield Dimension(f"{label} equal", np.where(np.isnan(apart), np.nan, apart < 1e-3))

    def _of_words(self, column: Column, label: str, pairs: Pairs) -> Iterator[Dimension]:
        table = self._words[column]
        known = table.filled[pairs[0]] & table.filled[pairs[1]]

        def given(values: Floats) -> Floats:
            return np.where(known, values, np.nan)

        first, second = table.shares(*pairs)
        totals = table.total[pairs[0]], table.total[pairs[1]]
        common = (first * totals[0] + second * totals[1]) / (totals[0] + totals[1])
        yield Dimension(f"{label} words", given(common))
        if column.kind != "category":
            yield Dimension(f"{label} contained", given(np.maximum(first, second)))
        if column in self._grams:
            yield Dimension(f"{label} letters", given(dots(self._grams[column], self._grams[column], *pairs)))
        if column in self._numbers:
            yield Dimension(f"{label} numbers", _of_numbers(self._numbers[column], pairs))

    def _code_values(self, all_: list[frozenset[str]], named: list[frozenset[str]], pairs: Pairs) -> Floats:
        exact, stems = incidence(all_), incidence([_stems(codes) for codes in all_])
        equal = dots(exact, exact, *pairs) > 0
        alike = dots(stems, stems, *pairs) > 0
        held = np.array([bool(codes) for codes in named or all_])
        both = held[pairs[0]] & held[pairs[1]]
        return np.where(equal, 1.0, np.where(alike, _ALIKE_CODE, np.where(both, 0.0, np.nan)))


def _families(cell: str) -> tuple[str, ...]:
    return tuple(family for family, _initial in cells.people(cell))


def _stems(codes: Iterable[str]) -> frozenset[str]:
    """The codes, and each without its last sign or two, which often stand for a colour or a market."""
    found: set[str] = set()
    for code in codes:
        found.update(code[: len(code) - cut] for cut in range(3) if len(code) - cut >= _SHORTEST_STEM or not cut)
    return frozenset(found)


def _floats(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _of_keys(texts: Sequence[str], pairs: Pairs) -> Floats:
    keys = np.array([cells.key(text) for text in texts], dtype=object)
    a, b = keys[pairs[0]], keys[pairs[1]]
    alike = process.cpdist(list(a), list(b), scorer=Levenshtein.normalized_similarity, dtype=np.float64)
    values = np.where(alike >= 1, 1.0, 0.8 * np.maximum(0.0, alike - _ALIKE_KEY) / (1 - _ALIKE_KEY))
    return np.where((a == "") | (b == ""), np.nan, values)


def _of_numbers(sets: Sequence[frozenset[str]], pairs: Pairs) -> Floats:
    """The share of the numbers of the poorer cell that the other has too; NaN where one has none."""
    matrix = incidence(sets)
    count = np.array([len(of_row) for of_row in sets])
    fewer = np.minimum(count[pairs[0]], count[pairs[1]])
    return np.where(fewer > 0, dots(matrix, matrix, *pairs) / np.maximum(fewer, 1), np.nan)
