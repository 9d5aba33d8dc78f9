"""Findings and history as the command line shows them: a table for people, a document for scripts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graphsvc import changelog, formatting, snapshots
from graphsvc.analysis import findings as analysis
from graphsvc.analysis import scoring
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.changelog import ChangeEntry, ImportEntry
from graphsvc.errors import NotFound
from graphsvc.i18n import gettext as _
from graphsvc.kinds import finding_kind_name
from graphsvc.matching import ScoringModel
from graphsvc.model import RECORD_TYPES, name_of
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store


def finding_json(judged: JudgedFinding) -> dict[str, Any]:
    """A finding as interface.md shows it; points unrounded."""
    finding, verdict = judged.finding, judged.verdict
    return {
        "id": finding.id,
        "kind": finding.kind,
        "members": list(finding.members),
        "score": finding.score,
        "evidence": [
            {"dimension": row.dimension, "bits": row.bits, "shared": list(row.shared), "text": row.text}
            for row in finding.evidence
        ],
        "explanation": finding.explanation,
        "counterfactual": finding.counterfactual,
        "state": judged.state,
        "verdict": None
        if verdict is None
        else {
            "decision": verdict.decision,
            "reason": verdict.reason,
            "person": verdict.person,
            "decided_on": verdict.decided_on,
            "review_on": verdict.review_on,
            "score": verdict.score,
        },
        "implied": None
        if judged.implied is None
        else {
            "decision": judged.implied.decision,
            "findings": [verdict.finding for verdict in judged.implied.verdicts],
        },
        "moves": [{"dimension": move.dimension, "was": move.was, "now": move.now} for move in judged.moves],
        "changes": [asdict(change) for change in judged.changes],
    }


@dataclass(frozen=True)
class Parallels:
    """What exists twice, as of one revision."""

    snapshot: Snapshot
    threshold: float  # the lowest of those of the kinds
    model: ScoringModel
    findings: list[JudgedFinding]

    def as_json(self) -> dict[str, Any]:
        """The document of `parallels --json`."""
        return {
            "revision": self.snapshot.revision,
            "threshold": self.threshold,
            "thresholds": dict(self.model.thresholds),
            "model": self.model.version,
            "findings": [finding_json(judged) for judged in self.findings],
        }

    def as_text(self) -> str:
        """One block per finding."""
        if not self.findings:
            return _("Es ist nichts vermutlich doppelt.")
        blocks = []
        for judged in self.findings:
            names = [self._name(member) for member in judged.finding.members]
            points = formatting.points(judged.finding.score)
            blocks.append(f"{points:>6}  {finding_kind_name(judged.finding.kind)}: {' / '.join(names)}")
            blocks.append(f"        {judged.finding.explanation}")
            if judged.state == "changed":
                blocks += [f"        {text}" for text in self._news(judged)]
        return "\n".join(blocks)

    @staticmethod
    def _news(judged: JudgedFinding) -> list[str]:
        """What changed since the verdict."""
        told = " ".join(change.text for change in judged.changes)
        return [_("Seit dem Urteil haben sich die Angaben geändert."), *([told] if told else [])]

    def _name(self, record_id: str) -> str:
        record = self.snapshot.record(record_id)
        return name_of(record) if record else record_id


def parallels(
    store: Store, *, kind: str | None, min_score: float | None, on: str | None, include_decided: bool
) -> Parallels:
    """What exists twice, strongest first; decided findings only where they are asked for."""
    snapshot = snapshots.current(store)
    model = scoring.model_of(snapshot).with_thresholds(min_score)
    found = analysis.findings(snapshot, threshold=min_score, on=on)
    found = [judged for judged in found if kind is None or judged.finding.kind == kind]
    found = [judged for judged in found if include_decided or judged.state != "decided"]
    found.sort(key=lambda judged: (-judged.finding.score, judged.finding.id))
    return Parallels(snapshot, min(model.thresholds.values()), model, found)


@dataclass(frozen=True)
class History:
    """Changes, newest first, and the imports."""

    changes: list[ChangeEntry]
    imports: list[ImportEntry]

    def as_json(self) -> dict[str, Any]:
        """The document of `history --json`."""
        return {
            "changes": [
                {
                    "id": entry.id,
                    "revision": entry.revision,
                    "at": entry.at,
                    "user": entry.user,
                    "action": entry.action,
                    "summary": entry.summary,
                    "import": entry.import_id,
                    "records": entry.records,
                    "touched": list(entry.touched),
                }
                | ({"before": entry.before, "after": entry.after} if entry.before is not None else {})
                for entry in self.changes
            ],
            "imports": [import_json(entry) for entry in self.imports],
        }

    def as_text(self) -> str:
        """One line per change, then one per import."""
        rows = [
            f"{entry.revision:>6}  {formatting.moment_exact(entry.at)}  {entry.user or '–'}  "
            f"{entry.summary} ({entry.records})"
            for entry in self.changes
        ]
        if self.imports:
            rows += ["", _("Importe:")]
        for imported in self.imports:
            undone = " " + _("(zurückgenommen)") if imported.undone_in is not None else ""
            rows.append(f"  {imported.id}  {formatting.moment_exact(imported.at)}  {imported.name}{undone}")
        return "\n".join(rows) if rows else _("Es gibt noch keine Änderungen.")


def import_json(entry: ImportEntry) -> dict[str, Any]:
    """An import as the API and the command line show it."""
    return {
        "id": entry.id,
        "name": entry.name,
        "format": entry.format,
        "sha256": entry.sha256,
        "counts": entry.counts,
        "at": entry.at,
        "user": entry.user,
        "revision": entry.revision,
        "undone_in": entry.undone_in,
    }


def history(store: Store, record_id: str | None, limit: int) -> History:
    """The newest changes of everything, or those of one record; raises NotFound for an id that no change names."""
    if record_id is None:
        return History(changelog.newest_changes(store, limit=limit), changelog.imports(store))
    changes = [entry for kind in sorted(RECORD_TYPES) for entry in changelog.changes_of_record(store, kind, record_id)]
    if not changes:
        raise NotFound(_("Zu „%(id)s“ gibt es keine Änderungen.") % {"id": record_id})
    return History(changes[:limit], [])
