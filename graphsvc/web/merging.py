"""Pages of merging: a look at what would happen, the merge itself, what is kept of each record, and taking it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graphsvc import formatting, merging
from graphsvc.current import service, user
from graphsvc.errors import Conflict, InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.merging import Plan, Unit
from graphsvc.model import Actor, Body, Merge, Offer, Record, name_of
from graphsvc.web import csrf, facts, findings, wording
from graphsvc.web import index as indexes
from graphsvc.web.index import Index

MOVED_FOR_GOOD = 308  # a merge may be taken back: the answer is not to be kept, see `led_on`
CHOICE = "choice:"  # what the names of the form's radio buttons begin with
MOST = {"reason": 2000, "person": 200}  # letters


@dataclass(frozen=True)
class Option:
    """What one record says."""

    record: str  # id
    text: str
    source: str
    chosen: bool


@dataclass(frozen=True)
class Difference:
    """One field in which the records contradict each other; the chosen value counts, the others are kept."""

    name: str
    label: str
    options: list[Option]


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
        for name, most in MOST.items():
            if len(form.get(name, "")) > most:
                text = _("Der Text ist zu lang. Höchstens %(most)s Zeichen passen.") % {"most": most}
                raise InvalidInput(text, {name: [text]})
        made = service().merge(_wish(record_id, form), user=user())
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
            label(row.unit),
            said(index, merge.kind, by_id[row.record], row.unit),
            _source(index, by_id[row.record], row.unit),
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
    choices = {name.removeprefix(CHOICE): value for name, value in given.items() if name.startswith(CHOICE)}
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
        differences=_differences(index, plain, wanted.choices),
        moves=_counted(plain),
        dropped=len(plain.dropped),
        values={name: given.get(name, "") for name in MOST},
        error=error,
    )


def _differences(index: Index, plan: Plan, choices: Mapping[str, str]) -> list[Difference]:
    """Fields in which the records contradict each other, each with what every record says."""
    kind = plan.merge.kind
    units = dict.fromkeys(row.unit for row in merging.alternatives(kind, plan.result, plan.members))
    found = []
    for unit in units:
        texts = [(member, said(index, kind, member, unit)) for member in plan.members]
        counts = choices.get(unit.name)
        if counts is None:
            same = merging.said(plan.result, unit)
            counts = next((member.id for member in plan.members if merging.said(member, unit) == same), "")
        options = [
            Option(member.id, text, _source(index, member, unit), member.id == counts) for member, text in texts if text
        ]
        if len({option.text for option in options}) > 1:
            found.append(Difference(unit.name, label(unit), options))
    return found


def _counted(plan: Plan) -> list[str]:
    """What is led to the one record: how many of each kind."""
    counts = Counter(kind for kind, _id in plan.moved)
    found = [
        (counts["offer"], ngettext("ein Angebot", "%(count)s Angebote", counts["offer"])),
        (counts["body"], ngettext("ein Gremium", "%(count)s Gremien", counts["body"])),
        (counts["membership"], ngettext("eine Mitgliedschaft", "%(count)s Mitgliedschaften", counts["membership"])),
        (counts["cooperation"], ngettext("eine Kooperation", "%(count)s Kooperationen", counts["cooperation"])),
        (counts["actor"], ngettext("ein anderer Akteur", "%(count)s andere Akteure", counts["actor"])),
    ]
    return [text % {"count": count} for count, text in found if count]


def _source(index: Index, record: Record, unit: Unit) -> str:
    return facts.source_text(index, record, unit.fields or ("extra",))


def said(index: Index, kind: str, record: Record, unit: Unit) -> str:
    """What a record says in a unit, for people."""
    if unit.header:
        return formatting.nice(record.extra.get(unit.header, ""))
    return formatting.nice(", ".join(dict.fromkeys(filter(None, _texts(index, kind, record, unit)))))


def _texts(index: Index, kind: str, record: Record, unit: Unit) -> Sequence[str]:
    if unit.name == "valid_from" and isinstance(record, Actor | Offer | Body):
        return [index.since(record)]
    if unit.name == "age_from" and isinstance(record, Offer):
        return [formatting.ages(record.age_from, record.age_to, words=True)]
    if unit.name == "capacity" and isinstance(record, Offer):
        return [formatting.places(record.used, record.capacity)]
    return [wording.value(index.snapshot, kind, record, field) for field in unit.fields]


def label(unit: Unit) -> str:
    """The name of a unit for people."""
    return unit.header or wording.field(unit.name)
