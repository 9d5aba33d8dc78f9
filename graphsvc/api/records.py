"""One collection of records over HTTP: list, create, read, replace, change and delete with ETag and If-Match."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Response, jsonify, url_for
from flask.views import MethodView
from marshmallow import Schema, fields

from graphsvc.api import versions
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.findings import FindingSchema
from graphsvc.api.paging import paging_headers
from graphsvc.api.parameters import DryRun
from graphsvc.api.resources import Resource, described
from graphsvc.canonical import to_json
from graphsvc.current import service, user
from graphsvc.errors import Conflict, NotFound
from graphsvc.gate import merged, record_of
from graphsvc.i18n import gettext as _
from graphsvc.listing import finding_json
from graphsvc.merging import refuse_taken_id
from graphsvc.model import Record


class WarningsSchema(Schema):
    """What would be saved, and what it would double."""

    record = fields.Dict(**described("the record as it would be saved"))
    warnings = fields.List(fields.Nested(FindingSchema), **described("findings about it, strongest first"))


CREATED = 201
OK = 200
MOVED = 308


def _warnings(kind: str, record: Record) -> dict[str, Any]:
    snapshot = service().snapshot()
    if record.id in snapshot.records.get(kind, {}):
        raise Conflict(_("Die Kennung %(id)s gibt es schon. Es wurde nichts gespeichert.") % {"id": record.id})
    found = service().doubles_of(kind, record)
    return {"record": to_json(record), "warnings": [finding_json(judged) for judged in found]}


def record_blueprint(resource: Resource) -> Blueprint:
    """The routes of one collection."""
    collection, schema = resource.collection, resource.schema
    kind, name = collection.type, collection.name
    blueprint = Blueprint(name, __name__, description=f"{name.capitalize()} of the city")

    @blueprint.route("")
    class Records(MethodView):
        """The collection."""

        @blueprint.doc(operationId=f"list_{name}", summary=f"{name.capitalize()} that pass all filters, page by page.")
        @blueprint.arguments(resource.parameters, location="query")
        @blueprint.response(OK, schema(many=True))
        def get(self, arguments: dict[str, Any]) -> Any:
            """Records that pass all filters, page by page."""
            page, size = arguments.pop("page"), arguments.pop("page_size")
            found = collection.page(service().store, skip=(page - 1) * size, limit=size, **arguments)
            return [to_json(record) for record in found.items], paging_headers(found.total, page, size)

        @blueprint.doc(operationId=f"create_{kind}", summary=f'Create {resource.noun}; without "id" it gets a new one.')
        @blueprint.arguments(DryRun, location="query")
        @blueprint.arguments(schema, example=resource.example)
        @blueprint.response(CREATED, schema)
        @blueprint.alt_response(OK, schema=WarningsSchema, description="What a dry run would save, and what it doubles")
        def post(self, arguments: dict[str, Any], data: dict[str, Any]) -> Any:
            """Create a record; without "id" it gets a new one."""
            data.setdefault("id", collection.new_id())
            refuse_taken_id(service().snapshot(), kind, data["id"])
            wanted = record_of(kind, data, service().snapshot())
            if arguments.get("dry_run"):
                return jsonify(_warnings(kind, wanted))
            record = collection.create(service().store, wanted, user=user())
            location = {"Location": url_for(f"{name}.Single", record_id=record.id)}
            return to_json(record), CREATED, versions.etag_header(record) | location

    @blueprint.route("/<record:record_id>", merge_slashes=False)
    class Single(MethodView):
        """One record."""

        decorators: ClassVar = [versions.version_required]

        @blueprint.doc(operationId=f"get_{kind}", summary=f"The {kind} of this id.")
        @blueprint.response(OK, schema)
        def get(self, record_id: str) -> Any:
            """The record of this id; 308 leads on to the one that it became part of."""
            try:
                record = collection.get(service().store, record_id)
            except NotFound:
                there = service().snapshot().survivors.get((kind, record_id))
                if there is None:
                    raise
                return Response(status=MOVED, headers={"Location": url_for(f"{name}.Single", record_id=there)})
            return to_json(record), versions.etag_header(record)

        @blueprint.doc(operationId=f"replace_{kind}", summary=f"Replace {resource.noun}: what is not sent is cleared.")
        @blueprint.arguments(schema, example=resource.example)
        @blueprint.response(OK, schema)
        def put(self, data: dict[str, Any], record_id: str) -> Any:
            """Replace the record: what is not sent is cleared."""
            return _changed(record_id, lambda before: {"id": record_id} | data)

        @blueprint.doc(operationId=f"change_{kind}", summary=f"Change fields of {resource.noun}; null clears a field.")
        @blueprint.arguments(schema(partial=True), example=resource.change)
        @blueprint.response(OK, schema)
        def patch(self, data: dict[str, Any], record_id: str) -> Any:
            """Change the fields that are sent; null clears a field."""
            return _changed(record_id, lambda before: merged(before, data))

        @blueprint.doc(operationId=f"delete_{kind}", summary=f"Delete {resource.noun} that no other record refers to.")
        @blueprint.response(204)
        def delete(self, record_id: str) -> None:
            """Delete the record; refused while others refer to it."""
            record = _checked(record_id)
            collection.delete(service().store, record_id, version=record.version, user=user())

    def _checked(record_id: str) -> Record:
        refuse_taken_id(service().snapshot(), kind, record_id)
        record: Record = collection.get(service().store, record_id)
        versions.check(record)
        return record

    def _changed(record_id: str, change: Callable[[Record], dict[str, Any]]) -> Any:
        before = _checked(record_id)
        after = record_of(kind, change(before), service().snapshot(), before)
        record = collection.change(service().store, after, version=before.version, user=user())
        return to_json(record), versions.etag_header(record)

    return blueprint
