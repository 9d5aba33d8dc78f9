"""The change log over HTTP, and taking one change back."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask.views import MethodView
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from graphsvc import changelog
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.paging import one_page, paging_headers
from graphsvc.api.parameters import PageParameters, key, parameter
from graphsvc.api.resources import described
from graphsvc.changelog import ChangeEntry
from graphsvc.current import service, user
from graphsvc.i18n import gettext as _
from graphsvc.model import RECORD_TYPES
from graphsvc.schemas.cells import Reference

LARGEST_REVISION = 10**15


class ChangeSchema(Schema):
    """One change; of one with more than 500 records the list shows the first 500."""

    id = fields.String(**described("id of the entry"))
    revision = fields.Integer(**described("revision of the graph that the change made"))
    at = fields.Integer(**described("epoch milliseconds"))
    user = fields.String(**described("who made it; empty without accounts"))
    action = fields.String(validate=validate.OneOf(changelog.ACTIONS), **described("what was done"))
    summary = fields.String(**described("what was done, for people"))
    touched = fields.List(fields.String(), **described("type:id of records that were touched, 500 at most"))
    records = fields.Integer(**described("how many records were touched"))
    import_id = fields.String(allow_none=True, **described("the import that did it or was taken back, or null"))
    before = fields.Dict(
        allow_none=True,
        **described("type:id -> record; only where one record is asked for; empty where it was created"),
    )
    after = fields.Dict(
        allow_none=True,
        **described("like before; empty where it was deleted, and where an import created it"),
    )


class ChangeParameters(PageParameters):
    """What may be asked for."""

    type = parameter(key("type of one record", tuple(RECORD_TYPES)))
    record = parameter(Reference("one record, together with its type", to=""))

    @validates_schema
    def _both_or_none(self, data: dict[str, Any], **_kwargs: Any) -> None:
        for given, missing in (("type", "record"), ("record", "type")):
            if data.get(given) is not None and data.get(missing) is None:
                raise ValidationError({missing: [_("Nennen Sie „type“ und „record“ zusammen.")]})


class RevisionSchema(Schema):
    """Where the graph stands."""

    revision = fields.Integer(**described("revision of the graph"))


blueprint = Blueprint("changes", __name__, description="What was changed")


@blueprint.route("")
class Changes(MethodView):
    """The collection."""

    @blueprint.doc(operationId="list_changes")
    @blueprint.arguments(ChangeParameters, location="query")
    @blueprint.response(200, ChangeSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Changes, newest first; of one record with what it was before and after."""
        rows, headers = _of_record(arguments) if "record" in arguments else _newest(arguments)
        return [asdict(entry) for entry in rows], headers


@blueprint.route(f"/<int(max={LARGEST_REVISION}):revision>/undo")
class ChangeUndo(MethodView):
    """Taking back."""

    @blueprint.doc(operationId="undo_change")
    @blueprint.response(200, RevisionSchema)
    def post(self, revision: int) -> Any:
        """Take one change back; 409 names under "records" what later changes rest on it."""
        return {"revision": service().undo_revision(revision, user=user())}


def _newest(arguments: dict[str, Any]) -> Any:
    page, size = arguments["page"], arguments["page_size"]
    rows = changelog.newest_changes(service().store, skip=(page - 1) * size, limit=size)
    return rows, paging_headers(changelog.change_count(service().store), page, size)


def _of_record(arguments: dict[str, Any]) -> Any:
    kind, record_id = arguments["type"], arguments["record"]
    rows, headers = one_page(changelog.changes_of_record(service().store, kind, record_id), arguments)
    return [_about(entry, f"{kind}:{record_id}") for entry in rows], headers


def _about(entry: ChangeEntry, record: str) -> ChangeEntry:
    """The entry without what other records were: one of an import holds hundreds."""

    def only(rows: dict[str, Any] | None) -> dict[str, Any]:
        return {key: value for key, value in (rows or {}).items() if key == record}

    return replace(entry, before=only(entry.before), after=only(entry.after))
