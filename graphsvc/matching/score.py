"""The scorer: how many bits each dimension gives, all weights in one place with the reason for each.

Bits add up as in Fellegi and Sunter (1969): log2 of how much likelier the agreement is among true pairs than by chance,
adjusted for how common the value is (Winkler 1989). A missing value gives 0 bits; no weight is negative but the prior.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

MODEL_VERSION = "2026.3"

# The product's own threshold, one number for all kinds. It lies above 0 because the dimensions of one pair are not
# independent (who shares a house shares telephone and district too), so that their bits count some things twice.
THRESHOLD = 12.0
DEFAULT_THRESHOLDS: dict[str, float] = {
    "duplicate_actor": THRESHOLD,
    "duplicate_offer": THRESHOLD,
    "parallel_offer": THRESHOLD,
    "parallel_body": THRESHOLD,
}


@dataclass(frozen=True)
class Weight:
    """The most that a dimension can give, and why."""

    most: float
    reason: str


WEIGHTS: dict[str, dict[str, Weight]] = {
    "duplicate_actor": {
        "name": Weight(24.0, "a whole name is seldom the same by chance; half a name often"),
        "address": Weight(6.0, "one house may hold several organisations, above all a town hall"),
        "phone": Weight(13.0, "an extension belongs to one office"),
        "email": Weight(13.0, "an address belongs to one office"),
        "website": Weight(9.0, "umbrella and facility may share a site"),
        "kind": Weight(1.0, "there are few kinds"),
        "theme": Weight(3.0, "many organisations work on the same themes"),
        "succession": Weight(4.0, "one entry ends when the other begins: a renamed unit"),
    },
    "duplicate_offer": {
        "provider": Weight(8.0, "both entries name the same people in charge"),
        "name": Weight(14.0, "a title is chosen to be different; the more its words tell, the surer"),
        "text": Weight(16.0, "the same thing described twice has the same content"),
        "district": Weight(4.0, "the rarer the district, the more it tells"),
        "age": Weight(2.5, "most offers for small children are for the same ages"),
        "target_group": Weight(3.0, "target groups are few"),
        "theme": Weight(1.0, "themes are few and broad"),
        "capacity": Weight(3.0, "the same number of places is seldom chance"),
        "time": Weight(2.5, "most offers run today; the same day of the week or the same holidays tell more"),
    },
    "parallel_offer": {
        "text": Weight(20.0, "essentially the same content is the heart of the matter"),
        "district": Weight(4.0, "the rarer the district, the more it tells"),
        "age": Weight(4.5, "the same ages need the same offer only once"),
        "target_group": Weight(4.0, "the rarer the target group, the more it tells"),
        "theme": Weight(1.0, "themes are few and broad"),
        "kind": Weight(2.5, "the same form reaches the same people"),
        "time": Weight(2.5, "most offers run today; the same day of the week or the same holidays tell more"),
    },
    "parallel_body": {
        "members": Weight(15.0, "the same people around the table, by the hypergeometric tail"),
        "text": Weight(14.0, "mandates are written in few words, so shared content tells much"),
        "theme": Weight(4.0, "themes are few and broad"),
        "target_group": Weight(3.0, "target groups are few"),
        "district": Weight(3.0, "the rarer the district, the more it tells"),
        "time": Weight(1.0, "most bodies exist today"),
    },
}

# log2 of the prior odds is this minus log2 of the number of records: how many others a record is alike to, as log2.
PRIOR: dict[str, float] = {
    "duplicate_actor": 0.0,  # at most about one
    "duplicate_offer": 0.0,  # at most about one
    "parallel_offer": 2.0,  # what is needed much is offered by several
    "parallel_body": -1.0,  # every second body has none
}
_FEWEST = 32  # a file of three rows is no proof that twins are common


def prior(kind: str, records: int) -> float:
    """log2 of the odds that two records of this kind are a finding, before looking at them; negative."""
    return PRIOR[kind] - math.log2(max(records, _FEWEST))


class Rarity:
    """Share of records with a value, with 20 unseen records of 1/8 each, so that small data are no special case."""

    def __init__(self, records: Iterable[Collection[str]]) -> None:
        listed = [frozenset(values) for values in records]
        self._count = sum(1 for values in listed if values)
        self._with = Counter(value for values in listed for value in values)
        self._bits: dict[str, float] = {}  # of the values that were asked for; few values are asked for very often

    def bits(self, value: str) -> float:
        """log2 of (0.9 / share of records with this value), at least 0."""
        bits = self._bits.get(value)
        if bits is None:
            share = (self._with[value] + 2.5) / (self._count + 20)
            bits = self._bits[value] = max(0.0, math.log2(0.9 / share))
        return bits

    def shared(self, a: Collection[str], b: Collection[str], most: float) -> float:
        """Bits for what both have: the rarest value, and a quarter of the others; at most `most`."""
        both = frozenset(a).intersection(b)
        if not both:
            return 0.0
        found = sorted(map(self.bits, both), reverse=True)
        return min(most, found[0] + 0.25 * sum(found[1:]))


def curve(x: float, points: Sequence[tuple[float, float]]) -> float:
    """The value at `x` of the line through `points` (x rising), flat outside them."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def with_prior(kind: str, records: int, found: Mapping[str, float]) -> dict[str, float]:
    """The prior, then the bits of each dimension that says anything; those of 0 are left out."""
    return {"prior": prior(kind, records)} | {dimension: bits for dimension, bits in found.items() if bits > 0}


def total(bits: Mapping[str, float]) -> float:
    """The score: the sum of the bits of all dimensions."""
    return math.fsum(bits.values())


def weight(kind: str, dimension: str) -> float:
    """The most that a dimension can give for this kind."""
    return WEIGHTS[kind][dimension].most
