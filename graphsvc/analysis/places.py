"""Districts in their order, and the larger ones that they are part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graphsvc.folding import sort_key
from graphsvc.model import District


def wider(districts: Mapping[str, District], key: str) -> Iterator[str]:
    """The district and all that it is part of; nothing for an unknown one; a circle ends."""
    seen: set[str] = set()
    present: str | None = key
    while present in districts and present is not None and present not in seen:
        seen.add(present)
        yield present
        present = districts[present].part_of


def all_wider(districts: Mapping[str, District], keys: Iterable[str]) -> frozenset[str]:
    """The districts and all that they are part of."""
    return frozenset(larger for key in keys for larger in wider(districts, key))


def in_order(districts: Mapping[str, District]) -> Iterator[str]:
    """Ids by name, each followed by its parts; what stands in a circle comes last."""
    below: dict[str | None, list[str]] = defaultdict(list)
    for district in sorted(districts.values(), key=lambda district: (sort_key(district.name), district.id)):
        below[district.part_of if district.part_of in districts else None].append(district.id)
    seen: dict[str, None] = {}
    todo = [*reversed(below[None])]
    while todo:
        key = todo.pop()
        if key not in seen:
            seen[key] = None
            todo.extend(reversed(below[key]))
    yield from seen
    yield from sorted(set(districts) - set(seen))
