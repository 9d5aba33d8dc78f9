"""The one error shape of the API: {"code", "status", "message", "errors"}."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from werkzeug.exceptions import HTTPException

from graphsvc.errors import GraphsvcError
from graphsvc.i18n import gettext as _

RETRY_AFTER_SECONDS = 2


def messages() -> dict[int, str]:
    """What an HTTP status means, for people."""
    return {
        400: _("Die Anfrage ist nicht verständlich."),
        404: _("Diese Adresse gibt es nicht."),
        405: _("So lässt sich diese Adresse nicht benutzen."),
        412: _("Der Eintrag wurde inzwischen geändert. Laden Sie ihn neu."),
        413: _("Die Anfrage ist zu groß."),
        415: _("Dieses Format wird nicht verstanden. Senden Sie JSON."),
        422: _("Die Angaben passen nicht. Unter „errors“ steht, was zu ändern ist."),
        428: _("Senden Sie mit If-Match, auf welchem Stand die Änderung beruht."),
        500: _("Das hätte nicht passieren dürfen. Es wurde nichts gespeichert."),
        503: _("Der Datenspeicher antwortet gerade nicht. Bitte versuchen Sie es gleich erneut."),
    }


def error_response(error: GraphsvcError | HTTPException) -> Response:
    """`error` as JSON in the one shape."""
    details: Any = {}
    if isinstance(error, GraphsvcError):
        status, code, message, details = error.status, error.code, error.message, error.errors
    else:
        status = error.code or 500
        code = error.name.lower().replace(" ", "_")
        message = messages().get(status, messages()[500] if status >= 500 else messages()[400])
        data = getattr(error, "data", None) or {}  # flask-smorest keeps the schema's messages here
        details = data.get("messages") or data.get("errors") or {}
    response = jsonify(code=code, status=status, message=message, errors=details)
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
