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
from graphsvc.kinds import collection_name
from graphsvc.store import Store

SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class Sources:
    """What is to be read as one import, and what the user calls it."""

    paths: tuple[Path, ...]
    name: str


def sources(paths: tuple[Path, ...], example: str | None) -> Sources:
    """The sources named on the command line; raises InvalidInput for a path that is not there."""
    for path in paths:
        if not path.exists():
            raise InvalidInput(_("„%(path)s“ gibt es nicht. Es wurde nichts verändert.") % {"path": path})
    examples = {example: EXAMPLES[example]} if example else {}
    names = [*examples, *(path.name or str(path) for path in paths)]
    return Sources((*examples.values(), *paths), ", ".join(names))


def run(
    store: Store,
    found: Sources,
    *,
    format_: str | None,
    dry_run: bool,
    skip_rejected: bool,
    user: str,
    confirm: Callable[[str], bool] | None,
    say: Callable[[str], None],
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Import the sources; without `confirm` nobody is asked, `progress` hears how many rows are read."""
    say(_("%(name)s wird gelesen …") % {"name": found.name})

    def settle(plan: Report) -> bool:
        describe(plan, say)
        if dry_run or not plan.writes:
            return False
        if confirm is not None and not confirm(_("So übernehmen?")):
            return False
        say(_("Wird gespeichert …"))
        return True

    done = ingest.import_paths(
        store,
        found.paths,
        name=found.name,
        format=format_,
        skip_rejected=skip_rejected,
        user=user,
        confirm=settle,
        progress=progress,
    )
    if done.import_id:
        say(_("Übernommen als Import %(id)s. „graphsvc undo %(id)s“ nimmt ihn zurück.") % {"id": done.import_id})
    elif done.restored:
        say(_("Alles ist wiederhergestellt, mit der ganzen Geschichte."))
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
            say(f"  {collection_name(collection)}: {', '.join(parts)}")
    for problem in plan.problems[:SHOWN_PROBLEMS]:
        place = _("%(sheet)s, Zeile %(line)s") % {"sheet": problem.sheet, "line": problem.line}
        where = [place if problem.line else problem.sheet, *([problem.column] if problem.column else [])]
        say(f"  {', '.join(where)}: {problem.text}")
    more = len(plan.problems) - SHOWN_PROBLEMS
    if more > 0:
        say("  " + ngettext("und %(count)s weiterer Hinweis", "und %(count)s weitere Hinweise", more) % {"count": more})
