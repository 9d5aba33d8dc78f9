"""Ids of records in the rules of API and pages; every id has an address that proxies and browsers leave as it is."""

from __future__ import annotations

from werkzeug.routing import BaseConverter

from graphsvc import addresses


class RecordId(BaseConverter):
    """An id in an address, coded as `graphsvc.addresses` says; a slash may also stand as itself or as %2F.

    Rules with it need `merge_slashes=False`, else an id that begins with a slash is another one's.
    """

    regex = r".+?"
    part_isolating = False
    weight = 200

    def to_python(self, value: str) -> str:
        """The id of the part of the address."""
        return addresses.decoded(value)

    def to_url(self, value: str) -> str:
        """The part of the address for the id."""
        return addresses.coded(value)
