"""Imports over HTTP: what was imported when, and taking one back."""

from __future__ import annotations

from typing import Any

from flask.views import MethodView
from marshmallow import Schema, fields

from graphsvc import changelog, undoing
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.paging import one_page
from graphsvc.api.parameters import PageParameters
from graphsvc.api.resources import described
from graphsvc.current import service, user
from graphsvc.listing import import_json


class ImportSchema(Schema):
    """One import."""

    id = fields.String(**described("id of the import"))
    name = fields.String(**described("name of the file or folder"))
    format = fields.String(**described("format of the file"))
    sha256 = fields.String(**described("fingerprint of the file"))
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=fields.Integer()),
        **described("collection -> new, changed, unchanged, doubtful, rejected -> number of rows"),
    )
    at = fields.Integer(**described("epoch milliseconds"))
    user = fields.String(**described("who imported it; empty without accounts"))
    revision = fields.Integer(**described("revision of the graph that it made"))
    undone_in = fields.Integer(allow_none=True, **described("revision that took it back, or null"))


blueprint = Blueprint("imports", __name__, description="What was imported")


@blueprint.route("")
class Imports(MethodView):
    """The collection."""

    @blueprint.doc(operationId="list_imports")
    @blueprint.arguments(PageParameters, location="query")
    @blueprint.response(200, ImportSchema(many=True))
    def get(self, arguments: dict[str, Any]) -> Any:
        """Imports, newest first."""
        rows, headers = one_page(changelog.imports(service().store), arguments)
        return [import_json(entry) for entry in rows], headers


@blueprint.route("/<record:import_id>", merge_slashes=False)
class Import(MethodView):
    """One import."""

    @blueprint.doc(operationId="get_import")
    @blueprint.response(200, ImportSchema)
    def get(self, import_id: str) -> Any:
        """The import of this id."""
        return import_json(changelog.import_entry(service().store, import_id))


@blueprint.route("/<record:import_id>/undo", merge_slashes=False)
class ImportUndo(MethodView):
    """Taking back."""

    @blueprint.doc(operationId="undo_import")
    @blueprint.response(200, ImportSchema)
    def post(self, import_id: str) -> Any:
        """Take the import back exactly; 409 names under "records" what later changes rest on it."""
        undoing.undo_import(service().store, import_id, user=user())
        return import_json(changelog.import_entry(service().store, import_id))
