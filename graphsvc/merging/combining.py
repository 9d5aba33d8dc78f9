"""What the one record says that several became: by rule, or as a person chose, and what the others say besides."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from graphsvc.folding import fold
from graphsvc.merging.units import (
    Said,
    Sources,
    Unit,
    all_units,
    effective_sources,
    is_empty,
    nothing,
    own_sources,
    put,
    said,
)
from graphsvc.model import Actor, Record, Source
from graphsvc.references import REFERENCES

ALL = "*"  # as a choice: the values of all records, of units that are lists
NONE = ""  # as a choice: no value

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Statement:
    """What one of the records said in a unit."""

    unit: Unit
    record: str  # id
    said: Said
    sources: Sources
    holds: bool  # whether the one that they became says it too


def combined(kind: str, members: Sequence[R], choices: Mapping[str, str]) -> R:
    """What the first of the records says once it stands for all; `choices` has unit -> id, ALL or NONE.

    Where nobody chose, a list is united; of other units the first record keeps what it says, unless it says nothing,
    or another says the same and more.
    """
    first = members[0]
    ids = frozenset(member.id for member in members)
    inward = {name for name, target in REFERENCES.get(kind, {}).items() if target == kind}
    result = first
    for unit in all_units(kind, members):
        outward = unit.name in inward
        offered = [_without(said(member, unit), ids) if outward else said(member, unit) for member in members]
        what, sources = _chosen(kind, unit, members, offered, choices.get(unit.name))
        if what != said(first, unit):
            result = put(result, unit, what, sources)
    return _with_all_names(result, members)


def _chosen(
    kind: str, unit: Unit, members: Sequence[Record], offered: Sequence[Said], choice: str | None
) -> tuple[Said, Sources]:
    if choice == NONE:
        return nothing(kind, unit), own_sources(members[0], unit)
    if choice is None or choice == ALL:
        if unit.many:
            return _united(unit, members, offered)
        number = _best(unit, offered)
    else:
        number = next(place for place, member in enumerate(members) if member.id == choice)
    sources = own_sources(members[0], unit) if number == 0 else effective_sources(members[number], unit)
    return offered[number], sources


def _best(unit: Unit, offered: Sequence[Said]) -> int:
    """The first that says anything, or one that says the same and more."""
    best = next((number for number, what in enumerate(offered) if not is_empty(unit, what)), 0)
    for number, what in enumerate(offered):
        pairs = list(zip(offered[best].values, what.values, strict=True))
        if all(mine in (None, theirs) for mine, theirs in pairs) and any(mine != theirs for mine, theirs in pairs):
            best = number
    return best


def _united(unit: Unit, members: Sequence[Record], offered: Sequence[Said]) -> tuple[Said, Sources]:
    values = tuple(_union([what.values[place] for what in offered]) for place in range(len(offered[0].values)))
    for number, what in enumerate(offered):
        if what.values == values:  # one of them says all of it, in its own words
            return what, own_sources(members[0], unit) if number == 0 else effective_sources(members[number], unit)
    teller = next((number for number, what in enumerate(offered) if not is_empty(unit, what)), 0)
    sources = own_sources(members[0], unit) if teller == 0 else effective_sources(members[teller], unit)
    return Said(values, (None,) * len(values)), sources


def _union(values: Sequence[Any]) -> Any:
    if isinstance(values[0], tuple):
        return tuple(dict.fromkeys(item for value in values for item in value))
    return any(values)


def _without(what: Said, ids: frozenset[str]) -> Said:
    """References to records that become one are references to itself."""
    (value,), (typed,) = what.values, what.typed
    if isinstance(value, tuple):
        kept = tuple(item for item in value if item not in ids)
        return Said((kept,), (typed if kept == value else None,))
    return Said((None,), (None,)) if value in ids else what


def _with_all_names(result: R, members: Sequence[Record]) -> R:
    """An actor is still called what each of its records was called."""
    if not isinstance(result, Actor):
        return result
    known = {fold(result.name), *map(fold, result.aliases)}
    names = [member.name for member in members if isinstance(member, Actor) and fold(member.name) not in known]
    aliases = tuple(alias for alias in result.aliases if fold(alias) != fold(result.name))
    aliases += tuple(dict.fromkeys(names))
    if aliases == result.aliases:
        return result
    typed = {name: text for name, text in result.typed.items() if name != "aliases"}
    return dataclasses.replace(result, aliases=aliases, typed=typed)


def account(kind: str, shown: Record, members: Sequence[Record]) -> list[Statement]:
    """All that the records said, one after the other, and whether `shown`, which they became, says it too."""
    found = []
    known = all_units(kind, members)
    for member in members:
        for unit in known:
            what = said(member, unit)
            if not is_empty(unit, what):
                holds = _within(unit, what, said(shown, unit), shown)
                found.append(Statement(unit, member.id, what, effective_sources(member, unit), holds))
    return found


def alternatives(kind: str, shown: Record, members: Sequence[Record]) -> list[Statement]:
    """What the records said, where `shown`, which they became, says something else or less; field by field."""
    place = {unit: number for number, unit in enumerate(all_units(kind, members))}
    return sorted((row for row in account(kind, shown, members) if not row.holds), key=lambda row: place[row.unit])


def _within(unit: Unit, what: Said, now: Said, shown: Record) -> bool:
    if unit.name == "name" and isinstance(shown, Actor):
        return fold(str(what.values[0])) in {fold(shown.name), *map(fold, shown.aliases)}
    if not unit.many:
        return what.values == now.values
    return all(
        set(mine) <= set(theirs) if isinstance(mine, tuple) else mine <= theirs
        for mine, theirs in zip(what.values, now.values, strict=True)
    )


def source_texts(sources: Sources) -> list[Source]:
    """The sources that are known, each once."""
    return list(dict.fromkeys(source for source in sources if source is not None))
