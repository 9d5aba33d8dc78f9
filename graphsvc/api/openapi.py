"""The OpenAPI document: what flask-smorest knows of the views, and what holds for all of them alike."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask_smorest import Api

INTRODUCTION = """\
Who works together in a city, what there is for whom, and what exists twice.

**Values.** A value may be sent as JSON has it, or as a text as people type it: `"07/2011"`, `"2,5"`, `"Verein"`, or
several texts as `"one | other"`. Answers have the understood value, and what was typed under `typed`. Values that
nobody gave are left out; `null` says that nobody gave one. `sources` says for each field (`*` for all others) where its
value comes from: import, sheet and line; `["", "", 0]` is a change by hand.

**Ids in addresses.** Any text may be an id. In an address it is percent-encoded as usual, after these signs have become
`~` and two hexadecimal digits: `~` (`~7e`), `/` (`~2f`), `\\` (`~5c`), control characters, and the first dot of `.` and
`..` (`~2e`). So the id `A/1 b` is `A~2f1%20b`. The `Location` of a new record has it right. A slash that arrives as `/`
or `%2F` is understood too, where proxies leave it as it is.

**Lists** are JSON arrays. `page` and `page_size` turn pages, `X-Total-Count` says how many entries pass the filters,
and `Link` leads to the `first`, `prev`, `next` and `last` page. Several filters must all hold; unknown ones are
refused, blank ones are passed over.

**Versions.** A record comes with an `ETag`. To change or delete it send that as `If-Match`: without, the answer is 428;
with an old one it is 412, and you read the record again. `If-Match: *` stands for whatever version is there.

**Errors** all have one shape: `{"code", "status", "message", "errors"}`. Texts for people are German; `?lang=en`, which
a cookie then keeps, makes them English. Answers may be kept, but are to be asked for again (`Cache-Control: no-cache`).
"""

REFUSALS = {
    400: "The body is no JSON, or not in UTF-8.",
    403: "A browser sent this from a page of another site.",
    404: "There is nothing of this id.",
    409: "It does not fit what is there now; `errors.records` names the records that stand in the way.",
    412: "The record was changed since; read it again.",
    413: "The body is too large.",
    415: "The body is not sent as application/json.",
    422: "Values do not fit; `errors` says why, field by field.",
    428: "If-Match is missing.",
    503: "The store does not answer at the moment; try again.",
    507: "There is too little room on the disk of the service; nothing was saved.",
}
HEADERS = {
    "ETag": ("the version of this answer", "string"),
    "Link": ("addresses of the first, prev, next and last page (RFC 8288)", "string"),
    "Location": ("the address of the new record", "string"),
    "Retry-After": ("seconds to wait", "integer"),
    "X-Total-Count": ("how many entries pass the filters", "integer"),
}
PARAMETERS = {
    "IfMatch": ("If-Match", "header", True, "the ETag of the version that is changed", {"type": "string"}),
    "IfNoneMatch": ("If-None-Match", "header", False, "an ETag; 304 where it still holds", {"type": "string"}),
    "Language": ("lang", "query", False, "language of texts for people", {"type": "string", "enum": ["de", "en"]}),
}
IDS = {
    "record_id": ("id of the record, coded as the introduction says", "A1"),
    "finding_id": ("id of the finding", "0123456789abcdef"),
    "import_id": ("id of the import", "0123456789ab"),
    "merge_id": ("id of the merge", "merge-0123456789ab"),
    "revision": ("revision of the graph that the change made", 17),
}
VERSIONED = ("/api/v1/calibration", "/api/v1/layout")  # besides records
CHANGING = ("put", "patch", "delete")


def document(api: Api) -> dict[str, Any]:
    """The document of everything that is registered with `api`."""
    spec: dict[str, Any] = api.spec.to_dict()
    spec["info"]["description"] = INTRODUCTION
    spec["servers"] = [{"url": "/"}]
    components = spec["components"]
    components["headers"] = {
        name: {"description": text, "schema": {"type": kind}} for name, (text, kind) in HEADERS.items()
    }
    components["parameters"] = {
        key: {"name": name, "in": place, "required": required, "description": text, "schema": schema}
        for key, (name, place, required, text, schema) in PARAMETERS.items()
    }
    components["responses"] = _refusals()
    components["schemas"].pop("PaginationMetadata", None)  # of flask-smorest's own paging, which we do not use
    for path, operations in spec["paths"].items():
        for parameter in operations.get("parameters", ()):
            parameter["description"], parameter["example"] = IDS[parameter["name"]]
        for method, operation in operations.items():
            if method != "parameters":
                _complete(path, method, operation)
    return spec


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """Adds what follows from path and method."""
    record, undo, body = path.endswith("{record_id}"), path.endswith("/undo"), "requestBody" in operation
    versioned = record or path in VERSIONED
    refusals = {
        400: body,
        403: method != "get",
        404: "{" in path,
        409: method == "post" or (versioned and method != "get"),
        412: versioned and method in CHANGING,
        413: body,
        415: body,
        422: body or "parameters" in operation,
        428: versioned and method in CHANGING,
        503: path != "/healthz",
        507: method != "get",
    }
    parameters = operation.setdefault("parameters", [])
    responses = operation["responses"]
    success = next(status for status in ("201", "200", "204") if status in responses)
    told = method == "get" or (versioned and success != "204") or success == "201"
    names = ["ETag"] if told else []
    names += ["Location"] if success == "201" else []
    if any(parameter.get("name") == "page" for parameter in parameters):
        names += ["X-Total-Count", "Link"]
    if versioned and method in CHANGING:
        parameters.append(_ref("parameters", "IfMatch"))
    if method == "get":
        parameters.append(_ref("parameters", "IfNoneMatch"))
    parameters.append(_ref("parameters", "Language"))
    if names:
        responses[success]["headers"] = {name: _ref("headers", name) for name in names}
    given = {success: responses[success]}
    given |= {status: answer for status, answer in responses.items() if status.startswith("2")}
    given |= {"308": _ref("responses", "PermanentRedirect")} if record and method == "get" else {}
    given |= {"304": _ref("responses", "NotModified")} if method == "get" else {}
    given |= {str(status): _ref("responses", _name(status)) for status, holds in refusals.items() if holds}
    operation["responses"] = given | {"default": _ref("responses", "Error")}
    if undo:
        operation["responses"].pop("422", None)


def _refusals() -> dict[str, Any]:
    shape = {"application/json": {"schema": _ref("schemas", "Error")}}
    found: dict[str, Any] = {
        _name(status): {"description": text, "content": shape} for status, text in sorted(REFUSALS.items())
    }
    found["ServiceUnavailable"]["headers"] = {"Retry-After": _ref("headers", "Retry-After")}
    found["NotModified"] = {"description": "The reader has this version already; no body."}
    found["PermanentRedirect"] = {"description": "The record became part of another one, at the address in Location."}
    found["Error"] = {"description": "Any other refusal or failure.", "content": shape}
    return found


def _name(status: int) -> str:
    return "".join(word.capitalize() for word in HTTPStatus(status).name.split("_"))


def _ref(section: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{section}/{name}"}
