"""The commands as scripts use them: one JSON document on stdout, words on stderr, exit codes, no writing unasked."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner, Result

from graphsvc import cli
from graphsvc.config import SETTINGS, Settings
from graphsvc.examples import EXAMPLES
from graphsvc.matching import lexicon
from graphsvc.model import COLLECTIONS
from graphsvc.store import Store

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
Run = Callable[..., Result]


@pytest.fixture
def run(embedded_store: Store, embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(*words)`: one command on an empty store, whose engine runs already: the command attaches to it."""
    monkeypatch.setenv("GRAPHSVC_DATA", str(embedded_settings.data))
    monkeypatch.setenv("COLUMNS", "100")

    def command(*words: str, code: int = 0, **options: object) -> Result:
        result = CliRunner().invoke(cli.main, [str(word) for word in words], **options)  # type: ignore[arg-type]
        assert result.exit_code == code, (words, result.output, result.exception)
        return result

    return command


@pytest.fixture
def lexicons(embedded_settings: Settings) -> Iterator[Path]:
    """The folder of own lexicons, not there yet; afterwards ours hold again."""
    yield embedded_settings.lexicons
    shutil.rmtree(embedded_settings.lexicons)
    lexicon.change({})


def document(result: Result) -> dict[str, object]:
    """The one JSON document that a command printed."""
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def commands() -> dict[str, click.Command]:
    """Every command by name."""
    return dict(cli.main.commands)


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    for name, command in commands().items():
        text = CliRunner().invoke(cli.main, [name, "--help"]).output
        assert "Usage:" in text
        assert command.help, name
        assert f"graphsvc {name}" in README, f"{name} is missing in the README"


def test_every_setting_stands_in_the_help_and_in_the_readme() -> None:
    text = CliRunner().invoke(cli.main, ["serve", "--help"]).output
    for setting in SETTINGS:
        assert f"GRAPHSVC_{setting.name}:" in text
        assert f"`GRAPHSVC_{setting.name}`" in README
        assert setting.help in re.sub(r"\s+", " ", text)


def test_an_example_is_imported_checked_and_taken_back(run: Run) -> None:
    before = document(run("check", "--json"))
    assert before["counts"] == dict.fromkeys(COLLECTIONS.values(), 0)

    dry = document(run("import", "--example", "wupperfeld", "--dry-run", "--json"))
    assert dry["import"] is None
    assert dry["revision"] == 0
    done = document(run("import", "--example", "wupperfeld", "--yes", "--json"))
    assert done["revision"] == 1
    assert done["counts"] == dry["counts"]
    counts = done["counts"]
    assert isinstance(counts, dict)
    assert counts["actors"]["new"] == 95
    assert counts["actors"]["rejected"] == 0
    again = document(run("import", "--example", "wupperfeld", "--yes", "--json"))
    assert again["import"] is None
    assert again["revision"] == 1
    assert all(states["new"] == states["changed"] == 0 for states in again["counts"].values())  # type: ignore[union-attr]

    checked = document(run("check", "--json"))
    assert checked["ok"] is True
    assert checked["engine"] == "embedded"
    assert checked["revision"] == 1
    assert run("undo", str(done["import"]), "--yes", "--json").exit_code == 0
    after = document(run("check", "--json"))
    assert after["content_hash"] == before["content_hash"]
    assert after["revision"] == 2


def test_nothing_is_written_unasked(run: Run) -> None:
    result = run("import", "--example", "oberhausen", code=2)
    assert "--yes" in result.stderr
    assert document(run("check", "--json"))["revision"] == 0
    assert run("import", code=2).stdout == ""


def test_a_rejected_row_stops_the_import(run: Run, tmp_path: Path) -> None:
    (tmp_path / "akteure.csv").write_text("ID;Name;Gehört zu\nA1;Amt;\nA2;Stelle;Nirgendwo\n", encoding="utf-8")
    result = run("import", str(tmp_path), "--yes", "--json", code=1)
    found = document(result)
    assert found["import"] is None
    [problem] = [row for row in found["problems"] if row["severity"] == "rejected"]  # type: ignore[union-attr]
    assert (problem["sheet"], problem["line"], problem["column"]) == ("akteure", 3, "Gehört zu")
    assert "Nirgendwo" in problem["text"]
    assert "Nichts verändert" in result.stderr
    skipped = document(run("import", str(tmp_path), "--yes", "--skip-rejected", "--json"))
    assert skipped["import"] is not None
    assert document(run("check", "--json"))["counts"]["actors"] == 1  # type: ignore[index]


def test_several_files_are_one_import(run: Run) -> None:
    files = sorted(str(path) for path in EXAMPLES["wupperfeld"].glob("*.csv"))
    assert len(files) == 5
    done = document(run("import", *files, "--yes", "--json"))
    assert done["counts"]["memberships"]["new"] == 179  # type: ignore[index]
    assert done["revision"] == 1
    folder = document(run("import", str(EXAMPLES["wupperfeld"]), "--yes", "--json"))
    assert folder["import"] is None


def test_errors_are_one_sentence_and_with_json_one_document(run: Run, tmp_path: Path) -> None:
    missing = str(tmp_path / "fehlt.xlsx")
    result = run("import", missing, "--yes", code=1)
    assert "fehlt.xlsx" in result.stderr
    assert "Traceback" not in result.output
    assert document(run("import", missing, "--yes", "--json", code=1))["code"] == "invalid_input"
    assert document(run("undo", "nie", "--yes", "--json", code=1))["code"] == "not_found"
    assert document(run("history", "nie", "--json", code=1))["code"] == "not_found"
    assert "There is no" in run("--lang", "en", "undo", "nie", "--yes", code=1).stderr


def test_an_unknown_setting_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHSVC_PROT", "8001")
    result = run("check", code=1)
    assert "GRAPHSVC_PROT" in result.stderr
    assert "GRAPHSVC_PORT" in result.stderr


def test_parallels_are_a_document_with_sums(run: Run) -> None:
    run("import", "--example", "oberhausen", "--yes")
    found = document(run("parallels", "--json"))
    assert set(found) == {"revision", "threshold", "thresholds", "model", "findings"}
    findings = found["findings"]
    assert isinstance(findings, list)
    assert findings
    scores = [finding["score"] for finding in findings]
    assert scores == sorted(scores, reverse=True)
    for finding in findings:
        assert finding["score"] >= found["threshold"]
        assert finding["evidence"][0]["dimension"] == "prior"
        assert sum(row["bits"] for row in finding["evidence"]) == pytest.approx(finding["score"], abs=1e-6)
    only = document(run("parallels", "--kind", "duplicate_offer", "--json"))
    assert {finding["kind"] for finding in only["findings"]} == {"duplicate_offer"}  # type: ignore[union-attr]
    lower = document(run("parallels", "--min-score", "5", "--json"))
    assert lower["threshold"] == 5.0
    assert len(lower["findings"]) >= len(findings)  # type: ignore[arg-type]
    text = run("parallels").stdout
    assert "Büro für Chancengleichheit" in text
    assert "Dublette Akteur" in text


def test_the_network_is_written_as_file(run: Run, tmp_path: Path) -> None:
    run("import", "--example", "wupperfeld", "--yes")
    page = tmp_path / "netz.html"
    run("render", "network", "--out", str(page))
    assert "AWO Kreisverband" in page.read_text(encoding="utf-8")
    drawing = tmp_path / "umkreis.svg"
    run("render", "network", "--out", str(drawing), "--ego", "A069", "--depth", "1")
    text = drawing.read_text(encoding="utf-8")
    ElementTree.fromstring(text)  # noqa: S314 - made by us
    assert "Umkreis von AWO" in text
    for ending, start in ((".png", b"\x89PNG"), (".PDF", b"%PDF-")):
        other = tmp_path / f"umkreis{ending}"
        run("render", "network", "--out", str(other), "--ego", "A069")
        assert other.read_bytes().startswith(start)
    run("render", "network", "--out", str(drawing), "--ego", "nie", code=1)
    result = run("render", "network", "--out", str(tmp_path / "netz.docx"), code=1)
    assert ".html, .svg, .png, .pdf" in result.stderr
    assert not (tmp_path / "netz.docx").exists()


def test_exports_come_back_the_same(run: Run, tmp_path: Path) -> None:
    run("import", "--example", "oberhausen", "--yes")
    before = document(run("check", "--json"))
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    run("export", "--format", "jsonl", "--out", str(first))
    run("export", "--format", "jsonl", "--out", str(second))
    assert first.read_bytes() == second.read_bytes()
    book = tmp_path / "mappe.xlsx"
    run("export", "--format", "workbook", "--out", str(book))
    unchanged = document(run("import", str(book), "--yes", "--json"))
    assert unchanged["import"] is None
    assert document(run("check", "--json")) == before


def test_the_history_names_imports_and_changes(run: Run) -> None:
    done = document(run("import", "--example", "oberhausen", "--yes", "--json"))
    found = document(run("history", "--json"))
    [entry] = found["imports"]  # type: ignore[misc]
    assert entry["id"] == done["import"]
    [change] = found["changes"]  # type: ignore[misc]
    assert change["action"] == "import"
    assert change["revision"] == 1
    assert "oberhausen" in run("history").stdout
    assert document(run("history", "D1-A03", "--json"))["changes"]


def test_the_lexicons_of_the_data_folder_are_used_and_their_faults_told(
    run: Run, lexicons: Path, tmp_path: Path
) -> None:
    offers = "ID;Titel;Anbieter;Beschreibung\n1;Summse;A;Wir imkern\n2;Honigpfad;B;Kinder imkern dort\n"
    (tmp_path / "angebote.csv").write_text(offers, encoding="utf-8")
    (tmp_path / "akteure.csv").write_text("ID;Name;Art\nA;Erster Verein;Verein\nB;Bund;Verein\n", encoding="utf-8")
    run("import", tmp_path, "--yes")
    before = document(run("parallels", "--json", "--min-score", "-20"))
    lexicons.mkdir()
    (lexicons / "concepts.csv").write_text(
        "concept;label;facet;words\nbeekeeping;Imkern;topic;*imker\n", encoding="utf-8"
    )
    (lexicons / "flowers.csv").write_text("flower\nrose\n", encoding="utf-8")
    answered = run("parallels", "--json", "--min-score", "-20")
    after = document(answered)
    assert "flowers.csv" in answered.stderr
    assert _strongest(after, "parallel_offer") > _strongest(before, "parallel_offer")


def _strongest(found: dict[str, object], kind: str) -> float:
    findings: list[dict[str, object]] = found["findings"]  # type: ignore[assignment]
    return max(float(str(finding["score"])) for finding in findings if finding["kind"] == kind)
