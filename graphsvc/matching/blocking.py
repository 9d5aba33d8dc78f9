"""Which pairs of rows of two tables are worth a comparison: the nearest of each row, and all that share a rare word.

The nearest by cosine of words and of letters, in both directions. `tests/test_linking.py` measures how many of the true
pairs are among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from graphsvc.matching.vectors import Numbers

NEAREST = 12  # rows of the other table per row and view
_RARE = 12  # rows of both tables that a word, code or key may stand in to bring its rows together
_CHUNK = 400  # rows at a time


def candidates(
    views: Iterable[Any], keys: Sequence[Any], rows_a: int, nearest: int = NEAREST
) -> tuple[Numbers, Numbers]:
    """Pairs (row of a, row of both tables together that is of b), sorted, each once.

    `views` are matrices with rows of length 1, the rows of b after those of a; `keys` matrices of rows by key.
    """
    total = 0
    found: list[Numbers] = []
    for view in views:
        total = view.shape[0]
        left, right = view[:rows_a].tocsr(), view[rows_a:].tocsr()
        for of, other, turned in ((left, right, False), (right, left, True)):
            one, two = _nearest(of, other, nearest)
            a, b = (two, one) if turned else (one, two)
            found.append(a * total + b + rows_a)
    for matrix in keys:
        total = matrix.shape[0]
        few = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[1]) <= _RARE)
        rare = matrix[:, few].astype(bool).astype(np.float32)
        both = (rare[:rows_a] @ rare[rows_a:].T).tocoo()
        found.append(both.row.astype(np.int64) * total + both.col + rows_a)
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return pairs // max(total, 1), pairs % max(total, 1)


def _nearest(of: Any, other: Any, nearest: int) -> tuple[Numbers, Numbers]:
    """Row of `of` and row of `other` for the nearest of each row, equal ones by their number."""
    turned = other.T.tocsr()
    rows: list[Numbers] = []
    columns: list[Numbers] = []
    for start in range(0, of.shape[0], _CHUNK):
        product = (of[start : start + _CHUNK] @ turned).toarray()
        # a tiny slope makes the choice among equals the same on every machine
        product -= np.arange(product.shape[1], dtype=product.dtype) * product.dtype.type(
            1e-7 / max(1, product.shape[1])
        )
        kept = min(nearest, product.shape[1])
        best = np.argpartition(-product, kept - 1, axis=1)[:, :kept]
        row = np.repeat(np.arange(len(product)), kept)
        column = best.ravel()
        positive = product[row, column] > 1e-6
        rows.append(row[positive] + start)
        columns.append(column[positive])
    return np.concatenate(rows).astype(np.int64), np.concatenate(columns).astype(np.int64)


def incidence(sets: Sequence[Iterable[str]]) -> Any:
    """Rows by value: 1 where the row has the value; CSR."""
    values = sorted({value for of_row in sets for value in of_row})
    number = {value: place for place, value in enumerate(values)}
    row = [place for place, of_row in enumerate(sets) for _value in of_row]
    column = [number[value] for of_row in sets for value in of_row]
    shape = (len(sets), max(1, len(values)))
    return sparse.csr_matrix((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)
