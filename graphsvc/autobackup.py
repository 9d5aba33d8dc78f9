"""The daily backup: made by itself while the service runs, old ones cleared away."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from graphsvc import backups
from graphsvc.errors import GraphsvcError
from graphsvc.store import Store

log = logging.getLogger(__name__)

FOLDER = "backups"  # below the data folder
WEEKS = 4  # besides the newest days, the newest of so many weeks are kept
LOOK_SECONDS = 900.0  # how often it looks whether another day has begun
_NAME = re.compile(r"graphsvc-(\d{4}-\d{2}-\d{2})-r(\d+)\.zip")


class DailyBackup:
    """A thread that makes one backup a day, of a graph that has changed since the last one."""

    def __init__(self, store: Store, data: Path, days: int) -> None:
        self._store = store
        self._folder = data / FOLDER
        self._days = days
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daily backup", daemon=True)

    def __enter__(self) -> DailyBackup:
        if self._days:
            self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            try:
                made = make_due(self._store, self._folder, self._days, date.today())
            except GraphsvcError as error:
                log.error("the daily backup failed: %s", error.message)
            else:
                if made:
                    log.info("daily backup: %s", made.name)


def make_due(store: Store, folder: Path, days: int, today: date) -> Path | None:
    """Today's backup where there is none yet and something has changed, else None; clears old ones away.

    Raises what `backups.backup` raises; then nothing is cleared away.
    """
    known = existing(folder)
    revision = store.revision()
    newest = max(known, key=lambda file: (_day(file), _revision(file)), default=None)
    if not revision or (newest and (_day(newest) >= today or _revision(newest) == revision)):
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = folder / f"graphsvc-{today.isoformat()}-r{revision}{backups.ENDING}"
    backups.backup(store, made)
    for old in set(existing(folder)) - kept(existing(folder), days):
        old.unlink()
    return made


def existing(folder: Path) -> list[Path]:
    """The automatic backups in the folder; files of other names are not ours."""
    return sorted(file for file in folder.glob("*.zip") if _NAME.fullmatch(file.name)) if folder.is_dir() else []


def kept(files: Iterable[Path], days: int) -> set[Path]:
    """Of these backups the newest of each of the newest `days` days, and of each of the newest WEEKS weeks."""
    newest_first = sorted(files, key=lambda file: (_day(file), _revision(file)), reverse=True)
    by_day: dict[date, Path] = {}
    by_week: dict[tuple[int, int], Path] = {}
    for file in newest_first:
        day = _day(file)
        by_day.setdefault(day, file)
        by_week.setdefault(day.isocalendar()[:2], file)
    return {*list(by_day.values())[:days], *list(by_week.values())[:WEEKS]}


def _day(file: Path) -> date:
    found = _NAME.fullmatch(file.name)
    return date.fromisoformat(found[1]) if found else date.min


def _revision(file: Path) -> int:
    found = _NAME.fullmatch(file.name)
    return int(found[2]) if found else 0
