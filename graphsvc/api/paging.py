"""Pages of a collection: X-Total-Count and Link headers (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import Headers
from werkzeug.urls import iri_to_uri

T = TypeVar("T")


def paging_headers(total: int, page: int, page_size: int) -> Headers:
    """The headers of page `page` (from 1) of `total` entries."""
    last = max(1, -(-total // page_size))
    targets = {"first": 1, "prev": min(page - 1, last), "next": page + 1, "last": last}
    links = [f'<{_address(target)}>; rel="{relation}"' for relation, target in targets.items() if 1 <= target <= last]
    return Headers({"X-Total-Count": str(total), "Link": ", ".join(links)})


def one_page(rows: Sequence[T], arguments: dict[str, Any]) -> tuple[list[T], Headers]:
    """The entries of the page that is asked for, with its headers."""
    page, size = arguments["page"], arguments["page_size"]
    return list(rows[(page - 1) * size : page * size]), paging_headers(len(rows), page, size)


def _address(page: int) -> str:
    arguments = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"{iri_to_uri(request.base_url)}?{urlencode([*arguments, ('page', str(page))])}"
