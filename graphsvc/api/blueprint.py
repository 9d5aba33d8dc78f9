"""The blueprint of every collection: flask-smorest's, with our way to read requests."""

from __future__ import annotations

import flask_smorest

from graphsvc.api.parsing import Parser


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """A collection of the API and what its document says about it."""

    ARGUMENTS_PARSER = Parser()
