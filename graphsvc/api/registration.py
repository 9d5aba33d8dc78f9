"""Registers every collection of the API, its OpenAPI document and the probes with the application."""

from __future__ import annotations

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from flask import Flask
from flask_smorest import Api
from marshmallow import Schema

from graphsvc.api import changes, documentation, findings, imports, probes
from graphsvc.api.records import record_blueprint
from graphsvc.api.resources import RESOURCES

PREFIX = "/api/"
BASE = "/api/v1"
PROBES = ("/healthz", "/readyz")
VERSION = "1"


def _schema_name(schema: type[Schema] | Schema | str) -> str:
    """The name of a schema in the document; one whose fields may all be left out is a change of a record."""
    instance = resolve_schema_instance(schema)
    name = type(instance).__name__.removesuffix("Schema")
    return f"{name}Change" if instance.partial else name


def register(app: Flask) -> None:
    """Add the API to `app`."""
    app.config.update(
        API_TITLE="graphsvc",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=BASE,
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = Api(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_schema_name)})
    for resource in RESOURCES:
        api.register_blueprint(record_blueprint(resource), url_prefix=f"{BASE}/{resource.collection.name}")
    api.register_blueprint(findings.blueprint, url_prefix=f"{BASE}/findings")
    api.register_blueprint(imports.blueprint, url_prefix=f"{BASE}/imports")
    api.register_blueprint(changes.blueprint, url_prefix=f"{BASE}/changes")
    app.register_blueprint(probes.blueprint)
    app.register_blueprint(documentation.blueprint(api), url_prefix=BASE)
