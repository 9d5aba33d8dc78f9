"""The page of one finding: side by side, why it is reported, the verdict, and what was decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graphsvc import formatting
from graphsvc.analysis.adding import added
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.current import service
from graphsvc.errors import Conflict, InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.matching import dimension_name
from graphsvc.model import Offer, Record, Verdict
from graphsvc.web import comparison, csrf, findings, waterfall, wording
from graphsvc.web import index as indexes

FILTERS = ("q", "kind", "state", "district", "theme", "department", "funder")  # arguments that previous and next keep
MOST_REASON = 2000  # letters
MOST_PERSON = 200


@dataclass(frozen=True)
class Past:
    """One verdict of the history."""

    day: str
    person: str
    decision: str
    reason: str
    review_on: str
    points: str
    holds: bool  # the verdict that counts now; others were replaced or taken back


@dataclass(frozen=True)
class Neighbours:
    """Where the finding stands in the list that the visitor came from; ids are empty at the ends."""

    position: int  # 0: not in that list
    total: int
    previous: str
    following: str


def page(record_id: str) -> str:
    """The page of a finding; raises NotFound."""
    return _render(record_id, values={}, error="", errors={})


def decide(record_id: str) -> str | Response | tuple[str, int]:
    """Saves the verdict of the form and goes back to the page; what does not fit stands beside its field."""
    csrf.check()
    form = request.form
    try:
        _check_lengths(form)
        verdict = service().decide(
            record_id,
            form.get("decision", ""),
            reason=form.get("reason", ""),
            person=form.get("person", ""),
            review_on=form.get("review_on", "").strip() or None,
        )
    except InvalidInput as problem:
        return _render(record_id, values=form.to_dict(), error=problem.message, errors=problem.errors), problem.status
    saved = service().snapshot().verdicts[verdict.id]
    arguments: dict[str, Any] = _kept(request.args) | {"saved": saved.revision}
    return redirect(url_for("web.finding", record_id=record_id, **arguments), code=303)


def undo(record_id: str) -> Response:
    """Takes the newest verdict on a finding back; raises Conflict where it is not the newest any more."""
    csrf.check()
    revision = request.form.get("revision", "")
    mine = [row for row in service().snapshot().verdicts.values() if row.finding == record_id]
    if not mine or str(mine[0].revision) != revision:
        raise Conflict(_("Dieses Urteil wurde inzwischen geändert oder schon zurückgenommen."))
    service().undo_revision(mine[0].revision)
    arguments: dict[str, Any] = _kept(request.args) | {"undone": 1}
    return redirect(url_for("web.finding", record_id=record_id, **arguments), code=303)


def _render(finding_id: str, *, values: Mapping[str, str], error: str, errors: Mapping[str, object]) -> str:
    index = indexes.current()
    judged = index.by_finding.get(finding_id)
    if judged is None:
        raise NotFound(_("Diesen Befund gibt es nicht. Vielleicht wurde ein Eintrag geändert."))
    finding = judged.finding
    records = [record for member in finding.members if (record := index.snapshot.record(member))]
    threshold = index.model.thresholds[finding.kind]
    current = service().snapshot().verdicts.get(judged.verdict.id) if judged.verdict else None
    return render_template(
        "finding.html",
        line=findings.line(index, judged),
        members=index.links(finding.members),
        compared=comparison.compare(index, records[0], records[1]) if len(records) == 2 else [],
        fall=waterfall.waterfall(finding.evidence, finding.score, threshold),
        threshold=formatting.points(threshold),
        counterfactual=formatting.sentence(formatting.nice(finding.counterfactual)),
        choices=wording.choices(finding.kind),
        verdict=judged.verdict,
        implied=_implied(index, judged),
        adding=_adding(index, records),
        groups=[
            group
            for group in findings.group_lines(index, {row.finding.id for row in index.judged})
            if group.kind == finding.kind and {named.id for named in group.members} >= set(finding.members)
        ],
        moves=[
            (dimension_name(move.dimension), formatting.points(move.was), formatting.points(move.now))
            for move in judged.moves
        ],
        changes=[change.text for change in judged.changes],
        history=_history(finding_id, judged.verdict),
        neighbours=_neighbours(finding_id),
        kept=_kept(request.args),
        saved=bool(current and request.args.get("saved") == str(current.revision)),
        revision=current.revision if current else 0,
        undone="undone" in request.args,
        values=values,
        error=error,
        errors=errors,
    )


def _adding(index: indexes.Index, records: Sequence[Record]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(name, what it adds) of each of two offers: label and text."""
    if len(records) != 2 or not all(isinstance(record, Offer) for record in records):
        return []
    found = []
    for first, second in (records[::-1], records):
        if isinstance(first, Offer) and isinstance(second, Offer):
            more = added(first, second)
            names = index.snapshot.district_names(more.districts)
            ages = [formatting.ages(*span, words=True) for span in more.ages]
            rows = [
                (_("Sozialraum"), ", ".join([*([_("stadtweit")] if more.citywide else []), *names])),
                (_("Alter"), ", ".join(ages)),
                (_("Sprachen"), ", ".join(more.languages)),
                (_("Zeiten"), more.times),
                (_("Plätze"), formatting.number(more.capacity) if more.capacity else ""),
            ]
            found.append((formatting.nice(second.title), [(label, text) for label, text in rows if text]))
    return found


def _implied(index: indexes.Index, judged: JudgedFinding) -> list[tuple[str, str, str]]:
    """(finding, decision, names) of the verdicts that a decision follows from."""
    return [
        (
            verdict.finding,
            wording.decision(verdict.decision),
            ", ".join(named.name for named in index.links(verdict.members)) or ", ".join(verdict.members),
        )
        for verdict in (judged.implied.verdicts if judged.implied else ())
    ]


def _check_lengths(form: MultiDict[str, str]) -> None:
    for name, most in (("reason", MOST_REASON), ("person", MOST_PERSON)):
        if len(form.get(name, "")) > most:
            text = _("Der Text ist zu lang. Höchstens %(most)s Zeichen passen.") % {"most": most}
            raise InvalidInput(text, {name: [text]})


def _history(finding_id: str, current: Verdict | None) -> list[Past]:
    verdicts = service().verdict_history(finding_id)
    holding = next((number for number, verdict in enumerate(verdicts) if _said(verdict) == _said(current)), -1)
    return [
        Past(
            day=formatting.day(verdict.decided_on),
            person=verdict.person or "",
            decision=wording.decision(verdict.decision),
            reason=verdict.reason or "",
            review_on=formatting.day(verdict.review_on),
            points=formatting.points(verdict.score),
            holds=number == holding,
        )
        for number, verdict in enumerate(verdicts)
    ]


def _said(verdict: Verdict | None) -> tuple[object, ...]:
    if verdict is None:
        return ()
    return (verdict.decision, verdict.reason, verdict.person, verdict.decided_on, verdict.review_on)


def _neighbours(finding_id: str) -> Neighbours:
    ids = [row.id for row in findings.chosen(request.args).all_rows]
    if finding_id not in ids:
        return Neighbours(0, len(ids), "", ids[0] if ids else "")
    place = ids.index(finding_id)
    return Neighbours(
        position=place + 1,
        total=len(ids),
        previous=ids[place - 1] if place else "",
        following=ids[place + 1] if place + 1 < len(ids) else "",
    )


def _kept(given: MultiDict[str, str]) -> dict[str, Any]:
    return {name: given[name] for name in FILTERS if given.get(name)}
