"""Fetches a Neo4j Community server from Maven Central once, and runs it for one test session."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import neo4j
from filelock import FileLock

VERSION = "5.26.24"
HERE = Path(__file__).parent
START_SECONDS = 90
STOP_SECONDS = 30
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
CONFIGURATION = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
server.memory.heap.initial_size=512m
server.memory.heap.max_size={heap}
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.config.strict_validation.enabled=true
"""


def missing() -> str:
    """What this machine lacks to run Neo4j, or nothing."""
    lacking = [command for command in ("java", "mvn") if not shutil.which(command)]
    return " and ".join(lacking)


def libraries() -> Path:
    """The folder with the server's jars; fetched where they are not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphsvc-tests" / f"neo4j-{VERSION}"
    done = cache / "complete"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "lock"):  # test processes at the same time fetch it once
        if not done.exists():
            _fetch(cache / "lib")
            done.touch()
    return cache / "lib"


def _fetch(folder: Path) -> None:
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    subprocess.run(command, check=True, timeout=600)


class Server:
    """One running server with an own home folder; `url`, `user` and `password` say how to reach it."""

    user = "neo4j"
    password = "for-this-test-session-only"  # (the server lives as long as the tests)

    def __init__(self, home: Path, heap: str = "2g") -> None:
        self.home = home
        self.heap = heap
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"bolt://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers; sets the password at the first start."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        (conf / "neo4j.conf").write_text(CONFIGURATION.format(port=self.port, heap=self.heap), encoding="utf-8")
        command = ["java", "-Xms512m", f"-Xmx{self.heap}", "-XX:+UseG1GC"]
        command += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS]
        command += ["-cp", f"{libraries()}/*", "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={conf}"]
        with (self.home / "output.log").open("ab") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError(f"Neo4j does not start; see {self.home}/logs and output.log")
            time.sleep(0.3)

    def _answers(self) -> bool:
        with contextlib.suppress(neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.DriverError, OSError):
            with neo4j.GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver:
                try:
                    driver.verify_connectivity()
                    return True
                except neo4j.exceptions.AuthError:
                    pass
            with neo4j.GraphDatabase.driver(self.url, auth=(self.user, "neo4j")) as driver:
                driver.execute_query(
                    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $p", p=self.password, database_="system"
                )
                return True
        return False

    def empty(self) -> None:
        """Delete all data; the schema stays."""
        with neo4j.GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver:
            while driver.execute_query(
                "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS deleted", database_="neo4j"
            ).records[0]["deleted"]:
                pass

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """Stop, at most after STOP_SECONDS by force."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
