"""Probes for whoever runs the service: is the process alive, does the store answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from graphsvc.api.blueprint import Blueprint
from graphsvc.api.resources import described
from graphsvc.current import service


class StatusSchema(Schema):
    """That all is well."""

    status = fields.String(**described("always 'ok'"))
    revision = fields.Integer(**described("revision of the graph; only where the store was asked"))


blueprint = Blueprint("probes", __name__, description="For whoever runs the service")


@blueprint.route("/healthz")
@blueprint.doc(operationId="healthz")
@blueprint.response(200, StatusSchema)
def healthz() -> Any:
    """Whether the process answers; the store is not asked."""
    return {"status": "ok"}


@blueprint.route("/readyz")
@blueprint.doc(operationId="readyz")
@blueprint.response(200, StatusSchema)
def readyz() -> Any:
    """Whether the store answers; 503 while it does not."""
    return {"status": "ok", "revision": service().store.revision()}
