"""Starts the engine's child process, watches and restarts it, and lets a second command attach to it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import filelock

from graphsvc.errors import StoreUnavailable
from graphsvc.i18n import gettext as _

log = logging.getLogger(__name__)

START_SECONDS = 60.0  # 1.8 s on a quiet machine; a machine that is starting up may be thirty times slower
STOP_SECONDS = 10.0
PATIENCE_SECONDS = 4.0  # a restart takes about 2.5 s: who asks meanwhile is rather answered late than refused
BACKOFF_SECONDS = (0.2, 10.0)  # first and longest pause before a restart
REQUIRED_LOG_LINE = "WAL flush: 2"  # the engine really syncs every commit to disk
HINT_ELSEWHERE = "GRAPHSVC_NEO4J_URL"


@dataclass(frozen=True)
class Endpoint:
    """Where an engine answers."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str


class Engine:
    """The engine of one data folder: ours if we hold the folder's lock, else the one of the process that holds it."""

    def __init__(self, folder: Path, heap: str) -> None:
        self.folder = folder
        self.heap = heap
        self.owner = False
        self.clean = True  # whether the files are those of the last clean stop
        self.after_restart: Callable[[], None] | None = None  # looks at the data before anybody is answered again
        self._lock = filelock.FileLock(folder / "engine.lock")
        self._process: subprocess.Popen[str] | None = None
        self._port = 0
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._awake = threading.Event()
        self._failure: str | None = None
        self._distrusted = False
        self._spawner: threading.Thread | None = None

    @property
    def heap_bytes(self) -> int:
        """The engine's heap in bytes."""
        return int(self.heap[:-1]) * {"m": 1 << 20, "g": 1 << 30}[self.heap[-1].lower()]

    @property
    def endpoint(self) -> Endpoint:
        """Where the engine answers now; the port stays the same over restarts."""
        return Endpoint(f"bolt://127.0.0.1:{self._port}", "root", self._password(), "graph")

    @property
    def pid(self) -> int | None:
        """The engine's process id while it runs as our child."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def require_awake(self) -> None:
        """Raise StoreUnavailable while our engine is down, starts again, or has data that are not whole."""
        if self.owner and not self._awake.wait(0 if self._failure else PATIENCE_SECONDS):
            raise StoreUnavailable(
                _("Der Datenspeicher startet nicht: %(why)s.") % {"why": self._failure}
                if self._failure
                else _("Der Datenspeicher startet gerade neu. Versuchen Sie es gleich erneut.")
            )

    def distrust(self, reason: str) -> None:
        """Answer nobody any more: the data are not whole. They are left as they are, for a specialist or a backup."""
        self._failure = reason
        self._distrusted = True
        self._awake.clear()

    def restart(self) -> None:
        """End the engine and start it again: after a commit that failed, its memory and its files may differ."""
        if self.owner and self._process and self._process.poll() is None:
            self._awake.clear()
            self._process.kill()

    def start(self) -> None:
        """Start the engine, or attach to the running one; raises StoreUnavailable with what to do about it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except filelock.Timeout:
            self._attach()
            return
        self.owner = True
        self._port = _free_port()
        # PR_SET_PDEATHSIG fires when the *thread* that spawned the child ends: so one thread spawns and stays.
        self._spawner = threading.Thread(target=self._supervise, name="engine", daemon=True)
        self._spawner.start()
        if not self._ready.wait(START_SECONDS) or self._failure:
            failure = self._failure or _("er antwortet nicht")
            self.stop()
            raise StoreUnavailable(
                _("Der Datenspeicher startet nicht: %(why)s. Es wurde nichts verändert.") % {"why": failure}
            )

    def stop(self) -> None:
        """Stop our engine; an engine that we only attached to goes on."""
        self._stopping.set()
        if not self.owner:
            return
        process = self._process
        if self._distrusted and process:
            process.kill()  # a clean stop would call the files whole
        if process and process.poll() is None:
            with contextlib.suppress(OSError, ValueError):
                _pipe(process.stdin).write('{"command": "stop"}\n')
                _pipe(process.stdin).flush()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._spawner and self._spawner is not threading.current_thread():
            self._spawner.join(STOP_SECONDS)
        self._runtime_file.unlink(missing_ok=True)
        self._lock.release()
        self.owner = False

    @property
    def _runtime_file(self) -> Path:
        return self.folder / "engine.json"

    def _password(self) -> str:
        """The engine keeps the root password of its first start, so ours is made once and kept."""
        file = self.folder / "engine.password"
        if not file.exists():
            _write_private(file, secrets.token_urlsafe(32))
        return file.read_text(encoding="utf-8")

    def _attach(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError, KeyError):
                self._port = json.loads(self._runtime_file.read_text(encoding="utf-8"))["port"]
                with socket.create_connection(("127.0.0.1", self._port), timeout=2):
                    return
            time.sleep(0.1)
        raise StoreUnavailable(
            _(
                "Der Datenordner wird gerade von einem anderen Prozess benutzt. "
                "Beenden Sie ihn und versuchen Sie es erneut."
            )
        )

    def _supervise(self) -> None:
        pause, longest = BACKOFF_SECONDS
        while not self._stopping.is_set():
            started = self._spawn()
            if started:
                pause = BACKOFF_SECONDS[0]
                self._welcome()
                assert self._process is not None  # noqa: S101  (for the type checker: _spawn has just set it)
                self._process.wait()
                self._awake.clear()
                self._runtime_file.unlink(missing_ok=True)
                _close(self._process.stdin)
                if self._stopping.is_set():
                    return
                log.warning("the engine ended with status %s and is started again", self._process.returncode)
            elif not self._ready.is_set():
                self._ready.set()  # the first start failed: start() reports it
                return
            self._stopping.wait(pause)
            pause = min(pause * 2, longest)

    def _welcome(self) -> None:
        """Let the first start go on, or look at the data after a later one; then everybody may ask again."""
        while self._ready.is_set() and self.after_restart and not self._stopping.is_set():
            try:
                self.after_restart()
                break
            except StoreUnavailable as error:
                log.warning("the engine runs again, but: %s", error.message)
                if self._distrusted or self.pid is None:
                    return
                self._stopping.wait(BACKOFF_SECONDS[0])
        self._awake.set()
        process = self._process
        if process:
            _write_private(self._runtime_file, json.dumps({"port": self._port, "pid": process.pid}))
        self._ready.set()

    def _spawn(self) -> bool:
        data = self.folder / "engine"
        data.mkdir(mode=0o700, exist_ok=True)
        output = os.open(self.folder / "engine.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "graphsvc.engine.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
                start_new_session=True,  # else Ctrl-C reaches the JVM before us
            )
        finally:
            os.close(output)
        configuration = {"folder": str(data), "password": self._password(), "port": self._port, "heap": self.heap}
        with contextlib.suppress(OSError):
            _pipe(self._process.stdin).write(json.dumps(configuration) + "\n")
            _pipe(self._process.stdin).flush()
        greeting = self._greeting(_pipe(self._process.stdout))
        if not greeting.get("ready"):
            self._failure = self._reason(greeting)
        elif not _says(self.folder, REQUIRED_LOG_LINE):
            self._failure = _("er sichert nicht auf die Festplatte")
        else:
            self._failure = None
            self.clean = bool(greeting.get("clean"))
        if self._failure:
            self._process.kill()
            self._process.wait()
            _close(self._process.stdin)
            _close(self._process.stdout)
            return False
        threading.Thread(target=_drain, args=(_pipe(self._process.stdout),), daemon=True).start()
        return True

    def _greeting(self, output: IO[str]) -> dict[str, object]:
        for line in output:
            if line.startswith("{"):
                return dict(json.loads(line))
        return {}

    def _reason(self, greeting: dict[str, object]) -> str:
        if greeting.get("error") == "database_damaged":
            files = greeting.get("files")
            return _("der Datenordner ist beschädigt (%(files)s); spielen Sie eine Sicherung zurück") % {
                "files": ", ".join(files) if isinstance(files, list) else ""
            }
        if greeting.get("error") == "settings_ignored":
            return _("er nimmt unsere Einstellungen nicht an")
        log_text = (self.folder / "engine.log").read_text(encoding="utf-8", errors="replace")
        if "No module named 'arcadedb_embedded'" in log_text or ("JVM" in log_text and "not found" in log_text):
            return _("auf diesem System läuft die eingebaute Datenbank nicht; setzen Sie %(name)s") % {
                "name": HINT_ELSEWHERE
            }
        return _("Einzelheiten stehen in %(file)s") % {"file": self.folder / "engine.log"}


def _says(folder: Path, line: str) -> bool:
    for file in [folder / "engine.log", *(folder / "engine").glob("log/*.log*")]:
        with contextlib.suppress(OSError):
            if line in file.read_text(encoding="utf-8", errors="replace"):
                return True
    return False


def _drain(output: IO[str]) -> None:
    """Read on, so that the child never waits for a full pipe."""
    with contextlib.suppress(ValueError, OSError), output:
        for _line in output:
            pass


def _close(stream: IO[str] | None) -> None:
    with contextlib.suppress(OSError):
        _pipe(stream).close()


def _pipe(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise ValueError("the child was started without this pipe")
    return stream


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_private(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
