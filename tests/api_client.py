"""A visitor of the API over a store, as the tests of the API need one."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc import ledger
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.model import Record
from graphsvc.store import Store
from tests.records_sample import creations

API = "/api/v1"


def visitor(store: Store, settings: Settings, records: list[Record] | None = None) -> FlaskClient:
    """A visitor of the API over `store`, which holds `records`."""
    if records:
        ledger.commit(store, creations(records), action="edit", summary="angelegt")
    return create_app(store, settings).test_client()


def ids(response: TestResponse) -> list[str]:
    """The ids of a list."""
    assert response.status_code == 200, response.get_data(as_text=True)
    return [row["id"] for row in response.get_json()]


def links(response: TestResponse) -> dict[str, str]:
    """Relation -> address (without host) of the header Link."""
    found = {}
    for address, relation in re.findall(r'<([^<>]+)>; rel="(\w+)"', response.headers["Link"]):
        parts = urlsplit(address)
        assert parts.scheme == "http", "an address that can be followed as it is"
        found[relation] = f"{parts.path}?{parts.query}"
    return found


def errors(response: TestResponse, status: int) -> dict[str, Any]:
    """The errors of a refusal in the one shape."""
    shape = response.get_json()
    assert response.status_code == status, shape
    assert list(shape) == ["code", "status", "message", "errors"]
    assert shape["status"] == status
    assert shape["message"].endswith((".", "?"))
    found: dict[str, Any] = shape["errors"]
    return found


def tag(client: FlaskClient, address: str) -> dict[str, str]:
    """The header with which the record at `address` may be changed."""
    return {"If-Match": client.get(address).headers["ETag"]}
