"""The whole way of one import: read, plan, ask, write in one transaction, and report."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphsvc import ledger, snapshots
from graphsvc.changelog import ImportEntry
from graphsvc.errors import InvalidInput
from graphsvc.garbage import collector_at_rest
from graphsvc.i18n import gettext as _
from graphsvc.ingest.plan import Counts, Plan, plan
from graphsvc.ingest.problems import Problem, sentence
from graphsvc.ingest.restoring import is_whole_graph, restore
from graphsvc.store import Store
from importers import IMPORTERS, ImportFileError, JsonRecord, Notice, Row, detect

ROWS_PER_REPORT = 1000
CHUNK = 1 << 20  # bytes

Read = Row | Notice | JsonRecord


@dataclass(frozen=True)
class Report:
    """What an import would do, or did; `import_id` and a raised revision only where something was written."""

    import_id: str | None
    revision: int
    counts: Counts
    problems: tuple[Problem, ...]
    rejected: int  # rows
    writes: bool  # whether there is something to write, and nothing forbids it
    restored: bool = False  # an export with history was brought back whole: written, but no import of its own

    def as_json(self) -> dict[str, Any]:
        """The document of `import --json`."""
        return {
            "import": self.import_id,
            "revision": self.revision,
            "counts": self.counts,
            "problems": [problem.as_json() for problem in self.problems],
        }


def import_path(store: Store, path: Path, **options: Any) -> Report:
    """Import one file or folder into `store`; see `import_paths`."""
    return import_paths(store, [path], **options)


def import_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    name: str = "",
    format: str | None = None,
    dry_run: bool = False,
    skip_rejected: bool = False,
    user: str = "",
    confirm: Callable[[Report], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Import files and folders into `store` as one import; `confirm` sees the plan and may refuse, `progress` hears
    how many rows are read.

    Nothing is written on a dry run, where `confirm` says no, where nothing is new, and where rows are rejected and
    not skipped. Raises InvalidInput for a file that cannot be read, StaleVersion where the graph changed meanwhile.
    """
    formats = dict.fromkeys(_format(path, format) for path in paths)
    try:
        with collector_at_rest():
            rows: list[Read] = list(_heard(_rows(paths, format), progress))
        digest = _sha256(paths)
    except ImportFileError as error:
        raise _unreadable(error) from error

    snapshot = snapshots.current(store)
    import_id = uuid.uuid4().hex[:12]
    whole = snapshot.revision == 0 and is_whole_graph(rows)
    with collector_at_rest():
        made = plan(
            rows if whole else _handed_over(rows),
            snapshot,
            import_id=import_id,
            skip_rejected=skip_rejected and not whole,
            look_for_doubles=not whole,
        )
    report = _report(made, None, snapshot.revision)
    if whole:
        report = replace(report, writes=not made.rejected)
    if (confirm is not None and not confirm(report)) or dry_run or not report.writes:
        return report
    if whole:
        return replace(report, revision=restore(store, rows), restored=True)
    entry = ImportEntry(
        id=import_id,
        name=name or ", ".join(path.name for path in paths),
        format=", ".join(formats),
        sha256=digest,
        counts=made.counts,
        user=user,
    )
    with collector_at_rest():
        revision = apply(store, made, entry, user=user)
    return _report(made, import_id, revision or snapshot.revision)


def apply(store: Store, plan: Plan, entry: ImportEntry, *, user: str = "") -> int | None:
    """The revision in which the plan was written, all or nothing; None where there is nothing to write.

    Raises StaleVersion where the graph has changed since the plan was made, and Conflict.
    """
    if not plan.writes:
        return None
    return ledger.commit(
        store,
        plan.edits,
        action="import",
        user=user,
        summary=_("Import von %(name)s") % {"name": entry.name},
        imported=entry,
        base_revision=plan.revision,
    )


def _report(plan: Plan, import_id: str | None, revision: int) -> Report:
    return Report(
        import_id=import_id,
        revision=revision,
        counts=plan.counts,
        problems=plan.problems,
        rejected=plan.rejected,
        writes=plan.writes,
    )


def _heard(rows: Iterable[Read], progress: Callable[[int], None] | None) -> Iterator[Read]:
    for number, row in enumerate(rows, start=1):
        if progress is not None and number % ROWS_PER_REPORT == 0:
            progress(number)
        yield row


def _handed_over(rows: list[Read]) -> Iterator[Read]:
    """The rows in order; each is let go once it is taken, so that memory holds no file twice."""
    rows.reverse()
    while rows:
        yield rows.pop()


def _rows(paths: Sequence[Path], format: str | None) -> Iterator[Read]:
    for path in paths:
        yield from IMPORTERS[_format(path, format)](path)


def _format(path: Path, wanted: str | None) -> str:
    try:
        found = wanted or detect(path)
    except ImportFileError as error:
        raise _unreadable(error) from error
    if found not in IMPORTERS:
        raise InvalidInput(
            _("Das Format „%(format)s“ gibt es nicht. Möglich: %(known)s.")
            % {"format": found, "known": ", ".join(sorted(IMPORTERS))}
        )
    return found


def _unreadable(error: ImportFileError) -> InvalidInput:
    problem = sentence(error.code, error.details)
    return InvalidInput(_("%(problem)s Es wurde nichts verändert.") % {"problem": problem}, {"file": [error.code]})


def _sha256(paths: Sequence[Path]) -> str:
    """SHA-256 of one file, or of the names and contents of several, and of those of a folder."""
    digest = hashlib.sha256()
    one = len(paths) == 1 and not paths[0].is_dir()
    for path in paths:
        folder = path.is_dir()
        for file in sorted(item for item in path.rglob("*") if item.is_file()) if folder else [path]:
            if not one:
                name = file.relative_to(path).as_posix() if folder else file.name
                digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
            with file.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
    return digest.hexdigest()
