"""Parameters of addresses and fields of small bodies, read like the cells of a record: in the words of the house."""

from __future__ import annotations

import contextlib
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, post_load, validates_schema

from graphsvc import values
from graphsvc.i18n import gettext as _
from graphsvc.schemas.cells import Cell, Count, Date, Flag, Number, Text
from graphsvc.schemas.choices import Choice
from graphsvc.schemas.texts import shown

LONGEST_SEARCH = 200
MOST_PAGES = 1_000_000
PAGE_SIZE = 50
MOST_PER_PAGE = 1000
LANGUAGE = "lang"  # understood at every address


class ShortText(Text):
    """A text of at most so many characters."""

    def __init__(self, description: str, *, most: int) -> None:
        super().__init__(description)
        self.most = most
        self.metadata = {**self.metadata, "maxLength": most}

    def parse(self, text: str) -> str:
        if len(text) > self.most:
            raise ValidationError(
                _("Dieser Text ist zu lang. Höchstens %(most)s Zeichen sind möglich.") % {"most": self.most}
            )
        return text


class Day(Date):
    """One day: a month or a year is none."""

    def parse(self, text: str) -> str:
        with contextlib.suppress(values.ValueProblem):
            found = values.parse_date(text)
            if found.first == found.last:
                return found.first
        raise ValidationError(_("„%(text)s“ ist kein Tag. Schreiben Sie JJJJ-MM-TT.") % {"text": shown(text)})


class Points(Number):
    """A number as programs write it, with a point; also as people do, with a comma."""

    def parse(self, text: str) -> float:
        with contextlib.suppress(ValueError):
            return self._within(float(text), text)
        return super().parse(text)


def key(description: str, keys: tuple[str, ...], *, required: bool = False) -> Choice:
    """A field that takes exactly these keys."""
    return Choice(description, keys=keys, read=lambda text: None, name=str, required=required)


def parameter(cell: Cell, **metadata: Any) -> Cell:
    """`cell` as a parameter of an address: given or left out, never null."""
    known = {**cell.metadata, "type": cell.json_type} | metadata
    if "enum" in known:
        known["enum"] = [choice for choice in known["enum"] if choice is not None]
    cell.metadata = known
    return cell


class Input(Schema):
    """Takes the fields that it names and no others."""

    also: tuple[str, ...] = ()  # names that are passed over

    class Meta:
        """Unknown names are found by `_only_known`, together with everything else that is wrong."""

        unknown = EXCLUDE

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _only_known(self, data: dict[str, Any], original: Any, **_kwargs: Any) -> None:
        known = {name for name, field in self.fields.items() if not field.dump_only}
        passed = {*self.fields, *self.also}
        text = _("Das gibt es hier nicht. Möglich: %(names)s.") % {"names": ", ".join(sorted(known))}
        if unknown := [name for name in original if name not in passed]:
            raise ValidationError({shown(name): [text] for name in unknown[:MOST_PER_PAGE]})

    @post_load
    def _given(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value is not None}


class DryRun(Input):
    """Whether to look only."""

    dry_run = parameter(Flag("1: answer what would happen, and write nothing"))


class PageParameters(Input):
    """Which page of a list; a blank parameter counts as left out."""

    also = (LANGUAGE,)

    page = parameter(Count("number of the page, from 1", least=1, most=MOST_PAGES), default=1)
    page_size = parameter(Count("entries per page", least=1, most=MOST_PER_PAGE), default=PAGE_SIZE)

    @post_load
    def _given(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super()._given(data, **kwargs)
        return {"page": 1, "page_size": PAGE_SIZE} | given
