"""Many rows through one schema: the same values and errors as its `load`, without what marshmallow does around it."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError

from graphsvc.schemas.record import RecordSchema, contradictions_of


class RowReader:
    """Reads the rows of one sheet. A row in which all is well, as in nearly all, is read field by field, right away.

    Any other one is left to the schema, so that what is wrong is found and said in one place only.
    """

    def __init__(self, schema: RecordSchema) -> None:
        self.schema = schema
        self._fields = tuple(schema.load_fields.items())
        self._known = frozenset(schema.load_fields)
        self._needed = frozenset() if schema.partial else {name for name, cell in self._fields if cell.required}

    def read(self, raw: dict[str, Any]) -> dict[str, Any]:
        """What `schema.load(raw)` answers; raises its ValidationError."""
        values = self._right_away(raw)
        if values is None:
            values = self.schema.load(raw)
        return values

    def _right_away(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        """The understood values; None where anything is missing, unknown or wrong."""
        if not self._needed <= raw.keys() <= self._known:
            return None
        prepared = self.schema.prepared(raw)
        try:
            values = {
                name: cell.deserialize(prepared[name], name, prepared)
                for name, cell in self._fields
                if name in prepared
            }
        except ValidationError:
            return None
        return None if contradictions_of(values) else self.schema.with_typed(values, raw)
