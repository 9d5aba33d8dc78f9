"""Where each value comes from: the sources of a record after a row of a file or a hand has changed it."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from graphsvc.canonical import content
from graphsvc.model import Record, Source

BY_HAND: Source = ("", "", 0)  # no import: the change log says when and by whom

R = TypeVar("R", bound=Record)


def with_sources(record: R, before: Record | None, source: Source) -> R:
    """`record` with `source` for all of it where it is new, else for the fields in which it differs from `before`."""
    if before is None:
        return dataclasses.replace(record, sources={"*": source})
    old, new = content(before), content(record)
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    if "typed" in changed:
        typed = before.typed.keys() | record.typed.keys()
        changed |= {name for name in typed if before.typed.get(name) != record.typed.get(name)}
    changed.discard("typed")
    return dataclasses.replace(record, sources=before.sources | dict.fromkeys(sorted(changed), source))
