"""Who holds the network together: the actors without whom some lose the connection to the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def cuts(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Id -> how many lose the connection to the largest rest without it; only those without whom some do.

    The points of articulation in one depth-first walk (Hopcroft and Tarjan 1973, doi:10.1145/362248.362272).
    """
    near: dict[str, set[str]] = {actor: set() for actor in ids}
    for first, second in pairs:
        if first != second:
            near[first].add(second)
            near[second].add(first)
    found: dict[str, int] = {}
    order: dict[str, int] = {}
    for root in near:
        if root not in order:
            found |= _walk(root, near, order)
    return found


def _walk(root: str, near: Mapping[str, set[str]], order: dict[str, int]) -> dict[str, int]:
    """The same for everybody that is connected with `root`; `order` gets the number of the visit of each."""
    first = len(order)
    low: dict[str, int] = {}
    size: dict[str, int] = {}
    pieces: dict[str, list[int]] = {}
    order[root] = low[root] = first
    size[root] = 1
    stack = [(root, "", iter(sorted(near[root])))]
    while stack:
        actor, above, others = stack[-1]
        for other in others:
            if other not in order:
                order[other] = low[other] = len(order)
                size[other] = 1
                stack.append((other, actor, iter(sorted(near[other]))))
                break
            if other != above:
                low[actor] = min(low[actor], order[other])
        else:
            stack.pop()
            if above:
                low[above] = min(low[above], low[actor])
                size[above] += size[actor]
                if low[actor] >= order[above]:
                    pieces.setdefault(above, []).append(size[actor])
    total = len(order) - first
    lost = {}
    for actor, cut_off in pieces.items():
        parts = [*cut_off, total - 1 - sum(cut_off)]
        if sum(part > 0 for part in parts) > 1:
            lost[actor] = sum(parts) - max(parts)
    return lost
