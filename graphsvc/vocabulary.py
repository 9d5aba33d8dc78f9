"""Districts, terms and social data: what the other records refer to."""

from graphsvc.collection import Collection
from graphsvc.model import District, Indicator, Term

DISTRICTS: Collection[District] = Collection(
    type="district", id_prefix="district", filters=("part_of",), sorts=("name", "id", "revision")
)
TERMS: Collection[Term] = Collection(
    type="term", id_prefix="term", filters=("vocabulary",), sorts=("name", "id", "revision")
)
INDICATORS: Collection[Indicator] = Collection(
    type="indicator", id_prefix="indicator", filters=("district", "year"), sorts=("name", "id", "revision")
)
