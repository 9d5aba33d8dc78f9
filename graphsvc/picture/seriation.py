"""The order of the rows of a matrix in which what is alike stands side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def ordered(keys: Sequence[str], likeness: Mapping[frozenset[str], float]) -> list[str]:
    """The keys in the order of the leaves of their tree (average linkage); deterministic for the order given.

    `likeness` of two different keys is from 0 to 1, and 0 where it is not named. Time grows with the square of the
    number of keys.
    """
    if len(keys) < 3:
        return list(keys)
    from scipy.cluster import hierarchy  # slow to import, and only matrices need it

    apart = [
        1.0 - likeness.get(frozenset((one, other)), 0.0)
        for place, one in enumerate(keys)
        for other in keys[place + 1 :]
    ]
    tree = hierarchy.linkage(apart, "average", optimal_ordering=True)
    return [keys[int(number)] for number in hierarchy.leaves_list(tree)]
