"""Memberships: who sits in which body."""

from graphsvc.collection import Collection
from graphsvc.model import Membership

MEMBERSHIPS: Collection[Membership] = Collection(
    type="membership",
    id_prefix="membership",
    filters=("actor", "body", "role", "on"),
    sorts=("id", "role", "revision"),
    anchors=("actor", "body"),
)
