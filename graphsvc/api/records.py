"""One collection of records over HTTP: list, create, read, replace, change and delete with ETag and If-Match."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.views import MethodView
from flask_smorest import Blueprint

from graphsvc.api.paging import paging_headers
from graphsvc.api.resources import Resource
from graphsvc.canonical import to_json
from graphsvc.current import service, user
from graphsvc.errors import InvalidInput
from graphsvc.gate import record_of
from graphsvc.i18n import gettext as _
from graphsvc.model import Record

CREATED = 201


def record_blueprint(resource: Resource) -> Blueprint:
    """The routes of one collection."""
    collection, schema = resource.collection, resource.schema
    blueprint = Blueprint(collection.name, __name__, description=f"{collection.name.capitalize()} of the city")

    def etag_of(record: Record) -> list[int]:
        return [record.version, record.revision]

    @blueprint.route("")
    class Records(MethodView):
        """The collection."""

        @blueprint.arguments(resource.query, location="query")
        @blueprint.response(200, schema(many=True))
        def get(self, arguments: dict[str, Any]) -> Any:
            """Records that pass all filters, page by page."""
            page, size = arguments.pop("page"), arguments.pop("page_size")
            if on := arguments.get("on"):
                arguments["on"] = on.isoformat()
            found = collection.page(service().store, skip=(page - 1) * size, limit=size, **arguments)
            return [to_json(record) for record in found.items], paging_headers(found.total, page, size)

        @blueprint.arguments(schema)
        @blueprint.response(CREATED, schema)
        @blueprint.etag
        def post(self, data: dict[str, Any]) -> Any:
            """Create a record; without "id" it gets a new one."""
            data.setdefault("id", collection.new_id())
            record = collection.create(
                service().store, record_of(collection.type, data, service().snapshot()), user=user()
            )
            blueprint.set_etag(etag_of(record))
            location = url_for(f"{collection.name}.Single", record_id=record.id)
            return to_json(record), CREATED, {"Location": location}

    @blueprint.route("/<path:record_id>")
    class Single(MethodView):
        """One record."""

        @blueprint.etag
        @blueprint.response(200, schema)
        def get(self, record_id: str) -> Any:
            """The record of this id."""
            record = collection.get(service().store, record_id)
            blueprint.set_etag(etag_of(record))
            return to_json(record)

        @blueprint.etag
        @blueprint.arguments(schema)
        @blueprint.response(200, schema)
        def put(self, data: dict[str, Any], record_id: str) -> Any:
            """Replace the record; needs If-Match."""
            return self._change(record_id, data)

        @blueprint.etag
        @blueprint.arguments(schema(partial=True))
        @blueprint.response(200, schema)
        def patch(self, data: dict[str, Any], record_id: str) -> Any:
            """Change the fields that are sent; null clears a field; needs If-Match."""
            before = to_json(collection.get(service().store, record_id))
            return self._change(record_id, _merged(before, data))

        @blueprint.etag
        @blueprint.response(204)
        def delete(self, record_id: str) -> None:
            """Delete the record; needs If-Match; refused while others refer to it."""
            record = collection.get(service().store, record_id)
            blueprint.check_etag(etag_of(record))
            collection.delete(service().store, record_id, version=record.version, user=user())

        def _change(self, record_id: str, data: dict[str, Any]) -> Any:
            before = collection.get(service().store, record_id)
            blueprint.check_etag(etag_of(before))
            if data.setdefault("id", record_id) != record_id:
                text = _("Die Kennung eines Eintrags bleibt, wie sie ist.")
                raise InvalidInput(text, {"id": [text]})
            after = record_of(collection.type, data, service().snapshot(), before)
            record = collection.change(service().store, after, version=before.version, user=user())
            blueprint.set_etag(etag_of(record))
            return to_json(record)

    return blueprint


def _merged(before: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`before` with `changes`; what a changed field was typed as is forgotten."""
    kept = {key: value for key, value in before.items() if key not in ("type", "version", "revision", "typed")}
    typed = {key: value for key, value in before.get("typed", {}).items() if key not in changes}
    return kept | changes | {"typed": typed | changes.get("typed", {})}
