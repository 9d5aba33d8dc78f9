"""The demonstration: a data folder of its own with an example city, imported once and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphsvc import ingest
from graphsvc.config import Settings
from graphsvc.examples import EXAMPLES
from graphsvc.store import Store


def settings_for(settings: Settings, example: str) -> Settings:
    """The same settings, with a data folder of the demonstration's own beside the user's."""
    return replace(settings, data=settings.data / "demo" / example, neo4j_url="")


def fill(store: Store, example: str, progress: Callable[[str], None]) -> None:
    """Import the example into an empty store; a store that holds anything is left as it is."""
    if store.revision():
        return
    progress(example)
    ingest.import_path(store, EXAMPLES[example], name=example, user="demo")
