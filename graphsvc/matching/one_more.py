"""A long sequence and one more item behind it, without a copy: what is known of a city, and one record that is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class OneMore(Sequence[T]):
    """The items of `known`, then `one`."""

    def __init__(self, known: Sequence[T], one: T) -> None:
        self._known = known
        self._one = one

    def __len__(self) -> int:
        return len(self._known) + 1

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [*self][index]
        return self._one if index in (len(self._known), -1) else self._known[index]
