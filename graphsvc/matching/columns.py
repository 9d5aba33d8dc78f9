"""Plain tables, and which column of one says what which column of the other says."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphsvc.matching import lexicon
from graphsvc.matching.cells import amount, year
from graphsvc.matching.normalise import words
from graphsvc.matching.remembering import remembered

KINDS = ("name", "text", "people", "category", "place", "key", "number", "year")
_TEXT_WORDS = 12.0  # mean words of a cell from which on it is running text
_MOST_CATEGORIES = 0.1  # distinct values per filled cell of a column of categories
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SAMPLE = 2_000  # cells that show what a column holds
_LEAST_ALIKE = 0.3
_WORDY = ("name", "text", "people", "category", "place")


@dataclass(frozen=True)
class Table:
    """A plain table: one id per row and the cells of each column, '' where a cell is empty."""

    ids: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]  # header -> one cell per row


@dataclass(frozen=True)
class Column:
    """Two columns that say the same about two things, and how they are compared: one of KINDS."""

    a: str
    b: str
    kind: str


@remembered()
def _meanings() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["meaning"], row["kind"]) for row in lexicon.rows("column_words")}


def header_words(header: str) -> list[str]:
    """The folded words of a header: 'idDBLP' has 'id' and 'dblp'."""
    return words(_CAMEL.sub(" ", header).replace("_", " "))


def kind_of(header: str, cells: Sequence[str]) -> str:
    """How the cells of a column are compared, one of KINDS: as the header says, else by what they hold."""
    filled = [cell for cell in cells if cell][:_SAMPLE]
    if not filled:
        return "name"
    meant = [_meanings()[word][1] for word in header_words(header) if word in _meanings()]
    numbers = statistics.mean(amount(cell) is not None for cell in filled)
    years = statistics.mean(year(cell) is not None for cell in filled)
    if years > 0.9 and (meant[:1] == ["year"] or len(set(filled)) < 200):
        return "year"
    if numbers > 0.9 and meant[:1] != ["key"]:
        return "number"
    length = statistics.mean(len(words(cell)) for cell in filled)
    if meant and meant[0] not in ("number", "year", "name"):
        return "text" if meant[0] == "category" and length > _TEXT_WORDS else meant[0]
    if length > _TEXT_WORDS:
        return "text"
    if meant:
        return "name"
    if len(set(filled)) <= max(12, _MOST_CATEGORIES * len(filled)):
        return "category"
    figures = statistics.mean(sum(map(str.isdigit, cell)) / len(cell) for cell in filled)
    return "key" if figures > 0.5 or (length <= 1.2 and figures > 0.2) else "name"


def guess(a: Table, b: Table) -> tuple[Column, ...]:
    """The columns of two tables that belong together, each at most once: by their headers, then by what they hold."""
    scores = []
    for place_a, (header_a, cells_a) in enumerate(a.columns.items()):
        for place_b, (header_b, cells_b) in enumerate(b.columns.items()):
            alike = _alike(header_a, cells_a, header_b, cells_b)
            if alike >= _LEAST_ALIKE:
                scores.append((-alike, place_a, place_b, header_a, header_b))
    found: list[Column] = []
    for _score, _place_a, _place_b, header_a, header_b in sorted(scores):
        if not any(header_a == column.a or header_b == column.b for column in found):
            kind = joint_kind(header_a, a.columns[header_a], header_b, b.columns[header_b])
            found.append(Column(header_a, header_b, kind))
    order = list(a.columns)
    return tuple(sorted(found, key=lambda column: order.index(column.a)))


def joint_kind(header_a: str, cells_a: Sequence[str], header_b: str, cells_b: Sequence[str]) -> str:
    """The kind of two columns that are compared: of two different ones, the one that demands less of the cells."""
    return min((kind_of(header_a, cells_a), kind_of(header_b, cells_b)), key=KINDS.index)


def _alike(header_a: str, cells_a: Sequence[str], header_b: str, cells_b: Sequence[str]) -> float:
    kinds = kind_of(header_a, cells_a), kind_of(header_b, cells_b)
    if kinds[0] != kinds[1] and not all(kind in _WORDY for kind in kinds):
        return 0.0
    words_a, words_b = header_words(header_a), header_words(header_b)
    meant_a, meant_b = ({_meanings()[word][0] for word in of if word in _meanings()} for of in (words_a, words_b))
    score = 3.0 if words_a == words_b else 2.0 if meant_a & meant_b or set(words_a) & set(words_b) else 0.0
    return score + _common_content(cells_a, cells_b)


def _common_content(a: Sequence[str], b: Sequence[str]) -> float:
    """The cosine of the words of two columns, each counted by the cells that have it."""
    counts = [Counter(word for cell in cells[:_SAMPLE] for word in set(words(cell))) for cells in (a, b)]
    product = sum(count * counts[1][word] for word, count in counts[0].items())
    lengths = [sum(count**2 for count in of.values()) ** 0.5 for of in counts]
    return product / (lengths[0] * lengths[1]) if all(lengths) else 0.0
