"""Registers every collection of the API, its OpenAPI document and the probes with the application."""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api

from graphsvc.api import changes, documentation, findings, imports, probes
from graphsvc.api.records import record_blueprint
from graphsvc.api.resources import RESOURCES

PREFIX = "/api/"
BASE = "/api/v1"
PROBES = ("/healthz", "/readyz")
VERSION = "1"


def register(app: Flask) -> None:
    """Add the API to `app`."""
    app.config.update(
        API_TITLE="graphsvc",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=BASE,
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = Api(app)
    for resource in RESOURCES:
        api.register_blueprint(record_blueprint(resource), url_prefix=f"{BASE}/{resource.collection.name}")
    api.register_blueprint(findings.blueprint, url_prefix=f"{BASE}/findings")
    api.register_blueprint(imports.blueprint, url_prefix=f"{BASE}/imports")
    api.register_blueprint(changes.blueprint, url_prefix=f"{BASE}/changes")
    app.register_blueprint(probes.blueprint)
    app.register_blueprint(documentation.blueprint(api), url_prefix=BASE)
