"""Imports over HTTP: what was imported when, and taking one back."""

from __future__ import annotations

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from graphsvc import ledger
from graphsvc.api.paging import paging_headers
from graphsvc.current import service, user
from graphsvc.listing import import_json


class ImportSchema(Schema):
    """One import."""

    id = fields.String()
    name = fields.String()
    format = fields.String()
    sha256 = fields.String()
    counts = fields.Dict()
    at = fields.Integer(metadata={"description": "epoch milliseconds"})
    user = fields.String()
    revision = fields.Integer()
    undone_in = fields.Integer(allow_none=True)


class PageQuery(Schema):
    """Which page."""

    page = fields.Integer(load_default=1, validate=validate.Range(1))
    page_size = fields.Integer(load_default=50, validate=validate.Range(1, 1000))


blueprint = Blueprint("imports", __name__, description="What was imported")


@blueprint.route("")
class Imports(MethodView):
    """The collection."""

    @blueprint.arguments(PageQuery, location="query")
    @blueprint.response(200, ImportSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Imports, newest first."""
        page, size = arguments["page"], arguments["page_size"]
        found = ledger.imports(service().store)
        rows = found[(page - 1) * size : page * size]
        return [import_json(entry) for entry in rows], paging_headers(len(found), page, size)


@blueprint.route("/<import_id>")
class Import(MethodView):
    """One import."""

    @blueprint.response(200, ImportSchema)
    def get(self, import_id: str) -> Any:
        """The import of this id."""
        return import_json(ledger.import_entry(service().store, import_id))


@blueprint.route("/<import_id>/undo")
class ImportUndo(MethodView):
    """Taking back."""

    @blueprint.response(200, ImportSchema)
    def post(self, import_id: str) -> Any:
        """Take the import back exactly; 409 names what later changes rest on it."""
        ledger.undo_import(service().store, import_id, user=user())
        return import_json(ledger.import_entry(service().store, import_id))
