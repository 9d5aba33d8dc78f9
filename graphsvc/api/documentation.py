"""The documentation of the API as a page of the house, rendered from the OpenAPI document; loads nothing from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask_smorest import Api


@dataclass(frozen=True)
class Operation:
    """One route and method as the page shows it."""

    method: str
    path: str
    summary: str
    parameters: list[dict[str, Any]]
    body: str
    answers: list[tuple[str, str]]


def blueprint(api: Api) -> Blueprint:
    """The page /api/v1/docs."""
    page = Blueprint("documentation", __name__)

    @page.get("/docs")
    def docs() -> str:
        """Every operation by collection."""
        spec = api.spec.to_dict()
        schemas = {name: schema.get("properties", {}) for name, schema in spec["components"]["schemas"].items()}
        return render_template("api.html", groups=groups(spec), schemas=schemas)

    return page


def groups(spec: dict[str, Any]) -> dict[str, list[Operation]]:
    """Operations by collection, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for path, methods in spec["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method == "parameters":
                continue
            parameters = [_resolved(spec, parameter) for parameter in [*shared, *operation.get("parameters", [])]]
            name = (operation.get("tags") or ["service"])[0]
            found.setdefault(name, []).append(
                Operation(
                    method=method.upper(),
                    path=path,
                    summary=operation.get("summary", ""),
                    parameters=parameters,
                    body=_schema_name(operation.get("requestBody", {})),
                    answers=[
                        (status, _resolved(spec, answer).get("description", ""))
                        for status, answer in operation.get("responses", {}).items()
                    ],
                )
            )
    return found


def _resolved(spec: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in item:
        return item
    found: Any = spec
    for part in item["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _schema_name(body: dict[str, Any]) -> str:
    content = body.get("content", {}).get("application/json", {}).get("schema", {})
    return str(content.get("$ref", "")).rsplit("/", 1)[-1]
