"""The self-check: reads everything, checks that it fits together, and answers hashes that equal graphs share."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from graphsvc import whole
from graphsvc.canonical import Digests
from graphsvc.i18n import gettext as _
from graphsvc.kinds import collection_name
from graphsvc.model import COLLECTIONS, Record
from graphsvc.references import ATTACHED, references
from graphsvc.store import SCHEMA_VERSION, Store, Transaction, differences, revision_of
from graphsvc.whole import Objects


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
    """The report on everything in `store`, as of one revision."""
    revision, report = whole.read(store, lambda transaction, objects: _report(store.kind, transaction, objects))
    return replace(report, revision=revision)


def _report(engine: str, transaction: Transaction, objects: Objects) -> Report:
    counts = dict.fromkeys(COLLECTIONS.values(), 0)
    digests = Digests()
    problems = [
        _("Von „%(type)s“ sind %(found)s da, gezählt waren %(wanted)s.")
        % {"type": kind, "found": there, "wanted": wanted}
        for kind, (wanted, there) in differences(transaction).items()
    ]
    newest = revision_of(transaction)
    ids: dict[str, set[str]] = {kind: set() for kind in COLLECTIONS}
    named: dict[tuple[str, str], str] = {}  # (type, id) that somebody refers to -> one of those who do
    for kind, found in objects:
        digests.add(found)
        if not isinstance(found, Record):
            continue
        counts[COLLECTIONS[kind]] += 1
        if found.id in ids[kind]:
            problems.append(_("%(id)s gibt es mehrfach.") % {"id": f"{kind}:{found.id}"})
        if found.revision > newest:
            problems.append(_("%(id)s ist neuer als der Änderungsstand.") % {"id": f"{kind}:{found.id}"})
        ids[kind].add(found.id)
        for reference in references(kind, found):
            named[reference.type, reference.id] = f"{kind}:{found.id}"
        if kind in ATTACHED:
            named[ATTACHED[kind], found.id] = f"{kind}:{found.id}"
    problems += [
        _("%(id)s verweist auf %(target)s, das es nicht gibt.") % {"id": owner, "target": f"{kind}:{identity}"}
        for (kind, identity), owner in named.items()
        if identity not in ids[kind]
    ]
    return Report(
        ok=not problems,
        engine=engine,
        schema=SCHEMA_VERSION,
        revision=0,
        content_hash=digests.content,
        history_hash=digests.history,
        counts=counts,
        problems=problems,
    )
