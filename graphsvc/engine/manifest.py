"""What the engine's files were when it last stopped cleanly: sizes and SHA-256, compared before it is started again."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

NAME = "manifest.json"
COVERED = ("databases", "config")  # what the engine needs to answer right; its own log is not among it
CHUNK = 1 << 20  # bytes
CREATED = "database.created"  # says that there was a database once: an empty folder is then a loss, not a beginning


def write(folder: Path) -> None:
    """Record every file of the engine that has stopped; the manifest is on the disk when this returns."""
    text = json.dumps({file: list(_look(folder / file)) for file in _files(folder)}, sort_keys=True)
    beside = folder / (NAME + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(folder / NAME)


def damage(folder: Path) -> list[str] | None:
    """Files that are missing, new or different since the last clean stop; None where the last stop was none.

    A manifest that cannot be read counts as a different file.
    """
    manifest = folder / NAME
    if not manifest.exists():
        return None
    try:
        wanted = json.loads(manifest.read_text(encoding="utf-8"))
        sizes = {str(file): (int(size), str(digest)) for file, (size, digest) in wanted.items()}
    except (ValueError, TypeError, AttributeError, OSError):
        return [NAME]
    found = set(_files(folder))
    different = [file for file in sizes if file in found and _look(folder / file) != sizes[file]]
    return sorted(different + list(found ^ sizes.keys()))


def discard(folder: Path) -> None:
    """Forget the manifest, because the files are about to change."""
    (folder / NAME).unlink(missing_ok=True)


def _files(folder: Path) -> list[str]:
    return sorted(
        file.relative_to(folder).as_posix() for name in COVERED for file in (folder / name).rglob("*") if file.is_file()
    )


def _look(file: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256."""
    digest = hashlib.sha256()
    size = 0
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()
