"""Findings over HTTP: what exists twice, and the verdict on one."""

from __future__ import annotations

from typing import Any, get_args

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from graphsvc.analysis import facets
from graphsvc.analysis.findings import JudgedFinding, State
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.paging import one_page
from graphsvc.api.parameters import Day, Input, PageParameters, Points, ShortText, key, parameter
from graphsvc.api.resources import described
from graphsvc.current import service
from graphsvc.listing import finding_json
from graphsvc.model import DECISIONS, FINDING_KINDS
from graphsvc.schemas.cells import Reference
from graphsvc.snapshot import Snapshot

STATES = get_args(State)
LEAST_SCORE = -1e6
FACETS = {
    "district": facets.districts,
    "theme": facets.themes,
    "department": facets.departments,
    "funder": facets.funders,
}
MOST_REASON = 2000  # letters
MOST_PERSON = 200
EXAMPLE = {"decision": "coordinate", "reason": "Gleiche Zielgruppe, gleicher Ort", "review_on": "2027-01-31"}


class VerdictSchema(Input):
    """What a person decides."""

    decision = key("the verdict", DECISIONS, required=True)
    reason = ShortText("why", most=MOST_REASON)
    person = ShortText("who decides; a function", most=MOST_PERSON)
    review_on = Day("day to look again")
    decided_on = fields.String(dump_only=True, **described("day of the decision"))
    score = fields.Float(dump_only=True, **described("points when it was decided"))
    revision = fields.Integer(
        dump_only=True, **described("the change that saved it: POST /changes/{revision}/undo takes it back")
    )


class EvidenceSchema(Schema):
    """The share of one dimension in the score."""

    dimension = fields.String(**described("what was compared"))
    bits = fields.Float(**described("points for it, or against it"))
    shared = fields.List(fields.String(), **described("what both have"))
    text = fields.String(**described("the same, for people"))


class ImpliedSchema(Schema):
    """A decision that follows from verdicts on other findings."""

    decision = fields.String(**described("what follows"))
    findings = fields.List(fields.String(), **described("ids of the findings that were decided"))


class MoveSchema(Schema):
    """A dimension that says more or less than when the finding was decided."""

    dimension = fields.String(**described("what was compared"))
    was = fields.Float(**described("points when it was decided"))
    now = fields.Float(**described("points now"))


class NewValueSchema(Schema):
    """A value that is another one than when the finding was decided."""

    dimension = fields.String(**described("what was compared"))
    record = fields.String(**described("id of the record whose value it is; empty where it is what both have"))
    was = fields.String(**described("the value when it was decided; empty where there was none, or it is not kept"))
    now = fields.String(**described("the value now"))
    text = fields.String(**described("the same, one sentence for people"))


class FindingSchema(Schema):
    """Records that are, or do, the same."""

    id = fields.String(**described("id of the finding; the same as long as its kind and members are"))
    kind = fields.String(validate=validate.OneOf(FINDING_KINDS), **described("kind of finding"))
    members = fields.List(fields.String(), **described("ids of the records, two or more"))
    score = fields.Float(**described("points: the sum of the bits of the evidence"))
    evidence = fields.List(fields.Nested(EvidenceSchema), **described("why"))
    explanation = fields.String(**described("why, in one sentence"))
    counterfactual = fields.String(**described("what would have to be different for it to be no finding"))
    state = fields.String(
        validate=validate.OneOf(STATES),
        **described("open; decided; due: to be looked at again; changed: the points moved since the verdict"),
    )
    verdict = fields.Nested(VerdictSchema, allow_none=True, **described("what was decided, or null"))
    implied = fields.Nested(
        ImpliedSchema, allow_none=True, **described("what follows from verdicts on others where there is none, or null")
    )
    moves = fields.List(fields.Nested(MoveSchema), **described("what changed notably since the verdict"))
    changes = fields.List(fields.Nested(NewValueSchema), **described("values that changed where the evidence moved"))


class FindingParameters(PageParameters):
    """What may be asked for."""

    kind = parameter(key("kind of finding", FINDING_KINDS))
    state = parameter(key("what was decided", STATES))
    member = parameter(Reference("record that takes part", to=""))
    district = parameter(Reference("district of any of the records", to="district"))
    theme = parameter(Reference("theme of any of the records", to="term"))
    department = parameter(Reference("department that any of those responsible belongs to", to="actor"))
    funder = parameter(Reference("actor or word that funds any of the offers", to=""))
    min_score = parameter(Points("points at least; below the threshold of its kind nothing is one", least=LEAST_SCORE))


blueprint = Blueprint("findings", __name__, description="What exists twice")


@blueprint.route("")
class Findings(MethodView):
    """The collection."""

    @blueprint.doc(operationId="list_findings")
    @blueprint.arguments(FindingParameters, location="query")
    @blueprint.response(200, FindingSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Findings that pass all filters, strongest first."""
        snapshot = service().snapshot()
        found = [judged for judged in service().findings() if _passes(judged, arguments, snapshot)]
        rows, headers = one_page(found, arguments)
        return [_shown(judged) for judged in rows], headers


@blueprint.route("/<finding_id>")
class Finding(MethodView):
    """One finding."""

    @blueprint.doc(operationId="get_finding")
    @blueprint.response(200, FindingSchema)
    def get(self, finding_id: str) -> Any:
        """The finding of this id."""
        return _shown(service().finding(finding_id))


@blueprint.route("/<finding_id>/verdict")
class Verdict(MethodView):
    """The verdict on one finding."""

    @blueprint.doc(operationId="decide_finding")
    @blueprint.arguments(
        VerdictSchema, example={"decision": "coordinate", "reason": "Gleiche Zielgruppe, gleicher Ort"}
    )
    @blueprint.response(200, FindingSchema)
    def put(self, data: dict[str, Any], finding_id: str) -> Any:
        """Decide about the finding; an earlier verdict stays in the history."""
        service().decide(finding_id, **data)
        return _shown(service().finding(finding_id))


def _passes(judged: JudgedFinding, arguments: dict[str, Any], snapshot: Snapshot) -> bool:
    return (
        arguments.get("kind") in (None, judged.finding.kind)
        and arguments.get("state") in (None, judged.state)
        and ("member" not in arguments or arguments["member"] in judged.finding.members)
        and judged.finding.score >= arguments.get("min_score", LEAST_SCORE)
        and all(
            arguments[name] in facet(snapshot, judged.finding) for name, facet in FACETS.items() if name in arguments
        )
    )


def _shown(judged: JudgedFinding) -> dict[str, Any]:
    found = finding_json(judged)
    if judged.verdict is not None:
        found["verdict"]["revision"] = judged.verdict.revision
    return found
