"""Cooperations: who works with whom."""

from graphsvc.collection import Collection
from graphsvc.model import Cooperation

COOPERATIONS: Collection[Cooperation] = Collection(
    type="cooperation",
    id_prefix="cooperation",
    filters=("actor", "kind", "intensity", "on"),
    sorts=("id", "kind", "revision"),
    anchors=("actor",),
)
