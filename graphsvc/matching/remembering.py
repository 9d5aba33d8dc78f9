"""Results that are kept because they rest on the lexicons alone, and are forgotten where the lexicons change."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_forgetting: list[Callable[[], None]] = []


def remembered(most: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps the results of a function, the `most` that were asked for last (None: all of them)."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept = functools.lru_cache(maxsize=most)(function)
        _forgetting.append(kept.cache_clear)
        return functools.update_wrapper(kept, function)  # type: ignore[return-value]

    return decorate


def forget() -> None:
    """Forget all results, so that they are made anew."""
    for clear in _forgetting:
        clear()
