"""Rows through the gate: each becomes a candidate with understood values, or is rejected with its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError

from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.ingest.problems import Problem
from graphsvc.references import REFERENCES
from graphsvc.schemas import SCHEMAS, TYPED_UNDER, RowReader, doubts_of, takes_several
from graphsvc.schemas.texts import clean
from graphsvc.snapshot import Snapshot
from graphsvc.values import split_values
from importers import Row

AGES = {"age_from", "age_to"}  # a range in the column of one fills both
JSON_ONLY = ("type", "version", "revision", "sources")
_NOTHING: Any = MappingProxyType({})
_REFERENCE_COLUMNS = {kind: [name for name in of if name not in TYPED_UNDER] for kind, of in REFERENCES.items()}


@dataclass(eq=False, slots=True)
class Candidate:
    """A row on its way into the graph."""

    kind: str
    sheet: str
    line: int
    columns: Mapping[str, str]  # field -> header; a field that is not here was not in the file
    values: dict[str, Any] = field(default_factory=dict)  # field -> understood value; references as `tokens`
    tokens: dict[str, list[str]] = field(default_factory=dict)  # column -> ids or names of other records
    texts: dict[str, str] = field(default_factory=dict)  # column of references -> text as typed
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)  # (column, token) -> id, once it is found
    strict: bool = False  # from our own JSONL: references are ids, and nothing is made from names
    id: str = ""
    has_own_id: bool = False
    rejected: bool = False

    @property
    def name(self) -> str:
        """The text that people read, empty for relations."""
        name = self.values.get("title") or self.values.get("name") or ""
        return name if isinstance(name, str) else ""

    def linked(self, column: str) -> list[str]:
        """The ids that a column of references means, as far as they are known."""
        found = (self.known.get((column, token)) for token in self.tokens.get(column, ()))
        return [identity for identity in found if identity is not None]

    def let_go(self) -> None:
        """Forget what is in the record that was made of the row: there may be hundreds of thousands of rows."""
        self.values = self.tokens = self.texts = self.known = _NOTHING

    def problem(self, severity: str, column: str, text: str) -> Problem:
        """Something to tell about this row; `column` is a field, shown under the header of the file."""
        return Problem(severity, self.sheet, self.line, self.columns.get(column, column), text)

    def reject(self, column: str, text: str) -> Problem:
        """Leave the row out, and say why."""
        self.rejected = True
        return self.problem("rejected", column, text)


class Gate:
    """The schemas, made once for a whole import."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._known = snapshot.records
        self._readers = {kind: RowReader(schema()) for kind, schema in SCHEMAS.items()}
        self._of_columns: dict[tuple[str, bool, tuple[str, ...]], RowReader] = {}

    def candidate(self, row: Row) -> tuple[Candidate, list[Problem]]:
        """The candidate of a row of a workbook, with all that is to be told about it."""
        texts = row.values
        made = Candidate(kind=row.type, sheet=row.sheet, line=row.line, columns=row.columns)
        raw: dict[str, Any] = dict(texts)
        if row.extra:
            raw["extra"] = row.extra
        there = texts.get("id", "").strip() in self._known.get(row.type, {})
        reader = self._reader(row, partial=there)  # what the file has no column for stays as it is
        if there:
            raw |= {name: None for name in reader.schema.fields if name in row.columns and name not in texts}
        problems = self._read(made, reader, raw)
        for column in _REFERENCE_COLUMNS.get(row.type, ()):
            if column in made.values:
                text = clean(texts.get(column, ""))
                made.values.pop(column)
                made.texts[column] = text
                made.tokens[column] = _tokens(row.type, column, text)
        return made, problems

    def json_candidate(self, sheet: str, line: int, data: Mapping[str, Any]) -> tuple[Candidate, list[Problem]]:
        """The candidate of an object of our own JSONL; raises KeyError for a type that is no record."""
        kind = data["type"]
        reader = self._readers[kind]
        names = {name: name for name in reader.schema.fields if name not in (*JSON_ONLY, "id")}
        made = Candidate(kind=kind, sheet=sheet, line=line, columns=names, strict=True)
        problems = self._read(made, reader, {name: value for name, value in data.items() if name not in JSON_ONLY})
        if not made.rejected:
            made.values["typed"] = {name: text for name, text in data.get("typed", {}).items() if name in names}
        for name in REFERENCES.get(kind, {}):
            if name in made.values:
                value = made.values.pop(name)
                made.tokens[name] = list(value) if isinstance(value, list) else [value] if value else []
        return made, problems

    def _reader(self, row: Row, *, partial: bool) -> RowReader:
        """The reader with the fields that the columns of this row may fill, and those that no row may lack.

        A sheet has few of all columns, and asking for each of the others in each row takes most of the time.
        """
        key = (row.type, partial, tuple(row.columns))
        if key not in self._of_columns:
            every = self._readers[row.type].schema.fields
            filled = {*row.columns, "id", "extra"}
            filled |= {name for name, column in TYPED_UNDER.items() if column in filled}
            filled |= AGES if filled & AGES else set()
            only = [name for name, cell in every.items() if name in filled or cell.required]
            self._of_columns[key] = RowReader(SCHEMAS[row.type](partial=partial, only=only))
        return self._of_columns[key]

    def _read(self, made: Candidate, reader: RowReader, raw: dict[str, Any]) -> list[Problem]:
        try:
            made.values = reader.read(raw)
        except ValidationError as error:
            made.values = error.valid_data if isinstance(error.valid_data, dict) else {}
            made.values.pop("extra", None)
            problems = [made.reject(name, text) for name, text in _flat(error.messages)]
        else:
            problems = [made.problem("warning", name, text) for name, text in doubts_of(made.values).items()]
        made.id = str(made.values.pop("id", None) or "")
        made.has_own_id = bool(made.id)
        return problems


def _tokens(kind: str, column: str, text: str) -> list[str]:
    """Ids or names in a cell; what has no letter and no digit ('–') names nothing."""
    parts = split_values(text) if takes_several(kind, column) else (" ".join(text.split()),)
    return [part for part in parts if (part.isascii() and part.isalnum()) or fold(part)]


def _flat(messages: Any) -> Iterator[tuple[str, str]]:
    """(field, sentence) of the messages of a schema."""
    if isinstance(messages, dict):
        for name, found in messages.items():
            for text in found if isinstance(found, list) else [found]:
                yield ("" if name == "_schema" else str(name)), str(text)


def missing(candidate: Candidate, column: str) -> Problem:
    """A cell that must name something names nothing."""
    return candidate.reject(column, _("Diese Angabe fehlt. Tragen Sie sie bitte ein."))
