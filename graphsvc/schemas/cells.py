"""The kinds of fields: each reads what people type as well as JSON, and writes the cell that gives its value again."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields
from marshmallow.constants import missing

from graphsvc import values
from graphsvc.i18n import gettext as _
from graphsvc.model import FARTHEST
from graphsvc.schemas.texts import LONGEST_ID, LONGEST_TEXT, MOST_VALUES, SEPARATOR, clean, joined, shown

BEFORE_BIRTH = -9  # months
LARGEST_NUMBER = 1e12
DECIMALS = 9  # more than anybody types, and few enough to be written out and read again exactly


class Cell(fields.Field[Any]):
    """A field that takes a text as typed, or the JSON value itself; null and blank text mean that nobody gave it."""

    json_type: Any = "string"
    several = False  # whether it is never null

    def __init__(self, description: str, *, required: bool = False, **metadata: Any) -> None:
        kind = self.json_type if required or self.several else [self.json_type, "null"]
        super().__init__(required=required, metadata={"type": kind, "description": description} | metadata)

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """The understood value; raises ValidationError with a sentence for people."""
        if isinstance(value, str):
            if text := clean(value):
                return self.parse(text)
        elif value is missing:
            return super().deserialize(value, attr, data, **kwargs)
        elif value is not None:
            return self.native(value)
        if self.required:
            raise self.make_error("required")
        return self.nothing()

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        """The error that something needed is missing: the only one that marshmallow itself raises here."""
        return ValidationError(_("Diese Angabe fehlt. Tragen Sie sie bitte ein."))

    def nothing(self) -> Any:
        """The value where nobody gave one."""
        return None

    def parse(self, text: str) -> Any:
        """What is meant by `text` (clean and not empty)."""
        return text

    def native(self, value: Any) -> Any:
        """The value that JSON gave."""
        raise ValidationError(_("Hier wird ein Text erwartet."))

    def cell(self, value: Any) -> str:
        """The text that `parse` understands as exactly `value`."""
        return "" if value is None else str(value)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return list(value) if isinstance(value, tuple) else value


class Text(Cell):
    """A text; it is never read as HTML or as anything else."""

    def __init__(self, description: str, *, required: bool = False) -> None:
        super().__init__(description, required=required, maxLength=LONGEST_TEXT)


class Identifier(Cell):
    """The id of this record."""

    def parse(self, text: str) -> str:
        return identifier(text)


class Reference(Identifier):
    """The record that is meant, by its id; an import understands names too."""

    def __init__(self, description: str, *, to: str, required: bool = False) -> None:
        super().__init__(f"{description} (id)", required=required)
        self.to = to

    def parse(self, text: str) -> str:
        return " ".join(text.split())


class Texts(Cell):
    """Several texts: a JSON array, or one cell with | between them."""

    json_type = "array"
    several = True

    def __init__(self, description: str, *, required: bool = False) -> None:
        super().__init__(description, required=required, items={"type": "string"}, maxItems=MOST_VALUES)

    def nothing(self) -> list[str]:
        return []

    def parse(self, text: str) -> list[str]:
        return self._capped(list(values.split_values(text)))

    def native(self, value: Any) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValidationError(_("Hier wird eine Liste von Texten erwartet."))
        items = [" ".join(clean(item).split()) for item in value]
        if any(SEPARATOR in item for item in items):
            raise ValidationError(_("Das Zeichen | trennt Werte und darf in keinem Wert stehen."))
        return self._capped([item for item in items if item])

    def cell(self, value: Any) -> str:
        return joined(value or ())

    def _capped(self, items: list[str]) -> list[str]:
        found = list(dict.fromkeys(items))
        if len(found) > MOST_VALUES:
            raise ValidationError(
                _("Das sind zu viele Werte. Höchstens %(most)s sind möglich.") % {"most": MOST_VALUES}
            )
        clean(joined(found))  # the whole list must fit into one cell
        return found


class References(Texts):
    """The records that are meant, by their ids; an import understands names too."""

    def __init__(self, description: str, *, to: str) -> None:
        super().__init__(f"{description} (ids)")
        self.to = to


class Date(Cell):
    """A day; of a month or a year its first day or, where `last` is set, its last."""

    def __init__(self, description: str, *, last: bool = False) -> None:
        super().__init__(description, format="date")
        self.last = last

    def parse(self, text: str) -> str:
        try:
            found = values.parse_date(text)
        except values.ValueProblem as problem:
            raise ValidationError(
                _("„%(text)s“ ist kein Datum. Schreiben Sie zum Beispiel 2011, 07/2011 oder 01.07.2011.")
                % {"text": shown(text)}
            ) from problem
        return found.last if self.last else found.first

    def native(self, value: Any) -> Any:
        raise ValidationError(_("Hier wird ein Datum als Text erwartet: JJJJ-MM-TT."))


class Number(Cell):
    """A number; people write a comma."""

    json_type = "number"

    def __init__(self, description: str, *, required: bool = False, least: float = 0.0) -> None:
        super().__init__(description, required=required, minimum=least)
        self.least = least

    def parse(self, text: str) -> float:
        try:
            return self._within(float(values.parse_number(text)), text)
        except values.ValueProblem as problem:
            raise ValidationError(
                _("„%(text)s“ ist keine Zahl. Schreiben Sie zum Beispiel 10 oder 2,5.") % {"text": shown(text)}
            ) from problem

    def native(self, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValidationError(_("Hier wird eine Zahl erwartet."))
        try:
            return self._within(float(value), str(value))
        except OverflowError as error:
            raise ValidationError(_("Diese Zahl ist zu groß oder zu klein.")) from error

    def cell(self, value: Any) -> str:
        if value is None:
            return ""
        text = format(Decimal(repr(float(value))), "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")

    def _within(self, number: float, text: str) -> float:
        if not math.isfinite(number) or not self.least <= number <= LARGEST_NUMBER:
            raise ValidationError(_("„%(text)s“ ist zu groß oder zu klein.") % {"text": shown(text)})
        return round(number, DECIMALS) + 0.0  # minus zero is zero


class Coordinate(Number):
    """A place along one axis of a picture, to a tenth of its unit."""

    def __init__(self, description: str, *, required: bool = False) -> None:
        super().__init__(description, required=required, least=-FARTHEST)
        self.metadata = {**self.metadata, "maximum": FARTHEST}

    def _within(self, number: float, text: str) -> float:
        found = round(super()._within(number, text), 1) + 0.0
        if found > FARTHEST:
            raise ValidationError(
                _("„%(text)s“ liegt zu weit außen. Möglich ist höchstens %(most)s.")
                % {"text": shown(text), "most": int(FARTHEST)}
            )
        return found


class Count(Cell):
    """A whole number, 0 or more."""

    json_type = "integer"

    def __init__(self, description: str, *, required: bool = False, least: int = 0, most: int = 10**9) -> None:
        super().__init__(description, required=required, minimum=least, maximum=most)
        self.least, self.most = least, most

    def parse(self, text: str) -> int:
        try:
            return self._within(values.parse_integer(text), text)
        except values.ValueProblem as problem:
            raise ValidationError(
                _("„%(text)s“ ist keine ganze Zahl. Schreiben Sie zum Beispiel 12.") % {"text": shown(text)}
            ) from problem

    def native(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(_("Hier wird eine ganze Zahl erwartet."))
        return self._within(value, str(value) if abs(value) < LARGEST_NUMBER else "…")

    def _within(self, number: int, text: str) -> int:
        if not self.least <= number <= self.most:
            raise ValidationError(
                _("„%(text)s“ passt nicht. Möglich ist %(least)s bis %(most)s.")
                % {"text": shown(text), "least": self.least, "most": self.most}
            )
        return number


class Age(Count):
    """An age in whole months; a text is read as years, as people write ages: '3', '0,5', '6 Mon.', '0-3'."""

    def __init__(self, description: str, *, last: bool = False) -> None:
        super().__init__(description, least=BEFORE_BIRTH, most=values.OLDEST_AGE)
        self.last = last

    def parse(self, text: str) -> Any:
        try:
            return values.parse_age(text)
        except values.ValueProblem as problem:
            bounds = age_range(text)
            if bounds is None:
                raise ValidationError(
                    _("„%(text)s“ ist kein Alter. Schreiben Sie zum Beispiel 3, 0,5 oder 6 Mon.")
                    % {"text": shown(text)}
                ) from problem
            return bounds[1] if self.last else bounds[0]

    def native(self, value: Any) -> int:
        months = super().native(value)
        if BEFORE_BIRTH < months < 0:
            raise ValidationError(_("Vor der Geburt gibt es nur -9: die ganze Schwangerschaft."))
        return months

    def cell(self, value: Any) -> str:
        if value is None:
            return ""
        if value < 0:
            return "Schwangerschaft"
        return str(value // 12) if value % 12 == 0 else f"{value} Mon."


def age_range(text: str) -> tuple[int | None, int | None] | None:
    """Months from and to of '0-3', 'bis 6' or 'ab 14'; None where the text is one age, or none."""
    with contextlib.suppress(values.ValueProblem):
        values.parse_age(text)
        return None
    with contextlib.suppress(values.ValueProblem):
        return values.parse_age_range(text)
    return None


class Flag(Cell):
    """Yes or no; nothing means no."""

    json_type = "boolean"
    several = True  # never null

    def __init__(self, description: str, *, read: Callable[[str], bool] = values.parse_yes_no) -> None:
        super().__init__(description)
        self.read = read

    def nothing(self) -> bool:
        return False

    def parse(self, text: str) -> bool:
        try:
            return self.read(text)
        except values.ValueProblem as problem:
            raise ValidationError(
                _("„%(text)s“ passt nicht. Schreiben Sie ja oder nein.") % {"text": shown(text)}
            ) from problem

    def native(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError(_("Hier wird true oder false erwartet."))
        return value

    def cell(self, value: Any) -> str:
        return "ja" if value else ""


def identifier(text: str) -> str:
    """`text` as an id; raises ValidationError."""
    if len(text) > LONGEST_ID or SEPARATOR in text:
        raise ValidationError(
            _("„%(text)s“ ist keine Kennung: höchstens %(most)s Zeichen, ohne |.")
            % {"text": shown(text), "most": LONGEST_ID}
        )
    return " ".join(text.split())
