"""A file appears whole or not at all: it is written beside its place and moved there when it is complete."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to, which becomes `path` at the end of the block; raises InvalidInput where that cannot be."""
    if path.is_dir():
        raise InvalidInput(_("„%(path)s“ ist ein Ordner. Nennen Sie eine Datei.") % {"path": path})
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise InvalidInput(_("„%(path)s“ lässt sich nicht schreiben.") % {"path": path}) from error
    finally:
        beside.unlink(missing_ok=True)
