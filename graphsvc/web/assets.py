"""Addresses of the files that pages load: a changed file has a new address, so that no browser keeps an old one."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from flask import url_for

from visualisations import network

OWN = Path(__file__).parent / "static"


def asset(name: str) -> str:
    """The address of one of the pages' own files."""
    return url_for("web.static", filename=name, v=_version(OWN / name))


def picture_asset(name: str) -> str:
    """The address of one of the files of the network picture."""
    return url_for("web.network_static", name=name, v=_version(Path(network.STATIC) / name))


@functools.cache
def _version(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
