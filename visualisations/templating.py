"""The environment of all templates: what comes from data is escaped, and a name that nobody gave is an error."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from visualisations.network_view import allowed_url
from visualisations.template_code import TemplateCode

TEMPLATES = Path(__file__).parent / "templates"
_CODE = TemplateCode()


def fresh_environment() -> Environment:
    """An environment of one's own, for those who change it."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_CODE,
    )


@functools.cache
def environment() -> Environment:
    """The environment that sheets share; the filter `allowed` lets only harmless addresses through."""
    found = fresh_environment()
    found.filters["allowed"] = allowed_url
    return found
