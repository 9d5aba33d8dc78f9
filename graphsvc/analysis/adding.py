"""What a second offer adds to a first one that does the same: what would be missing without it."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.folding import fold
from graphsvc.model import Offer


@dataclass(frozen=True)
class Added:
    """What one offer has and the other has not; a value that either does not state adds nothing."""

    districts: tuple[str, ...] = ()  # ids
    citywide: bool = False
    ages: tuple[tuple[int, int], ...] = ()  # months from, to; ranges that the other does not cover
    languages: tuple[str, ...] = ()
    times: str = ""
    capacity: int = 0  # places

    def __bool__(self) -> bool:
        return bool(self.districts or self.citywide or self.ages or self.languages or self.times or self.capacity)


def added(first: Offer, second: Offer) -> Added:
    """What `second` adds to `first`."""
    known = {fold(language) for language in first.languages}
    return Added(
        districts=()
        if first.citywide or not first.districts
        else tuple(district for district in second.districts if district not in first.districts),
        citywide=second.citywide and bool(first.districts) and not first.citywide,
        ages=_ages(first, second),
        languages=tuple(language for language in second.languages if fold(language) not in known) if known else (),
        times=second.times or "" if first.times and fold(second.times or "") != fold(first.times) else "",
        capacity=second.capacity or 0,
    )


def _ages(first: Offer, second: Offer) -> tuple[tuple[int, int], ...]:
    if first.age_from is None or first.age_to is None or second.age_from is None or second.age_to is None:
        return ()
    below = (second.age_from, min(second.age_to, first.age_from))
    above = (max(second.age_from, first.age_to), second.age_to)
    return tuple(span for span in (below, above) if span[0] < span[1])
