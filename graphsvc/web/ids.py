"""Ids of records as one part of an address, for the rules of the pages."""

from __future__ import annotations

from werkzeug.routing import BaseConverter

from graphsvc import addresses


class RecordId(BaseConverter):
    """An id in an address, for rules like '/actors/<record:record_id>'; slashes typed by hand are taken too."""

    regex = r"[^/].*?"
    part_isolating = False
    weight = 200

    def to_python(self, value: str) -> str:
        """The id of the part of the address."""
        return addresses.decoded(value)

    def to_url(self, value: str) -> str:
        """The part of the address for the id."""
        return addresses.coded(value)
