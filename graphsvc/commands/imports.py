"""Commands of what comes in: import, undo, history."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graphsvc.commands.base import EXIT_REJECTED, answer_json, json_option, opened_store, say
from graphsvc.i18n import gettext as _


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--example", type=click.Choice(["oberhausen", "wupperfeld"]), help="Import an example city.")
@click.option("--format", "format_", help="Format of the file; recognised where it is not given.")
@click.option("--dry-run", is_flag=True, help="Only show the plan.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--skip-rejected", is_flag=True, help="Write what is right, leave out what is rejected.")
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    paths: tuple[Path, ...],
    example: str | None,
    format_: str | None,
    dry_run: bool,
    yes: bool,
    skip_rejected: bool,
    as_json: bool,
) -> None:
    """Read a workbook (.xlsx, folder of CSV, .zip) or our JSONL, show the plan, write after confirmation."""
    from graphsvc import importing

    found = importing.sources(paths, example)
    if not found.paths:
        raise click.UsageError(_("Nennen Sie eine Datei, einen Ordner oder --example."))
    with opened_store(ctx) as store:
        done = importing.run(
            store,
            found,
            format_=format_,
            dry_run=dry_run,
            skip_rejected=skip_rejected,
            user=_user(),
            confirm=None if yes or dry_run else _confirm,
            say=say,
            progress=_rows_read if sys.stderr.isatty() else None,
        )
    if as_json:
        answer_json(done.as_json())
    sys.exit(EXIT_REJECTED if done.rejected and not skip_rejected else 0)


def _rows_read(number: int) -> None:
    click.echo("\r" + _("%(count)s Zeilen gelesen") % {"count": number}, nl=False, err=True)


def _confirm(question: str) -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError(_("Hier kann niemand gefragt werden. Bestätigen Sie mit --yes."))
    return click.confirm(question, err=True)


@click.command()
@click.argument("import_id", metavar="IMPORT")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def undo(ctx: click.Context, import_id: str, yes: bool, as_json: bool) -> None:
    """Take an import back exactly; where later changes rest on it, name them and change nothing."""
    from graphsvc import changelog, undoing

    with opened_store(ctx) as store:
        entry = changelog.import_entry(store, import_id)
        if not yes and not _confirm(_("Import „%(name)s“ zurücknehmen?") % {"name": entry.name}):
            say(_("Nichts verändert."))
            return
        revision = undoing.undo_import(store, import_id, user=_user())
    if as_json:
        answer_json({"import": import_id, "revision": revision})
    else:
        say(_("Der Import ist zurückgenommen. Alles ist wie vorher."))


@click.command()
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@json_option
@click.pass_context
def history(ctx: click.Context, record_id: str | None, limit: int, as_json: bool) -> None:
    """Show what changed, when, by whom: of everything, or of one record; imports with their ids."""
    from graphsvc import listing

    with opened_store(ctx) as store:
        found = listing.history(store, record_id, limit)
    if as_json:
        answer_json(found.as_json())
    else:
        click.echo(found.as_text())


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except OSError:
        return ""
