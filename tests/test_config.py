"""Settings: one table, refused when unknown, documented in README and help."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphsvc import config
from graphsvc.cli import main
from graphsvc.config import SETTINGS
from graphsvc.errors import ConfigurationError

NOWHERE = Path("/nonexistent/.env")


def test_the_defaults() -> None:
    settings = config.from_env({}, dotenv=NOWHERE)
    assert (settings.host, settings.port, settings.lang, settings.embedded) == ("127.0.0.1", 8000, "de", True)
    assert settings.data.is_absolute()


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigurationError, match="GRAPHSVC_PORT"):
        config.from_env({"GRAPHSVC_PROT": "1"}, dotenv=NOWHERE)


@pytest.mark.parametrize("port", ["0", "70000", "abc", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(ConfigurationError):
        config.from_env({"GRAPHSVC_PORT": port}, dotenv=NOWHERE)


@pytest.mark.parametrize("heap", ["lots", "512", "0m", "1 g", "1t", "-1g"])
def test_a_heap_that_is_no_size_is_refused(heap: str) -> None:
    with pytest.raises(ConfigurationError, match="512m"):
        config.from_env({"GRAPHSVC_ENGINE_HEAP": heap}, dotenv=NOWHERE)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("GRAPHSVC_PORT=9001\nGRAPHSVC_LANG=en\nOTHER=1\n", encoding="utf-8")
    settings = config.from_env({"GRAPHSVC_PORT": "9002"}, dotenv=file)
    assert (settings.port, settings.lang) == (9002, "en")


def test_the_password_comes_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("very-secret\n", encoding="utf-8")
    settings = config.from_env(
        {"GRAPHSVC_NEO4J_URL": "bolt://127.0.0.1:7687", "GRAPHSVC_NEO4J_PASSWORD_FILE": str(secret)}, dotenv=NOWHERE
    )
    assert settings.neo4j_password == "very-secret"
    assert "very-secret" not in repr(settings)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: config.Setting) -> None:
    name = config.PREFIX + setting.name
    assert name in Path("README.md").read_text(encoding="utf-8")
    assert name in CliRunner().invoke(main, ["serve", "--help"]).output
