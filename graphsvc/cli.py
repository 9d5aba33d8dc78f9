"""The command line: one function per command, German texts for people, one JSON document with --json."""

from __future__ import annotations

import dataclasses
import importlib
import json
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphsvc import config, i18n
from graphsvc.config import PREFIX, SETTINGS, Settings
from graphsvc.errors import GraphsvcError
from graphsvc.i18n import gettext as _
from graphsvc.store import Store

if TYPE_CHECKING:
    from graphsvc.backups import About

# Modules that start slowly (detection, pictures, the web) are imported by the commands that need them.

EXIT_REJECTED = 1
AS_JSON = "graphsvc.json"


def say(text: str) -> None:
    """A message for people; stdout stays free for what a command answers."""
    click.echo(text, err=True)


def answer_json(document: Any) -> None:
    """The one JSON document of a command with --json."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


class Group(click.Group):
    """Turns our errors into one sentence on stderr and an exit status."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember whether the answer is to be JSON, so that an error can be JSON too."""
        ctx.meta[AS_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; our errors end it with status 1 and their message."""
        try:
            return super().invoke(ctx)
        except GraphsvcError as error:
            say(error.message)
            if ctx.meta[AS_JSON]:
                answer_json(
                    {"code": error.code, "status": error.status, "message": error.message, "errors": error.errors}
                )
            sys.exit(EXIT_REJECTED)


def _settings_help() -> str:
    rows = [f"{PREFIX}{setting.name}: {setting.help}" for setting in SETTINGS]
    return "Settings (environment or .env file):\n\n\b\n" + "\n".join(rows)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(i18n.LANGUAGES), help="Language of texts for people.")
@click.version_option(package_name="graphsvc")
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Maps who works with whom in a city, finds what exists twice, and draws interactive network diagrams."""
    settings = config.from_env()
    if lang:
        settings = dataclasses.replace(settings, lang=lang)
    i18n.set_language(settings.lang)
    ctx.obj = settings


def _settings(ctx: click.Context) -> Settings:
    found: Settings = ctx.obj
    return found


@contextmanager
def _store(ctx: click.Context) -> Iterator[Store]:
    _use_own_lexicons(_settings(ctx))
    with Store.open(_settings(ctx)) as store:
        yield store


def _use_own_lexicons(settings: Settings) -> None:
    if settings.lexicons.is_dir():
        from graphsvc.matching import own_lexicons

        for problem in own_lexicons.use(settings.lexicons):
            say(problem)


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")


@main.command()
@click.option("--example", type=click.Choice(["oberhausen", "wupperfeld"]), default="oberhausen", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.pass_context
def demo(ctx: click.Context, example: str, port: int | None, no_browser: bool) -> None:
    """Show the service with an example city, in a data folder of its own."""
    _read_meanwhile("graphsvc.demo", "graphsvc.app", "graphsvc.serving")
    settings = config.for_demo(_settings(ctx), example)
    say(_("graphsvc startet …"))
    with Store.open(settings) as store:
        from graphsvc import demo as demonstration

        demonstration.fill(
            store, example, lambda name: say(_("Beispielstadt %(name)s wird geladen …") % {"name": name.title()})
        )
        _serve(store, settings, settings.host, port or settings.port, _open_browser if not no_browser else None)


@main.command(epilog=_settings_help())
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.pass_context
def serve(ctx: click.Context, host: str | None, port: int | None) -> None:
    """Serve pages and API until Ctrl-C."""
    _read_meanwhile("graphsvc.app", "graphsvc.serving")
    settings = _settings(ctx)
    _use_own_lexicons(settings)
    say(_("graphsvc startet …"))
    with Store.open(settings) as store:
        _serve(store, settings, host or settings.host, port or settings.port, None)


def _read_meanwhile(*modules: str) -> None:
    """Read modules and the dictionary in a thread, which takes two seconds, while the engine starts beside it."""

    def read() -> None:
        for module in modules:
            importlib.import_module(module)
        importlib.import_module("graphsvc.matching.normalise").lemma("kinder")

    threading.Thread(target=read, name="read modules", daemon=True).start()


def _serve(store: Store, settings: Settings, host: str, port: int, opened: Callable[[str], None] | None) -> None:
    from graphsvc import serving
    from graphsvc.app import create_app
    from graphsvc.autobackup import DailyBackup

    app = create_app(store, settings)
    serving.warm_up(app)

    def ready(address: str) -> None:
        say(_("Bereit: %(address)s (Strg+C beendet)") % {"address": address})
        if opened:
            opened(address)

    with DailyBackup(store, settings.data, settings.backups):
        serving.serve(app, host, port, ready)
    say(_("Beendet. Alle Daten sind gespeichert."))


def _open_browser(address: str) -> None:
    if sys.stdout.isatty():
        webbrowser.open(address)


@main.command("import")
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
    with _store(ctx) as store:
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


@main.command()
@click.option("--kind", type=click.Choice(["duplicate_actor", "duplicate_offer", "parallel_offer", "parallel_body"]))
@click.option("--min-score", type=float, help="Points from which on a finding is shown.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Only what holds on this day.")
@click.option("--all", "all_", is_flag=True, help="Decided findings too.")
@json_option
@click.pass_context
def parallels(
    ctx: click.Context, kind: str | None, min_score: float | None, on: Any, all_: bool, as_json: bool
) -> None:
    """Show what exists twice, strongest first."""
    from graphsvc import listing

    with _store(ctx) as store:
        day = on.date().isoformat() if on else None
        found = listing.parallels(store, kind=kind, min_score=min_score, on=day, include_decided=all_)
    if as_json:
        answer_json(found.as_json())
    else:
        click.echo(found.as_text())


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--findings", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Compare this file.")
@click.option("--errors", is_flag=True, help="List the pairs that are wrong or missed.")
@json_option
@click.pass_context
def evaluate(ctx: click.Context, gold: Path, findings: Path | None, errors: bool, as_json: bool) -> None:
    """Compare findings with a labelled file: precision, recall, F1, P@20 with 95 % confidence intervals."""
    from graphsvc.evaluation import running

    if findings:
        answer = running.of_file(gold, findings)
    else:
        with _store(ctx) as store:
            answer = running.of_store(gold, store)
    if as_json:
        answer_json(answer.as_json())
    else:
        click.echo(answer.as_text(errors=errors))


@main.command()
@click.argument("picture", type=click.Choice(["network", "coverage", "departments"]))
@click.option("--out", "out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--ego", help="Id of the actor in the middle.")
@click.option("--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps from it.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day that the picture is of; today unless told.")
@click.pass_context
def render(ctx: click.Context, picture: str, out: Path, ego: str | None, depth: int, on: Any) -> None:
    """Write one picture as one file that needs nothing else (.html; the network also .svg)."""
    from graphsvc import rendering

    asked = rendering.Asked(ego, depth, on.date().isoformat() if on else None)
    with _store(ctx) as store:
        rendering.write(store, _settings(ctx), picture, out, asked)
    say(_("Gespeichert: %(file)s") % {"file": out})


@main.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day to look at; today unless told.")
@click.option("--theme", help="Id of a theme: only offers that have it.")
@click.option("--citywide", is_flag=True, help="Count citywide offers in every district.")
@json_option
@click.pass_context
def coverage(ctx: click.Context, on: Any, theme: str | None, citywide: bool, as_json: bool) -> None:
    """Show where for whom how much is offered, with the gaps."""
    from graphsvc.picture import coverage as picture
    from graphsvc.service import Service

    with _store(ctx) as store:
        service = Service(store, _settings(ctx))
        day = (on or datetime.now()).date().isoformat()
        answer = service.coverage(day, theme=theme, citywide=citywide)
        context = service.picture_context(None)
    if as_json:
        answer_json({"revision": context.snapshot.revision, **dataclasses.asdict(answer)})
    else:
        click.echo(picture.as_text(context, answer))


@main.command()
@click.option("--format", "format_", type=click.Choice(["jsonl", "workbook"]), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.pass_context
def export(ctx: click.Context, format_: str, out: Path) -> None:
    """Write the whole graph to a file: jsonl (everything, with history) or a workbook (.xlsx, .zip or folder)."""
    from graphsvc.exports import EXPORTS

    with _store(ctx) as store:
        EXPORTS[format_](store, out)
    say(_("Gespeichert: %(file)s") % {"file": out})


@main.command()
@click.argument("import_id", metavar="IMPORT")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_context
def undo(ctx: click.Context, import_id: str, yes: bool, as_json: bool) -> None:
    """Take an import back exactly; where later changes rest on it, name them and change nothing."""
    from graphsvc import ledger

    with _store(ctx) as store:
        entry = ledger.import_entry(store, import_id)
        if not yes and not _confirm(_("Import „%(name)s“ zurücknehmen?") % {"name": entry.name}):
            say(_("Nichts verändert."))
            return
        revision = ledger.undo_import(store, import_id, user=_user())
    if as_json:
        answer_json({"import": import_id, "revision": revision})
    else:
        say(_("Der Import ist zurückgenommen. Alles ist wie vorher."))


@main.command()
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@json_option
@click.pass_context
def history(ctx: click.Context, record_id: str | None, limit: int, as_json: bool) -> None:
    """Show what changed, when, by whom: of everything, or of one record; imports with their ids."""
    from graphsvc import listing

    with _store(ctx) as store:
        found = listing.history(store, record_id, limit)
    if as_json:
        answer_json(found.as_json())
    else:
        click.echo(found.as_text())


@main.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.pass_context
def backup(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Write everything, with history, to one verified .zip file; the service may go on."""
    from graphsvc import backups

    with _store(ctx) as store:
        about = backups.backup(store, path)
    _tell_backup(about, as_json, _("Gesichert und geprüft: %(file)s, Änderung Nr. %(revision)s."), path)


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
@click.pass_context
def restore(ctx: click.Context, path: Path, as_json: bool) -> None:
    """Bring a backup into an empty store, and check that all of it is there."""
    from graphsvc import backups

    with _store(ctx) as store:
        about = backups.restore(store, path)
    _tell_backup(about, as_json, _("Zurückgespielt und geprüft: %(file)s, Änderung Nr. %(revision)s."), path)


def _tell_backup(about: About, as_json: bool, text: str, path: Path) -> None:
    if as_json:
        answer_json(dataclasses.asdict(about))
    else:
        say(text % {"file": path, "revision": about.revision})


@main.command()
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Read everything, check that all of it fits together, and print what is there."""
    from graphsvc import checking

    with _store(ctx) as store:
        report = checking.check(store)
    if as_json:
        answer_json(report.as_json())
    else:
        click.echo(report.as_text())
    sys.exit(0 if report.ok else EXIT_REJECTED)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
