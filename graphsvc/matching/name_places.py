"""The towns and districts of a city, as they stand in names of organisations."""

from __future__ import annotations

import re
from collections.abc import Mapping


class Places:
    """The towns and districts of a city, as they stand in names: 'Osterfeld', 'Osterfelder', 'Osterfelds'."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """`keys` maps a folded place name to the key of its level and place ('district osterfeld')."""
        self._keys = keys
        alternatives = sorted(keys, key=lambda name: (-len(name), name))
        pattern = r"(?<![a-z0-9])(" + "|".join(map(re.escape, alternatives)) + r")(?:er|s)?(?![a-z0-9])"
        self._pattern = re.compile(pattern) if alternatives else None

    def taken_out(self, plain: str) -> tuple[str, set[str]]:
        """The text without the places in it, and their keys."""
        if self._pattern is None:
            return plain, set()
        found = {self._keys[name] for name in self._pattern.findall(plain)}
        return (self._pattern.sub(" ", plain) if found else plain), found


NOWHERE = Places({})
