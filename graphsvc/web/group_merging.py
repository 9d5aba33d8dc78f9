"""The page on which a whole group becomes one: who takes part, which one stays, what is kept of each, and the merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graphsvc import merging
from graphsvc.current import service, user
from graphsvc.errors import Conflict, GraphsvcError, InvalidInput, NotFound
from graphsvc.i18n import gettext as _
from graphsvc.merging import MOST_AT_ONCE, Plan
from graphsvc.model import MERGED_TYPES, Merge, Record
from graphsvc.snapshot import Snapshot
from graphsvc.web import csrf, merge_plan
from graphsvc.web import index as indexes
from graphsvc.web.index import Index, Named

MEMBER, OFFERED, PLANNED = "member", "offered", "planned"  # ids: ticked; all that stand there; those of the plan shown


@dataclass(frozen=True)
class Candidate:
    """One record that may take part."""

    named: Named
    where: str
    values: int  # fields in which it says anything
    chosen: bool
    stays: bool


@dataclass(frozen=True)
class _Choice:
    """Which records shall become one, as the address or the form says."""

    kind: str
    offered: list[str]
    chosen: list[str]  # those that are there
    gone: list[str]  # those that are not, or not any more
    into: str  # empty where nobody chose one

    def wish(self, given: Mapping[str, str], *, plain: bool = False) -> Merge:
        """The merge; a `plain` one without what was chosen field by field."""
        choices = {} if plain else merge_plan.given_choices(given)
        known = {name: record_id for name, record_id in choices.items() if record_id in self.chosen}
        others = [record_id for record_id in self.chosen if record_id != self.into]
        return merging.wish(
            self.kind, self.into, others, known, reason=given.get("reason", ""), person=given.get("person", "")
        )


def page() -> tuple[str, int]:
    """The page /merges/new, with a plan for the records that the address names as `member`."""
    return _render(request.args)


def make() -> Response | tuple[str, int]:
    """Shows the plan for another choice, or merges as planned and goes to the one record."""
    csrf.check()
    form = request.form
    if form.get("action") != "merge":
        return _render(form)
    snapshot = service().snapshot()
    choice = _choice(snapshot, form)
    if set(form.getlist(PLANNED)) & set(choice.gone):
        return _render(form, Conflict(_gone(snapshot, choice)))
    if [choice.into, *sorted(choice.chosen)] != form.getlist(PLANNED)[:1] + sorted(form.getlist(PLANNED)):
        return _render(form, Conflict(_("Die Auswahl ist eine andere als im Plan. Das ist der neue Plan.")))
    try:
        merge_plan.check_lengths(form)
        versions = merge_plan.seen_versions(form)
        made = service().merge(choice.wish(form), versions=versions, user=user())
    except (InvalidInput, Conflict, NotFound) as problem:
        return _render(form, problem)
    address = url_for(f"web.{made.merge.kind}", record_id=made.merge.into, merged=made.merge.id)
    return redirect(address, code=303)


def address(kind: str, members: Sequence[str]) -> str:
    """The address of the page for a group; empty where there are more than can be merged at once."""
    return url_for("web.merge_group", kind=kind, member=members) if len(members) <= MOST_AT_ONCE else ""


def _choice(snapshot: Snapshot, given: MultiDict[str, str]) -> _Choice:
    kind = given.get("kind", "")
    if kind not in MERGED_TYPES:
        raise NotFound(_("Einträge dieser Art lassen sich nicht zusammenführen."))
    records = snapshot.records.get(kind, {})
    wanted = list(dict.fromkeys(given.getlist(MEMBER)))
    offered = list(dict.fromkeys([*given.getlist(OFFERED), *wanted]))
    chosen = [record_id for record_id in wanted if record_id in records]
    into = given.get("into", "")
    if into not in chosen and chosen:  # who says most loses least by what others say besides
        into = max(chosen, key=lambda record_id: (_said(kind, records[record_id]), -chosen.index(record_id)))
    gone = [record_id for record_id in offered if record_id not in records]
    return _Choice(kind, [record_id for record_id in offered if record_id in records], chosen, gone, into)


def _render(given: MultiDict[str, str], problem: GraphsvcError | None = None) -> tuple[str, int]:
    index = indexes.current()
    choice = _choice(index.snapshot, given)
    if not choice.offered:
        raise NotFound(_gone(index.snapshot, choice) or _("Wählen Sie Einträge aus, die zusammengehören."))
    plan, plain = None, None
    try:
        if len(choice.chosen) > 1:
            plain = service().planned_merge(choice.wish(given, plain=True))
            plan = plain
            plan = service().planned_merge(choice.wish(given))
    except (InvalidInput, Conflict, NotFound) as other:
        problem = problem or other
    page = render_template(
        "merge_group.html",
        kind=choice.kind,
        candidates=[_candidate(index, choice, record_id) for record_id in choice.offered],
        gone=_gone(index.snapshot, choice),
        most=MOST_AT_ONCE,
        error=problem.message if problem else "",
        values={name: given.get(name, "") for name in merge_plan.MOST},
        **_shown(index, plain, plan),
    )
    return page, problem.status if problem else 200


def _shown(index: Index, plain: Plan | None, plan: Plan | None) -> dict[str, object]:
    """What the plan says, for the page; differences are those of the plan without what was chosen, which keeps all."""
    if plain is None or plan is None:
        return {"plan": None}
    return {
        "plan": plan,
        "planned": [plan.merge.into, *plan.merge.absorbed],
        "stays": index.named(plan.merge.into),
        "differences": merge_plan.differences(index, plain, plan.merge.choices),
        "accounts": merge_plan.accounts(index, plan),
        "versions": merge_plan.versions(plan),
        "moves": merge_plan.moves(plan),
        "dropped": len(plan.dropped),
    }


def _candidate(index: Index, choice: _Choice, record_id: str) -> Candidate:
    record = index.snapshot.records[choice.kind][record_id]
    named = next(iter(index.links([record_id])))
    chosen = record_id in choice.chosen
    return Candidate(named, index.where(record), _said(choice.kind, record), chosen, record_id == choice.into)


def _said(kind: str, record: Record) -> int:
    return sum(not merging.is_empty(unit, merging.said(record, unit)) for unit in merging.all_units(kind, [record]))


def _gone(snapshot: Snapshot, choice: _Choice) -> str:
    """Which of the records are not there any more, and why, in sentences."""
    told = []
    for record_id in choice.gone:
        there = snapshot.survivors.get((choice.kind, record_id))
        if there is None:
            told.append(_("Den Eintrag „%(id)s“ gibt es nicht mehr.") % {"id": record_id})
        else:
            text = _("„%(id)s“ ist schon mit „%(into)s“ zusammengeführt.")
            told.append(text % {"id": record_id, "into": there})
    return " ".join(told)
