"""Keeps Python from looking for garbage in circles where millions of objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """The cycle collector does not look at the whole graph again and again: a sixth of an import, a fifth of a search.

    What is made inside must not lie in circles.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # counts what was made as old without a look at each object: the first look would take as long as it saved
            gc.freeze()
            gc.unfreeze()
        gc.enable()
