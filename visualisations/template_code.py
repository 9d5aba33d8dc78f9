"""The code that templates are compiled to, kept in memory, since compiling takes longer than filling in a page."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class TemplateCode(BytecodeCache):
    """Compiled templates of environments with the same settings; one that has changed on disk is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}  # key of the template -> checksum of its text, code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the code where its text is still the same."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket."""
        if bucket.code is not None:
            self._kept[bucket.key] = bucket.checksum, bucket.code
