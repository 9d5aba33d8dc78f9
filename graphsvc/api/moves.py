"""The field of a body that says which actors are put where."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.constants import missing

from graphsvc.api.parameters import Input
from graphsvc.i18n import gettext as _
from graphsvc.schemas.cells import Coordinate, Reference
from graphsvc.schemas.texts import shown

MOST_MOVES = 1000  # actors at once


class ActorPlaceSchema(Input):
    """One actor and where it is put."""

    id = Reference("the actor", to="actor", required=True)
    x = Coordinate("units of the picture to the right", required=True)
    y = Coordinate("units of the picture downwards", required=True)


class Moves(fields.List[Any]):
    """Actors that are put somewhere, as id -> (x, y); each may be named once."""

    def __init__(self, description: str) -> None:
        super().__init__(fields.Nested(ActorPlaceSchema), metadata={"description": description, "maxItems": MOST_MOVES})

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """The understood places; raises ValidationError with a sentence for each entry that is none."""
        if value is missing:
            return super().deserialize(value, attr, data, **kwargs)
        if value is None:
            return {}
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ValidationError(_("Hier wird eine Liste von Objekten erwartet: id, x, y."))
        if len(value) > MOST_MOVES:
            raise ValidationError(_("Das sind zu viele Werte. Höchstens %(most)s sind möglich.") % {"most": MOST_MOVES})
        rows = [ActorPlaceSchema().load(row) for row in value]
        found = {row["id"]: (row["x"], row["y"]) for row in rows}
        if len(found) < len(rows):
            ids = [row["id"] for row in rows]
            twice = next(actor for actor in ids if ids.count(actor) > 1)
            raise ValidationError(_("„%(id)s“ kommt mehrfach vor.") % {"id": shown(twice)})
        return found
