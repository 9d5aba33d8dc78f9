"""The token that a form carries, so that no other site can send it in the visitor's name."""

from __future__ import annotations

import hmac
import secrets

from flask import abort, request, session

_KEY = "form"


def token() -> str:
    """The token of this visitor's session; made when the first form asks for it."""
    found = session.get(_KEY)
    if not isinstance(found, str):
        found = secrets.token_urlsafe(24)
        session[_KEY] = found
    return found


def check() -> None:
    """Ends the request with 400 unless its form carries the session's token."""
    kept = session.get(_KEY)
    sent = request.form.get("token", "")
    if not isinstance(kept, str) or not hmac.compare_digest(kept.encode(), sent.encode()):
        abort(400)
