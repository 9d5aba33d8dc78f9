"""Registers every collection of the API, its OpenAPI document and the probes with the application."""

from __future__ import annotations

from typing import cast

import flask_smorest
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from marshmallow import Schema

from graphsvc.api import calibration, changes, documentation, findings, imports, layout, merges, probes, versions
from graphsvc.api.errors import ErrorSchema
from graphsvc.api.openapi import document
from graphsvc.api.records import record_blueprint
from graphsvc.api.resources import RESOURCES

PREFIX = "/api/"
BASE = "/api/v1"
PROBES = ("/healthz", "/readyz")
VERSION = "1"


class _Api(flask_smorest.Api):  # type: ignore[misc]
    ERROR_SCHEMA = ErrorSchema


def _schema_name(schema: type[Schema] | Schema | str) -> str:
    """The name of a schema in the document; one whose fields may all be left out is a change of a record."""
    instance = resolve_schema_instance(schema)
    name = type(instance).__name__.removesuffix("Schema")
    return f"{name}Change" if instance.partial else name


def register(app: Flask) -> None:
    """Add the API to `app`."""
    app.config.update(API_TITLE="graphsvc", API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    writer = cast(DefaultJSONProvider, app.json)
    writer.ensure_ascii = writer.sort_keys = False  # letters as they are, fields in the order of the document
    app.after_request(_finished)
    api = _Api(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_schema_name)})
    for resource in RESOURCES:
        api.register_blueprint(record_blueprint(resource), url_prefix=f"{BASE}/{resource.collection.name}")
    api.register_blueprint(findings.blueprint, url_prefix=f"{BASE}/findings")
    api.register_blueprint(merges.blueprint, url_prefix=f"{BASE}/merges")
    api.register_blueprint(calibration.blueprint, url_prefix=f"{BASE}/calibration")
    api.register_blueprint(layout.blueprint, url_prefix=f"{BASE}/layout")
    api.register_blueprint(imports.blueprint, url_prefix=f"{BASE}/imports")
    api.register_blueprint(changes.blueprint, url_prefix=f"{BASE}/changes")
    api.register_blueprint(probes.blueprint)
    app.register_blueprint(documentation.blueprint(document(api)), url_prefix=BASE)


def _finished(response: Response) -> Response:
    """What all answers of the API have in common."""
    if request.path.startswith(PREFIX) or request.path in PROBES:
        response.headers.setdefault("Cache-Control", "no-cache")
        return versions.revalidated(response)
    return response
