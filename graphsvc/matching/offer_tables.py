"""Columns of offers in which many are equal, with a table over the pairs of those that differ."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np

from graphsvc.matching import audience_rules, offer_scores, score
from graphsvc.matching.audience import Audience
from graphsvc.matching.audience_rules import Special
from graphsvc.matching.offer_scores import PARALLEL, OfferScores
from graphsvc.matching.vectors import Flags, Floats, Numbers

_UNKNOWN = (0, 0, 0)  # no ages: whose, from, to


class AgeTable:
    """The ages of all offers, equal ages only once, with tables over pairs of ages."""

    def __init__(self, audiences: Sequence[Audience]) -> None:
        ages = [_ages(audience) for audience in audiences]
        self._number = {found: position for position, found in enumerate(sorted({*ages, _UNKNOWN}))}
        self.of = np.array([self._number[found] for found in ages], dtype=np.int64)  # offer -> number of its ages
        self.apart, self.shares = _ages_of_pairs(list(self._number), list(self._number))

    def with_one(self, audience: Audience) -> AgeTable:
        """These ages and one more, the last: of the tables only the column of that one, as the second of each pair."""
        found = copy.copy(self)
        found.apart, found.shares = _ages_of_pairs(list(self._number), [_ages(audience)])
        found.of = np.append(self.of, 0)
        return found


def _ages(of: Audience) -> tuple[int, int, int]:
    """Whose ages (1: of those who come, 2: of the parents), from, to; in months."""
    return (1 + of.parents_ages, of.ages.low, of.ages.high) if of.ages else _UNKNOWN


def _ages_of_pairs(
    ages: Sequence[tuple[int, int, int]], others: Sequence[tuple[int, int, int]]
) -> tuple[Flags, Floats]:
    """Whether the ages do not meet, and offer_scores.age_share, for each of `ages` (rows) with each of the others."""
    whose, low, high = np.array(ages, dtype=np.int32).T
    of_whom, lows, highs = np.array(others, dtype=np.int32).T
    both = np.minimum.outer(high, highs) - np.maximum.outer(low, lows)
    shorter = np.minimum.outer(high - low, highs - lows)
    comparable = np.equal.outer(whose, of_whom) & (of_whom > 0)
    apart: Flags = comparable & (both <= audience_rules.LEAST_OVERLAP * shorter)
    union = np.add.outer(high - low, highs - lows) - both
    steps = offer_scores.AGE_SHARES
    shares: Floats = np.select([both >= least * union for least, _share in steps], [part for _l, part in steps])
    shares[shorter > offer_scores.WIDE] *= offer_scores.WIDE_SHARE
    shares[(both <= 0) | ~comparable] = 0.0
    return apart, shares


class SpecialTable:
    """The rules of audience_rules.conflict about special groups, what is equal only once, as a table over pairs."""

    def __init__(self, audiences: Sequence[Audience]) -> None:
        of_all = [audience_rules.special(item) for item in audiences]
        self._number = {found: position for position, found in enumerate(dict.fromkeys(of_all))}
        self.of = np.array([self._number[found] for found in of_all], dtype=np.int64)  # offer -> number of its groups
        leaving = _leaving_out(list(self._number), list(self._number))
        self.apart: Flags = leaving | leaving.T

    def with_one(self, of: Audience) -> SpecialTable:
        """These offers and one more, the last: of the table only the column of that one, as the second of each pair."""
        special = audience_rules.special(of)
        found = copy.copy(self)
        if special in self._number:
            found.apart = self.apart[:, [self._number[special]]]
        else:
            known = list(self._number)
            found.apart = _leaving_out(known, [special]) | _leaving_out([special], known).T
        found.of = np.append(self.of, 0)
        return found


def _leaving_out(those: Sequence[Special], others: Sequence[Special]) -> Flags:
    """audience_rules.leaves_out of each of those (rows) and each of the others."""
    strictest = {(mine.strict, mine.needs): mine for mine in those}  # few: most offers leave nobody out
    only = [[audience_rules.leaves_out(mine, other) for other in others] for mine in strictest.values()]
    row = {key: number for number, key in enumerate(strictest)}
    rows = np.array([row[mine.strict, mine.needs] for mine in those], dtype=np.int64)
    found: Flags = np.array(only, dtype=bool).reshape(len(only), len(others))[rows]
    return found


class KindTable:
    """The kinds of all offers as typed, with what each tells where two have it."""

    def __init__(self, scores: OfferScores) -> None:
        kinds = sorted(set(scores.kinds))
        self._number = {kind: position for position, kind in enumerate(kinds)}
        most = score.weight(PARALLEL, "kind")
        bits = [scores.rarity["kind"].shared({kind}, {kind}, most) if kind else 0.0 for kind in kinds]
        self.bits = np.array([*bits, 0.0])  # at last, what a kind tells that no other offer has
        self.of = np.array([self._number[kind] for kind in scores.kinds], dtype=np.int64)

    def with_one(self, kind: str) -> KindTable:
        """These offers and one more."""
        found = copy.copy(self)
        found.of = np.append(self.of, self._number.get(kind, len(self._number)))
        return found

    def shared_bits(self, a: Numbers, b: Numbers) -> Floats:
        """What the kinds tell of offer a[k] and offer b[k], for each k; 0 where they differ."""
        return np.where(self.of[a] == self.of[b], self.bits[self.of[a]], 0.0)
