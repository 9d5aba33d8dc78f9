"""What comes by HTTP becomes a record that fits the graph, or a sentence per field that says what does not."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graphsvc.canonical import from_json, to_json
from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.model import Record, Term
from graphsvc.provenance import BY_HAND, with_sources
from graphsvc.references import REFERENCES, VOCABULARY_OF, Reference, references
from graphsvc.schemas import TYPED_UNDER, contradictions_of
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot

OURS = ("type", "version", "revision")  # what we say about a record, and nobody else


def record_of(kind: str, data: Mapping[str, Any], snapshot: Snapshot, before: Record | None = None) -> Record:
    """The record of this type that understood `data` describe, in place of `before` where there is one.

    What was typed for a reference is kept as long as the reference is; only an import knows what it meant. Raises
    InvalidInput where values contradict each other, a reference leads to nothing, or something would belong, by way
    of others, to itself.
    """
    values = {name: value for name, value in data.items() if value is not None}
    problems: dict[str, list[str]] = defaultdict(list, contradictions_of(values))
    record = from_json({**values, "type": kind})
    if before is not None and record.id != before.id:
        problems["id"].append(_("Die Kennung eines Eintrags bleibt, wie sie ist."))
    for reference in references(kind, record):
        if sentence := _misses(reference, kind, record, snapshot):
            problems[reference.field].append(sentence)
    if not problems and _in_circle(kind, record, snapshot):
        problems["part_of"].append(_("So würde der Eintrag über andere zu sich selbst gehören."))
    if problems:
        raise InvalidInput(_("Die Angaben passen nicht. Unter „errors“ steht, was zu ändern ist."), {**problems})
    typed = _typed(kind, record, before) | _left_alone(data, record, before)
    return with_sources(dataclasses.replace(record, typed=typed), before, BY_HAND)


def merged(before: Record, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The data of `before` with understood `changes`; what a changed field was typed as before is forgotten."""
    kept = {name: value for name, value in to_json(before).items() if name not in OURS}
    typed = {name: text for name, text in before.typed.items() if name not in changes}
    return {**kept, **changes, "typed": typed | changes.get("typed", {})}


def _typed(kind: str, record: Record, before: Record | None) -> dict[str, str]:
    """What was typed, without what says something else by now: one column, one text, may fill two fields."""
    typed = {name: text for name, text in record.typed.items() if name not in TYPED_UNDER}
    for name in REFERENCES.get(kind, {}):
        others = [other for other, first in TYPED_UNDER.items() if first == name and hasattr(record, other)]
        old = before.typed.get(name) if before else None
        new = typed.pop(name, old)
        if new != old and not any(getattr(record, other) for other in others):
            typed[name] = str(new)
        elif old and all(getattr(record, field) == getattr(before, field) for field in (name, *others)):
            typed[name] = old
    return typed


def _left_alone(data: Mapping[str, Any], record: Record, before: Record | None) -> dict[str, str]:
    """What was typed for fields that JSON leaves out, since a text such as 'bis 6' gave them no value of their own."""
    typed = before.typed if before else {}
    return {
        name: text
        for name, text in typed.items()
        if name not in data and name not in TYPED_UNDER and getattr(record, name) == getattr(before, name)
    }


def _misses(reference: Reference, kind: str, record: Record, snapshot: Snapshot) -> str:
    """What is wrong with the record that is named; empty where nothing is."""
    if reference.type == kind and reference.id == record.id:
        return ""  # it is there as soon as this one is
    found = snapshot.records.get(reference.type, {}).get(reference.id)
    if found is None:
        return _not_found(reference.type) % {"text": shown(reference.id)}
    if isinstance(found, Term) and found.vocabulary != VOCABULARY_OF[reference.field]:
        return _("„%(text)s“ gehört zu einem anderen Vokabular.") % {"text": shown(found.name)}
    return ""


def _not_found(kind: str) -> str:
    return {
        "actor": _("Einen Akteur mit der Kennung „%(text)s“ gibt es nicht."),
        "offer": _("Ein Angebot mit der Kennung „%(text)s“ gibt es nicht."),
        "body": _("Ein Gremium mit der Kennung „%(text)s“ gibt es nicht."),
        "district": _("Einen Sozialraum mit der Kennung „%(text)s“ gibt es nicht."),
        "term": _("Einen Begriff mit der Kennung „%(text)s“ gibt es nicht."),
    }[kind]


def _in_circle(kind: str, record: Record, snapshot: Snapshot) -> bool:
    above = getattr(record, "part_of", None)
    seen: set[str] = set()
    while above is not None and above not in seen:
        if above == record.id:
            return True
        seen.add(above)
        parent = snapshot.records.get(kind, {}).get(above)
        above = getattr(parent, "part_of", None)
    return False
