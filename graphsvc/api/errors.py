"""The one error shape of the API: {"code", "status", "message", "errors"}."""

from __future__ import annotations

from flask import Response, jsonify
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from graphsvc.errors import GraphsvcError
from graphsvc.i18n import gettext as _

RETRY_AFTER_SECONDS = 2
KEPT_HEADERS = ("Allow", "Retry-After")


class ErrorSchema(Schema):
    """What every refusal looks like."""

    code = fields.String(
        required=True,
        metadata={
            "description": "what is wrong, for programs: invalid_input, not_found, conflict, stale_version, "
            "version_required, store_unavailable, bad_request, ..."
        },
    )
    status = fields.Integer(required=True, metadata={"description": "the HTTP status"})
    message = fields.String(required=True, metadata={"description": "what is wrong, for people"})
    errors = fields.Dict(
        required=True,
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={
            "description": "field or parameter -> sentences for people; in a conflict 'records' -> ids of the records "
            "that stand in the way; empty where there is nothing more to say"
        },
    )


def messages() -> dict[int, str]:
    """What an HTTP status means, for people."""
    return {
        400: _("Die Anfrage ist nicht verständlich."),
        403: _("Von einer anderen Website aus darf hier nichts geändert werden. Es wurde nichts gespeichert."),
        404: _("Diese Adresse gibt es nicht."),
        405: _("So lässt sich diese Adresse nicht benutzen."),
        413: _("Die Anfrage ist zu groß."),
        415: _("Dieses Format wird nicht verstanden. Senden Sie JSON mit „Content-Type: application/json“."),
        500: _("Das hätte nicht passieren dürfen. Prüfen Sie, ob Ihre Änderung gespeichert ist."),
    }


def error_response(error: GraphsvcError | HTTPException) -> Response:
    """`error` as JSON in the one shape."""
    if isinstance(error, GraphsvcError):
        response = _shape(error.code, error.status, error.message, error.errors)
    else:
        status = error.code or 500
        told = messages()
        own = (getattr(error, "data", None) or {}).get("message")  # flask_smorest.abort(400, message=...)
        message = own or told.get(status) or told[500 if status >= 500 else 400]
        response = _shape(error.name.lower().replace(" ", "_"), status, message, {})
        response.headers.update((name, value) for name, value in error.get_headers() if name in KEPT_HEADERS)
    if response.status_code == 503:
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    return response


def _shape(code: str, status: int, message: str, errors: dict[str, object]) -> Response:
    response = jsonify(code=code, status=status, message=message, errors=errors)
    response.status_code = status
    return response
