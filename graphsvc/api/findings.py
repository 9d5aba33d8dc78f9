"""Findings over HTTP: what exists twice, and the verdict on one."""

from __future__ import annotations

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from graphsvc.api.paging import paging_headers
from graphsvc.api.resources import described
from graphsvc.current import service
from graphsvc.listing import finding_json
from graphsvc.model import DECISIONS, FINDING_KINDS

STATES = ("open", "decided", "due", "changed")


class VerdictSchema(Schema):
    """What a person decides."""

    decision = fields.String(required=True, validate=validate.OneOf(DECISIONS), **described("the verdict"))
    reason = fields.String(validate=validate.Length(max=2000), load_default="", **described("why"))
    person = fields.String(validate=validate.Length(max=200), load_default="", **described("who decided; a function"))
    review_on = fields.String(load_default=None, allow_none=True, **described("day to look again, YYYY-MM-DD"))
    decided_on = fields.String(dump_only=True, **described("day of the decision"))
    score = fields.Float(dump_only=True, **described("points when it was decided"))


class EvidenceSchema(Schema):
    """The share of one dimension in the score."""

    dimension = fields.String()
    bits = fields.Float()
    shared = fields.List(fields.String())
    text = fields.String()


class FindingSchema(Schema):
    """Two records that are, or do, the same."""

    id = fields.String()
    kind = fields.String(validate=validate.OneOf(FINDING_KINDS))
    members = fields.List(fields.String())
    score = fields.Float()
    evidence = fields.List(fields.Nested(EvidenceSchema))
    explanation = fields.String()
    counterfactual = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    verdict = fields.Nested(VerdictSchema, allow_none=True)


class FindingQuery(Schema):
    """What may be asked for."""

    kind = fields.String(validate=validate.OneOf(FINDING_KINDS), **described("kind of finding"))
    state = fields.String(validate=validate.OneOf(STATES), **described("what was decided"))
    member = fields.String(**described("id of a record that takes part"))
    min_score = fields.Float(**described("points at least"))
    page = fields.Integer(load_default=1, validate=validate.Range(1))
    page_size = fields.Integer(load_default=50, validate=validate.Range(1, 1000))


blueprint = Blueprint("findings", __name__, description="What exists twice")


@blueprint.route("")
class Findings(MethodView):
    """The collection."""

    @blueprint.arguments(FindingQuery, location="query")
    @blueprint.response(200, FindingSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Findings above the threshold, strongest first."""
        found = [
            judged
            for judged in service().findings()
            if arguments.get("kind") in (None, judged.finding.kind)
            and arguments.get("state") in (None, judged.state)
            and (arguments.get("member") is None or arguments["member"] in judged.finding.members)
            and judged.finding.score >= arguments.get("min_score", float("-inf"))
        ]
        page, size = arguments["page"], arguments["page_size"]
        rows = found[(page - 1) * size : page * size]
        return [finding_json(judged) for judged in rows], paging_headers(len(found), page, size)


@blueprint.route("/<finding_id>")
class Finding(MethodView):
    """One finding."""

    @blueprint.response(200, FindingSchema)
    def get(self, finding_id: str) -> Any:
        """The finding of this id."""
        return finding_json(service().finding(finding_id))


@blueprint.route("/<finding_id>/verdict")
class Verdict(MethodView):
    """The verdict on one finding."""

    @blueprint.arguments(VerdictSchema)
    @blueprint.response(200, FindingSchema)
    def put(self, data: dict[str, Any], finding_id: str) -> Any:
        """Decide about the finding; an earlier verdict stays in the history."""
        service().decide(finding_id, **data)
        return finding_json(service().finding(finding_id))
