"""Findings of a snapshot with the verdicts on them, and the one way to decide about a finding."""

from __future__ import annotations

from datetime import date

from graphsvc import ledger, records
from graphsvc.analysis import findings as analysis
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.canonical import from_json
from graphsvc.errors import InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.ledger import Edit
from graphsvc.matching import City
from graphsvc.model import DECISIONS, Verdict
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store


def city(snapshot: Snapshot) -> City:
    """What detection looks at."""
    return City(
        actors=tuple(snapshot.actors.values()),
        offers=tuple(snapshot.offers.values()),
        bodies=tuple(snapshot.bodies.values()),
        memberships=tuple(snapshot.memberships.values()),
        cooperations=tuple(snapshot.cooperations.values()),
        districts=tuple(snapshot.districts.values()),
        terms=tuple(snapshot.terms.values()),
    )


def findings(snapshot: Snapshot, *, threshold: float | None = None, on: str | None = None) -> list[JudgedFinding]:
    """What exists twice, strongest first, each with its verdict; `on` (ISO date) asks only for what holds that day."""
    return analysis.findings(city(snapshot), tuple(snapshot.verdicts.values()), threshold=threshold, on=on)


def one(found: list[JudgedFinding], finding_id: str) -> JudgedFinding:
    """The finding of this id; raises NotFound."""
    for judged in found:
        if judged.finding.id == finding_id:
            return judged
    raise NotFound(_("Diesen Befund gibt es nicht (mehr)."))


def decide(
    store: Store,
    judged: JudgedFinding,
    decision: str,
    *,
    reason: str = "",
    person: str = "",
    review_on: str | None = None,
) -> Verdict:
    """The verdict as saved; raises InvalidInput where the decision or the date is none."""
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
    )
    before = store.reading(lambda transaction: records.load_by_id(transaction, "verdict", [verdict.id])).get(verdict.id)
    summary = _("Urteil zu %(members)s") % {"members": ", ".join(verdict.members)}
    ledger.commit(store, [Edit("verdict", before, verdict)], action="verdict", user=person, summary=summary)
    return verdict


def history(store: Store, finding_id: str) -> list[Verdict]:
    """All verdicts on a finding that were ever saved, newest first; taken back ones too."""
    key = f"verdict:verdict-{finding_id}"
    found = []
    for entry in ledger.changes_of_record(store, "verdict", f"verdict-{finding_id}"):
        after = (entry.after or {}).get(key)
        if after is not None and entry.action == "verdict":
            verdict = from_json(after)
            if isinstance(verdict, Verdict):
                found.append(verdict)
    return found
