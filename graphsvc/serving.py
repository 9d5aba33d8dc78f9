"""Serving over HTTP with waitress until Ctrl-C or SIGTERM."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable
from types import FrameType

from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from graphsvc.current import service
from graphsvc.errors import ConfigurationError, GraphsvcError
from graphsvc.i18n import gettext as _

THREADS = 8


def serve(app: Flask, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve `app`; calls `ready` with the address once connections are taken, and returns when told to stop.

    Raises ConfigurationError where the address is taken.
    """
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, ident="graphsvc")
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            _("Unter %(host)s:%(port)s läuft schon ein anderes Programm. Wählen Sie mit --port eine andere Nummer.")
            % {"host": host, "port": port}
        ) from error
    previous = {number: signal.signal(number, _interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    ready(f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/")  # noqa: S104
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        _close(server)


def warm_up(app: Flask) -> threading.Thread:
    """A thread that works out what the first page shows, so that nobody waits for it longer than they must."""

    def work() -> None:
        with contextlib.suppress(GraphsvcError), app.app_context():  # the first visitor is told
            service().findings()
            service().network_view()

    thread = threading.Thread(target=work, name="warm up", daemon=True)
    thread.start()
    return thread


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _close(server: BaseWSGIServer | MultiSocketServer) -> None:
    with contextlib.suppress(OSError):
        server.close()
