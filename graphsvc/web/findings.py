"""The list of findings: filters by kind, state and district, strongest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graphsvc import formatting
from graphsvc.analysis import facets
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.exports import sheets
from graphsvc.i18n import gettext as _
from graphsvc.model import FINDING_KINDS, Actor, Body, Offer
from graphsvc.web import group_merging, wording
from graphsvc.web import index as indexes
from graphsvc.web.choosing import Chosen, Filter, Row, choose
from graphsvc.web.index import OPEN_STATES, Index, Named
from graphsvc.web.lines import CITYWIDE, NOWHERE

KIND_ORDER = ("parallel_offer", "duplicate_offer", "duplicate_actor", "parallel_body")
FILE_NAME = "doppeltes.xlsx"
WIDTHS = (18, 48, 60, 20, 9, 16, 20, 15, 40, 24, 16)  # letters


@dataclass(frozen=True)
class FindingLine:
    """One finding as lists show it."""

    id: str
    kind: str
    sentence: str
    members: list[Named]
    where: str
    bits: float
    points: str
    threshold: float  # bits that a finding of its kind needs
    state: str  # open, changed, decided, due
    decision: str
    review_on: str  # day as people read it, empty where there is none


def line(index: Index, judged: JudgedFinding) -> FindingLine:
    """The finding as lists show it."""
    finding, verdict = judged.finding, judged.verdict
    return FindingLine(
        id=finding.id,
        kind=finding.kind,
        sentence=formatting.sentence(formatting.nice(finding.explanation)),
        members=index.links(finding.members),
        where=", ".join(_district_name(index, value) for value in _districts(index, judged) if value != NOWHERE),
        bits=finding.score,
        points=formatting.points(finding.score),
        threshold=index.model.thresholds[finding.kind],
        state=judged.state,
        decision=judged.decision,
        review_on=formatting.day(verdict.review_on) if verdict else "",
    )


def chosen(given: MultiDict[str, str]) -> Chosen:
    """The findings that the arguments of an address ask for, strongest first; their rows hold `FindingLine`s."""
    index = indexes.current()
    filters = [
        Filter("kind", _("Art"), wording.finding_kind, order=KIND_ORDER),
        Filter("state", _("Stand"), state_name, order=("open", "decided", "due")),
        Filter(
            "district",
            _("Sozialraum"),
            lambda value: _district_name(index, value),
            order=(*sorted(index.snapshot.districts, key=lambda key: index.snapshot.districts[key].name),),
        ),
        Filter("theme", _("Thema"), lambda value: _name(index, value)),
        Filter("department", _("Dezernat, Bereich"), lambda value: _name(index, value)),
        Filter("funder", _("Förderer"), lambda value: _name(index, value)),
    ]
    rows = index.kept(f"rows of findings on {date.today().isoformat()}", lambda: _rows(index))
    return choose(rows, filters, ["strength"], given, search_label=_("Suche"), descending_first=True)


@dataclass(frozen=True)
class GroupLine:
    """More than two that hang together: all of them, and the pairs that hold them together."""

    kind: str
    members: list[Named]
    pairs: int
    strongest: list[FindingLine]
    merge: str  # address of the page that makes them one; empty where they are too many


def group_lines(index: Index, ids: Collection[str]) -> list[GroupLine]:
    """The groups in which any of these findings holds together others."""
    return [
        GroupLine(
            group.kind,
            index.links(group.members),
            group.pairs,
            [line(index, row) for row in group.strongest],
            group_merging.address(group.kind.rpartition("_")[2], group.members),
        )
        for group in index.groups
        if any(row.finding.id in ids for row in group.strongest)
    ]


def page() -> str:
    """The page /findings."""
    found = chosen(request.args)
    index = indexes.current()
    return render_template(
        "findings.html",
        chosen=found,
        groups=group_lines(index, {row.id for row in found.all_rows}),
        total=len(index.judged),
        scale=index.scale,
        empty=not index.judged,
    )


def download() -> Response:
    """The findings that the arguments ask for, as a sheet for a meeting: one row each, with room to write."""
    found = chosen(request.args)
    lines = [row.record for row in found.all_rows if isinstance(row.record, FindingLine)]
    header = [_("Art"), _("Befund"), _("Warum"), _("Sozialraum"), _("Punkte"), _("Stand"), _("Urteil"),
              _("Wiedervorlage"), _("Vereinbart"), _("Wer kümmert sich?"), _("Kennungen")]  # fmt: skip
    rows = [
        [
            wording.finding_kind(entry.kind),
            f" {_('und')} ".join(named.name for named in entry.members),
            entry.sentence,
            entry.where,
            entry.points,
            state_name("open" if entry.state in OPEN_STATES else entry.state),
            wording.decision(entry.decision) if entry.decision else "",
            entry.review_on,
            "",
            "",
            ", ".join(named.id for named in entry.members),
        ]
        for entry in lines
    ]
    response = Response(sheets.written(_("Doppeltes"), header, rows, WIDTHS), mimetype=sheets.XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename={FILE_NAME}"
    return response


def state_name(value: str) -> str:
    """The name of a state in the filter."""
    return {"open": _("offen"), "decided": _("entschieden"), "due": _("Wiedervorlage fällig")}.get(value, value)


def _rows(index: Index) -> list[Row]:
    rows = []
    for judged in index.judged:
        states = {"open"} if judged.state in OPEN_STATES else {"decided"}
        if judged.state == "due":
            states.add("due")
        values = {
            "kind": frozenset({judged.finding.kind}),
            "state": frozenset(states),
            "district": frozenset(_districts(index, judged)),
            "theme": facets.themes(index.snapshot, judged.finding),
            "department": facets.departments(index.snapshot, judged.finding),
            "funder": facets.funders(index.snapshot, judged.finding),
        }
        search = " ".join(index.search_texts.get(member, "") for member in judged.finding.members)
        rows.append(Row(judged.finding.id, line(index, judged), search, values, {"strength": judged.finding.score}))
    return rows


def _districts(index: Index, judged: JudgedFinding) -> list[str]:
    """Districts that all members share; else those of any; 'stadtweit' and 'keine Angabe' are values too."""
    places = []
    for member in judged.finding.members:
        record = index.snapshot.record(member)
        if isinstance(record, Actor | Offer | Body):
            places.append({*record.districts, *([CITYWIDE] if record.citywide else [])})
    shared = set.intersection(*places) if places else set()
    found = shared or set().union(*places)
    return sorted(found, key=lambda value: _district_name(index, value)) or [NOWHERE]


def _name(index: Index, value: str) -> str:
    """The name of an actor or a word."""
    record = index.snapshot.terms.get(value) or index.snapshot.actors.get(value)
    return formatting.nice(record.name) if record else value


def _district_name(index: Index, value: str) -> str:
    if value == CITYWIDE:
        return _("stadtweit")
    if value == NOWHERE:
        return _("keine Angabe")
    return index.snapshot.districts[value].name if value in index.snapshot.districts else value


def count_by_kind(index: Index) -> list[tuple[str, int]]:
    """(kind, number of findings) in the order of the start page."""
    counts = dict.fromkeys(FINDING_KINDS, 0)
    for judged in index.judged:
        counts[judged.finding.kind] += 1
    return [(kind, counts[kind]) for kind in KIND_ORDER]
