"""The self-check: reads everything, checks that it fits together, and answers hashes that equal graphs share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from graphsvc import ledger, records
from graphsvc.canonical import content_hash, line
from graphsvc.i18n import gettext as _
from graphsvc.kinds import collection_name
from graphsvc.model import COLLECTIONS, Record
from graphsvc.references import references
from graphsvc.store import SCHEMA_VERSION, Store


@dataclass(frozen=True)
class Report:
    """What the store holds, and what is wrong with it (nothing, if `ok`)."""

    ok: bool
    engine: str
    schema: int
    revision: int
    content_hash: str
    history_hash: str
    counts: dict[str, int]
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The document of `check --json`."""
        return asdict(self)

    def as_text(self) -> str:
        """The same for people."""
        rows = [_("Alles in Ordnung.") if self.ok else _("Es gibt Probleme:")]
        rows += [f"  {problem}" for problem in self.problems]
        rows.append(_("Änderungsstand: %(revision)s") % {"revision": self.revision})
        rows += [f"  {collection_name(name)}: {count}" for name, count in self.counts.items()]
        rows.append(_("Prüfsumme des Inhalts: %(hash)s") % {"hash": self.content_hash})
        rows.append(_("Prüfsumme der Geschichte: %(hash)s") % {"hash": self.history_hash})
        return "\n".join(rows)


def check(store: Store) -> Report:
    """The report on everything in `store`."""
    revision = store.revision()
    found = records.load_all(store)
    everything = [record for _kind, record in found]
    counts = dict.fromkeys(COLLECTIONS.values(), 0)
    for kind, _record in found:
        counts[COLLECTIONS[kind]] += 1
    problems = [
        _("Von „%(type)s“ sind %(found)s da, gezählt waren %(wanted)s.")
        % {"type": kind, "found": there, "wanted": wanted}
        for kind, (wanted, there) in store.differences().items()
    ]
    problems += _problems(found, revision)
    return Report(
        ok=not problems,
        engine=store.kind,
        schema=SCHEMA_VERSION,
        revision=revision,
        content_hash=content_hash(everything),
        history_hash=_history_hash(ledger.log_objects(store)),
        counts=counts,
        problems=problems,
    )


def _history_hash(objects: Iterable[dict[str, Any]]) -> str:
    digest = hashlib.sha256()
    for row in objects:
        digest.update(line(row).encode("utf-8") + b"\n")
    return digest.hexdigest()


def _problems(found: list[tuple[str, Record]], revision: int) -> Iterator[str]:
    ids: dict[str, set[str]] = {}
    for kind, record in found:
        if record.id in ids.setdefault(kind, set()):
            yield _("%(id)s gibt es mehrfach.") % {"id": f"{kind}:{record.id}"}
        ids[kind].add(record.id)
    for kind, record in found:
        if record.revision > revision:
            yield _("%(id)s ist neuer als der Änderungsstand.") % {"id": f"{kind}:{record.id}"}
        for reference in references(kind, record):
            if reference.id not in ids.get(reference.type, set()):
                yield _("%(id)s verweist auf %(target)s, das es nicht gibt.") % {
                    "id": f"{kind}:{record.id}",
                    "target": f"{reference.type}:{reference.id}",
                }
