"""`evaluate --tables` and `evaluate --names`: files in every shape, the answer, and that labels come last."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphsvc import cli
from graphsvc.errors import InvalidInput
from graphsvc.evaluation import name_cases, plain_tables, running, true_pairs
from graphsvc.matching.columns import Column, Table
from graphsvc.matching.linking import Links
from importers import ImportFileError, plain_table
from tests.made_names import cases
from tests.made_tables import organisations


def save(path: Path, rows: list[list[str]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def saved(folder: Path, name: str, table: Table) -> Path:
    rows = [list(row) for row in zip(table.ids, *table.columns.values(), strict=True)]
    return save(folder / f"{name}.csv", [[f"id{name.upper()}", *table.columns], *rows], ";")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder, made = tmp_path_factory.mktemp("tables"), organisations(3, 120)
    pairs = save(folder / "true.csv", [["idA", "idB"], *map(list, sorted(made.true))])
    return saved(folder, "a", made.a), saved(folder, "b", made.b), pairs


def run(*arguments: object) -> str:
    result = CliRunner().invoke(cli.main, ["evaluate", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_links_two_tables(files: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, pairs = files
    text = run("--tables", a, b, "--pairs", pairs, "--json", "--errors")
    answer = json.loads(text)
    assert answer["f1"]["value"] >= 0.95
    assert answer["f1"]["low"] < answer["f1"]["value"] < answer["f1"]["high"]
    assert answer["reported"] == answer["hit"] + len(answer["wrong"])
    assert answer["true"] == answer["hit"] + len(answer["missed"])
    assert {"a": "gegründet", "b": "Jahr", "kind": "year"} in answer["columns"]
    assert run("--tables", a, b, "--pairs", pairs, "--json", "--errors") == text


def test_people_read_the_columns_and_the_errors(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    a, b, _pairs = files
    wrong = save(tmp_path / "wrong.csv", [["idB", "idA"], ["b1", "a0"], ["b0", "a1"], ["unknown", "a2"]])
    mapping = save(
        tmp_path / "columns.csv", [["A", "B", "kind"], ["Einrichtung", "Name", ""], ["Ort", "Anschrift", "place"]]
    )
    text = run("--tables", a, b, "--pairs", wrong, "--columns", mapping, "--errors")
    assert "Einrichtung = Name (name), Ort = Anschrift (place)" in text
    assert "übersehen: a2 „" in text
    assert "unknown" in text


def test_the_true_pairs_are_read_when_the_answer_stands(
    files: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _pairs = files
    later = tmp_path / "later.csv"

    def link(*_tables: object) -> Links:
        assert not later.exists()
        save(later, [["idA", "idB"], ["a0", "b0"]])
        return Links((), (), 0, {})

    monkeypatch.setattr(running, "link", link)
    assert running.of_tables(a, b, later).missed == [("a0", "b0")]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--tables", "A", "B"),
        ("--pairs", "A"),
        ("--names", "A", "--tables", "A", "B", "--pairs", "A"),
        ("A", "--columns", "A"),
    ],
)
def test_forms_are_not_mixed(arguments: tuple[str, ...], tmp_path: Path) -> None:
    for name in "AB":
        save(tmp_path / name, [["id", "name"], ["1", "x"]])
    paths = [str(tmp_path / part) if part in "AB" else part for part in arguments]
    result = CliRunner().invoke(cli.main, ["evaluate", *paths])
    assert result.exit_code == 2, result.output


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("id,name\n1,Müller\n".encode(), [("1", "Müller")]),
        ("id;name\n1;Müller\n".encode("cp1252"), [("1", "Müller")]),
        ("\ufeffid\tname\n\n1\tMüller\n".encode(), [("1", "Müller")]),
        ("id,name\n1,Müller\n".encode("utf-16"), [("1", "Müller")]),
        (b'id,name\n1,"5" disk\n', [("1", "5 disk")]),
        ("id,name\n1,Müller ".encode() + b"\x81 \xfcber\n", [("1", "Müller \x81 über")]),
        (b"id,name\n1\n2,x,y\n", [("1", ""), ("2", "x")]),
    ],
)
def test_plain_tables_in_every_shape(data: bytes, rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    assert list(plain_table.read(path).rows) == rows
    assert plain_table.read(path).header == ("id", "name")


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError):
        plain_table.read(tmp_path / "missing.csv")
    (tmp_path / "empty.csv").write_bytes(b"\n\n")
    with pytest.raises(ImportFileError):
        plain_table.read(tmp_path / "empty.csv")


def test_ids_and_mappings_are_checked(tmp_path: Path) -> None:
    table = plain_tables.read(save(tmp_path / "t.csv", [["name", "subject_id"], ["x", "7"], ["y", "8"]]))
    assert table == Table(("7", "8"), {"name": ("x", "y")})
    with pytest.raises(InvalidInput, match="mehrmals"):
        plain_tables.read(save(tmp_path / "twice.csv", [["id", "name"], ["7", "x"], ["7", "y"]]))
    mapping = save(tmp_path / "m.csv", [["name", "name", "key"]])
    assert plain_tables.read_mapping(mapping, table, table) == (Column("name", "name", "key"),)
    for rows in ([["name", "name", "colour"]], [["A", "B"], ["name", "title"]], [["A", "B"]]):
        with pytest.raises(InvalidInput):
            plain_tables.read_mapping(save(tmp_path / "m.csv", rows), table, table)


def test_true_pairs_with_a_column_of_truth(tmp_path: Path) -> None:
    a, b = Table(("1", "2"), {"n": ("", "")}), Table(("x", "y"), {"n": ("", "")})
    path = save(tmp_path / "p.csv", [["label", "rtable_id", "ltable_id"], ["1", "x", "1"], ["0", "y", "1"]])
    assert true_pairs.read(path, a, b) == {("1", "x")}
    with pytest.raises(InvalidInput, match="keine Kennungen"):
        true_pairs.read(save(tmp_path / "p.csv", [["a", "b"], ["7", "8"]]), a, b)


def test_the_command_judges_names(tmp_path: Path) -> None:
    rows = [[str(number), a, b, str(same).lower(), way] for number, (a, b, same, way) in enumerate(cases(4, 12))]
    path = save(tmp_path / "cases.csv", [["case_id", "name1", "name2", "is_match", "category"], *rows])
    answer = json.loads(run("--names", path, "--json"))
    assert answer["f1"]["value"] >= 0.97
    assert set(answer["groups"]) == {"category"}
    assert min(group["accuracy"]["value"] for group in answer["groups"]["category"].values()) >= 0.8
    assert "category: turned" in running.of_names(path).as_text(errors=True)


def test_columns_of_name_pairs_are_found_without_known_headers(tmp_path: Path) -> None:
    rows = [["one", "two", "gold"], ["Alba AG", "Alba", "yes"], ["Bora", "Zeta", "no"]]
    found = name_cases.read(save(tmp_path / "c.csv", rows))
    assert found.pairs == (("Alba AG", "Alba"), ("Bora", "Zeta"))
    assert found.same == (True, False)
    with pytest.raises(InvalidInput, match="is_match"):
        name_cases.read(save(tmp_path / "c.csv", [["one", "two"], ["a", "b"]]))
