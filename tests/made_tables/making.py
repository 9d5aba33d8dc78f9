"""How two tables are made: rows collected with their true pairs, shuffled, given ids; words invented and mistyped."""

from __future__ import annotations

import random
from dataclasses import dataclass

from graphsvc.matching.columns import Table

Record = dict[str, str]
_BEGINNINGS = ("b", "br", "d", "dr", "f", "g", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
_ENDS = ("", "", "n", "r", "l", "s")


@dataclass(frozen=True)
class Made:
    """Two tables and which rows of them are the same thing."""

    a: Table
    b: Table
    true: frozenset[tuple[str, str]]


class Chance(random.Random):
    """Random choices by a seed, the same in every run."""

    def maybe(self, probability: float, text: str) -> str:
        """`text` in so many of all cases, else nothing."""
        return text if self.random() < probability else ""

    def word(self, syllables: int) -> str:
        """An invented word."""
        return "".join(
            self.choice(_BEGINNINGS) + self.choice("aeiou") + self.choice(_ENDS) for _syllable in range(syllables)
        )

    def typo(self, text: str) -> str:
        """`text` with one letter lost, doubled, swapped or changed; figures stay."""
        places = [place for place, sign in enumerate(text) if sign.isalpha() and place]
        if not places:
            return text
        at = self.choice(places)
        before, sign, after = text[:at], text[at], text[at + 1 :]
        return self.choice(
            (
                before + after,
                before + sign + sign + after,
                text[: at - 1] + sign + text[at - 1] + after,
                before + self.choice("aeionrst") + after,
            )
        )


def line(*parts: str) -> str:
    """The parts that are not empty, with single blanks between."""
    return " ".join(" ".join(parts).split())


class Making:
    """Rows of two tables while they are made."""

    def __init__(self, chance: Chance) -> None:
        self.a: list[Record] = []
        self.b: list[Record] = []
        self._pairs: list[tuple[int, int]] = []
        self._chance = chance

    def pair(self, a: Record | None, b: Record | None) -> None:
        """One thing as each table has it; None where the table does not have it."""
        if a is not None:
            self.a.append(a)
        if b is not None:
            self.b.append(b)
        if a is not None and b is not None:
            self._pairs.append((len(self.a) - 1, len(self.b) - 1))

    def again(self, b: Record) -> None:
        """A second row in the second table for the thing that was added last to the first."""
        self.b.append(b)
        self._pairs.append((len(self.a) - 1, len(self.b) - 1))

    def done(self) -> Made:
        """The two tables in random order."""
        (a, ids_a), (b, ids_b) = self._table("a", self.a), self._table("b", self.b)
        return Made(a, b, frozenset((ids_a[i], ids_b[j]) for i, j in self._pairs))

    def _table(self, prefix: str, rows: list[Record]) -> tuple[Table, dict[int, str]]:
        order = list(range(len(rows)))
        self._chance.shuffle(order)
        ids = {place: f"{prefix}{number}" for number, place in enumerate(order)}
        columns = {header: tuple(rows[place][header] for place in order) for header in rows[0]}
        return Table(tuple(ids[place] for place in order), columns), ids
