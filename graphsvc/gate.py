"""What comes by HTTP becomes a record that fits the graph, or a sentence per field that says what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graphsvc.canonical import from_json
from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.model import Record
from graphsvc.provenance import BY_HAND, with_sources
from graphsvc.references import references
from graphsvc.schemas import contradictions_of
from graphsvc.schemas.texts import shown
from graphsvc.snapshot import Snapshot


def record_of(kind: str, data: Mapping[str, Any], snapshot: Snapshot, before: Record | None = None) -> Record:
    """The record of this type that understood `data` describe, in place of `before` where there is one.

    Raises InvalidInput where values contradict each other, a reference leads to nothing, or something would belong,
    by way of others, to itself.
    """
    values = {name: value for name, value in data.items() if value is not None}
    problems: dict[str, list[str]] = defaultdict(list, contradictions_of(values))
    record = from_json({**values, "type": kind})
    for reference in references(kind, record):
        if reference.id not in snapshot.records.get(reference.type, {}) and reference.id != record.id:
            problems[reference.field].append(_not_found(reference.type) % {"text": shown(reference.id)})
    if not problems and _in_circle(kind, record, snapshot):
        problems["part_of"].append(_("So würde der Eintrag über andere zu sich selbst gehören."))
    if problems:
        raise InvalidInput(_("Die Angaben passen nicht. Unter „errors“ steht, was zu ändern ist."), {**problems})
    return with_sources(record, before, BY_HAND)


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
