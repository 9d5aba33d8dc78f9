"""Ids of records as one part of an address: whatever an id contains, the address survives proxies and browsers."""

from __future__ import annotations

import re
from urllib.parse import quote

from werkzeug.routing import BaseConverter

# Browsers resolve '..' and proxies merge '//' or refuse '%2F': such signs travel as '~' and their hexadecimal code.
_UNSAFE = re.compile(r"[~/\\\x00-\x1f\x7f]|^\.(?=\.?$)")
_CODED = re.compile(r"~([0-9a-f]{2})")


class RecordId(BaseConverter):
    """An id in an address, for rules like '/actors/<record:record_id>'; slashes typed by hand are taken too."""

    regex = r"[^/].*?"
    part_isolating = False
    weight = 200

    def to_python(self, value: str) -> str:
        """The id of the part of the address."""
        return _CODED.sub(lambda found: chr(int(found[1], 16)), value)

    def to_url(self, value: str) -> str:
        """The part of the address for the id."""
        return quote(_UNSAFE.sub(lambda found: f"~{ord(found[0]):02x}", value), safe="")
