"""The door to the graph: the only module that knows the driver, its transactions and its errors."""

from __future__ import annotations

import contextlib
import functools
import json
import logging
import shutil
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import filelock
import neo4j
from neo4j import exceptions as driver_errors

import queries
from graphsvc.config import Settings
from graphsvc.engine import Engine
from graphsvc.errors import Conflict, GraphsvcError, InvalidInput, StorageFull, StoreUnavailable
from graphsvc.i18n import gettext as _
from queries import Query

log = logging.getLogger(__name__)
logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what the driver has to say about lost connections, we say
T = TypeVar("T")
Row = dict[str, Any]

SCHEMA_VERSION = 5  # 2: merges; 3: calibrations; 4: places by hand; 5: verdicts know what was compared
MIGRATION = "migrate_to_"  # then the version in two digits, and words: the file runs once on every older graph
READ_TIMEOUT = 60.0  # seconds; the embedded engine has the same limit among its own settings
WRITE_TIMEOUT = 600.0  # an import of a whole city is one transaction
BYTES_PER_RECORD = 2200  # of the engine's heap while a transaction writes; measured 1,900 to 2,000
MERGE_RACE_RETRIES = 2  # concurrent MERGE of one id raises a constraint error, which the driver does not retry
RETRY_SECONDS = 10.0  # of the driver, for transient errors and a change of the leader; a visitor waits no longer
FETCH_SIZE = 1000
MEGABYTE = 1024**2
LOST = (driver_errors.ServiceUnavailable, driver_errors.SessionExpired)  # the connection, with or without the server
MEMORY_EXCEEDED = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"


class Transaction:
    """One managed transaction; takes only catalogue queries and exactly their parameters."""

    def __init__(self, transaction: neo4j.ManagedTransaction, operation: str) -> None:
        self._transaction = transaction
        self.operation = operation

    def run(self, query: Query, **parameters: Any) -> list[Row]:
        """The rows of `query`."""
        return list(self.stream(query, **parameters))

    def stream(self, query: Query, **parameters: Any) -> Iterator[Row]:
        """The rows of `query`, one by one at flat memory."""
        _require_parameters(query, parameters)
        result = self._transaction.run(query.cypher, parameters)
        for record in result:
            yield dict(record)


def _require_parameters(query: Query, parameters: Mapping[str, Any]) -> None:
    if set(parameters) != query.parameters:
        raise TypeError(f"{query.name} takes {sorted(query.parameters)}, not {sorted(parameters)}")


class Store:
    """One graph, on the embedded engine or on a Neo4j server; safe to use from many threads."""

    def __init__(self, driver: neo4j.Driver, database: str, engine: Engine | None = None, min_free: int = 0):
        self._driver = driver
        self._database = database
        self.engine = engine
        self._min_free = min_free  # bytes
        self._away = threading.Event()  # the last attempt found nobody: until one succeeds, only one at a time tries
        self._trying = threading.Lock()
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()  # on a cluster, what we wrote is what we read
        self._thread_lock = threading.RLock()
        # of all processes that share the folder of the embedded engine
        self._process_lock = filelock.FileLock(engine.folder / "write.lock", thread_local=False) if engine else None

    @classmethod
    def open(cls, settings: Settings) -> Store:
        """A store ready to use, its schema in place; raises StoreUnavailable with what to do about it."""
        engine: Engine | None = None
        if settings.embedded:
            settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            settings.data.chmod(0o700)
            engine = Engine(settings.data, settings.engine_heap)
            engine.start()
            end = engine.endpoint
            url, user, password, database = end.url, end.user, end.password, end.database
        else:
            url, user, password = settings.neo4j_url, settings.neo4j_user, settings.neo4j_password
            database = settings.neo4j_database
        store: Store | None = None
        try:
            driver = neo4j.GraphDatabase.driver(
                url,
                auth=(user, password),
                max_connection_pool_size=32,
                connection_timeout=5,
                connection_acquisition_timeout=15,
                # our own engine is waited for by ourselves: see `reading`, and `ledger.commit`
                max_transaction_retry_time=0 if engine else RETRY_SECONDS,
                liveness_check_timeout=30,
                notifications_min_severity="OFF",  # an empty graph lacks every label: no news for anybody
            )
            store = cls(driver, database, engine, settings.min_free * MEGABYTE)
            with _our_errors():
                driver.verify_connectivity()
            if engine:
                engine.after_restart = store._look_after_crash
                if engine.owner and not engine.clean:
                    store._look_after_crash()
            store._prepare()
        except (driver_errors.ConfigurationError, ValueError) as error:
            _abandon(store, engine)
            raise StoreUnavailable(_("Die Adresse des Neo4j-Servers wird nicht verstanden.")) from error
        except GraphsvcError:
            _abandon(store, engine)
            raise
        return store

    @property
    def kind(self) -> str:
        """'embedded' or 'neo4j'."""
        return "embedded" if self.engine else "neo4j"

    def close(self) -> None:
        """Close the connections and stop our engine."""
        self._driver.close()
        if self.engine:
            self.engine.stop()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def read(self, query: Query, **parameters: Any) -> list[Row]:
        """The rows of a query of mode read, in a managed transaction of its own: half the messages of `reading`."""
        _require_parameters(query, parameters)
        return self._patiently(lambda: self._read_alone(query, parameters))

    def reading(self, work: Callable[[Transaction], T], *, seconds: float = READ_TIMEOUT) -> T:
        """What `work` answers, within one transaction that only reads; `work` may run more than once."""
        return self._patiently(lambda: self._read_once(work, seconds))

    def _patiently(self, ask: Callable[[], T]) -> T:
        """What `ask` answers, where the embedded engine is starting again, of its second attempt."""
        try:
            return ask()
        except StoreUnavailable as away:
            if self.engine and isinstance(away.__cause__, LOST):
                return ask()  # it waits until the engine is there again
            raise

    def _read_alone(self, query: Query, parameters: dict[str, Any]) -> list[Row]:
        with self._reachable():
            return self._driver.execute_query(
                neo4j.Query(query.cypher, timeout=READ_TIMEOUT),
                parameters,
                routing_=neo4j.RoutingControl.READ,
                database_=self._database,
                bookmark_manager_=self._bookmarks,
                result_transformer_=lambda result: [dict(record) for record in result],
            )

    def _read_once(self, work: Callable[[Transaction], T], seconds: float) -> T:
        with self._reachable(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_unit(work, "", seconds))

    def write(self, work: Callable[[Transaction], T], *, operation: str | None = None) -> T:
        """What `work` answers, within one transaction that is written whole or not at all.

        `work` may run more than once. With an `operation` id that `work` writes into the change log, a commit whose
        outcome was lost with the connection can be looked up afterwards.
        """
        identity = operation or uuid.uuid4().hex
        self._require_space()
        with self._writing():
            for attempt in range(MERGE_RACE_RETRIES + 1):
                try:
                    with self._reachable(), self._session(neo4j.WRITE_ACCESS) as session:
                        return session.execute_write(_unit(work, identity, WRITE_TIMEOUT))
                except Conflict as conflict:
                    race = isinstance(conflict.__cause__, driver_errors.ConstraintError)
                    if not race or attempt == MERGE_RACE_RETRIES:
                        raise
                except StoreUnavailable as away:
                    # A commit that failed inside the embedded engine, such as on a full disk: what it has in memory
                    # may differ from its files, so it starts again before anybody reads or writes.
                    if self.engine and isinstance(away.__cause__, driver_errors.DatabaseError):
                        self.engine.restart()
                    raise
        raise AssertionError("unreachable: the loop returns or raises")

    @contextlib.contextmanager
    def _reachable(self) -> Iterator[None]:
        """Driver errors as ours; while the store is away one caller at a time tries, the others hear so at once."""
        if self.engine:
            self.engine.require_awake()
        alone = self._away.is_set()
        if alone and not self._trying.acquire(blocking=False):
            raise _away()
        try:
            with _our_errors():
                if alone:
                    self._driver.verify_connectivity()  # at once: the driver would try the work again and again
                yield
            self._away.clear()
        except StoreUnavailable as error:
            if isinstance(error.__cause__, LOST) and not self.engine:
                self._away.set()
            raise
        finally:
            if alone:
                self._trying.release()

    def _require_space(self) -> None:
        """Raise StorageFull while the disk of the embedded engine has too little room left to write safely."""
        if self.engine and shutil.disk_usage(self.engine.folder).free < self._min_free:
            raise StorageFull(
                _(
                    "Auf der Festplatte ist zu wenig Platz. Es wurde nichts gespeichert. "
                    "Schaffen Sie Platz und versuchen Sie es erneut."
                )
            )

    def require_memory(self, records: int) -> None:
        """Raise InvalidInput where the embedded engine could not hold so many written records in one transaction."""
        if self.engine and records > self.engine.heap_bytes // BYTES_PER_RECORD:
            raise InvalidInput(
                _(
                    "%(records)s Einträge auf einmal sind zu viele für den Speicher der eingebauten Datenbank: "
                    "Mit GRAPHSVC_ENGINE_HEAP=%(heap)s sind %(most)s möglich. Setzen Sie die Einstellung höher "
                    "oder teilen Sie die Datei. Es wurde nichts gespeichert."
                )
                % {
                    "records": records,
                    "heap": self.engine.heap,
                    "most": self.engine.heap_bytes // BYTES_PER_RECORD,
                }
            )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """On the embedded engine writes come one after the other, also those of other processes."""
        if not self._process_lock:
            yield
            return
        with self._thread_lock:
            try:
                self._process_lock.acquire(timeout=WRITE_TIMEOUT)
            except filelock.Timeout as error:
                raise StoreUnavailable(_("Ein anderer Vorgang schreibt gerade. Versuchen Sie es erneut.")) from error
            try:
                yield
            finally:
                self._process_lock.release()

    @contextlib.contextmanager
    def _session(self, access: str) -> Iterator[neo4j.Session]:
        with self._driver.session(
            database=self._database,
            default_access_mode=access,
            fetch_size=FETCH_SIZE,
            bookmark_manager=self._bookmarks,
        ) as session:
            yield session

    def _prepare(self) -> None:
        """Constraints and indexes, each in its own transaction and before any data; then the revision's node."""
        state = self.read(queries.graph_state)
        if not state and self.read(queries.node_count)[0]["total"]:
            raise Conflict(_("In dieser Datenbank stehen schon andere Daten. Nennen Sie eine leere."))
        if state and state[0]["schema"] > SCHEMA_VERSION:
            raise Conflict(
                _("Die Daten wurden mit einer neueren Version von graphsvc geschrieben. Aktualisieren Sie graphsvc.")
            )
        if state and state[0]["schema"] == SCHEMA_VERSION:
            return
        for query in queries.CATALOGUE.values():
            if query.mode == "schema":
                self.write(functools.partial(Transaction.run, query=query))
        self.write(_migrate)

    def _look_after_crash(self) -> None:
        """Raise StoreUnavailable where something is missing, and let nobody use or tidy up what is left."""
        with _our_errors(), self._session(neo4j.READ_ACCESS) as session:
            missing = session.execute_read(_unit(differences, "", READ_TIMEOUT))
        if missing and self.engine:
            reason = _("nach einem Absturz fehlen Daten (%(what)s); spielen Sie eine Sicherung zurück") % {
                "what": ", ".join(f"{name}: {found}/{wanted}" for name, (wanted, found) in missing.items())
            }
            self.engine.distrust(reason)
            self.engine.require_awake()

    def revision(self) -> int:
        """The number of the last change; raised by one with every change."""
        return self.reading(revision_of)


def revision_of(transaction: Transaction) -> int:
    """The number of the last change that the transaction sees."""
    return int(transaction.run(queries.graph_state)[0]["revision"])


def _migrate(transaction: Transaction) -> None:
    """Bring the graph from its version of the schema to ours: all statements of all versions between, or none."""
    transaction.run(queries.begin_graph, schema=SCHEMA_VERSION)
    found = int(transaction.run(queries.graph_state)[0]["schema"])
    for name in sorted(queries.CATALOGUE):
        if name.startswith(MIGRATION) and found < int(name.removeprefix(MIGRATION)[:2]) <= SCHEMA_VERSION:
            transaction.run(queries.CATALOGUE[name])
    transaction.run(queries.set_schema, schema=SCHEMA_VERSION)


def differences(transaction: Transaction) -> dict[str, tuple[int, int]]:
    """Type -> (number that the graph should hold, number that it holds) where the two differ."""
    state = transaction.run(queries.graph_state)
    wanted = Counter(json.loads(state[0]["counts"])) if state else Counter[str]()
    found = Counter({row["type"]: int(row["total"]) for row in transaction.run(queries.graph_counts)})
    names = sorted(wanted.keys() | found.keys())
    return {name: (wanted[name], found[name]) for name in names if wanted[name] != found[name]}


def _abandon(store: Store | None, engine: Engine | None) -> None:
    """Leave nothing open of a store that could not be opened."""
    if store:
        store.close()
    elif engine:
        engine.stop()


def _unit(work: Callable[[Transaction], T], operation: str, seconds: float) -> Callable[[neo4j.ManagedTransaction], T]:
    @neo4j.unit_of_work(timeout=seconds)
    def run(transaction: neo4j.ManagedTransaction) -> T:
        try:
            return work(Transaction(transaction, operation))
        except driver_errors.TransientError as error:
            if error.code == MEMORY_EXCEEDED:  # the driver would try again and again, each time from the start
                raise _too_large() from error
            raise

    return run


@contextlib.contextmanager
def _our_errors() -> Iterator[None]:
    """Driver errors as ours, classified by class and code only: their texts are concealed, and not for users."""
    try:
        yield
    except driver_errors.ConstraintError as error:
        raise Conflict(_("Diese Kennung gibt es schon. Es wurde nichts gespeichert.")) from error
    except driver_errors.AuthError as error:
        raise StoreUnavailable(
            _("Der Neo4j-Server lehnt die Anmeldung ab. Prüfen Sie GRAPHSVC_NEO4J_USER und das Passwort.")
        ) from error
    except (driver_errors.DriverError, driver_errors.DatabaseError, driver_errors.TransientError) as error:
        raise (_too_large() if getattr(error, "code", None) == MEMORY_EXCEEDED else _away()) from error
    except driver_errors.ClientError as error:
        log.error("the store refused a statement: %s", error.code)
        raise StoreUnavailable(
            _("Der Datenspeicher hat die Anfrage abgelehnt. Es wurde nichts gespeichert.")
        ) from error


def _away() -> StoreUnavailable:
    return StoreUnavailable(
        _("Der Datenspeicher antwortet gerade nicht. Es wurde nichts gespeichert. Versuchen Sie es gleich erneut.")
    )


def _too_large() -> InvalidInput:
    return InvalidInput(
        _(
            "Der Vorgang ist zu groß für den Speicher des Neo4j-Servers. "
            "Erhöhen Sie dort server.memory.heap.max_size. Es wurde nichts gespeichert."
        )
    )
