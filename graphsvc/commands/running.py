"""Commands that serve the pages: demo, serve."""

from __future__ import annotations

import importlib
import sys
import threading
import webbrowser
from collections.abc import Callable

import click

from graphsvc import config
from graphsvc.commands.base import say, settings_of, use_own_lexicons
from graphsvc.config import PREFIX, SETTINGS, Settings
from graphsvc.i18n import gettext as _
from graphsvc.store import Store


def _settings_help() -> str:
    rows = [f"{PREFIX}{setting.name}: {setting.help}" for setting in SETTINGS]
    return "Settings (environment or .env file):\n\n\b\n" + "\n".join(rows)


@click.command()
@click.option("--example", type=click.Choice(["oberhausen", "wupperfeld"]), default="oberhausen", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.pass_context
def demo(ctx: click.Context, example: str, port: int | None, no_browser: bool) -> None:
    """Show the service with an example city, in a data folder of its own."""
    _read_meanwhile("graphsvc.demo", "graphsvc.app", "graphsvc.serving")
    settings = config.for_demo(settings_of(ctx), example)
    say(_("graphsvc startet …"))
    with Store.open(settings) as store:
        from graphsvc import demo as demonstration

        demonstration.fill(
            store, example, lambda name: say(_("Beispielstadt %(name)s wird geladen …") % {"name": name.title()})
        )
        _serve(store, settings, settings.host, port or settings.port, _open_browser if not no_browser else None)


@click.command(epilog=_settings_help())
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.pass_context
def serve(ctx: click.Context, host: str | None, port: int | None) -> None:
    """Serve pages and API until Ctrl-C."""
    _read_meanwhile("graphsvc.app", "graphsvc.serving")
    settings = settings_of(ctx)
    use_own_lexicons(settings)
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
