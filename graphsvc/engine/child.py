"""The child process that runs the embedded engine; started by graphsvc.engine, never by hand.

It reads one JSON line (configuration and password) from stdin, writes one JSON line to stdout when it is ready or gives
up, and stops when stdin ends, because then its parent is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from graphsvc.engine import manifest

PR_SET_PDEATHSIG = 1
DATABASE = "graph"
MOST_NAMED = 10  # damaged files in a message

# Database-scoped keys are ignored by create_server(config=...), so they go in as JVM arguments.
JVM_SETTINGS = {
    "arcadedb.txWalFlush": "2",  # fsync at every commit
    "arcadedb.command.timeout": "60000",
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    "arcadedb.bolt.maxMessageSize": "67108864",
    "arcadedb.bolt.packstream.maxValueLength": "67108864",
    "arcadedb.bolt.maxConnections": "64",
    "arcadedb.support.autoRegister": "false",
    "arcadedb.polyglotEngineEnabled": "false",
}


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _die_with_parent() -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _watch_stdin(stop: threading.Event) -> None:
    for line in sys.stdin:
        if json.loads(line).get("command") == "stop":
            break
    stop.set()


def main() -> None:
    """Run the engine until told to stop; the process ends with os._exit, since the JVM waits for its clients."""
    _die_with_parent()
    os.umask(0o077)
    configuration = json.loads(sys.stdin.readline())
    folder = Path(configuration["folder"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    os.chdir(folder)  # the engine writes its log where it stands
    damaged = manifest.damage(folder)
    if damaged:
        _give_up({"error": "database_damaged", "files": damaged[:MOST_NAMED]})
    manifest.discard(folder)

    import arcadedb_embedded

    arguments = [f"-D{key}={value}" for key, value in JVM_SETTINGS.items()]
    arguments += [
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:TieredStopAtLevel=1",  # quick compilation only: docs/decisions/0018
        "-XX:+UseSerialGC",
        "-Xmn96m",  # a large import lives long: with the usual third for the young, half its time went into collecting
        "-XX:MaxMetaspaceSize=192m",
        f"-XX:ErrorFile={folder}/jvm_error.log",
    ]
    server = arcadedb_embedded.ArcadeDBServer(
        str(folder),
        configuration["password"],
        {
            "mode": "production",
            "host": "127.0.0.1",
            "http_port": 0,
            "bolt_port": configuration["port"],
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
        {"heap_size": configuration["heap"], "jvm_args": arguments},
    )
    server.start()
    if ignored := _ignored_settings():
        _give_up({"error": "settings_ignored", "settings": ignored}, server)
    database_folder = folder / "databases" / DATABASE
    has_files = database_folder.is_dir() and any(database_folder.iterdir())
    names = {str(name) for name in server._java_server.getDatabaseNames()}
    if DATABASE not in names:
        if has_files or (folder / manifest.CREATED).exists():
            _give_up({"error": "database_damaged", "files": [str(database_folder.relative_to(folder))]}, server)
        server.create_database(DATABASE)
        (folder / manifest.CREATED).touch(mode=0o600)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=_watch_stdin, args=(stop,), daemon=True).start()
    _say({"ready": True, "pid": os.getpid(), "clean": damaged is not None or not has_files})
    stop.wait()
    with contextlib.suppress(arcadedb_embedded.ArcadeDBError):
        server.stop()
        manifest.write(folder)
    os._exit(0)


def _ignored_settings() -> list[str]:
    """The settings of JVM_SETTINGS that the engine does not have as we wrote them."""
    import jpype

    configuration = jpype.JClass("com.arcadedb.GlobalConfiguration")
    found = {key: configuration.findByKey(key) for key in JVM_SETTINGS}
    return [key for key, value in JVM_SETTINGS.items() if not found[key] or str(found[key].getValueAsString()) != value]


def _give_up(message: dict[str, Any], server: Any = None) -> NoReturn:
    _say(message)
    if server:
        server.stop()
    os._exit(3)


if __name__ == "__main__":
    main()
