"""Addresses of pages: whatever an id contains, its address survives proxies and browsers."""

from __future__ import annotations

import re
from urllib.parse import quote

from graphsvc.model import COLLECTIONS

# Browsers resolve '..' and proxies merge '//' or refuse '%2F': such signs travel as '~' and their hexadecimal code.
_UNSAFE = re.compile(r"[~/\\\x00-\x1f\x7f]|^\.(?=\.?$)")
_CODED = re.compile(r"~([0-9a-f]{2})")


def coded(record_id: str) -> str:
    """The id as one part of an address."""
    return quote(_UNSAFE.sub(lambda found: f"~{ord(found[0]):02x}", record_id), safe="")


def decoded(part: str) -> str:
    """The id of a part of an address that was unquoted."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), part)


def of_record(kind: str, record_id: str) -> str:
    """The path of the page of a record: '/actors/A1'."""
    return f"/{COLLECTIONS[kind]}/{coded(record_id)}"


def of_finding(finding_id: str) -> str:
    """The path of the page of a finding."""
    return f"/findings/{coded(finding_id)}"
