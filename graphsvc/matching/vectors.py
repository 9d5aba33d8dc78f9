"""Texts as vectors of character 4-grams, and how alike pairs of rows are."""

from __future__ import annotations

import copy
import functools
from collections.abc import Collection, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graphsvc.matching import compiled

V = TypeVar("V", bound=np.generic)
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Row = tuple[Numbers, npt.NDArray[np.float32]]  # columns and values
Bits = npt.NDArray[np.uint64]  # one row per record, 64 flags in a number

_LENGTH = 4  # letters of a gram: long enough for a stem, short enough for one typing error
_LETTERS = 37  # a blank, 26 letters, 10 figures
_UNSEEN = 20  # unseen texts are added, so that a small city is no special case
_CHUNK = 20_000  # pairs at a time, about 100 MB
_COSTS = 20  # pairs of a sweep that take as long as one scalar product


class Grams:
    """One row per folded text: TF-IDF weights of its character 4-grams, of length 1 (0 for an empty text)."""

    def __init__(self, texts: Sequence[str]) -> None:
        flat, starts = _codes(texts)
        seen = np.zeros(_LETTERS**_LENGTH, dtype=bool)
        seen[flat] = True
        count = int(np.count_nonzero(seen))
        self._column = np.where(seen, np.cumsum(seen, dtype=np.int32) - 1, count)  # those that no text has come last
        shape = (len(texts), max(1, count))
        counts = sparse.csr_matrix((np.ones(len(flat)), self._column[flat], starts), shape=shape)
        counts = counts.tocsc().tocsr()  # twice turned around, columns are in order: in less time than by sorting
        counts.sum_duplicates()
        found_in = np.bincount(counts.indices, minlength=shape[1])
        self._rarity = np.log((len(texts) + _UNSEEN) / (np.append(found_in, 0) + 1))
        counts.data = (1 + np.log(counts.data)) * self._rarity[counts.indices]
        self.rows = Rows(unit_rows(counts))

    def row_of(self, text: str) -> Row:
        """The row that another text has among these."""
        codes, times = np.unique(_codes([text])[0], return_counts=True)
        columns = np.minimum(self._column[codes], len(self._rarity) - 1)
        return unit_row(columns, (1 + np.log(times)) * self._rarity[columns])


def _codes(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """(4-grams as numbers, where those of each text begin) of texts that are folded: small letters, figures, blanks."""
    plain = [f" {text} " for text in texts]
    letters = _number_of()[np.frombuffer("".join(plain).encode("ascii", "replace"), dtype=np.uint8)]
    lengths = np.array([len(text) for text in plain], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(np.maximum(lengths - _LENGTH + 1, 0))])
    if len(letters) < _LENGTH:
        return np.zeros(0, dtype=np.int64), starts
    codes = ((letters[:-3] * _LETTERS + letters[1:-2]) * _LETTERS + letters[2:-1]) * _LETTERS + letters[3:]
    rows = np.repeat(np.arange(len(plain)), lengths)
    within = rows[:-3] == rows[3:]  # a gram does not reach into the next text
    return codes[within], starts


@functools.cache
def _number_of() -> npt.NDArray[np.int32]:
    """Byte -> number of the letter: 0 for a blank and all else, 1 to 26 for a to z, 27 to 36 for figures."""
    found = np.zeros(256, dtype=np.int32)  # large enough for every gram, and half as much to move about
    for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", start=1):
        found[ord(letter)] = number
    return found


class BitTable:
    """Sets as rows of bits; a bit stands for the same value in every row."""

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        held = [frozenset(of_record) for of_record in sets]
        distinct = {of_record: number for number, of_record in enumerate(dict.fromkeys(held))}
        values = sorted({value for of_record in distinct for value in of_record})
        self._bit = {value: number for number, value in enumerate(values)}
        width = max(1, -(-len(values) // 64))
        flags = [
            sum(1 << self._bit[value] for value in of_record).to_bytes(8 * width, "little") for of_record in distinct
        ]
        found = np.frombuffer(b"".join(flags), dtype="<u8").astype(np.uint64).reshape(len(distinct), width)
        self.rows: Bits = found[np.array([distinct[of_record] for of_record in held], dtype=np.int64)]

    def with_one(self, values: Collection[str]) -> BitTable:
        """These rows and one more; a value that no other row has gets no bit, as it is shared with none."""
        row = np.zeros((1, self.rows.shape[1]), dtype=np.uint64)
        for bit in (self._bit[value] for value in values if value in self._bit):
            row[0, bit // 64] |= np.uint64(1 << (bit % 64))
        found = copy.copy(self)
        found.rows = np.concatenate([self.rows, row])
        return found

    def share(self, a: Numbers, b: Numbers) -> Flags:
        """Whether row a[k] and row b[k] have a bit in common, for each k."""
        return share(self.rows, a, b)


def share(rows: Bits, a: Numbers, b: Numbers) -> Flags:
    """Whether row a[k] and row b[k] have a bit in common, for each k."""
    found: Flags = (rows[a, 0] & rows[b, 0]) != 0
    for word in range(1, rows.shape[1]):
        found |= (rows[a, word] & rows[b, word]) != 0
    return found


def unit_rows(matrix: Any) -> Any:
    """The rows of a CSR matrix with length 1; rows of zeros stay."""
    matrix.sum_duplicates()
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(row, weights=matrix.data * matrix.data, minlength=matrix.shape[0]))
    lengths[lengths == 0] = 1.0
    data = (matrix.data * (1.0 / lengths)[row]).astype(np.float32)
    found = sparse.csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)
    found.has_canonical_format = True
    return found


def look_up(table: npt.NDArray[V], of: Numbers, a: Numbers, b: Numbers) -> npt.NDArray[V]:
    """table[of[a], of[b]] for arrays of numbers that broadcast against each other, in a third of the time."""
    found: npt.NDArray[V] = table.ravel().take(of.take(a) * table.shape[1] + of.take(b))
    return found


class Rows:
    """The rows of a CSR matrix, each of length 1 (or 0)."""

    def __init__(self, matrix: Any) -> None:
        self.matrix = matrix

    @property
    def counts(self) -> Floats:
        """How many entries each row has."""
        found: Floats = np.diff(self.matrix.indptr).astype(np.float64)
        return found

    def cosines(self, a: Numbers, b: Numbers) -> Floats:
        """The cosine of row a[k] and row b[k] for each k, to the last digit what `cosine` says."""
        return products(self.matrix, self.matrix, a, b)

    def cosine(self, a: int, b: int) -> float:
        """The cosine of two rows."""
        return cosine(self.matrix, a, b)

    def with_one(self, row: Row) -> RowsAndOne:
        """These rows and one more."""
        return RowsAndOne(self.matrix, row)


class RowsAndOne(Rows):
    """Rows and one more, the last; tells the cosines of that one with the others."""

    def __init__(self, matrix: Any, row: Row) -> None:
        super().__init__(matrix)
        columns, values = row
        known = columns < matrix.shape[1]
        self._one = np.zeros(matrix.shape[1], dtype=np.float32)
        self._one[columns[known]] = values[known]

    def cosines(self, a: Numbers, b: Numbers) -> Floats:
        """The cosine of row a[k] and row b[k] for each k; one of the two is the last one."""
        row, entries = entries_of(self.matrix, np.minimum(a, b))
        products = (self.matrix.data[entries] * self._one[self.matrix.indices[entries]]).astype(np.float64)
        found: Floats = np.bincount(row, weights=products, minlength=len(a)).astype(np.float64)
        return found

    def cosine(self, a: int, b: int) -> float:
        """The cosine of two rows, of which one is the last one."""
        return float(self.cosines(np.array([a]), np.array([b]))[0])


def entries_of(matrix: Any, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Where the entries of these rows of a CSR matrix are in it, and (first) which of the rows each is of.

    To cut a matrix out of a matrix takes several times as long where there are few rows.
    """
    starts = matrix.indptr[rows]
    counts = matrix.indptr[rows + 1] - starts
    row = np.repeat(np.arange(len(rows)), counts)
    before = np.cumsum(counts) - counts
    return row, np.arange(len(row)) + (starts - before)[row]


def unit_row(columns: Numbers, values: Floats) -> Row:
    """One row of length 1."""
    length = float(np.sqrt(np.sum(values * values)))
    return columns, (values / (length or 1.0)).astype(np.float32)


def products(left: Any, right: Any, a: Numbers, b: Numbers) -> Floats:
    """The scalar product of row a[k] of one matrix and row b[k] of the other, for each k."""
    loops = compiled.kernels(_COSTS * len(a))
    if loops and left.has_canonical_format and right.has_canonical_format:
        of_left, of_right = ((of.indptr, of.indices, of.data) for of in (left, right))
        swept: Floats = loops.products(of_left, of_right, left is right, left.shape[1], a, b)
        return swept
    found = np.zeros(len(a))
    for start in range(0, len(a), _CHUNK):
        part = slice(start, start + _CHUNK)
        product = left[a[part]].multiply(right[b[part]])
        row = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
        found[part] = np.bincount(row, weights=product.data, minlength=product.shape[0])
    return found


def cosine(matrix: Any, a: int, b: int) -> float:
    """The cosine of two rows of length 1."""
    first = slice(matrix.indptr[a], matrix.indptr[a + 1])
    second = slice(matrix.indptr[b], matrix.indptr[b + 1])
    columns, others = matrix.indices[first], matrix.indices[second]
    if not len(columns) or not len(others):
        return 0.0
    place = np.minimum(np.searchsorted(others, columns), len(others) - 1)
    both = others[place] == columns
    products = matrix.data[first][both] * matrix.data[second][place[both]]
    # one after the other, as bincount does it: np.sum adds in another order and differs in the last digit
    return float(np.cumsum(products, dtype=np.float64)[-1]) if len(products) else 0.0
