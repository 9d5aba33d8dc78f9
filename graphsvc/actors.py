"""Actors: everybody who acts in the city."""

from graphsvc.collection import Collection
from graphsvc.model import Actor

ACTORS: Collection[Actor] = Collection(
    type="actor",
    id_prefix="actor",
    filters=("kind", "group", "on", "district", "theme", "part_of"),
    sorts=("name", "kind", "id", "revision"),
)
