"""The OpenAPI document, and the documentation as a page of the house: made from it, loading nothing from outside."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request


@dataclass(frozen=True)
class Field:
    """One parameter, or one field of a body, as the page shows it."""

    name: str
    place: str  # path, query or header; empty for a field
    required: bool
    type: str
    about: str
    limits: str  # the choices, the bounds, what holds unless told


@dataclass(frozen=True)
class Operation:
    """One route and method as the page shows it; `curl` stands behind the address of the server."""

    id: str
    method: str
    path: str
    summary: str
    parameters: list[Field]
    fields: list[Field]
    answers: list[tuple[str, str]]
    answer: list[Field]
    headers: list[tuple[str, str]]
    curl: tuple[str, str]  # what comes before and after the address of the server


def blueprint(spec: dict[str, Any]) -> Blueprint:
    """The document /api/v1/openapi.json and the page /api/v1/docs."""
    pages = Blueprint("documentation", __name__)
    shown = groups(spec)

    @pages.get("/openapi.json")
    def openapi() -> Response:
        """The OpenAPI document."""
        return jsonify(spec)

    @pages.get("/docs")
    def docs() -> str:
        """Every operation by collection."""
        return render_template("api.html", groups=shown, host=request.host_url.rstrip("/"))

    return pages


def groups(spec: dict[str, Any]) -> dict[str, list[Operation]]:
    """Operations by collection, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                one = _operation(spec, path, method, operation | {"shared": methods.get("parameters", [])})
                found.setdefault(operation["tags"][0], []).append(one)
    return found


def _operation(spec: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Operation:
    parameters = [_resolved(spec, parameter) for parameter in [*operation["shared"], *operation["parameters"]]]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    answers = {status: _resolved(spec, answer) for status, answer in operation["responses"].items()}
    success = next(iter(answers.values()))
    headers = {name: _resolved(spec, header)["description"] for name, header in success.get("headers", {}).items()}
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        parameters=[
            _field(row["name"], row["schema"] | {"description": row["description"]}, row["in"], row.get("required"))
            for row in parameters
        ],
        fields=[field for field, schema in _fields(spec, content) if not schema.get("readOnly")],
        answers=[(status, answer["description"]) for status, answer in answers.items()],
        answer=[
            replace(field, required=False)
            for field, _schema in _fields(spec, success.get("content", {}).get("application/json", {}))
        ],
        headers=list(headers.items()),
        curl=_curl(path, method, parameters, content.get("example")),
    )


def _fields(spec: dict[str, Any], content: dict[str, Any]) -> list[tuple[Field, dict[str, Any]]]:
    schema = content.get("schema", {})
    schema = _resolved(spec, schema.get("items", schema))
    needed = schema.get("required", ())
    return [(_field(name, row, "", name in needed), row) for name, row in schema.get("properties", {}).items()]


def _field(name: str, row: dict[str, Any], place: str, required: bool | None) -> Field:
    kinds = row.get("type", "object")
    kind = kinds if isinstance(kinds, str) else ", ".join(kinds)
    return Field(name, place, bool(required), kind, row.get("description", ""), ", ".join(_limits(row)))


def _limits(row: dict[str, Any]) -> Iterator[str]:
    yield from (str(choice) for choice in row.get("enum", ()) if choice is not None)
    for word in ("minimum", "maximum", "maxLength", "maxItems", "format", "default"):
        if word in row:
            yield f"{word} {row[word]}"


def _curl(path: str, method: str, parameters: list[dict[str, Any]], example: Any) -> tuple[str, str]:
    """What to type into a shell, before and after the address of the server."""
    words = ["curl"] if method == "get" else ["curl", "-X", method.upper()]
    for parameter in parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(parameter["example"])))
        elif parameter.get("required"):
            words += ["-H", shlex.quote(f'{parameter["name"]}: "…"')]
    body = ""
    if example is not None:
        text = json.dumps(example, ensure_ascii=False)
        body = f" -H 'Content-Type: application/json' -d {shlex.quote(text)}"
    return " ".join(words), f"{path}{body}"


def _resolved(spec: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in item:
        return item
    found: Any = spec
    for part in item["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)
