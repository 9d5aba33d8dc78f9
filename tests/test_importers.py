"""Workbooks in every shape become the same rows, and everything not understood is told."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import importers
from graphsvc import model
from graphsvc.examples import EXAMPLES
from importers import ImportFileError, JsonRecord, Limits, Notice, Row, csv_table, jsonl, workbook
from importers.workbook_columns import FIELDS_BY_KEY, SHEETS, key, sheet_named

SMALL = Path(__file__).parent / "data" / "workbooks" / "small"
GOLDEN = SMALL.parent / "small.json"


def rows_in(path: Path) -> list[Row]:
    return [found for found in workbook.read(path) if isinstance(found, Row)]


def notices_in(path: Path) -> list[Notice]:
    return [found for found in workbook.read(path) if isinstance(found, Notice)]


def save(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """An .xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        for line in table:
            sheet.append(line)
    book.save(path)
    return path


def by_place(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.sheet, row.line))


def test_a_folder_as_people_send_it() -> None:
    found = [{"is": type(each).__name__, **dataclasses.asdict(each)} for each in workbook.read(SMALL)]
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_zip_and_xlsx_say_the_same_as_the_folder(tmp_path: Path) -> None:
    example = EXAMPLES["wupperfeld"]
    packed = tmp_path / "wupperfeld.zip"
    tables: dict[str, list[list[object]]] = {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in example.glob("*.csv"):
            archive.write(path, f"Netz 2024/{path.name}")
            with path.open(encoding="utf-8", newline="") as file:
                tables[path.stem.title()] = [list(line) for line in csv.reader(file, delimiter=";")]
        archive.writestr("__MACOSX/Netz 2024/._akteure.csv", b"\0\0")
    book = save(tmp_path / "Wupperfeld.xlsx", tables)

    expected = by_place(rows_in(example))
    assert len(expected) == 606
    assert by_place(rows_in(packed)) == expected
    assert by_place(rows_in(book)) == expected
    assert notices_in(packed) == notices_in(book) == []


def test_one_csv_file_is_a_workbook_too() -> None:
    assert [row.values["id"] for row in rows_in(SMALL / "Akteure.csv")] == ["M1", "M2", "M3"]


def test_cells_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Angebote"
    shown: list[tuple[object, str, str]] = [
        (dt.date(2011, 7, 1), "DD.MM.YYYY", "01.07.2011"),
        (dt.date(2011, 7, 1), "MMM YY", "07.2011"),
        (dt.date(2011, 7, 1), "[$-407]YYYY", "2011"),
        (dt.datetime(2011, 7, 1, 14, 30), "DD.MM.YYYY HH:MM", "01.07.2011 14:30"),
        (dt.time(9, 5), "HH:MM", "09:05"),
        (2.5, "General", "2,5"),
        (5.0, "General", "5"),
        (0.1 + 0.2, "General", "0,3"),
        (1e-7, "General", "0,0000001"),
        (1e20, "General", "100000000000000000000"),
        (5119000, "00000000", "05119000"),
        (True, "General", "ja"),
        (False, "General", "nein"),
        ("00123", "General", "00123"),
        (" =1+1 ", "General", "=1+1"),
        ("zwei\nZeilen", "General", "zwei\nZeilen"),
    ]
    sheet.append(["ID", "Titel"])
    for number, (value, number_format, _) in enumerate(shown, start=2):
        cell = sheet.cell(number, 2, value)
        cell.number_format = number_format
        if isinstance(value, str):
            cell.data_type = "s"
        sheet.cell(number, 1, f"O{number}")
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert [row.values["title"] for row in rows_in(path)] == [text for _, _, text in shown]


def test_formulas_are_never_read_and_errors_are_told(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"Akteure": [["ID", "Name"], ["A1", "=1+1"], ["A2", "#REF!"], ["A3", "Amt"]]})
    assert [row.values for row in rows_in(path)] == [{"id": "A1"}, {"id": "A2"}, {"id": "A3", "name": "Amt"}]
    assert notices_in(path) == [Notice("cell_error", "akteure", 3, "B", {"value": "#REF!"})]


def test_the_header_may_stand_lower_and_lines_are_those_of_the_file(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"Gremien": [[], [None, "ID", "Name"], [], [None, "G1", "AK Süd"], [None, "G2"]]})
    rows = rows_in(path)
    assert [(row.line, row.values) for row in rows] == [(4, {"id": "G1", "name": "AK Süd"}), (5, {"id": "G2"})]


def test_what_is_not_ours_is_told(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx",
        {
            "Akteure": [["ID", "Name", "Bezeichnung", "Farbe"], ["A1", "Amt", "Amt 51", "rot"]],
            "Urlaub": [["Wer"], ["ich"]],
            "Gremien": [["ID", "Name"]],
        },
    )
    assert notices_in(path) == [
        Notice("duplicate_column", "akteure", 1, "Bezeichnung", {"other": "Name"}),
        Notice("unknown_column", "akteure", 1, "Farbe", {}),
        Notice("unknown_sheet", "Urlaub", 0, "", {}),
        Notice("empty_sheet", "gremien", 0, "", {}),
    ]
    assert rows_in(path)[0].extra == {"Bezeichnung": "Amt 51", "Farbe": "rot"}


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("Sozialräume", "sozialraeume"), ("SOZIALRAEUME", "sozialraeume"), ("Sozialra\u0308ume", "sozialraeume"),
        (" Akteur ", "akteure"), ("offers", "angebote"), ("Gremium", "gremien"), ("committees", "gremien"),
        ("Begriffe", "begriffe"), ("Tabelle1", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_sheets(name: str, sheet: str | None) -> None:
    assert sheet_named(name) == sheet


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_is_a_field_of_the_record_and_understood_by_its_names(sheet: str) -> None:
    described = SHEETS[sheet]
    fields = {field.name for field in dataclasses.fields(model.RECORD_TYPES[described.type])}
    assert set(described.columns) <= fields
    for field, names in described.columns.items():
        assert FIELDS_BY_KEY[sheet][key(names[0])] == field
        assert FIELDS_BY_KEY[sheet][key(field)] == field


def test_german_headers_of_the_examples_are_all_known_but_one() -> None:
    unknown = [(notice.sheet, notice.column) for city in EXAMPLES.values() for notice in notices_in(city)]
    assert set(unknown) <= {("sozialraeume", "Quelle")}


def test_codes_name_their_details(tmp_path: Path) -> None:
    for notice in notices_in(SMALL):
        assert tuple(notice.details) == importers.NOTICE_CODES[notice.code]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_guarded_cells_come_back_and_are_no_formulas(text: str) -> None:
    guarded = csv_table.guard(text)
    assert csv_table.unguard(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))


table_cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@given(st.lists(st.lists(table_cells, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(";,\t"))
def test_any_table_written_as_csv_comes_back(table: list[list[str]], sign: str) -> None:
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\n")
    writer.writerow(["ID", "Name", "Art"])
    writer.writerows([[csv_table.guard(cell) for cell in line] for line in table])
    text, guessed = csv_table.decode(out.getvalue().encode(), "akteure.csv")
    found = [cells for _, cells in csv_table.lines(text, "akteure", "akteure.csv", Limits(), float("inf"))]
    assert found[1:] == table
    assert guessed is None


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = csv_table.decode(data, "akteure.csv")
        list(csv_table.lines(text, "akteure", "akteure.csv", Limits(), float("inf")))
    except ImportFileError as error:
        codes = [error.code]
    else:
        codes = []
    assert set(codes) <= {"empty_file", "nul_bytes", "not_text", "csv_broken"}


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text('\ufeff{"id": "A1", "name": "Bär 🐻"}\n\n{"id": "A2"}\n', encoding="utf-8")
    assert list(jsonl.read(path)) == [JsonRecord(1, {"id": "A1", "name": "Bär 🐻"}), JsonRecord(3, {"id": "A2"})]


@pytest.mark.parametrize(
    ("name", "found"),
    [("a.xlsx", "workbook"), ("a.XLSX", "workbook"), ("a.zip", "workbook"), ("akteure.csv", "workbook"),
     ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl")],
)  # fmt: skip
def test_formats_by_name(tmp_path: Path, name: str, found: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    assert importers.detect(path) == found
    assert importers.detect(tmp_path) == "workbook"
    assert found in importers.IMPORTERS
