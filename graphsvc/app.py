"""The Flask application: the only wiring of store, API and pages."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import HTTPException

from graphsvc import api, i18n, web
from graphsvc.config import Settings
from graphsvc.errors import GraphsvcError
from graphsvc.i18n import LANGUAGES
from graphsvc.record_ids import RecordId
from graphsvc.service import Service
from graphsvc.store import Store

MAX_BODY_BYTES = 2 * 1024 * 1024
COOKIE_LANGUAGE = "lang"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def create_app(store: Store, settings: Settings) -> Flask:
    """The service over `store`; several may live in one process."""
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = False
    app.url_map.converters["record"] = RecordId
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.extensions["graphsvc"] = Service(store, settings)
    app.before_request(lambda: _speak(settings.lang))
    app.before_request(_refuse_other_sites)
    app.after_request(_finish)
    api.register(app)
    app.register_blueprint(web.blueprint())
    app.register_error_handler(GraphsvcError, _answer)
    app.register_error_handler(HTTPException, _answer)
    return app


def _speak(default: str) -> None:
    asked = request.args.get("lang") or request.cookies.get(COOKIE_LANGUAGE) or default
    g.language = asked if asked in LANGUAGES else default
    i18n.set_language(g.language)


def _refuse_other_sites() -> None:
    """A page of another site must not change anything here through the visitor's browser."""
    origin = request.headers.get("Origin")
    if request.method not in SAFE_METHODS and origin is not None and origin != request.host_url.rstrip("/"):
        abort(403)


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Language", g.get("language", "de"))
    if request.args.get("lang") in LANGUAGES and request.method == "GET":
        response.set_cookie(COOKIE_LANGUAGE, request.args["lang"], max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


def _answer(error: GraphsvcError | HTTPException) -> Any:
    """One error shape for the API, one page for people."""
    if request.path.startswith(api.PREFIX) or request.path in api.PROBES:
        return api.error_response(error)
    return web.error_page(error)
