"""Reads a request: its parameters and its JSON as a schema understands them, or one of our errors that says why not."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask import Request
from flask_smorest import abort
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser, is_json_request

from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _


class Parser(FlaskParser):
    """Reads requests for the views; every refusal has the one shape and speaks the language of the request."""

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The parameters of the address; each may occur once."""
        several = [name for name, values in req.args.lists() if len(values) > 1]
        if several:
            raise ValidationError({name: [_("Diese Angabe darf nur einmal vorkommen.")] for name in several})
        return super().load_querystring(req, schema)

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The JSON object of the body."""
        if not is_json_request(req):
            abort(415)
        try:
            data = json.loads(req.get_data(), parse_constant=_refused)
        except (ValueError, RecursionError):  # no JSON, not in Unicode, or nested too deep
            abort(400, message=_("Das ist kein gültiges JSON in UTF-8."))
        if not isinstance(data, dict):
            raise InvalidInput(_("Senden Sie ein JSON-Objekt: { … }."))
        return data

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_kwargs: Any) -> NoReturn:
        """Raises InvalidInput with field -> sentences."""
        (messages,) = error.messages_dict.values()  # one location: query or json
        raise InvalidInput(_("Die Angaben passen nicht. Unter „errors“ steht, was zu ändern ist."), messages)


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are no JSON
