"""Backups: the whole graph with its history in one file, verified when written, the same on both engines."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graphsvc import ingest
from graphsvc.canonical import Digests, from_json
from graphsvc.checking import check
from graphsvc.errors import Conflict, InvalidInput
from graphsvc.exports import jsonl
from graphsvc.exports.files import written_whole
from graphsvc.i18n import gettext as _
from graphsvc.model import RECORD_TYPES
from graphsvc.store import SCHEMA_VERSION, Store

GRAPH, ABOUT = "graph.jsonl", "about.json"
ENDING = ".zip"


@dataclass(frozen=True)
class About:
    """What a backup says about itself."""

    schema: int
    revision: int
    content_hash: str
    history_hash: str
    objects: int  # lines of the graph


def backup(store: Store, path: Path) -> About:
    """Write the graph to the .zip file `path`, readable by nobody else, and read it again to be sure.

    Others may go on writing; the backup is of one revision. Raises InvalidInput where the file cannot be written.
    """
    if path.suffix.casefold() != ENDING:
        raise InvalidInput(_("Eine Sicherung ist eine .zip-Datei. Nennen Sie eine mit dieser Endung."))
    with written_whole(path) as beside, tempfile.TemporaryDirectory(dir=beside.parent, prefix=".graphsvc-") as folder:
        graph = Path(folder) / GRAPH
        with graph.open("w", encoding="utf-8", newline="\n") as stream:
            revision = jsonl.write(store, stream)
        with graph.open(encoding="utf-8") as stream:
            about = _about(SCHEMA_VERSION, revision, stream)
        beside.touch(mode=0o600)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(ABOUT, json.dumps(asdict(about), indent=2))
            archive.write(graph, GRAPH)
        if verify(beside) != about:
            raise InvalidInput(_("Die Sicherung ließ sich nicht fehlerfrei schreiben. Prüfen Sie die Festplatte."))
    return about


def verify(path: Path) -> About:
    """What the backup says about itself, after reading all of it; raises InvalidInput where it is damaged or none."""
    damaged = _("„%(name)s“ ist keine Sicherung von graphsvc oder ist beschädigt.") % {"name": path.name}
    try:
        with zipfile.ZipFile(path) as archive:
            said = About(**json.loads(archive.read(ABOUT)))
            with archive.open(GRAPH) as member:
                found = _about(said.schema, said.revision, io.TextIOWrapper(member, encoding="utf-8"))
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError) as error:
        raise InvalidInput(damaged) from error
    if said.schema > SCHEMA_VERSION:
        raise InvalidInput(
            _("Die Sicherung stammt aus einer neueren Version von graphsvc. Aktualisieren Sie graphsvc.")
        )
    if found != said:
        raise InvalidInput(damaged)
    return said


def restore(store: Store, path: Path) -> About:
    """Bring the backup into an empty store, with history; raises InvalidInput, or Conflict where it is not empty."""
    about = verify(path)
    if store.revision():
        raise Conflict(
            _("Der Datenspeicher ist nicht leer. Spielen Sie die Sicherung in einen neuen Datenordner zurück.")
        )
    if about.objects:
        with tempfile.TemporaryDirectory(prefix="graphsvc-") as folder, zipfile.ZipFile(path) as archive:
            graph = Path(folder) / GRAPH
            with archive.open(GRAPH) as member, graph.open("wb") as stream:
                shutil.copyfileobj(member, stream)
            ingest.import_path(store, graph)
    found = check(store)
    if (found.content_hash, found.history_hash) != (about.content_hash, about.history_hash):
        raise Conflict(_("Die zurückgespielten Daten weichen von der Sicherung ab. Prüfen Sie den Datenspeicher."))
    return about


def _about(schema: int, revision: int, lines: Iterable[str]) -> About:
    digests = Digests()
    number = 0
    for line in lines:
        number += 1
        row = json.loads(line)
        digests.add(from_json(row) if row["type"] in RECORD_TYPES else row)
    return About(schema, revision, digests.content, digests.history, number)
