"""Finds the pairs of records that are worth a closer look without looking at all pairs; nothing is ever missed.

Each function hands back pairs (a, b) of record numbers, a < b, in no particular order.
Pairs come in chunks, so that memory stays bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from graphsvc.matching import vectors
from graphsvc.matching.vectors import Bits, Flags, Floats, Numbers

Pairs = tuple[Numbers, Numbers]

# Whether record a and record b may be a pair at all; for arrays of numbers that broadcast against each other.
Meet = Callable[[Numbers, Numbers], Flags]

NearPairs = tuple[Numbers, Numbers, Floats]  # with the bits of each

# Pairs that are near, of one of the first so many of some records and one that comes after it; in chunks.
Near = Callable[[Numbers, int], Iterator[NearPairs]]

CHUNK = 1 << 18  # pairs at a time: what is computed about them fits into the cache of the processor


def between(records: Numbers, first: int, meet: Meet) -> Iterator[Pairs]:
    """Pairs of one of the first so many records and one that comes after it, for which `meet` says yes, in chunks."""
    start = 0
    while start < first and start + 1 < len(records):
        after = records[start + 1 :]
        some = records[start : min(first, start + max(1, CHUNK // len(after)))]
        later = np.arange(len(after)) >= np.arange(len(some))[:, None]
        row, column = np.nonzero(meet(some[:, None], after[None, :]) & later)
        yield in_order(some[row], after[column])
        start += len(some)


def in_order(a: Numbers, b: Numbers) -> Pairs:
    """The same pairs, the smaller number first."""
    return np.minimum(a, b), np.maximum(a, b)


def by_cell(cells: Sequence[Collection[str]], wanted: Flags, near: Near) -> Iterator[NearPairs]:
    """Pairs of wanted records that are near and share a cell or have none (nobody knows where); each pair once."""
    unknown = np.array([not of_record for of_record in cells], dtype=bool)
    anywhere, others = np.flatnonzero(unknown & wanted), np.flatnonzero(~unknown & wanted)
    yield from near(np.concatenate([anywhere, others]), len(anywhere))
    keys = sorted({cell for of_record in cells for cell in of_record})
    column = {cell: number for number, cell in enumerate(keys)}
    held = [sorted(column[cell] for cell in of_record) for of_record in cells]
    members: list[list[int]] = [[] for _key in keys]
    for record in others:
        for cell in held[record]:
            members[cell].append(int(record))
    several = np.array([len(of_record) > 1 for of_record in held], dtype=bool)
    rows = vectors.BitTable(cells).rows
    for cell, listed in enumerate(members):
        inside = np.array(listed, dtype=np.int64)
        for a, b, bits in near(inside, len(inside)):
            keep = ~_seen(a, b, cell, rows, several)
            yield a[keep], b[keep], bits[keep]


def _seen(a: Numbers, b: Numbers, cell: int, cells: Bits, several: Flags) -> Flags:
    """Whether two records share an earlier cell, where the pair was seen. The bits of cells are in their order."""
    doubtful = np.flatnonzero(several[a] & several[b])
    word, bit = divmod(cell, 64)
    earlier = cells[:, : word + 1].copy()
    earlier[:, word] &= np.uint64((1 << bit) - 1)
    found = np.zeros(len(a), dtype=bool)
    found[doubtful] = vectors.share(earlier, a[doubtful], b[doubtful])
    return found


def by_key(left: Sequence[Collection[str]], right: Sequence[Collection[str]]) -> Pairs:
    """Pairs of which one has a key of `left` that the other has in `right`."""
    keys = sorted({key for of_record in (*left, *right) for key in of_record})
    column = {key: number for number, key in enumerate(keys)}
    product = incidence(left, column) @ incidence(right, column).T
    both = sparse.triu(product + product.T, k=1).tocoo()
    return both.row.astype(np.int64), both.col.astype(np.int64)


class Holders:
    """Which records have a key."""

    def __init__(self, keys: Iterable[Collection[str]]) -> None:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, of_record in enumerate(keys):
            for key in of_record:
                rows[key].append(row)
        self._rows = {key: np.array(listed, dtype=np.int64) for key, listed in rows.items()}

    def of_any(self, keys: Iterable[str]) -> Numbers:
        """The records that have one of the keys, in order."""
        held = [self._rows[key] for key in keys if key in self._rows]
        return np.unique(np.concatenate(held)) if held else np.zeros(0, dtype=np.int64)


def in_chunks(pairs: Pairs) -> Iterator[Pairs]:
    """The same pairs, some at a time."""
    for start in range(0, len(pairs[0]), CHUNK):
        yield pairs[0][start : start + CHUNK], pairs[1][start : start + CHUNK]


def with_one(one: int, others: Numbers) -> Pairs:
    """The pairs of one record with each of the others, without itself."""
    others = others[others != one]
    return in_order(others, np.full(len(others), one))


def without(pairs: Pairs, others: Pairs, records: int) -> Pairs:
    """The pairs that are not among the others."""
    keep = ~np.isin(pairs[0] * records + pairs[1], others[0] * records + others[1])
    return pairs[0][keep], pairs[1][keep]


def incidence(sets: Sequence[Collection[str]], column: dict[str, int]) -> Any:
    """One sparse row per set (CSR): 1 in the columns of its keys."""
    rows = [row for row, of_record in enumerate(sets) for _key in of_record]
    columns = [column[key] for of_record in sets for key in of_record]
    shape = (len(sets), max(len(column), 1))
    return sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
