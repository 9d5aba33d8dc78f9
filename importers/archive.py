"""Zip archives, opened only after everything that a hostile one needs has been looked for."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from importers.contract import ImportFileError, Limits

_MEGABYTE = 1024**2
_END = b"PK\x05\x06"
_END_FORMAT = "<4s4H2LH"
_LONGEST_COMMENT = 65_535
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_DIRECTORY_BYTES_PER_MEMBER = 512  # 46 and the name, with room
_ENCRYPTED = 0x1
_ARCHIVES = {".zip", ".xlsx", ".xlsm", ".jar", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".zst"}

# what zipfile raises for archives that are broken
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError, OSError)


@contextmanager
def opened(path: Path, limits: Limits, *, nested: bool) -> Iterator[zipfile.ZipFile]:
    """The archive, checked: nothing outside it, nothing encrypted, no bomb; `nested` says if it may hold archives.

    Raises ImportFileError. Members are bounded by the sizes that were checked, since zipfile reads no byte beyond them.
    """
    name = path.name
    _check_directory(path, limits)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        raise ImportFileError("corrupt", file=name) from None
    with archive:
        _check_members(archive, path, limits, nested=nested)
        yield archive


def _check_directory(path: Path, limits: Limits) -> None:
    """Look at the end of the file before zipfile reads the whole directory, which may be made of a million members."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _LONGEST_COMMENT - struct.calcsize(_END_FORMAT)))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < struct.calcsize(_END_FORMAT):
        raise ImportFileError("corrupt", file=path.name)
    if tail[max(0, at - _ZIP64_LOCATOR_SIZE) : at].startswith(_ZIP64_LOCATOR):
        raise ImportFileError("unsupported_zip", file=path.name)
    directory_bytes = struct.unpack_from(_END_FORMAT, tail, at)[5]
    if directory_bytes > limits.members * _DIRECTORY_BYTES_PER_MEMBER:
        raise ImportFileError("too_many_members", file=path.name, limit=str(limits.members))


def _check_members(archive: zipfile.ZipFile, path: Path, limits: Limits, *, nested: bool) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise ImportFileError("too_many_members", file=path.name, limit=str(limits.members))
    for member in members:
        details = {"file": path.name, "member": member.filename}
        if _outside(member.orig_filename) or stat.S_ISLNK(member.external_attr >> 16):
            raise ImportFileError("unsafe_path", **details)
        if member.flag_bits & _ENCRYPTED:
            raise ImportFileError("encrypted", file=path.name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ImportFileError("unsupported_zip", file=path.name)
        if not nested and PurePosixPath(member.filename).suffix.lower() in _ARCHIVES:
            raise ImportFileError("nested_archive", **details)
        if member.file_size > _MEGABYTE and member.file_size > limits.ratio * member.compress_size:
            raise ImportFileError("zip_bomb", **details)
    if sum(member.compress_size for member in members) > path.stat().st_size:  # members that lie over each other
        raise ImportFileError("zip_bomb", file=path.name, member=members[0].filename)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        limit = str(limits.unpacked_bytes // _MEGABYTE)
        raise ImportFileError("unpacked_too_large", file=path.name, limit=limit)


def _outside(name: str) -> bool:
    """Whether a member would lie elsewhere if it were unpacked."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in name


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    """The bytes of a member; raises ImportFileError if it is too large or broken."""
    name = PurePosixPath(member.filename).name
    if member.file_size > limits.file_bytes:
        raise ImportFileError("file_too_large", file=name, limit=str(limits.file_bytes // _MEGABYTE))
    try:
        return archive.read(member)
    except BROKEN:
        raise ImportFileError("corrupt", file=name) from None
