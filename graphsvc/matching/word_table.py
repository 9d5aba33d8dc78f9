"""The words of one column of two tables: how rare each is, which are alike, and how much two cells have in common."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA
from scipy import sparse

from graphsvc.matching.vectors import Floats, Numbers, unit_rows

_END = 3  # letters at the beginning or the end that mistyped words have in common
_SHORTEST = 5  # letters of a word in which one may be mistyped
_LARGEST_BLOCK = 400  # words of one beginning; in larger blocks only equal words are alike
_ABBREVIATED, _CUT, _SKIPPED, _TYPO, _INSIDE = 0.9, 0.75, 0.7, 0.92, 0.6
_UNSEEN = 2.0
_CHUNK = 20_000


def joined(cells: Sequence[Sequence[str]], vocabulary: Iterable[str]) -> list[tuple[str, ...]]:
    """Cells in which two words that the vocabulary has as one are one: 'wi fi' as 'wifi', '16 gb' as '16gb'."""
    known = set(vocabulary)
    found = []
    for words in cells:
        kept: list[str] = []
        for word in words:
            together = kept[-1].rstrip(".") + word if kept else ""
            if together and len(together) >= _END + 1 and together in known:
                kept[-1] = together
            else:
                kept.append(word)
        found.append(tuple(kept))
    return found


def alikeness(a: str, b: str) -> float:
    """How alike two words are, 0 to 1: abbreviated with or without a full stop, mistyped, one in the other."""
    stem_a, stem_b = a.rstrip("."), b.rstrip(".")
    if stem_a == stem_b:
        return 1.0
    if any(map(str.isdigit, stem_a + stem_b)):
        return 0.0  # numbers are the same or others; codes have a dimension of their own
    shorter, longer = sorted((stem_a, stem_b), key=len)
    dotted = (a if stem_a == shorter else b).endswith(".")
    if longer.startswith(shorter):
        if dotted and len(longer) > len(shorter):
            return _ABBREVIATED if len(shorter) > 1 else _INSIDE
        if longer in (shorter + "s", shorter + "es"):
            return _ABBREVIATED
        return _CUT if len(shorter) >= _END + 1 or len(longer) - len(shorter) <= 2 < len(shorter) else 0.0
    if len(shorter) <= _END + 2 and len(shorter) >= 2 and shorter[0] == longer[0] and shorter[-1] in longer[-2:]:
        rest = iter(longer)
        if len(longer) > len(shorter) + 1 and all(letter in rest for letter in shorter):
            return _SKIPPED  # 'blvd', 'intl', 'mgmt'
    if len(shorter) >= _SHORTEST:
        limit = 1 if len(shorter) < 8 else 2
        distance = OSA.distance(stem_a, stem_b, score_cutoff=limit)
        if distance <= limit:
            return _TYPO - 0.08 * (distance - 1)
        if longer.endswith(shorter):
            return _INSIDE
    return 0.0


class WordTable:
    """Cells of both tables as rows of words, the rows of the second after those of the first."""

    def __init__(self, a: Sequence[Sequence[str]], b: Sequence[Sequence[str]], *, soft: bool = True) -> None:
        known = {word for cell in a for word in cell}, {word for cell in b for word in cell}
        rows = [*joined(a, known[1]), *joined(b, known[0])]
        self.words = sorted({word for cell in rows for word in cell})
        number = {word: place for place, word in enumerate(self.words)}
        row = [place for place, cell in enumerate(rows) for _word in cell]
        column = [number[word] for cell in rows for word in cell]
        shape = (len(rows), max(1, len(self.words)))
        counts = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=shape)
        counts.sum_duplicates()
        self.seen_in = np.bincount(counts.indices, minlength=shape[1])
        self.rarity: Floats = np.log2((len(rows) + _UNSEEN) / (self.seen_in + _UNSEEN / 2))
        self.filled = np.diff(counts.indptr) > 0
        weighed = counts.copy()
        weighed.data = (1 + np.log(weighed.data)) * self.rarity[weighed.indices]
        self.unit = unit_rows(weighed)  # for cosines
        self._told = counts.copy()
        self._told.data = self.rarity[counts.indices]
        total = np.asarray(self._told.sum(axis=1)).ravel()
        self.total: Floats = np.maximum(total, 1e-9)
        self._present = _presence(counts, _alike(self.words)) if soft else _presence(counts, {})

    def shares(self, a: Numbers, b: Numbers) -> tuple[Floats, Floats]:
        """For each pair the share of the first row, weighed by rarity, that the second has too; and the other way."""
        return (
            dots(self._told, self._present, a, b) / self.total[a],
            dots(self._told, self._present, b, a) / self.total[b],
        )


def _alike(words: Sequence[str]) -> dict[int, list[tuple[int, float]]]:
    """Number of a word -> the others that are alike, with how much."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        stem = word.rstrip(".")
        if any(map(str.isdigit, stem)):
            if word != stem:
                blocks[f"={stem}"].append(place)
            continue
        for block in (f"{stem[:_END]}-", f"-{stem[-_END:]}"):
            blocks[block].append(place)
    shorts: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        if len(word.rstrip(".")) <= _END + 2 and word[0].isalpha():
            shorts[word[0]].append(place)
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)

    def meet(x: int, y: int) -> None:
        if x != y and (alike := alikeness(words[x], words[y])) > 0:
            found[x][y] = found[y][x] = alike

    for together in blocks.values():
        if len(together) <= _LARGEST_BLOCK:
            for x, y in itertools.combinations(together, 2):
                meet(x, y)
    letters = Counter(word[0] for word in words if word[0].isalpha())
    for first, listed in shorts.items():
        if len(listed) * letters[first] <= _LARGEST_BLOCK**2:
            begun = [number for number, word in enumerate(words) if word[0] == first]
            for x, y in itertools.product(listed, begun):
                meet(x, y)
    return {x: sorted(others.items()) for x, others in found.items()}


def _presence(counts: Any, alike: dict[int, list[tuple[int, float]]]) -> Any:
    """Row by word: 1 where the row has the word, less where it has one that is alike, the most that it has."""
    if not alike:
        present = counts.copy()
        present.data = np.ones_like(present.data)
        return present
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    source, target, share = (np.array(part) for part in zip(*_listed(alike), strict=True))
    soft = sparse.csr_matrix((share, (source, target)), shape=(counts.shape[1], counts.shape[1]))
    many = np.diff(soft.indptr)[counts.indices]
    starts = soft.indptr[counts.indices]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    place = np.repeat(starts, many) + within
    rows = np.concatenate([row, np.repeat(row, many)])
    columns = np.concatenate([counts.indices, soft.indices[place]])
    values = np.concatenate([np.ones(len(row)), soft.data[place]])
    order = np.lexsort((-values, columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return sparse.csr_matrix((values[first], (rows[first], columns[first])), shape=counts.shape)


def _listed(alike: dict[int, list[tuple[int, float]]]) -> list[tuple[int, int, float]]:
    return [(x, y, value) for x, others in alike.items() for y, value in others]


def dots(left: Any, right: Any, a: Numbers, b: Numbers) -> Floats:
    """The dot product of row a[k] of `left` and row b[k] of `right`, for each k."""
    found = np.zeros(len(a))
    for start in range(0, len(a), _CHUNK):
        part = slice(start, start + _CHUNK)
        found[part] = np.asarray(left[a[part]].multiply(right[b[part]]).sum(axis=1)).ravel()
    return found
