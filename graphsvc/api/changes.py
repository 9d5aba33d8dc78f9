"""The change log over HTTP, and taking one change back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from graphsvc import ledger
from graphsvc.api.imports import PageQuery
from graphsvc.api.paging import paging_headers
from graphsvc.current import service, user
from graphsvc.model import RECORD_TYPES


class ChangeSchema(Schema):
    """One entry of the change log."""

    id = fields.String()
    revision = fields.Integer()
    at = fields.Integer(metadata={"description": "epoch milliseconds"})
    user = fields.String()
    action = fields.String(validate=validate.OneOf(ledger.ACTIONS))
    summary = fields.String()
    touched = fields.List(fields.String(), metadata={"description": "type:id of every record that was touched"})
    import_id = fields.String(allow_none=True)
    before = fields.Dict(allow_none=True, metadata={"description": "type:id -> record; only when one record is asked"})
    after = fields.Dict(allow_none=True, metadata={"description": "type:id -> record; only when one record is asked"})


class ChangeQuery(PageQuery):
    """What may be asked for."""

    type = fields.String(validate=validate.OneOf(list(RECORD_TYPES)), metadata={"description": "type of the record"})
    record = fields.String(metadata={"description": "id of a record, together with its type"})


class RevisionSchema(Schema):
    """Where the graph stands."""

    revision = fields.Integer()


blueprint = Blueprint("changes", __name__, description="What was changed")


@blueprint.route("")
class Changes(MethodView):
    """The collection."""

    @blueprint.arguments(ChangeQuery, location="query")
    @blueprint.response(200, ChangeSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Changes, newest first; of one record with what it was before and after."""
        store = service().store
        page, size = arguments["page"], arguments["page_size"]
        if "record" in arguments and "type" in arguments:
            found = ledger.changes_of_record(store, arguments["type"], arguments["record"])
            rows, total = found[(page - 1) * size : page * size], len(found)
        else:
            rows = ledger.newest_changes(store, skip=(page - 1) * size, limit=size)
            total = ledger.change_count(store)
        return [asdict(entry) for entry in rows], paging_headers(total, page, size)


@blueprint.route("/<int:revision>/undo")
class ChangeUndo(MethodView):
    """Taking back."""

    @blueprint.response(200, RevisionSchema)
    def post(self, revision: int) -> Any:
        """Take one change back; 409 names what later changes rest on it."""
        return {"revision": ledger.undo_revision(service().store, revision, user=user())}
