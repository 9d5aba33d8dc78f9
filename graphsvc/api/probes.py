"""Probes for whoever runs the service: is the process alive, does the store answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graphsvc.current import service

blueprint = Blueprint("probes", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The store answers; 503 while it does not."""
    return jsonify(status="ok", revision=service().store.revision())
