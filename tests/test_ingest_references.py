"""References by id or name: found, not found, not unique, rejected together, and never in a circle."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.folding import fold
from graphsvc.ingest.identity import LONGEST_SLUG, named_id, relation_id, slug, term_id
from graphsvc.ingest.plan import plan
from graphsvc.references import references
from importers import Row
from importers.workbook_columns import SHEETS
from tests.ingest_sample import EMPTY, done, planned, states, told

ACTORS = "ID;Name;Gehört zu;Weitere Namen\n"


def test_ids_names_and_other_names_are_found_in_the_file_and_in_the_store() -> None:
    graph = done(planned(akteure=ACTORS + "A1;Stadt Öde;;Kommune|Rathaus\n"))
    made = planned(graph, akteure=ACTORS + "A2;Amt;STADT OEDE\nA3;Dienst;rathaus\nA4;Stelle;Amt\nA5;Büro;A1\n")
    parents = {actor.id: actor.part_of for actor in done(made, graph).actors.values()}
    assert parents == {"A1": None, "A2": "A1", "A3": "A1", "A4": "A2", "A5": "A1"}
    assert done(made, graph).actors["A3"].typed == {"part_of": "rathaus"}


def test_a_name_comes_before_the_other_name_of_somebody_else() -> None:
    made = planned(akteure=ACTORS + "A1;Caritas\nA2;Verband;;Caritas\nA3;Stelle;caritas\n")
    assert done(made).actors["A3"].part_of == "A1"


def test_what_is_not_found_is_rejected_with_the_nearest_names() -> None:
    made = planned(
        akteure=ACTORS + "A1;Caritasverband Wupperfeld e.V.\nA2;Diakonie\nA3;Stelle;Caritas\nA4;Haus;Diakonei\n"
    )
    assert told(made) == [("akteure", 4, "Gehört zu"), ("akteure", 5, "Gehört zu")]
    assert "„Caritas“" in made.problems[0].text
    assert "A1 (Caritasverband Wupperfeld e.V.)" in made.problems[0].text
    assert "A2 (Diakonie)" in made.problems[1].text


def test_what_is_not_unique_is_rejected_with_all_that_are_meant() -> None:
    made = planned(akteure=ACTORS + "A1;Amt\nA2;Amt\nA3;Stelle;Amt\n")
    assert told(made) == [("akteure", 4, "Gehört zu")]
    assert "A1 (Amt), A2 (Amt)" in made.problems[0].text


def test_rows_that_refer_to_a_rejected_row_are_rejected_too() -> None:
    made = planned(
        skip_rejected=True,
        akteure="ID;Name;Gehört zu;Von\nA1;Stadt;;abc\nA2;Amt;Stadt\nA3;Stelle;A2\nA4;Verein\n",
        gremien="ID;Name\nG1;Rat\n",
        mitgliedschaften="Gremium;Akteur\nRat;A3\nRat;A4\n",
    )
    assert states(made) == {
        "actors": {"new": 1, "rejected": 3}, "bodies": {"new": 1}, "memberships": {"new": 1, "rejected": 1},
    }  # fmt: skip
    assert told(made) == [
        ("akteure", 2, "Von"), ("akteure", 3, "Gehört zu"), ("akteure", 4, "Gehört zu"),
        ("mitgliedschaften", 2, "Akteur"),
    ]  # fmt: skip


def test_a_rejected_row_leaves_what_is_in_the_store_for_others_to_refer_to() -> None:
    graph = done(planned(akteure=ACTORS + "A1;Stadt\n"))
    made = planned(graph, skip_rejected=True, akteure="ID;Name;Gehört zu;Von\nA1;Stadt;;abc\nA2;Amt;Stadt\n")
    assert states(made) == {"actors": {"new": 1, "rejected": 1}}


def test_words_that_only_rejected_rows_use_are_not_made() -> None:
    made = planned(skip_rejected=True, akteure="ID;Name;Themen;Sozialraum;Von\nA1;Stadt;Räume;Mitte;abc\n")
    assert made.edits == ()


def test_nothing_belongs_to_itself_by_way_of_others() -> None:
    made = planned(akteure=ACTORS + "A1;Stadt;A3\nA2;Amt;A1\nA3;Stelle;A2\nA4;Haus;A3\nA5;Flur;A5\n")
    assert [row[1] for row in told(made)] == [2, 3, 4, 5, 6]
    graph = done(planned(akteure=ACTORS + "A1;Stadt\nA2;Amt;A1\n"))
    assert told(planned(graph, akteure="ID;Gehört zu\nA1;Amt\n")) == [("akteure", 2, "Gehört zu")]


def test_both_ends_of_a_cooperation_are_different_actors() -> None:
    made = planned(akteure=ACTORS + "A1;Stadt\n", kooperationen="Von;Zu\nA1;Stadt\nA1;–\n")
    assert told(made) == [("kooperationen", 2, "Zu"), ("kooperationen", 3, "Zu")]


def test_ids_from_names_are_the_same_every_time_and_never_too_long() -> None:
    assert named_id("district", "Barmen-Süd") == "sozialraum-barmen-sued"
    assert term_id("theme", "Frühe Hilfen") == "theme-fruehe-hilfen"
    assert term_id("target_group", "Eltern") == "target-group-eltern"
    assert slug("§") == slug("§") != slug("%")
    assert relation_id("membership", ("a", "b")) != relation_id("membership", ("ab", ""))
    assert relation_id("membership", ("a",), 2) == relation_id("membership", ("a",)) + "-2"


@given(one=st.text(max_size=100), other=st.text(max_size=100))
def test_slugs_are_equal_where_the_folded_names_are(one: str, other: str) -> None:
    assert len(slug(one)) <= LONGEST_SLUG + 9
    if fold(one) and fold(other):
        assert (slug(one) == slug(other)) == (fold(one) == fold(other))


WORDS = st.sampled_from(
    ["A1", "A2", "G1", "Stadt", "Amt", "stadtweit", "–", "2011", "0-3", "ja", "hoch", "Thema", "a|b;c", "'", "=1"]
)
CELLS = WORDS | st.text(max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Rows as an importer may yield them, of any sheets and columns."""
    rows = []
    for number in range(draw(st.integers(0, 8))):
        sheet = draw(st.sampled_from(sorted(SHEETS)))
        columns = {name: names[0] for name, names in SHEETS[sheet].columns.items()}
        texts = draw(st.dictionaries(st.sampled_from(sorted(columns)), CELLS, max_size=5))
        values = {name: text.strip() for name, text in texts.items() if text.strip()}
        extra = {"Farbe": "rot"} if draw(st.booleans()) else {}
        rows.append(Row(sheet, number + 2, SHEETS[sheet].type, values, extra, columns))
    return rows


@settings(max_examples=150, deadline=None)
@given(first=tables(), second=tables())
def test_any_table_is_planned_whole_or_its_problems_are_named(first: list[Row], second: list[Row]) -> None:
    graph = EMPTY
    for rows in (first, second):
        made = plan(rows, graph, import_id="i", skip_rejected=True, look_for_doubles=False)
        count = sum(row["new"] + row["changed"] + row["unchanged"] + row["rejected"] for row in made.counts.values())
        made_from_names = count - len(rows)
        assert 0 <= made_from_names <= len(made.edits)
        lines = {(row.sheet, row.line) for row in made.problems if row.severity == "rejected"}
        assert len(lines) == made.rejected
        graph = done(made, graph)
        for kind, records in graph.records.items():
            for record in records.values():
                assert all(found.id in graph.records[found.type] for found in references(kind, record))
        assert plan(rows, graph, import_id="j", skip_rejected=True, look_for_doubles=False).edits == ()
