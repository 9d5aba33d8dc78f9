"""Which fields of a record name other records, and of which type these are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.model import Record

# field -> type of the record it names; what is not here is no reference
REFERENCES: dict[str, dict[str, str]] = {
    "actor": {"part_of": "actor", "successors": "actor", "districts": "district", "themes": "term"},
    "offer": {
        "providers": "actor",
        "partners": "actor",
        "funders": "actor",
        "named_funders": "term",
        "themes": "term",
        "target_groups": "term",
        "districts": "district",
        "part_of": "offer",
        "successors": "offer",
    },
    "body": {
        "chairs": "actor",
        "themes": "term",
        "target_groups": "term",
        "districts": "district",
        "part_of": "body",
        "successors": "body",
    },
    "membership": {"body": "body", "actor": "actor"},
    "cooperation": {"from_actor": "actor", "to_actor": "actor"},
    "district": {"part_of": "district"},
    "indicator": {"district": "district"},
}


# type -> type of the record of the same id that it belongs to and goes with
ATTACHED: dict[str, str] = {"place": "actor"}

# field of terms -> the vocabulary they are words of; the column of funders names actors, else terms
VOCABULARY_OF = {"themes": "theme", "target_groups": "target_group", "funders": "funder", "named_funders": "funder"}


@dataclass(frozen=True)
class Reference:
    """One record that another one names in a field."""

    field: str
    type: str
    id: str


def references(kind: str, record: Record) -> Iterator[Reference]:
    """Every reference of `record`, in the order of its fields."""
    for name, target in REFERENCES.get(kind, {}).items():
        value = getattr(record, name)
        for wanted in value if isinstance(value, tuple) else (value,) if value else ():
            yield Reference(name, target, wanted)
