"""Offers: what there is for somebody."""

from graphsvc.collection import Collection
from graphsvc.model import Offer

OFFERS: Collection[Offer] = Collection(
    type="offer",
    id_prefix="offer",
    filters=("kind", "status", "on", "district", "theme", "target_group", "actor", "age"),
    sorts=("title", "kind", "valid_from", "id", "revision"),
    anchors=("actor",),
)
