"""Whether the inner loops of the joins run as machine code: where numba is installed and there is enough to do."""

from __future__ import annotations

import functools
import importlib
import sys
from types import ModuleType

_KERNELS = "graphsvc.matching.kernels"
_WORTH = 5_000_000  # pairs of a sweep from which on it pays to load numba, which takes half a second


def kernels(pairs: int) -> ModuleType | None:
    """The module with the compiled loops for work on this many pairs; None where NumPy does it."""
    return _loaded() if pairs >= _WORTH or _KERNELS in sys.modules else None


@functools.cache
def _loaded() -> ModuleType | None:
    try:
        return importlib.import_module(_KERNELS)
    except ImportError:  # not installed, or for another version of NumPy
        return None
