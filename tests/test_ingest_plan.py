"""The plan of an import: what becomes of each row, where everything comes from, and what is kept."""

from __future__ import annotations

import pytest

from graphsvc.canonical import TYPE_OF, same_content, to_json
from graphsvc.examples import EXAMPLES
from graphsvc.ingest import plan
from graphsvc.ingest.problems import SENTENCES, sentence
from graphsvc.references import references
from graphsvc.snapshot import Snapshot
from importers import ERROR_CODES, IMPORTERS, NOTICE_CODES, JsonRecord
from tests.ingest_sample import EMPTY, city, done, hash_of, planned, states, told
from tests.records_sample import sample

ACTORS = "ID;Name;Art;Gehört zu;Weitere Namen;Sozialraum;Telefon;Themen;Von\n"


def test_every_code_of_the_importers_has_a_sentence_with_its_details() -> None:
    codes = ERROR_CODES | NOTICE_CODES
    assert set(SENTENCES) == set(codes)
    for code, names in codes.items():
        text = sentence(code, {name: f"<{name}>" for name in names})
        assert text.endswith(".")
        assert "%" not in text
        assert len(text.split()) <= 30


def test_wupperfeld_comes_in_whole() -> None:
    graph = city("wupperfeld")
    sizes = {kind: len(rows) for kind, rows in graph.records.items()}
    assert (sizes["actor"], sizes["offer"], sizes["body"], sizes["membership"], sizes["cooperation"]) == (
        95, 168, 26, 179, 138,
    )  # fmt: skip
    for kind, rows in graph.records.items():
        for record in rows.values():
            assert all(row.id in graph.records[row.type] for row in references(kind, record))


@pytest.mark.parametrize("example", ["wupperfeld", "oberhausen"])
def test_a_second_import_changes_nothing(example: str) -> None:
    again = plan(list(IMPORTERS["workbook"](EXAMPLES[example])), city(example), import_id="two")
    assert again.edits == ()
    assert not again.writes
    assert again.rejected == 0
    assert all(row["new"] == row["changed"] == row["rejected"] == 0 for row in again.counts.values())


def test_states_are_counted_and_add_up_to_the_rows() -> None:
    first = planned(akteure=ACTORS + "A1;Stadt;Stadt\nA2;Amt;Fachstelle;A1\n")
    graph = done(first)
    second = planned(
        graph,
        akteure=ACTORS + "A1;Stadt;Stadt\nA2;Neues Amt;Fachstelle;A1\nA3;Verein;Verein\nA4;Club;Verein;Niemand\n",
    )
    assert states(first) == {"actors": {"new": 2}}
    assert states(second) == {"actors": {"new": 1, "changed": 1, "unchanged": 1, "rejected": 1}}
    assert told(second) == [("akteure", 5, "Gehört zu")]
    assert not second.writes
    assert planned(graph, skip_rejected=True, akteure=ACTORS + "A4;Club;;Niemand\nA5;Haus\n").writes


def test_sources_say_where_each_value_comes_from() -> None:
    graph = done(planned(akteure=ACTORS + "A1;Stadt;;;;Mitte;1;Räume\n"))
    assert graph.actors["A1"].sources == {"*": ("imp", "akteure", 2)}
    assert graph.districts["sozialraum-mitte"].sources == {"*": ("imp", "akteure", 2)}
    assert graph.terms["theme-raeume"].sources == {"*": ("imp", "akteure", 2)}
    later = planned(graph, import_id="two", akteure="Telefon;ID;Von\n2;A1;2011\n")
    assert done(later, graph).actors["A1"].sources == {
        "*": ("imp", "akteure", 2),
        "phone": ("two", "akteure", 2),
        "valid_from": ("two", "akteure", 2),
    }


def test_a_file_changes_only_what_it_has_columns_for() -> None:
    graph = done(planned(akteure=ACTORS + "A1;Stadt;Stadt;;Kommune|Amt;Mitte;0123;Räume;2011\n"))
    before = graph.actors["A1"]
    kept = done(planned(graph, akteure="ID;Name\nA1;Neue Stadt\n"), graph).actors["A1"]
    assert (kept.name, kept.phone, kept.aliases, kept.themes) == (
        "Neue Stadt",
        "0123",
        ("Kommune", "Amt"),
        before.themes,
    )
    assert kept.typed == before.typed
    emptied = done(planned(graph, akteure="ID;Name;Telefon;Themen;Sozialraum;Von\nA1;Stadt\n"), graph).actors["A1"]
    assert (emptied.phone, emptied.themes, emptied.districts, emptied.valid_from) == (None, (), (), None)
    assert emptied.typed == {}
    assert emptied.aliases == before.aliases


def test_an_empty_cell_cannot_take_away_what_a_record_needs() -> None:
    graph = done(planned(akteure=ACTORS + "A1;Stadt\n"))
    assert told(planned(graph, akteure="ID;Name;Telefon\nA1;;12\n")) == [("akteure", 2, "Name")]
    assert told(planned(akteure="ID;Telefon\nA9;12\n")) == [("akteure", 2, "name")]


def test_an_unknown_column_is_kept_and_told() -> None:
    made = planned(akteure="ID;Name;Farbe\nA1;Stadt;=1+1\n")
    assert done(made).actors["A1"].extra == {"Farbe": "=1+1"}
    assert told(made, "warning") == [("akteure", 1, "Farbe")]


def test_an_unknown_kind_is_a_warning() -> None:
    made = planned(akteure=ACTORS + "A1;Bude;Quartiersbude\n")
    assert told(made, "warning") == [("akteure", 2, "Art")]
    assert (done(made).actors["A1"].kind, done(made).actors["A1"].typed) == ("other", {"kind": "Quartiersbude"})


def test_an_id_that_stands_twice_is_rejected_with_both_lines() -> None:
    made = planned(akteure=ACTORS + "A1;Stadt\nA2;Amt\nA1;Andere\n")
    assert told(made) == [("akteure", 4, "ID")]
    assert "Zeile 2" in made.problems[0].text


def test_rows_without_id_are_known_again_by_their_name() -> None:
    sheets = {"akteure": "Name;Telefon\nStadt Öde;1\n", "angebote": "Titel;Träger\nKurs;Stadt Öde\n"}
    graph = done(planned(**sheets))
    assert graph.offers["offer-kurs"].providers == ("actor-stadt-oede",)
    assert planned(graph, **sheets).edits == ()
    known = done(planned(akteure="ID;Name\nA7;Stadt Öde\n"))
    assert list(done(planned(known, akteure="Name;Telefon\nSTADT OEDE;2\n"), known).actors) == ["A7"]
    assert told(planned(akteure="Name\nStadt\nSTADT\n")) == [("akteure", 3, "Name")]


def test_memberships_and_cooperations_without_id_stay_apart_and_are_known_again() -> None:
    sheets = {
        "akteure": ACTORS + "A1;Stadt\nA2;Amt\n",
        "gremien": "ID;Name\nG1;Rat\n",
        "mitgliedschaften": "Gremium;Akteur;Rolle;Von\nRat;A1;Vorsitz;2010\nG1;Stadt;Vorsitz;2010\nG1;A1;Gast\n",
        "kooperationen": "Von;Zu;Art;Thema;Seit;Häufigkeit\nA1;A2;Vertrag;Räume;2010;\nA1;A2;Vertrag;Räume;2010;oft\n"
        "A1;A2;Vertrag;Räume;2010;\nA1;A2;Vertrag;;2010;\nA2;A1;Vertrag;Räume;2010;\n",
    }
    made = planned(**sheets)
    graph = done(made)
    assert states(made)["memberships"] == {"new": 3}  # the words as typed differ between the first two
    assert states(made)["cooperations"] == {"new": 4, "unchanged": 1}
    assert told(made, "warning") == [("kooperationen", 4, "")]
    assert sorted(row.frequency or "" for row in graph.cooperations.values()) == ["", "", "", "oft"]
    assert planned(graph, **sheets).edits == ()


def test_a_relation_with_an_id_of_its_own_is_known_again_without_it() -> None:
    base = {"akteure": ACTORS + "A1;Stadt\nA2;Amt\n"}
    graph = done(planned(**base, kooperationen="ID;Von;Zu;Art\nK1;A1;A2;Vertrag\n"))
    again = planned(graph, **base, kooperationen="Von;Zu;Art\nStadt;A2;Vertrag\n")
    assert list(done(again, graph).cooperations) == ["K1"]
    assert done(again, graph).cooperations["K1"].typed == {"from_actor": "Stadt"}


def test_ages_dates_and_numbers_are_kept_as_typed() -> None:
    graph = done(
        planned(
            akteure=ACTORS + "A1;Stadt\n",
            angebote="ID;Titel;Träger;Alter von;Alter bis;Von;Bis;Plätze\nO1;Kurs;Stadt;0,5;3;07/2011;2012;ca. 12\n",
        )
    )
    offer = graph.offers["O1"]
    assert (offer.age_from, offer.age_to, offer.valid_from, offer.valid_to, offer.capacity) == (
        6, 36, "2011-07-01", "2012-12-31", 12,
    )  # fmt: skip
    assert offer.typed == {
        "age_from": "0,5", "valid_from": "07/2011", "valid_to": "2012", "capacity": "ca. 12", "providers": "Stadt",
    }  # fmt: skip


def test_a_range_of_ages_can_be_changed_in_one_column() -> None:
    graph = done(planned(angebote="ID;Titel;Alter von;Alter bis\nO1;Kurs;0,5;2\n"))
    offer = done(planned(graph, angebote="ID;Alter von\nO1;3-6\n"), graph).offers["O1"]
    assert (offer.age_from, offer.age_to, offer.typed) == (36, 72, {"age_from": "3-6"})


def test_words_of_the_vocabulary_are_found_by_any_spelling_and_synonym() -> None:
    made = planned(
        akteure=ACTORS + "A1;Stadt;;;;;;Frühe Hilfen|Familienhilfe\nA2;Amt;;;;;;FRUEHE HILFEN|FH\n",
        begriffe="ID;Vokabular;Begriff;Synonyme\nT1;Thema;Familienhilfe;FH\n",
    )
    graph = done(made)
    assert graph.actors["A1"].themes == ("theme-fruehe-hilfen", "T1") == graph.actors["A2"].themes
    assert graph.actors["A2"].typed == {"themes": "FRUEHE HILFEN|FH"}
    assert graph.terms["theme-fruehe-hilfen"].name == "Frühe Hilfen"
    assert states(made)["terms"] == {"new": 2}


def test_districts_are_made_from_names_and_the_whole_city_is_none() -> None:
    made = planned(
        akteure=ACTORS + "A1;Stadt;;;;Stadtweit\nA2;Amt;;;;Barmen Süd\nA3;Haus;;;;barmen-süd\n",
        sozialraeume="ID;Name;Gehört zu\nd1;Mitte;Innenstadt\n",
    )
    graph = done(made)
    assert (graph.actors["A1"].districts, graph.actors["A1"].citywide) == ((), True)
    assert graph.actors["A2"].districts == ("sozialraum-barmen-sued",) == graph.actors["A3"].districts
    assert graph.districts["d1"].part_of == "sozialraum-innenstadt"
    assert states(made)["districts"] == {"new": 3}
    assert "stadtweit" not in graph.districts


@pytest.mark.parametrize(
    ("word", "citywide"),
    [
        ("gesamtes Stadtgebiet", True),
        ("in allen Ortsteilen", True),
        ("kreisweit", True),
        ("alle Sozialräume", True),
        ("Stadtmitte", False),
        ("Gemeindehaus", False),
    ],
)
def test_the_whole_city_has_many_names(word: str, citywide: bool) -> None:
    graph = done(planned(akteure=ACTORS + f"A1;Stadt;;;;{word}\n"))
    assert graph.actors["A1"].citywide == citywide
    assert bool(graph.districts) != citywide


def test_funders_are_actors_where_they_can_be_and_named_otherwise() -> None:
    made = planned(
        akteure=ACTORS + "A1;Stadt Öde\n", angebote="ID;Titel;Förderer\nO1;Kurs;Bistum|A1|Bund\nO2;Treff;stadt öde\n"
    )
    graph = done(made)
    assert (graph.offers["O1"].funders, graph.offers["O1"].named_funders) == (("A1",), ("funder-bistum", "funder-bund"))
    assert graph.offers["O2"].funders == ("A1",)
    assert graph.terms["funder-bund"].vocabulary == "funder"
    assert made.problems == ()


def test_social_data_belong_to_a_district() -> None:
    sheet = "Sozialraum;Indikator;Jahr;Wert;Einheit\n"
    sheet += "Mitte;Armut;2020;17,5;%\nMitte;Armut;2021;18\nstadtweit;Armut;2021;18\n"
    made = planned(sozialdaten=sheet)
    assert told(made) == [("sozialdaten", 4, "Sozialraum")]
    made = planned(skip_rejected=True, sozialdaten=sheet)
    assert sorted(row.value for row in done(made).indicators.values()) == [17.5, 18.0]
    assert planned(done(made), skip_rejected=True, sozialdaten=sheet).edits == ()


def test_jsonl_into_a_graph_is_planned_like_a_workbook() -> None:
    rows = [
        JsonRecord(1, {"type": "change", "id": "x"}),
        JsonRecord(2, {"type": "actor", "id": "A1", "name": "Stadt", "part_of": "A2", "version": 7, "typed": {}}),
        JsonRecord(3, {"type": "actor", "id": "A2", "name": "Land", "phone": None}),
        JsonRecord(4, {"type": "actor", "id": "A3", "name": "Land", "themes": ["nichts"]}),
        JsonRecord(5, {"type": "actor", "id": "A4", "name": "Land", "unbekannt": 1}),
    ]
    made = plan(rows, EMPTY, import_id="imp", skip_rejected=True, look_for_doubles=False)
    assert states(made) == {"actors": {"new": 2, "rejected": 2}}
    assert done(made).actors["A1"].part_of == "A2"
    assert [row.line for row in made.problems] == [4, 5]


def test_every_kind_of_record_passes_as_jsonl_unchanged() -> None:
    rows = [JsonRecord(number, to_json(record)) for number, record in enumerate(sample(), start=1)]
    made = plan(rows, EMPTY, import_id="imp", look_for_doubles=False)
    assert made.problems == ()
    graph = done(made)
    for record in sample():
        assert same_content(graph.records[TYPE_OF[type(record)]][record.id], record)


def test_a_record_that_jsonl_brings_again_is_replaced_whole() -> None:
    graph: Snapshot = done(planned(akteure=ACTORS + "A1;Stadt;;;;;0123\n"))
    made = plan([JsonRecord(1, {"type": "actor", "id": "A1", "name": "Stadt"})], graph, import_id="i")
    assert done(made, graph).actors["A1"].phone is None


def test_the_same_words_give_the_same_graph_in_any_order_of_the_sheets() -> None:
    one = planned(akteure=ACTORS + "A1;Stadt;;A2\nA2;Land\n", angebote="ID;Titel;Träger\nO1;Kurs;Land\n")
    two = planned(angebote="ID;Titel;Träger\nO1;Kurs;Land\n", akteure=ACTORS + "A2;Land\nA1;Stadt;;A2\n")
    assert hash_of(done(one)) == hash_of(done(two))
