"""Bodies: where actors meet."""

from graphsvc.collection import Collection
from graphsvc.model import Body

BODIES: Collection[Body] = Collection(
    type="body",
    id_prefix="body",
    filters=("kind", "on", "district", "theme", "actor"),
    sorts=("name", "kind", "id", "revision"),
)
