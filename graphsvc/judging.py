"""The one way to decide about a finding, and what was decided before."""

from __future__ import annotations

from datetime import date

from graphsvc import changelog, ledger, records
from graphsvc.analysis import seen
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.canonical import from_json
from graphsvc.errors import InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.ledger import Edit
from graphsvc.model import DECISIONS, Verdict
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store


def one(found: list[JudgedFinding], finding_id: str) -> JudgedFinding:
    """The finding of this id; raises NotFound."""
    for judged in found:
        if judged.finding.id == finding_id:
            return judged
    raise NotFound(_("Diesen Befund gibt es nicht. Vielleicht wurde ein Eintrag geändert."))


def decide(
    store: Store,
    snapshot: Snapshot,
    judged: JudgedFinding,
    decision: str,
    *,
    reason: str = "",
    person: str = "",
    review_on: str | None = None,
) -> Verdict:
    """The verdict as saved, with what the person saw in `snapshot`.

    Raises InvalidInput where the decision or the date is none.
    """
    if decision not in DECISIONS:
        raise InvalidInput(
            _("Wählen Sie eines der Urteile aus."), {"decision": [_("Wählen Sie eines der Urteile aus.")]}
        )
    if review_on:
        try:
            date.fromisoformat(review_on)
        except ValueError as error:
            text = _("Schreiben Sie das Datum der Wiedervorlage als JJJJ-MM-TT.")
            raise InvalidInput(text, {"review_on": [text]}) from error
    finding = judged.finding
    verdict = Verdict(
        id=f"verdict-{finding.id}",
        finding=finding.id,
        kind=finding.kind,
        members=tuple(sorted(finding.members)),
        decision=decision,
        reason=reason.strip() or None,
        person=person.strip() or None,
        decided_on=date.today().isoformat(),
        review_on=review_on or None,
        score=finding.score,
        evidence=dict(finding.bits),
        compared=seen.kept(snapshot, finding),
        model=judged.model,
    )
    before = records.load_by_id(store, "verdict", [verdict.id]).get(verdict.id)
    summary = _("Urteil zu %(members)s") % {"members": ", ".join(verdict.members)}
    ledger.commit(store, [Edit("verdict", before, verdict)], action="verdict", user=person, summary=summary)
    return verdict


def history(store: Store, finding_id: str) -> list[Verdict]:
    """All verdicts on a finding that were ever saved, newest first; taken back ones too."""
    key = f"verdict:verdict-{finding_id}"
    found = []
    for entry in changelog.changes_of_record(store, "verdict", f"verdict-{finding_id}"):
        after = (entry.after or {}).get(key)
        if after is not None and entry.action == "verdict":
            verdict = from_json(after)
            if isinstance(verdict, Verdict):
                found.append(verdict)
    return found
