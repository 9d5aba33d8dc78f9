"""The page for every error: what happened, what is safe, what to do; the number comes last and small."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from graphsvc import formatting
from graphsvc.errors import GraphsvcError
from graphsvc.i18n import gettext as _
from graphsvc.web import frame

RETRY_AFTER_SECONDS = 5
UNAVAILABLE = 503


@dataclass(frozen=True)
class Words:
    """Heading and advice of one status."""

    title: str
    advice: str


def words(status: int) -> Words:
    """What an HTTP status means for people; a status without words of its own is an unexpected one."""
    known = {
        400: Words(
            _("Das ließ sich nicht verstehen"),
            _(
                "Vielleicht war das Formular zu lange offen. "
                "Gehen Sie zurück, laden Sie die Seite neu und senden Sie erneut."
            ),
        ),
        403: Words(
            _("Das ist von hier aus nicht erlaubt"),
            _("Es wurde nichts gespeichert. Öffnen Sie die Seite direkt in diesem Programm."),
        ),
        404: Words(
            _("Diese Seite gibt es nicht"),
            _("Vielleicht wurde der Eintrag mit einem anderen zusammengeführt, oder im Link fehlt ein Zeichen."),
        ),
        405: Words(
            _("So lässt sich diese Seite nicht aufrufen"),
            _("Es wurde nichts gespeichert. Öffnen Sie die Seite über das Menü."),
        ),
        409: Words(
            _("Das passt nicht zum jetzigen Stand"),
            _("Es wurde nichts gespeichert. Sehen Sie nach, was sich geändert hat."),
        ),
        410: Words(
            _("Diesen Eintrag gibt es nicht mehr"),
            _("Er wurde gelöscht oder mit einem anderen zusammengeführt. Die Suche hilft weiter."),
        ),
        412: Words(
            _("Jemand war schneller"),
            _("Der Eintrag wurde inzwischen geändert. Laden Sie ihn neu; Ihre Eingabe wurde nicht gespeichert."),
        ),
        413: Words(_("Das ist zu groß"), _("Es wurde nichts gespeichert. Kürzen Sie den Text.")),
        422: Words(
            _("Eine Angabe passt nicht"),
            _("Es wurde nichts gespeichert. Gehen Sie zurück und prüfen Sie Ihre Eingabe."),
        ),
        428: Words(
            _("Es fehlt, worauf die Änderung beruht"),
            _("Es wurde nichts gespeichert. Laden Sie den Eintrag neu und ändern Sie ihn dann."),
        ),
        503: Words(
            _("Die Daten sind gerade nicht erreichbar"),
            _(
                "Was schon gespeichert war, ist sicher. Ihre letzte Eingabe wurde nicht gespeichert. "
                "Versuchen Sie es in einer Minute erneut."
            ),
        ),
    }
    known[507] = Words(
        _("Auf der Festplatte ist zu wenig Platz"),
        _("Was schon gespeichert war, ist sicher. Bitten Sie Ihre IT, Platz zu schaffen; dann geht es weiter."),
    )
    unexpected = Words(
        _("Hier ist etwas schiefgegangen"),
        _("Was schon gespeichert war, ist sicher. Versuchen Sie es erneut."),
    )
    return known.get(status, unexpected)


def error_page(error: GraphsvcError | HTTPException) -> Response:
    """`error` as a page in the house style, with its status; never with texts of the engine."""
    if isinstance(error, HTTPException) and error.response is not None:
        return make_response(error.response)  # a redirect, not an error
    status = error.status if isinstance(error, GraphsvcError) else error.code or InternalServerError.code
    detail = error.message if isinstance(error, GraphsvcError) and status < UNAVAILABLE and status != 500 else ""
    reference = ""
    if status >= 500:
        reference = secrets.token_hex(3)
        current_app.logger.error(
            "%s %s answered with %s, reference %s", request.method, request.path, status, reference
        )
    around: dict[str, Any] = {"frame": frame.plain()}
    if status < 500:
        with contextlib.suppress(GraphsvcError):
            around = {"frame": frame.full()}
    page = render_template(
        "error.html",
        **around,
        status=status,
        words=words(status),
        detail=detail,
        reference=reference,
        now=formatting.clock(datetime.now()),
        again="/" + request.full_path.strip("?").lstrip("/") if request.method == "GET" and status >= 500 else "",
    )
    response = make_response(page, status)
    if status == UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if isinstance(error, HTTPException):
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After"):
                response.headers[name] = value
    return response
