"""Exports: what is written, how it is guarded, and that it means the same when it is read again."""

from __future__ import annotations

import csv
import dataclasses
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.canonical import TYPE_OF, to_json
from graphsvc.errors import InvalidInput
from graphsvc.exports import EXPORTS, workbook
from graphsvc.exports.files import written_whole
from graphsvc.ingest import plan
from graphsvc.model import DRAWN_TYPES, Actor, Offer, Record, Term
from graphsvc.schemas import SCHEMAS, TYPED_UNDER, cell_text
from graphsvc.snapshot import Snapshot, build
from importers import IMPORTERS
from importers.workbook_columns import SHEETS
from tests.ingest_sample import EMPTY, city, done, hash_of
from tests.records_sample import sample

FORMULAS = ("=1+1", "+49 2190", "-5", "@name", "'=1+1", "'", "''=x")


def graph_of(records: list[Record]) -> Snapshot:
    """A graph in memory."""
    return build(1, [(TYPE_OF[type(record)], record) for record in records])


def back(path: Path) -> Snapshot:
    """The graph that an import of the file into an empty store would give."""
    made = plan(list(IMPORTERS["workbook"](path)), EMPTY, import_id="imp", look_for_doubles=False)
    assert [problem for problem in made.problems if problem.severity == "rejected"] == []
    return done(made)


def test_every_field_of_every_record_has_a_column() -> None:
    for sheet in SHEETS.values():
        fields = set(SCHEMAS[sheet.type]().fields) - {"type", "version", "revision", "sources", "extra", "typed"}
        assert set(sheet.columns) == fields - set(TYPED_UNDER)


@pytest.mark.parametrize("name", ["x.xlsx", "x.zip", "x"])
def test_all_kinds_of_records_come_back_the_same(tmp_path: Path, name: str) -> None:
    own = ("calibration", "verdict", "merge", *DRAWN_TYPES)  # no sheet has a place for them
    graph = graph_of([record for record in sample() if TYPE_OF[type(record)] not in own])
    workbook.write(graph, tmp_path / name)
    again = back(tmp_path / name)
    for kind, rows in graph.records.items():
        for record in rows.values():
            found = again.records[kind][record.id]
            assert to_json(dataclasses.replace(found, sources={})) == to_json(dataclasses.replace(record, sources={}))
    assert hash_of(again) == hash_of(graph)


def test_an_empty_graph_is_a_workbook_without_rows(tmp_path: Path) -> None:
    workbook.write(EMPTY, tmp_path / "x.xlsx")
    assert back(tmp_path / "x.xlsx").records == {}


@pytest.mark.parametrize("example", ["oberhausen", "wupperfeld"])
def test_values_are_written_as_typed_under_the_headers_of_the_import(tmp_path: Path, example: str) -> None:
    from graphsvc.examples import EXAMPLES

    workbook.write(city(example), tmp_path / "x")
    for source in sorted(EXAMPLES[example].glob("*.csv")):
        with source.open(encoding="utf-8-sig", newline="") as stream:
            old = list(csv.DictReader(stream, delimiter=";"))
        with (tmp_path / "x" / source.name).open(encoding="utf-8-sig", newline="") as stream:
            new = {row["ID"]: row for row in csv.DictReader(stream, delimiter=";")}
        assert len(old) == len(new)
        for row in old:
            if row.get("ID"):
                written = new[row["ID"]]
                assert {name: written[name].removeprefix("'") for name in row} == row


def test_a_range_of_ages_is_written_as_typed_while_it_says_both_ages() -> None:
    offer = Offer(id="O", title="T", age_from=0, age_to=36, typed={"age_from": "0-3"})
    assert [cell_text(offer, name) for name in ("age_from", "age_to")] == ["0-3", ""]
    changed = dataclasses.replace(offer, age_to=48)
    assert [cell_text(changed, name) for name in ("age_from", "age_to")] == ["0", "4"]
    opened = dataclasses.replace(offer, age_to=None)
    assert [cell_text(opened, name) for name in ("age_from", "age_to")] == ["0", ""]
    upto = Offer(id="O", title="T", age_from=None, age_to=72, typed={"age_to": "bis 6"})
    assert [cell_text(upto, name) for name in ("age_from", "age_to")] == ["", "bis 6"]
    both = dataclasses.replace(offer, age_to=54, typed={"age_from": "0-3", "age_to": "4,5"})
    assert [cell_text(both, name) for name in ("age_from", "age_to")] == ["0-3", "4,5"]


def test_nothing_in_a_workbook_is_a_formula(tmp_path: Path) -> None:
    actors: list[Record] = [
        Actor(id=f"A{number}", name=text, phone=text, extra={"=Spalte": text}) for number, text in enumerate(FORMULAS)
    ]
    graph = graph_of(actors)
    workbook.write(graph, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for row in book["Akteure"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert "=1+1" in {cell.value for cell in cells}
    workbook.write(graph, tmp_path / "x")
    with (tmp_path / "x" / "akteure.csv").open(encoding="utf-8-sig", newline="") as stream:
        texts = [text for row in csv.reader(stream, delimiter=";") for text in row if text]
    assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)
    assert hash_of(back(tmp_path / "x")) == hash_of(back(tmp_path / "x.xlsx")) == hash_of(graph)


def test_the_same_graph_gives_the_same_archive(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        workbook.write(city("oberhausen"), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "a.zip").testzip() is None


def test_what_is_there_is_not_mixed_with_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "gremien.csv").write_text("ID;Name\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="nicht leer"):
        workbook.write(EMPTY, tmp_path / "x")
    with pytest.raises(InvalidInput, match="Endung"):
        workbook.write(EMPTY, tmp_path / "x.ods")
    with pytest.raises(InvalidInput, match="schreiben"):
        workbook.write(EMPTY, tmp_path / "gibt es nicht" / "x.zip")
    (tmp_path / "ordner.xlsx").mkdir()
    with pytest.raises(InvalidInput, match="Ordner"):
        workbook.write(EMPTY, tmp_path / "ordner.xlsx")


def test_a_file_that_could_not_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("alt", encoding="utf-8")

    def half() -> None:
        with written_whole(path) as beside:
            beside.write_text("halb", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert path.read_text("utf-8") == "alt"
    assert list(tmp_path.iterdir()) == [path]


def test_the_formats_are_the_lossless_ones() -> None:
    assert set(EXPORTS) == {"jsonl", "workbook"}


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
).filter(bool) | st.sampled_from(FORMULAS)
LISTS = st.lists(TEXTS.filter(lambda text: "|" not in text), max_size=3, unique=True).map(tuple)


@settings(max_examples=60, deadline=None)
@given(
    name=TEXTS, phone=TEXTS, aliases=LISTS, posts=st.none() | st.floats(0, 1e9), words=LISTS,
    ages=st.tuples(st.integers(0, 300), st.integers(0, 300)), header=TEXTS, ending=st.sampled_from([".xlsx", ".zip"]),
)  # fmt: skip
def test_whatever_people_write_comes_back_from_a_workbook(
    name: str, phone: str, aliases: tuple[str, ...], posts: float | None, words: tuple[str, ...],
    ages: tuple[int, int], header: str, ending: str,
) -> None:  # fmt: skip
    posts = None if posts is None else round(posts, 9) + 0.0
    terms: list[Record] = [Term(id=f"t{n}", vocabulary="theme", name=word) for n, word in enumerate(words)]
    ids = tuple(term.id for term in terms)
    records: list[Record] = [
        *terms,
        Actor(id="A1", name=name, phone=phone, aliases=aliases, posts=posts, themes=ids, extra={header: phone}),
        Offer(id="O1", title=name, age_from=min(ages), age_to=max(ages), providers=("A1",), citywide=True),
    ]
    graph = graph_of(records)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"x{ending}"
        workbook.write(graph, path)
        assert hash_of(back(path)) == hash_of(graph)
