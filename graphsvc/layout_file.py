"""The file that keeps computed positions over restarts: derived data, so that a lost or damaged one costs only them."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphsvc.errors import InvalidInput
from graphsvc.exports.files import written_whole
from graphsvc.model import FARTHEST

log = logging.getLogger(__name__)

NAME = "layout.json"  # in the data folder
FORMAT = 1
KEPT = 4  # arrangements: 'Neu anordnen' can be taken back so often to exactly what was there before

Spots = dict[str, tuple[float, float]]  # actor id -> (x, y) in units of the picture


def read(folder: Path, graph: str) -> dict[int, Spots]:
    """Seed -> positions, oldest first; nothing where the file is missing, damaged, or of another graph."""
    path = folder / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refused)
        if found["format"] != FORMAT or found["graph"] != graph:
            return {}
        return {int(seed): _spots(rows) for seed, rows in found["network"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        log.warning("%s cannot be read and is made anew", path)
        return {}


def write(folder: Path, graph: str, network: Mapping[int, Mapping[str, tuple[float, float]]]) -> None:
    """Keep the newest arrangements of `network` (seed -> positions, oldest first); a full disk keeps nothing."""
    newest = list(network.items())[-KEPT:]
    rows = [[seed, {actor: list(spot) for actor, spot in spots.items()}] for seed, spots in newest]
    text = json.dumps({"format": FORMAT, "graph": graph, "network": rows}, ensure_ascii=False, separators=(",", ":"))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with written_whole(folder / NAME) as beside:
            beside.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, InvalidInput):
        log.warning("%s cannot be written: positions are computed again after the next start", folder / NAME)


def _spots(rows: Any) -> Spots:
    found = {str(actor): (float(x), float(y)) for actor, (x, y) in rows.items()}
    if not all(math.isfinite(value) and abs(value) <= FARTHEST for spot in found.values() for value in spot):
        raise ValueError("far away")
    return found


def _refused(constant: str) -> float:
    raise ValueError(constant)
