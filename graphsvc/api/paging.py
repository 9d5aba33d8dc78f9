"""Pages of a collection: X-Total-Count and Link headers (RFC 8288)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import Headers
from werkzeug.urls import iri_to_uri


def paging_headers(total: int, page: int, page_size: int) -> Headers:
    """The headers of page `page` (from 1) of `total` records."""
    last = max(1, -(-total // page_size))
    targets = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    links = [
        f'<{_address(target)}>; rel="{relation}"'
        for relation, target in targets.items()
        if (1 <= target <= last and target != page) or relation in ("first", "last")
    ]
    return Headers({"X-Total-Count": str(total), "Link": ", ".join(links)})


def _address(page: int) -> str:
    arguments = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"{iri_to_uri(request.base_url)}?{urlencode([*arguments, ('page', str(page))])}"
