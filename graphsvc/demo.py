"""The demonstration: an example city, imported once and kept."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc import ingest
from graphsvc.examples import EXAMPLES
from graphsvc.store import Store


def fill(store: Store, example: str, progress: Callable[[str], None]) -> None:
    """Import the example into an empty store; a store that holds anything is left as it is."""
    if store.revision():
        return
    progress(example)
    ingest.import_path(store, EXAMPLES[example], name=example, user="demo")
