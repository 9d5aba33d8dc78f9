"""The settings: one table, read from GRAPHSVC_* variables and a .env file; unknown names are refused."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs
from dotenv import dotenv_values

from graphsvc.errors import ConfigurationError
from graphsvc.i18n import gettext as _

PREFIX = "GRAPHSVC_"


@dataclass(frozen=True)
class Setting:
    """One row of the table: the variable is GRAPHSVC_ + name."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("DATA", "", "data folder; empty: the user's data directory"),
    Setting("HOST", "127.0.0.1", "address that the service listens on"),
    Setting("PORT", "8000", "port that the service listens on"),
    Setting("LANG", "de", "language of texts for people: de or en"),
    Setting("CITY", "", "name shown in the header; empty: the name of the city among the actors"),
    Setting("NEO4J_URL", "", "empty: the embedded engine; else bolt://, neo4j:// or neo4j+s:// of a Neo4j server"),
    Setting("NEO4J_USER", "neo4j", "user of the Neo4j server"),
    Setting("NEO4J_PASSWORD", "", "password of the Neo4j server"),
    Setting("NEO4J_PASSWORD_FILE", "", "file that holds the password of the Neo4j server"),
    Setting("NEO4J_DATABASE", "neo4j", "database on the Neo4j server"),
    Setting("ENGINE_HEAP", "512m", "memory of the embedded engine, as Java writes it"),
    Setting("BACKUPS", "7", "days whose automatic backup is kept in the data folder; 0 makes none"),
    Setting("MIN_FREE", "256", "megabytes that must be free on the embedded engine's disk, else nothing is written"),
)
_NAMES = {setting.name for setting in SETTINGS}


@dataclass(frozen=True)
class Settings:
    """What the table says in this process; paths are absolute."""

    data: Path
    host: str
    port: int
    lang: str
    city: str
    neo4j_url: str
    neo4j_user: str
    neo4j_password: str
    neo4j_database: str
    engine_heap: str
    min_free: int  # megabytes
    backups: int  # days

    @property
    def embedded(self) -> bool:
        """Whether the store is the embedded engine."""
        return not self.neo4j_url

    @property
    def lexicons(self) -> Path:
        """The folder of the words that this installation adds to detection; it need not exist."""
        return self.data / "lexicons"

    def __repr__(self) -> str:
        return f"Settings(data={str(self.data)!r}, host={self.host!r}, port={self.port}, neo4j_url={self.neo4j_url!r})"


def for_demo(settings: Settings, example: str) -> Settings:
    """The same settings, with a data folder of the demonstration's own beside the user's."""
    return replace(settings, data=settings.data / "demo" / example, neo4j_url="")


def _refuse_unknown(names: list[str]) -> None:
    for name in names:
        near = difflib.get_close_matches(name, sorted(_NAMES), 1)
        hint = _(" Meinten Sie %(name)s?") % {"name": PREFIX + near[0]} if near else ""
        raise ConfigurationError(
            _("Die Einstellung %(name)s gibt es nicht.") % {"name": PREFIX + name}
            + hint
            + " "
            + _("„graphsvc serve --help“ zeigt alle Einstellungen.")
        )


def from_env(environ: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings of this process: the environment first, then the .env file, then the defaults.

    Raises ConfigurationError for an unknown GRAPHSVC_* name or a value that does not fit.
    """
    environment = dict(os.environ if environ is None else environ)
    file = dotenv if dotenv is not None else Path(".env")
    values = {key: value or "" for key, value in dotenv_values(file).items()} if file.is_file() else {}
    values |= environment
    given = {key.removeprefix(PREFIX): value for key, value in values.items() if key.startswith(PREFIX)}
    _refuse_unknown([name for name in given if name not in _NAMES])
    table = {setting.name: given.get(setting.name) or setting.default for setting in SETTINGS}
    if not table["PORT"].isdigit() or not 0 < int(table["PORT"]) < 65536:
        raise ConfigurationError(_("GRAPHSVC_PORT muss eine Zahl von 1 bis 65535 sein."))
    for name in ("MIN_FREE", "BACKUPS"):
        if not table[name].isdigit():
            raise ConfigurationError(_("%(name)s muss eine ganze Zahl sein.") % {"name": PREFIX + name})
    if not re.fullmatch(r"[1-9]\d*[mMgG]", table["ENGINE_HEAP"]):
        raise ConfigurationError(_("GRAPHSVC_ENGINE_HEAP muss eine Größe wie 512m oder 2g sein."))
    if table["NEO4J_URL"] and "://" not in table["NEO4J_URL"]:
        raise ConfigurationError(_("GRAPHSVC_NEO4J_URL muss mit bolt://, neo4j:// oder neo4j+s:// beginnen."))
    password = table["NEO4J_PASSWORD"]
    if table["NEO4J_PASSWORD_FILE"]:
        password_file = Path(table["NEO4J_PASSWORD_FILE"])
        if not password_file.is_file():
            raise ConfigurationError(_("Die Datei aus GRAPHSVC_NEO4J_PASSWORD_FILE gibt es nicht."))
        password = password_file.read_text(encoding="utf-8").strip()
    data = Path(table["DATA"]) if table["DATA"] else Path(platformdirs.user_data_dir("graphsvc", appauthor=False))
    return Settings(
        data=data.absolute(),
        host=table["HOST"],
        port=int(table["PORT"]),
        lang=table["LANG"],
        city=table["CITY"],
        neo4j_url=table["NEO4J_URL"],
        neo4j_user=table["NEO4J_USER"],
        neo4j_password=password,
        neo4j_database=table["NEO4J_DATABASE"],
        engine_heap=table["ENGINE_HEAP"],
        min_free=int(table["MIN_FREE"]),
        backups=int(table["BACKUPS"]),
    )
