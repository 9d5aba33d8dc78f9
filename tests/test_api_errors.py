"""One error shape for every status that can occur, in the language of the reader and without a word of the engine."""

from __future__ import annotations

import dataclasses
import json
import logging
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc import changelog
from graphsvc import errors as kinds
from graphsvc.api import PROBES
from graphsvc.api.resources import RESOURCES
from graphsvc.app import MAX_BODY_BYTES, create_app
from graphsvc.config import Settings
from graphsvc.store import Store
from tests.api_client import API, errors, tag, visitor
from tests.records_sample import sample

JSON = "application/json"
FOREIGN = {"Origin": "https://elsewhere.example"}
GERMAN = re.compile(r"[äöüß„]| (?:die|der|das|nicht|Sie|ist|und|gibt)\b", re.I)
SECRET = re.compile(r"neo4j|arcade|bolt|cypher|traceback|driver|exception|Neo\.|\.py\b", re.I)

Request = Callable[[FlaskClient], TestResponse]
TABLE: dict[str, tuple[int, str, Request]] = {
    "no JSON": (400, "bad_request", lambda c: c.post(f"{API}/actors", data="{", content_type=JSON)),
    "empty body": (400, "bad_request", lambda c: c.post(f"{API}/actors", data="", content_type=JSON)),
    "not UTF-8": (400, "bad_request", lambda c: c.post(f"{API}/actors", data=b'{"name":"\xe4"}', content_type=JSON)),
    "NaN": (400, "bad_request", lambda c: c.post(f"{API}/actors", data='{"posts":NaN}', content_type=JSON)),
    "nested": (400, "bad_request", lambda c: c.post(f"{API}/actors", data="[" * 200_000, content_type=JSON)),
    "digits": (400, "bad_request", lambda c: c.post(f"{API}/actors", data="9" * 9_999, content_type=JSON)),
    "foreign POST": (403, "forbidden", lambda c: c.post(f"{API}/actors", json={"name": "X"}, headers=FOREIGN)),
    "foreign undo": (403, "forbidden", lambda c: c.post(f"{API}/changes/1/undo", headers=FOREIGN)),
    "foreign DELETE": (403, "forbidden", lambda c: c.delete(
        f"{API}/memberships/m1", headers=FOREIGN | {"If-Match": "*"})),
    "null origin": (403, "forbidden", lambda c: c.post(f"{API}/changes/1/undo", headers={"Origin": "null"})),
    "no address": (404, "not_found", lambda c: c.get(f"{API}/nowhere")),
    "no record": (404, "not_found", lambda c: c.get(f"{API}/actors/nobody")),
    "no record to change": (404, "not_found", lambda c: c.patch(f"{API}/actors/x", json={}, headers={"If-Match": "*"})),
    "no finding": (404, "not_found", lambda c: c.get(f"{API}/findings/nothing")),
    "no import": (404, "not_found", lambda c: c.get(f"{API}/imports/nothing")),
    "no change": (404, "not_found", lambda c: c.post(f"{API}/changes/99/undo")),
    "not here": (405, "method_not_allowed", lambda c: c.delete(f"{API}/actors")),
    "not there": (405, "method_not_allowed", lambda c: c.post(f"{API}/findings/x", json={})),
    "odd method": (405, "method_not_allowed", lambda c: c.open(f"{API}/actors", method="BREW")),
    "id is taken": (409, "conflict", lambda c: c.post(f"{API}/actors", json={"id": "A1", "name": "X"})),
    "still needed": (409, "conflict", lambda c: c.delete(f"{API}/actors/A1", headers={"If-Match": "*"})),
    "old version": (412, "stale_version", lambda c: c.delete(f"{API}/actors/A1", headers={"If-Match": '"old"'})),
    "too large": (413, "request_entity_too_large", lambda c: c.post(
        f"{API}/actors", data=b" " * (MAX_BODY_BYTES + 1), content_type=JSON)),
    "a form": (415, "unsupported_media_type", lambda c: c.post(f"{API}/actors", data={"name": "X"})),
    "no type": (415, "unsupported_media_type", lambda c: c.post(f"{API}/actors", data='{"name": "X"}')),
    "XML": (415, "unsupported_media_type", lambda c: c.put(
        f"{API}/actors/A1", data="<x/>", content_type="text/xml", headers={"If-Match": "*"})),
    "a list": (422, "invalid_input", lambda c: c.post(f"{API}/actors", json=[])),
    "wrong value": (422, "invalid_input", lambda c: c.post(f"{API}/actors", json={"name": 1})),
    "wrong parameter": (422, "invalid_input", lambda c: c.get(f"{API}/actors?page=x")),
    "wrong verdict": (422, "invalid_input", lambda c: c.get(f"{API}/findings?state=x")),
    "no version": (428, "version_required", lambda c: c.delete(f"{API}/actors/A1")),
}  # fmt: skip


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of the small city."""
    return visitor(embedded_store, embedded_settings, sample())


def checked(response: TestResponse, status: int, code: str) -> str:
    """The message of a refusal that has everything a refusal has."""
    errors(response, status)
    shape = json.loads(response.get_data())
    assert shape["code"] == code
    assert response.mimetype == JSON
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not SECRET.search(response.get_data(as_text=True))
    return str(shape["message"])


@pytest.mark.parametrize("case", TABLE)
def test_every_refusal_has_the_one_shape_in_german_and_english(client: FlaskClient, case: str) -> None:
    status, code, send = TABLE[case]
    before = client.get("/readyz").get_json()
    german = send(client)
    assert GERMAN.search(checked(german, status, code))
    assert german.headers["Content-Language"] == "de"
    client.get("/healthz?lang=en")  # a cookie keeps it
    english = send(client)
    message = checked(english, status, code)
    assert not re.search(r"[äöüß„]| (?:die|der|nicht|Sie|ist|und)\b", message), message
    assert english.headers["Content-Language"] == "en"
    assert client.get("/readyz").get_json() == before, "nothing was saved"
    if status == 405:
        assert german.headers["Allow"]


def test_the_language_can_stand_in_the_address_too(client: FlaskClient) -> None:
    german = client.get(f"{API}/actors/nobody").get_json()["message"]
    english = client.get(f"{API}/actors/nobody?lang=en").get_json()["message"]
    assert german == "Einen Eintrag mit der Kennung „nobody“ gibt es nicht."
    assert english != german


def test_every_status_of_our_errors_is_in_the_table() -> None:
    statuses = {kind.status for kind in vars(kinds).values() if isinstance(kind, type)} - {500, 503, 507}
    assert statuses <= {status for status, _code, _send in TABLE.values()}


def test_without_the_store_everything_says_so_and_when_to_come_back(
    embedded_settings: Settings, embedded_store: Store
) -> None:
    client = visitor(embedded_store, embedded_settings, sample())
    match = tag(client, f"{API}/actors/A1")
    with Store.open(embedded_settings) as second:
        client = create_app(second, embedded_settings).test_client()
    answers = [client.get("/readyz"), client.get(f"{API}/findings"), client.get(f"{API}/findings/x")]
    answers += [client.put(f"{API}/findings/x/verdict", json={"decision": "merge"})]
    answers += [client.get(f"{API}/imports"), client.get(f"{API}/imports/x"), client.post(f"{API}/imports/x/undo")]
    answers += [client.get(f"{API}/changes"), client.post(f"{API}/changes/1/undo")]
    answers += [client.get(f"{API}/changes?type=actor&record=A1")]
    for resource in RESOURCES:
        address = f"{API}/{resource.collection.name}"
        answers += [client.get(address), client.post(address, json=resource.example), client.get(f"{address}/x")]
        answers += [client.put(f"{address}/x", json=resource.example, headers=match)]
        answers += [client.patch(f"{address}/x", json={}, headers=match), client.delete(f"{address}/x", headers=match)]
    for answer in answers:
        assert GERMAN.search(checked(answer, 503, "store_unavailable"))
        assert int(answer.headers["Retry-After"]) > 0
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get(f"{API}/openapi.json").status_code == 200


def test_with_a_full_disk_reading_goes_on(embedded_settings: Settings, embedded_store: Store) -> None:
    full = dataclasses.replace(embedded_settings, min_free=10**12)
    with Store.open(full) as second:
        client = visitor(second, full)
        assert client.get(f"{API}/actors").status_code == 200
        answer = client.post(f"{API}/actors", json={"name": "X"})
        assert "Platz" in checked(answer, 507, "storage_full")


def test_the_unexpected_is_logged_and_tells_the_reader_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("bolt://neo4j:secret@db failed in driver.py")

    monkeypatch.setattr(changelog, "imports", broken)
    with caplog.at_level(logging.ERROR):
        for language, words in (("de", "Das hätte nicht passieren dürfen"), ("en", "This should not have happened")):
            answer = client.get(f"{API}/imports?lang={language}")
            message = checked(answer, 500, "internal_server_error")
            assert message.startswith(words)
            assert "secret" not in answer.get_data(as_text=True)
    assert "secret" in caplog.text, "whoever runs it finds the reason in the log"
    assert f"{API}/imports" in caplog.text


def test_reading_and_asking_what_is_possible(client: FlaskClient) -> None:
    for address in (f"{API}/actors", f"{API}/actors/A1", f"{API}/findings", f"{API}/imports", f"{API}/changes",
                    f"{API}/openapi.json", f"{API}/docs", *PROBES):  # fmt: skip
        read, head = client.get(address), client.head(address)
        assert (head.status_code, head.get_data()) == (200, b"")
        for name in ("ETag", "X-Total-Count", "Link", "Content-Type", "Cache-Control", "Content-Length"):
            assert head.headers.get(name) == read.headers.get(name), (address, name)
        assert read.headers["Cache-Control"] == "no-cache"
        options = client.options(address)
        assert options.status_code == 200
        assert {"GET", "HEAD", "OPTIONS"} <= set(options.headers["Allow"].split(", "))
        assert "Access-Control-Allow-Origin" not in options.headers
    single = set(client.options(f"{API}/actors/A1").headers["Allow"].split(", "))
    assert single == {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"}
    assert client.head(f"{API}/actors/nobody").status_code == 404
    assert client.head(f"{API}/actors/A1", headers={"If-None-Match": "*"}).status_code == 304


def test_the_probes_tell_process_and_store_apart(client: FlaskClient, embedded_store: Store) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json() == {"status": "ok", "revision": embedded_store.revision()}


def test_a_slash_at_the_end_of_a_collection_does_no_harm(client: FlaskClient) -> None:
    assert client.get(f"{API}/actors/").get_json() == client.get(f"{API}/actors").get_json()
