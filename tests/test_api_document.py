"""The OpenAPI document says all that the API does and nothing else, and its page shows it without asking anybody."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from graphsvc.api import PROBES
from graphsvc.api.resources import RESOURCES
from graphsvc.config import Settings
from graphsvc.schemas import SCHEMAS
from graphsvc.store import Store
from tests.api_client import API, visitor
from tests.records_sample import sample
from tests.test_api_errors import TABLE

METHODS = ("get", "post", "put", "patch", "delete")
TYPES = {"string", "integer", "number", "boolean", "array", "object", "null"}
SCHEMA_WORDS = {"$ref", "additionalProperties", "anyOf", "default", "description", "enum", "format", "items",
                "maxItems", "maxLength", "maxProperties", "maximum", "minLength", "minimum", "properties", "readOnly",
                "required", "type"}  # fmt: skip
ABOUT_ITSELF = {"/api/v1/openapi.json", "/api/v1/docs"}
# A success that is not one operation after the other: what a record with the example's ids may answer instead.
NOT_THERE = {"404", "409", "412"}


@pytest.fixture
def client(embedded_store: Store, embedded_settings: Settings) -> FlaskClient:
    """A visitor of the small city."""
    return visitor(embedded_store, embedded_settings, sample())


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    """The document."""
    response = client.get(f"{API}/openapi.json")
    assert response.mimetype == "application/json"
    return dict(response.get_json())


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of all operations."""
    for path, methods in spec["paths"].items():
        assert set(methods) <= {*METHODS, "parameters"}
        for method in METHODS:
            if method in methods:
                operation = methods[method]
                shared = [resolved(spec, row) for row in methods.get("parameters", [])]
                own = [resolved(spec, row) for row in operation["parameters"]]
                yield path, method, operation | {"parameters": shared + own}


def resolved(spec: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    """`item`, or what it refers to."""
    if "$ref" not in item:
        return item
    assert set(item) == {"$ref"}
    found: Any = spec
    for part in item["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def every(part: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value below `part` with the name it has there."""
    yield name, part
    for key, value in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        yield from every(value, str(key))


def test_the_document_has_the_form_of_openapi(spec: dict[str, Any]) -> None:
    assert list(spec) == ["paths", "info", "tags", "openapi", "components", "servers"]
    assert spec["openapi"] == "3.1.0"
    assert spec["info"]["title"] == "graphsvc"
    assert spec["info"]["version"]
    for rule in ("~2f", "If-Match", "X-Total-Count", "Link", "lang=en", "typed", "code"):
        assert rule in spec["info"]["description"], rule
    used = {value for name, value in every(spec) if name == "$ref"}
    assert used
    for address in used:
        assert resolved(spec, {"$ref": address})
    sections = {name: rows for name, rows in spec["components"].items() if rows}
    offered = {f"#/components/{section}/{name}" for section, rows in sections.items() for name in rows}
    assert offered == used, "nothing is described that nobody uses"


def test_every_operation_says_what_it_takes_and_gives(spec: dict[str, Any]) -> None:
    tags = {row["name"] for row in spec["tags"]}
    assert all(row["description"] for row in spec["tags"])
    found = set()
    for path, method, operation in operations(spec):
        where = f"{method} {path}"
        assert operation["operationId"] not in found
        found.add(operation["operationId"])
        assert re.fullmatch(r"[A-Z].+\.", operation["summary"]), where
        assert set(operation["tags"]) <= tags
        names = [(row["name"], row["in"]) for row in operation["parameters"]]
        assert len(set(names)) == len(names), where
        assert {name for name, place in names if place == "path"} == set(re.findall(r"{(\w+)}", path)), where
        for row in operation["parameters"]:
            assert row["description"], (where, row["name"])
            assert row["in"] in ("path", "query", "header")
            assert row.get("required", False) == (row["in"] == "path" or row["name"] == "If-Match")
            check_schema(row["schema"])
            assert "null" not in json.dumps(row["schema"])
        if "requestBody" in operation:
            assert operation["requestBody"]["required"] is True
            (kind,) = operation["requestBody"]["content"]
            assert kind == "application/json"
        assert ("requestBody" in operation) == (method in ("post", "put", "patch") and not path.endswith("/undo"))
        for status, answer in operation["responses"].items():
            answer = resolved(spec, answer)
            assert answer["description"], (where, status)
            empty = status in ("204", "304", "308")
            assert ("content" in answer) != empty, (where, status)
            if not empty and not status.startswith("2"):
                assert answer["content"] == {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
        assert "default" in operation["responses"], where
        dry = any(row["name"] == "dry_run" for row in operation["parameters"])
        assert sum(status.startswith("2") for status in operation["responses"]) == 1 + dry, where


def test_versions_and_pages_are_documented_where_they_are(spec: dict[str, Any]) -> None:
    for path, method, operation in operations(spec):
        headers = next(
            set(resolved(spec, answer).get("headers", ()))
            for status, answer in operation["responses"].items()
            if status.startswith("2")
        )
        names = {row["name"] for row in operation["parameters"]}
        listed = "page" in names
        assert (headers >= {"X-Total-Count", "Link"}) == listed == ("page_size" in names), path
        versioned = path.endswith("{record_id}") or path in ("/api/v1/calibration", "/api/v1/layout")
        changing = versioned and method in ("put", "patch", "delete")
        assert ("If-Match" in names) == changing == ("428" in operation["responses"]), (method, path)
        assert ("412" in operation["responses"]) == changing
        assert ("If-None-Match" in names) == (method == "get") == ("304" in operation["responses"])
        assert ("Location" in headers) == ("201" in operation["responses"])
        assert "lang" in names
        if method == "get" or (changing and method != "delete") or "201" in operation["responses"]:
            assert "ETag" in headers, (method, path)
    unavailable = spec["components"]["responses"]["ServiceUnavailable"]
    assert "Retry-After" in unavailable["headers"]


def test_schemas_have_readable_names_and_every_field_is_described(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    records = {resource.schema.__name__.removesuffix("Schema") for resource in RESOURCES}
    others = {"Error", "Finding", "Evidence", "Verdict", "Import", "Change", "Revision", "Status"}
    others |= {"Warnings", "Implied", "Move", "Merge", "MergeWish", "MergeMade", "MergeSaid"}
    others |= {"MergeStatement", "MergeParted", "NewValue"}
    others |= {"Layout", "LayoutChange", "LayoutMade", "Anew", "Spot", "ActorPlace"}
    others |= {"CalibrationWish", "CalibrationShown", "CalibrationPreview", "CalibrationLearned", "Fit"}
    assert set(schemas) == records | {f"{name}Change" for name in records} | others
    for name, schema in schemas.items():
        check_schema(schema)
        assert schema["type"] == "object"
        for field, row in schema["properties"].items():
            assert row.get("description"), (name, field)
    for resource in RESOURCES:
        name = resource.schema.__name__.removesuffix("Schema")
        fields = SCHEMAS[resource.collection.type]().fields
        assert list(schemas[name]["properties"]) == list(schemas[f"{name}Change"]["properties"]) == list(fields)
        assert set(schemas[name]["required"]) == {field for field, cell in fields.items() if cell.required}
        assert "required" not in schemas[f"{name}Change"]
        read_only = {field for field, row in schemas[name]["properties"].items() if row.get("readOnly")}
        assert read_only == {"type", "version", "revision", "sources"}
    assert set(schemas["Error"]["required"]) == {"code", "status", "message", "errors"}


def check_schema(schema: Any) -> None:
    """That a schema uses the words of JSON Schema as they are meant."""
    assert set(schema) <= SCHEMA_WORDS, set(schema) - SCHEMA_WORDS
    kinds = schema.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        assert kind in TYPES
    if "enum" in schema:
        assert len(set(schema["enum"])) == len(schema["enum"]) > 0
    if isinstance(schema.get("additionalProperties"), dict):
        check_schema(schema["additionalProperties"])
    for part in [*schema.get("anyOf", ()), *schema.get("properties", {}).values()]:
        check_schema(part)
    if "array" in ([kinds] if isinstance(kinds, str) else kinds):
        check_schema(schema["items"])
    assert set(schema.get("required", ())) <= set(schema.get("properties", ()))


def test_every_route_is_in_the_document_and_every_operation_is_a_route(
    client: FlaskClient, spec: dict[str, Any]
) -> None:
    routes = set()
    for rule in client.application.url_map.iter_rules():
        if rule.rule.startswith("/api/") or rule.rule in PROBES:
            path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)
            routes |= {(path, method.lower()) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    documented = {(path, method) for path, method, _operation in operations(spec)}
    assert {(path, method) for path, method in routes if path not in ABOUT_ITSELF} == documented
    assert {path for path, _method in routes} >= ABOUT_ITSELF


@pytest.mark.parametrize("case", [name for name, (status, _code, _send) in TABLE.items() if status not in (405,)])
def test_every_refusal_that_can_occur_is_documented(client: FlaskClient, spec: dict[str, Any], case: str) -> None:
    status, _code, send = TABLE[case]
    response = send(client)
    if case == "no address":
        return
    path = urlsplit(response.request.path).path
    path = re.sub(r"^(/api/v1/(?:actors|memberships))/.+", r"\1/{record_id}", path)
    path = re.sub(r"^(/api/v1/findings)/.+", r"\1/{finding_id}", path)
    path = re.sub(r"^(/api/v1/imports)/.+", r"\1/{import_id}", path)
    path = re.sub(r"^(/api/v1/changes)/.+/undo", r"\1/{revision}/undo", path)
    assert str(status) in spec["paths"][path][response.request.method.lower()]["responses"], case


def test_answers_have_only_fields_that_are_documented(client: FlaskClient, spec: dict[str, Any]) -> None:
    for path, method, operation in operations(spec):
        if method == "get" and "{" not in path:
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            fields = set(resolved(spec, schema.get("items", schema))["properties"])
            found = client.get(path).get_json()
            for row in found if isinstance(found, list) else [found]:
                assert set(row) <= fields, path


def pages(client: FlaskClient, language: str = "de") -> str:
    """The page of the documentation."""
    response = client.get(f"{API}/docs?lang={language}")
    assert response.status_code == 200
    return response.get_data(as_text=True)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_shows_every_operation_and_asks_nobody(
    client: FlaskClient, spec: dict[str, Any], language: str
) -> None:
    page = pages(client, language)
    assert f'<html lang="{language}">' in page
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    text = unescape(page)
    for path, method, operation in operations(spec):
        start = text.index(f'id="{operation["operationId"]}"')
        block = text[start : text.index("</details>", start)]
        assert method.upper() in block
        assert path in block
        assert operation["summary"] in block
        for row in operation["parameters"]:
            assert row["name"] in block
            assert row["description"] in block
        if "page_size" in {row["name"] for row in operation["parameters"]}:
            assert "maximum 1000, default 50" in block
        for status in operation["responses"]:
            assert f">{status}<" in block
        if "requestBody" in operation:
            schema = resolved(spec, operation["requestBody"]["content"]["application/json"]["schema"])
            for field, about in schema["properties"].items():
                if not about.get("readOnly"):
                    assert f">{field}" in block
                    assert about["description"] in block
    if language == "en":
        text = text.replace("Öde", "").replace("gehört zu", "")  # the name of the city; a word that people type
        assert not re.search(r"[äöüÄÖÜß]", re.sub(r"<code.*?</code>|<header.*?</header>|<footer.*?</footer>", "", text))


def test_every_example_on_the_page_can_be_typed_as_it_stands(client: FlaskClient, spec: dict[str, Any]) -> None:
    lines = [unescape(line) for line in re.findall(r'<code class="code">(curl.*?)</code>', pages(client))]
    assert len(lines) == len(list(operations(spec)))
    sent = set()
    for line in lines:
        words = shlex.split(line)
        method, headers, body, address = "GET", {}, None, ""
        rest = iter(words[1:])
        for word in rest:
            if word == "-X":
                method = next(rest)
            elif word == "-H":
                name, _colon, value = next(rest).partition(": ")
                headers[name] = value
            elif word == "-d":
                body = next(rest)
            else:
                address = word
        parts = urlsplit(address)
        assert parts.netloc == "localhost"
        answer = client.open(parts.path, method=method, headers=headers, data=body)
        template = next(
            path
            for path, methods in spec["paths"].items()
            if method.lower() in methods and re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), parts.path)
        )
        sent.add((template, method))
        documented = spec["paths"][template][method.lower()]["responses"]
        assert str(answer.status_code) in documented, (line, answer.get_data(as_text=True))
        assert answer.status_code < 300 or str(answer.status_code) in NOT_THERE, (line, answer.get_data(as_text=True))
    assert sent == {(path, method.upper()) for path, method, _operation in operations(spec)}
