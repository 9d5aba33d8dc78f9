"""Versions of records over HTTP: the ETag that a reader gets, and the If-Match that a change must bring."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, request
from werkzeug.http import quote_etag

from graphsvc.canonical import line, to_json
from graphsvc.errors import StaleVersion, VersionRequired
from graphsvc.i18n import gettext as _
from graphsvc.model import Record

CHANGING = ("PUT", "PATCH", "DELETE")
READING = ("GET", "HEAD")


def etag(record: Record) -> str:
    """The tag of this version of the record: another one whenever anything about the record differs."""
    return hashlib.sha256(line(to_json(record)).encode()).hexdigest()[:32]


def etag_header(record: Record) -> dict[str, str]:
    """The header that tells a reader the version."""
    return {"ETag": quote_etag(etag(record))}


def version_required(view: Callable[..., Any]) -> Callable[..., Any]:
    """`view`, which raises VersionRequired where a change does not say on which version it rests."""

    @functools.wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if request.method in CHANGING and not request.if_match:
            raise VersionRequired(_("Senden Sie mit If-Match, auf welchem Stand die Änderung beruht."))
        return view(*args, **kwargs)

    return checked


def check(record: Record) -> None:
    """Raises StaleVersion where If-Match names another version than this one; `*` stands for any.

    Weak tags count too: a proxy that compresses answers makes every tag weak, and ours names one version exactly.
    """
    check_tag(etag(record), _("Der Eintrag wurde inzwischen geändert. Laden Sie ihn neu."))


def check_tag(tag: str, told: str) -> None:
    """Raises StaleVersion with the sentence `told` where If-Match names another tag than this one."""
    if not request.if_match.contains_weak(tag):
        raise StaleVersion(told)


def revalidated(response: Response) -> Response:
    """`response` with a tag, for caches to ask with; 304 without body where the reader has the same already."""
    if request.method in READING and response.status_code == 200:
        response.add_etag()
        tag, _weak = response.get_etag()
        if tag is not None and request.if_none_match.contains_weak(tag):
            response.status_code = 304
    return response
