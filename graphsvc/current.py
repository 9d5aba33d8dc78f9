"""The service and the user of the request that is being answered."""

from __future__ import annotations

from typing import cast

from flask import current_app

from graphsvc.service import Service


def service() -> Service:
    """The service of the current application."""
    return cast(Service, current_app.extensions["graphsvc"])


def user() -> str:
    """Who makes the change; without accounts nobody is known by name."""
    return ""
