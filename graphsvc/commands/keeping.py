"""Commands that keep the data safe: export, backup, restore, check."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.base import EXIT_REJECTED, answer_json, json_option, opened_store, say
from graphsvc.i18n import gettext as _

if TYPE_CHECKING:
    from graphsvc.backups import About


@click.command()
@click.option("--format", "format_", type=click.Choice(["jsonl", "workbook"]), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.pass_context
def export(ctx: click.Context, format_: str, out: Path) -> None:
    """Write the whole graph to a file: jsonl (everything, with history) or a workbook (.xlsx, .zip or folder)."""
    from graphsvc.exports import EXPORTS

    with opened_store(ctx) as store:
        EXPORTS[format_](store, out)
    say(_("Gespeichert: %(file)s") % {"file": out})


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.pass_context
def backup(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Write everything, with history, to one verified .zip file; the service may go on."""
    from graphsvc import backups

    with opened_store(ctx) as store:
        about = backups.backup(store, path)
    _tell_backup(about, as_json, _("Gesichert und geprüft: %(file)s, Änderung Nr. %(revision)s."), path)


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
@click.pass_context
def restore(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Bring a backup into an empty store, and check that all of it is there."""
    from graphsvc import backups

    with opened_store(ctx) as store:
        about = backups.restore(store, path)
    _tell_backup(about, as_json, _("Zurückgespielt und geprüft: %(file)s, Änderung Nr. %(revision)s."), path)


def _tell_backup(about: About, as_json: bool, text: str, path: Path) -> None:
    if as_json:
        answer_json(dataclasses.asdict(about))
    else:
        say(text % {"file": path, "revision": about.revision})


@click.command()
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Read everything, check that all of it fits together, and print what is there."""
    from graphsvc import checking

    with opened_store(ctx) as store:
        report = checking.check(store)
    if as_json:
        answer_json(report.as_json())
    else:
        click.echo(report.as_text())
    sys.exit(0 if report.ok else EXIT_REJECTED)
