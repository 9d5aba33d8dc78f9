"""What all schemas share: one gate for HTTP and import, which gives understood values and what was typed."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, pre_load, validates_schema

from graphsvc.i18n import gettext as _
from graphsvc.schemas.cells import Cell, Identifier, References, Text
from graphsvc.schemas.texts import LONGEST_ID, clean, shown

MOST_EXTRAS = 100
READ_ONLY = ("type", "version", "revision", "sources")  # what we say about a record; sent back, it is passed over

# A column of the workbook may fill two fields; what was typed is kept under the first.
TYPED_UNDER = {"named_funders": "funders", "citywide": "districts"}


class TextMap(fields.Field[dict[str, str]]):
    """A JSON object of texts."""

    def __init__(self, description: str) -> None:
        super().__init__(
            metadata={
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": description,
                "maxProperties": MOST_EXTRAS,
            }
        )

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """The texts that are not empty; raises ValidationError."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            return super().deserialize(value, attr, data, **kwargs)
        if len(value) > MOST_EXTRAS or not all(isinstance(text, str) for pair in value.items() for text in pair):
            raise ValidationError(_("Hier werden Paare aus Name und Text erwartet."))
        texts = {clean(name): clean(text) for name, text in value.items()}
        if any(not name or len(name) > LONGEST_ID for name in texts):
            raise ValidationError(_("Der Name einer Spalte hat 1 bis %(most)s Zeichen.") % {"most": LONGEST_ID})
        return {name: text for name, text in texts.items() if text}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dict[str, str]:
        raise ValidationError(_("Hier werden Paare aus Name und Text erwartet."))


class RecordSchema(Schema):
    """One record: JSON in and out; texts are understood as people type them and kept in `typed`."""

    id = Identifier("id; a new record may leave it out")
    extra = TextMap("further attributes: name -> text")
    typed = TextMap("field -> the text as typed, where it is not simply the value")
    type = fields.String(dump_only=True, metadata={"description": "type of the record"})
    version = fields.Integer(dump_only=True, metadata={"description": "raised by one with every change of the record"})
    revision = fields.Integer(dump_only=True, metadata={"description": "revision of the graph of the last change"})
    sources = fields.Dict(
        dump_only=True, metadata={"description": "field (or * for all) -> [import, sheet, line] it comes from"}
    )

    class Meta:
        """Unknown fields are found by `_only_known`, together with everything else that is wrong."""

        unknown = EXCLUDE

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The value of a field; most fields of a record are empty and not there, which asking in vain makes slow."""
        return obj.get(attr, default) if isinstance(obj, dict) else super().get_attribute(obj, attr, default)

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _only_known(self, data: dict[str, Any], original: dict[str, Any], **kwargs: Any) -> None:
        unknown = [name for name in original if name not in self.fields and name not in READ_ONLY]
        if unknown:
            raise ValidationError(
                {shown(str(name)): [_("Dieses Feld gibt es hier nicht.")] for name in unknown[:MOST_EXTRAS]}
            )

    @validates_schema
    def _fits_together(self, data: dict[str, Any], **kwargs: Any) -> None:
        if contradictions := contradictions_of(data):
            raise ValidationError(dict(contradictions))

    @pre_load
    def _prepared(self, data: Any, **kwargs: Any) -> Any:
        return self.prepared(data)

    def prepared(self, data: Any) -> Any:
        """`data` before its fields are read; what it is given stays as it is."""
        return data

    @post_load(pass_original=True)
    def _with_typed(self, data: dict[str, Any], original: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return self.with_typed(data, original)

    @cached_property
    def _typable(self) -> tuple[tuple[str, Cell], ...]:
        """The fields whose values may be typed in other words.

        A text is its value; of names of other records an import keeps what was typed.
        """
        cells = ((name, cell) for name, cell in self.fields.items() if isinstance(cell, Cell))
        return tuple((name, cell) for name, cell in cells if not isinstance(cell, Text | Identifier))

    def with_typed(self, data: dict[str, Any], original: dict[str, Any]) -> dict[str, Any]:
        """The understood values `data` with what was typed for them in `original`."""
        if data.get("id", "") is None:
            del data["id"]  # as if it had been left out
        sent = data.pop("typed", {})
        typed = {}
        for name, cell in self._typable:
            if name not in data:
                continue
            text = original.get(name)
            if isinstance(text, str) and clean(text) != data[name]:
                text = clean(text)
            elif name in sent and not isinstance(cell, References):
                text = sent[name] if _means(cell, sent[name], data[name]) else ""
            else:
                continue
            if text and text != cell.cell(data[name]):
                typed[name] = text
        if typed:
            data["typed"] = typed
        return data


def _means(cell: Cell, text: str, value: Any) -> bool:
    """Whether `text` is one way to type `value`: a client cannot make the workbook say something else."""
    try:
        return bool(cell.parse(text) == value)
    except ValidationError:
        return False


def contradictions_of(data: dict[str, Any]) -> dict[str, list[str]]:
    """Field -> sentences about values that contradict each other; empty where all is well."""
    found: dict[str, list[str]] = {}
    if _both(data, "valid_from", "valid_to") and data["valid_from"] > data["valid_to"]:
        found["valid_to"] = [_("Das Ende liegt vor dem Anfang. Prüfen Sie beide Daten.")]
    if _both(data, "age_from", "age_to") and data["age_from"] > data["age_to"]:
        found["age_to"] = [_("Das höchste Alter liegt unter dem niedrigsten. Prüfen Sie beide.")]
    if data.get("id") and data.get("part_of") == data["id"]:
        found["part_of"] = [_("Ein Eintrag kann nicht zu sich selbst gehören.")]
    if data.get("from_actor") and data.get("from_actor") == data.get("to_actor"):
        found["to_actor"] = [_("Hier stehen auf beiden Seiten dieselben. Nennen Sie zwei verschiedene.")]
    return found


def doubts_of(data: dict[str, Any]) -> dict[str, str]:
    """Field -> sentence about a value that may be true but is unusual; it is kept all the same."""
    found: dict[str, str] = {}
    typed = data.get("typed", {})
    if data.get("kind") == "other" and typed.get("kind"):
        found["kind"] = _("„%(kind)s“ ist als Art nicht bekannt. Der Eintrag zählt zu Sonstige.") % {
            "kind": shown(typed["kind"])
        }
    if _both(data, "used", "capacity") and data["used"] > data["capacity"]:
        found["used"] = _("Es sind mehr Plätze belegt, als es gibt.")
    return found


def _both(data: dict[str, Any], first: str, second: str) -> bool:
    return data.get(first) is not None and data.get(second) is not None
