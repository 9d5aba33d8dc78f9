"""The gate for data: what comes by HTTP or from a file becomes understood values here, or a sentence for people."""

from graphsvc.schemas.reading import RowReader
from graphsvc.schemas.record import TYPED_UNDER, RecordSchema, contradictions_of, doubts_of
from graphsvc.schemas.records import SCHEMAS
from graphsvc.schemas.writing import CITYWIDE, cell_text, plain_cell, takes_several

__all__ = [
    "CITYWIDE",
    "SCHEMAS",
    "TYPED_UNDER",
    "RecordSchema",
    "RowReader",
    "cell_text",
    "contradictions_of",
    "doubts_of",
    "plain_cell",
    "takes_several",
]
