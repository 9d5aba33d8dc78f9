"""Fields that hold texts or numbers by name: they come from our own exports only, and are kept as they are."""

from __future__ import annotations

import math
from typing import Any

from marshmallow import ValidationError, fields

from graphsvc.i18n import gettext as _
from graphsvc.schemas.texts import is_clean


class PlainMap(fields.Field[dict[str, Any]]):
    """A JSON object whose values are all texts, or all numbers; null is an empty one."""

    def __init__(self, description: str, *, numbers: bool = False) -> None:
        super().__init__(
            metadata={
                "type": "object",
                "additionalProperties": {"type": "number" if numbers else "string"},
                "description": description,
            }
        )
        self.numbers = numbers

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """The object; raises ValidationError."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            return super().deserialize(value, attr, data, **kwargs)
        if not all(isinstance(name, str) and self._fits(item) for name, item in value.items()):
            raise ValidationError(_("Hier werden Paare aus Name und Wert erwartet."))
        return {name: float(item) if self.numbers else item for name, item in value.items()}

    def _fits(self, item: Any) -> bool:
        if not self.numbers:
            return isinstance(item, str) and is_clean(item)
        return isinstance(item, float | int) and not isinstance(item, bool) and math.isfinite(item)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, Any]:
        raise ValidationError(_("Hier werden Paare aus Name und Wert erwartet."))
