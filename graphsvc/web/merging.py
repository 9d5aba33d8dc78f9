"""Pages of merging: a look at what would happen, the merge itself, what is kept of each record, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graphsvc import formatting, merging
from graphsvc.current import service, user
from graphsvc.errors import Conflict, InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.model import Merge, Record, name_of
from graphsvc.web import csrf, findings, merge_plan
from graphsvc.web import index as indexes
from graphsvc.web.index import Index

MOVED_FOR_GOOD = 308  # a merge may be taken back: the answer is not to be kept, see `led_on`


@dataclass(frozen=True)
class Kept:
    """A value that one of the former records had, and the one record does not say."""

    label: str
    text: str
    source: str


@dataclass(frozen=True)
class Merged:
    """A merge as the page of the one record shows it."""

    id: str
    names: str
    day: str
    reason: str
    person: str
    kept: list[Kept]


def page(record_id: str) -> str:
    """What merging the members of a finding would do; raises NotFound, and Conflict where one is merged already."""
    return _render(record_id, request.args, error="")


def merge(record_id: str) -> Response | tuple[str, int]:
    """Merges the members of a finding as the form says, and goes to the one record."""
    csrf.check()
    form = request.form
    try:
        merge_plan.check_lengths(form)
        made = service().merge(_wish(record_id, form), versions=merge_plan.seen_versions(form), user=user())
    except (InvalidInput, Conflict) as problem:
        return _render(record_id, form, error=problem.message), problem.status
    address = url_for(f"web.{made.merge.kind}", record_id=made.merge.into, merged=made.merge.id)
    return redirect(address, code=303)


def take_back(record_id: str) -> Response:
    """Parts the records of a merge again, and goes to the one that stayed; raises NotFound or Conflict."""
    csrf.check()
    _revision, done = service().take_merge_back(record_id, user=user())
    address = url_for(f"web.{done.merge.kind}", record_id=done.merge.into, parted=len(done.left_out))
    return redirect(address, code=303)


def led_on(index: Index, kind: str, record_id: str, missing: str) -> Response:
    """The way to the record that this one became part of; raises NotFound with the sentence `missing`."""
    there = index.snapshot.survivors.get((kind, record_id))
    if there is None:
        raise NotFound(missing)
    answer = redirect(url_for(f"web.{kind}", record_id=there), code=MOVED_FOR_GOOD)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def merged(index: Index, kind: str, record: Record) -> list[Merged]:
    """The merges that made this record what it is, newest first."""
    found = [merge for merge in index.snapshot.merges.values() if (merge.kind, merge.into) == (kind, record.id)]
    return [_merged(index, merge, record) for merge in sorted(found, key=lambda merge: -merge.made_in)]


def _merged(index: Index, merge: Merge, record: Record) -> Merged:
    members = merging.members_of(merge)
    by_id = {member.id: member for member in members}
    kept = [
        Kept(
            merge_plan.label(row.unit),
            merge_plan.said(index, merge.kind, by_id[row.record], row.unit),
            merge_plan.source(index, by_id[row.record], row.unit),
        )
        for row in merging.alternatives(merge.kind, record, members)
    ]
    return Merged(
        id=merge.id,
        names=", ".join(f"{formatting.nice(name_of(member))} ({member.id})" for member in members[1:]),
        day=formatting.day(merge.merged_on),
        reason=merge.reason or "",
        person=merge.person or "",
        kept=[row for row in kept if row.text],
    )


def _wish(finding_id: str, given: Mapping[str, str]) -> Merge:
    finding = service().finding(finding_id).finding
    kind = finding.kind.rpartition("_")[2]
    into = given.get("into") if given.get("into") in finding.members else finding.members[0]
    choices = merge_plan.given_choices(given)
    absorbed = [member for member in finding.members if member != into]
    reason, person = given.get("reason", ""), given.get("person", "")
    return merging.wish(kind, str(into), absorbed, choices, reason=reason, person=person)


def _render(finding_id: str, given: Mapping[str, str], *, error: str) -> str:
    index = indexes.current()
    judged = index.by_finding.get(finding_id)
    if judged is None:
        raise NotFound(_("Diesen Befund gibt es nicht. Vielleicht wurde ein Eintrag geändert."))
    wanted = _wish(finding_id, given)
    plain = service().planned_merge(merging.wish(wanted.kind, wanted.into, wanted.absorbed))
    return render_template(
        "merge.html",
        line=findings.line(index, judged),
        members=index.links(judged.finding.members),
        into=wanted.into,
        stays=index.named(wanted.into),
        differences=merge_plan.differences(index, plain, wanted.choices),
        accounts=merge_plan.accounts(index, plain),
        versions=merge_plan.versions(plain),
        moves=merge_plan.moves(plain),
        dropped=len(plain.dropped),
        values={name: given.get(name, "") for name in merge_plan.MOST},
        error=error,
    )
