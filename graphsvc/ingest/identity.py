"""Ids of what has none in the file: the same content always gets the same id, so a second import changes nothing."""

from __future__ import annotations

import hashlib
from typing import Any

from graphsvc.folding import fold

LONGEST_SLUG = 60
RELATION_KEYS = {
    "membership": ("body", "actor", "role", "valid_from"),
    "cooperation": ("from_actor", "to_actor", "kind", "theme", "valid_from"),
    "indicator": ("district", "name", "year"),
}


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:length]


def slug(name: str) -> str:
    """The folded name with hyphens; of a long name its beginning and a digest, of one without letters a digest."""
    words = fold(name).replace(" ", "-")
    if not words:
        return _digest(name, 12)
    return words if len(words) <= LONGEST_SLUG else f"{words[:LONGEST_SLUG]}-{_digest(words, 8)}"


def named_id(kind: str, name: str) -> str:
    """The id of an actor, offer, body or district that only has a name."""
    return f"{'sozialraum' if kind == 'district' else kind}-{slug(name)}"


def term_id(vocabulary: str, name: str) -> str:
    """The id of a word of a vocabulary."""
    return f"{vocabulary.replace('_', '-')}-{slug(name)}"


def relation_key(kind: str, values: dict[str, Any]) -> tuple[str, ...]:
    """What makes a membership, a cooperation or a figure this one: the content that its id is made of."""
    return tuple("" if values.get(field) is None else str(values[field]) for field in RELATION_KEYS[kind])


def relation_id(kind: str, key: tuple[str, ...], number: int = 1) -> str:
    """The id of the relation with this key; of several with the same key the second ends in -2 and so on."""
    identity = f"{kind}-{_digest(chr(31).join(key), 16)}"
    return identity if number == 1 else f"{identity}-{number}"
