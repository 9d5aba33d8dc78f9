"""Merging over HTTP: several records become one, after a look at what would happen, and are parted again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import url_for
from flask.views import MethodView
from marshmallow import Schema, fields

from graphsvc import merging
from graphsvc.api import versions
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.paging import one_page
from graphsvc.api.parameters import DryRun, Input, PageParameters, ShortText, key
from graphsvc.api.resources import described
from graphsvc.canonical import to_json
from graphsvc.current import service, user
from graphsvc.errors import NotFound
from graphsvc.i18n import gettext as _
from graphsvc.model import MERGED_TYPES, Merge, Record
from graphsvc.schemas.cells import Reference, Texts
from graphsvc.schemas.maps import PlainMap

CREATED = 201
MOST_REASON = 2000  # letters
MOST_PERSON = 200
EXAMPLE = {"kind": "actor", "into": "A1", "absorbed": ["A2"], "choices": {"phone": "A2"}, "reason": "Dasselbe Haus"}


class MergeWishSchema(Input):
    """Which records shall become one."""

    kind = key("type of the records", MERGED_TYPES, required=True)
    into = Reference("the one that stays", to="", required=True)
    absorbed = Texts("ids of the others, which lead to it from then on", required=True)
    choices = PlainMap("field -> id of the record whose values count; * for those of all, where it is a list")
    versions = PlainMap("id -> version of the record that you saw; where it was changed since, 409", numbers=True)
    reason = ShortText("why", most=MOST_REASON)
    person = ShortText("who decides; a function", most=MOST_PERSON)


class MergeSaidSchema(Schema):
    """What one of the records says that the one does not."""

    field = fields.String(**described("the field, or the first of several that belong together, as street and city"))
    record = fields.String(**described("id of the record that says it"))
    values = fields.Dict(**described("field -> value"))
    sources = fields.List(
        fields.Raw(), **described("where the values come from: import, sheet and line of each, or null")
    )


class MergeSchema(Schema):
    """Records that became one."""

    id = fields.String(**described("id of the merge"))
    kind = fields.String(**described("type of the records"))
    into = fields.String(**described("id of the one that stayed"))
    absorbed = fields.List(fields.String(), **described("ids of the others"))
    choices = fields.Dict(**described("field -> id of the record whose values count"))
    reason = fields.String(allow_none=True, **described("why"))
    person = fields.String(allow_none=True, **described("who decided"))
    merged_on = fields.String(**described("day of the merge"))
    record = fields.Dict(**described("the one record; empty where it was deleted since"))
    differing = fields.List(
        fields.Nested(MergeSaidSchema), **described("what the records say besides, kept with source")
    )


class MergeStatementSchema(MergeSaidSchema):
    """What one of the records says."""

    holds = fields.Boolean(**described("whether the one record says it too; else it is kept with the merge"))


class MergeMadeSchema(MergeSchema):
    """A merge that would be, or has just been made."""

    account = fields.List(
        fields.Nested(MergeStatementSchema), **described("all that the records say, each value with its source")
    )
    moved = fields.List(fields.String(), **described("type:id of records that name the one in place of others"))
    dropped = fields.List(
        fields.String(), **described("type:id of relations that would say nothing any more, or the same as another")
    )


class MergePartedSchema(Schema):
    """What taking a merge back did."""

    revision = fields.Integer(**described("revision of the graph"))
    left_out = fields.List(fields.String(), **described("type:id of what could not come back, since it was deleted"))


blueprint = Blueprint("merges", __name__, description="Records that became one")


@blueprint.route("")
class Merges(MethodView):
    """The collection."""

    @blueprint.doc(operationId="list_merges")
    @blueprint.arguments(PageParameters, location="query")
    @blueprint.response(200, MergeSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Merges that hold, newest first."""
        found = sorted(service().snapshot().merges.values(), key=lambda merge: (-merge.made_in, merge.id))
        rows, headers = one_page(found, arguments)
        return [_shown(merge) for merge in rows], headers

    @blueprint.doc(operationId="create_merge")
    @blueprint.arguments(DryRun, location="query")
    @blueprint.arguments(MergeWishSchema, example=EXAMPLE)
    @blueprint.response(CREATED, MergeMadeSchema)
    @blueprint.alt_response(200, schema=MergeMadeSchema, description="What a dry run would do")
    def post(self, arguments: dict[str, Any], data: dict[str, Any]) -> Any:
        """Make several records one: every value is kept with its source, and what named one of them names the one."""
        seen = {record_id: int(version) for record_id, version in data.pop("versions", {}).items()}
        wanted = merging.wish(**data)
        if arguments.get("dry_run"):
            planned = service().planned_merge(wanted)
            merging.refuse_changed(planned.members, seen)
            return _made(planned), 200
        made = service().merge(wanted, versions=seen, user=user())
        location = {"Location": url_for("merges.OneMerge", merge_id=made.merge.id)}
        return _made(made), CREATED, versions.etag_header(made.merge) | location


@blueprint.route("/<record:merge_id>", merge_slashes=False)
class OneMerge(MethodView):
    """One merge."""

    @blueprint.doc(operationId="get_merge")
    @blueprint.response(200, MergeSchema)
    def get(self, merge_id: str) -> Any:
        """The merge of this id."""
        merge = service().snapshot().merges.get(merge_id)
        if merge is None:
            raise NotFound(_("Diese Zusammenführung gibt es nicht. Vielleicht ist sie schon zurückgenommen."))
        return _shown(merge)


@blueprint.route("/<record:merge_id>/undo", merge_slashes=False)
class MergeUndo(MethodView):
    """Taking back."""

    @blueprint.doc(operationId="undo_merge")
    @blueprint.response(200, MergePartedSchema)
    def post(self, merge_id: str) -> Any:
        """Part the records again: each is as it was, and what was changed since stays with the one."""
        revision, done = service().take_merge_back(merge_id, user=user())
        return {"revision": revision, "left_out": [f"{kind}:{record_id}" for kind, record_id in done.left_out]}


def _shown(merge: Merge) -> dict[str, Any]:
    record = service().snapshot().records.get(merge.kind, {}).get(merge.into)
    return _described(merge, record, merging.members_of(merge))


def _made(plan: merging.Plan) -> dict[str, Any]:
    shown = _described(plan.merge, plan.result, plan.members)
    account = merging.account(plan.merge.kind, plan.result, plan.members)
    shown["account"] = [_statement(row) | {"holds": row.holds} for row in account]
    shown["moved"] = [f"{kind}:{record_id}" for kind, record_id in plan.moved]
    shown["dropped"] = [f"{kind}:{record_id}" for kind, record_id in plan.dropped]
    return shown


def _described(merge: Merge, record: Record | None, members: Any) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(merge).items() if name in MergeSchema().fields and name != "record"}
    shown["record"] = to_json(record) if record else {}
    said = merging.alternatives(merge.kind, record, members) if record else []
    shown["differing"] = list(map(_statement, said))
    return shown


def _statement(row: merging.Statement) -> dict[str, Any]:
    return {
        "field": row.unit.name,
        "record": row.record,
        "values": dict(zip(row.unit.fields or (row.unit.header,), row.said.values, strict=True)),
        "sources": list(row.sources),
    }
