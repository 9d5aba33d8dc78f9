"""The import as the command line runs it: plan, question, writing, and what to say about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphsvc import ingest
from graphsvc.errors import InvalidInput
from graphsvc.examples import EXAMPLES
from graphsvc.i18n import gettext as _
from graphsvc.i18n import ngettext
from graphsvc.ingest import Report
from graphsvc.store import Store

SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class Source:
    """What is to be read, and what the user calls it."""

    path: Path
    name: str


def sources(paths: tuple[Path, ...], example: str | None) -> list[Source]:
    """The sources named on the command line; raises InvalidInput for a path that is not there."""
    found = [Source(EXAMPLES[example], example)] if example else []
    for path in paths:
        if not path.exists():
            raise InvalidInput(_("„%(path)s“ gibt es nicht. Es wurde nichts verändert.") % {"path": path})
        found.append(Source(path, path.name or str(path)))
    return found


def run(
    store: Store,
    source: Source,
    *,
    format_: str | None,
    dry_run: bool,
    skip_rejected: bool,
    confirm: Callable[[str], bool] | None,
    say: Callable[[str], None],
) -> Report:
    """Import one source; without `confirm` nobody is asked."""
    say(_("%(name)s wird gelesen …") % {"name": source.name})

    def settle(plan: Report) -> bool:
        describe(plan, say)
        if dry_run or not plan.writes:
            return False
        return confirm is None or confirm(_("So übernehmen?"))

    done = ingest.import_path(
        store, source.path, name=source.name, format=format_, skip_rejected=skip_rejected, confirm=settle
    )
    if done.import_id:
        say(_("Übernommen als Import %(id)s. „graphsvc undo %(id)s“ nimmt ihn zurück.") % {"id": done.import_id})
    elif done.rejected and not skip_rejected:
        say(_("Nichts verändert. Berichtigen Sie die Zeilen, oder lassen Sie sie mit --skip-rejected weg."))
    elif dry_run:
        say(_("Nur geprüft, nichts verändert."))
    else:
        say(_("Nichts verändert."))
    return done


def describe(plan: Report, say: Callable[[str], None]) -> None:
    """The plan for people: counts per collection, then the problems."""
    words = {
        "new": _("neu"),
        "changed": _("geändert"),
        "unchanged": _("unverändert"),
        "doubtful": _("zweifelhaft"),
        "rejected": _("abgelehnt"),
    }
    for collection, counts in plan.counts.items():
        parts = [f"{number} {words[state]}" for state, number in counts.items() if number]
        if parts:
            say(f"  {collection}: {', '.join(parts)}")
    for problem in plan.problems[:SHOWN_PROBLEMS]:
        place = f"{problem.sheet}, {_('Zeile')} {problem.line}" if problem.line else problem.sheet
        say(f"  {place}{', ' + problem.column if problem.column else ''}: {problem.text}")
    more = len(plan.problems) - SHOWN_PROBLEMS
    if more > 0:
        say("  " + ngettext("und %(count)s weiterer Hinweis", "und %(count)s weitere Hinweise", more) % {"count": more})
