"""How often a body meets, read from what people write; what does not say it stays unknown."""

from __future__ import annotations

import csv
import time

import pytest

from graphsvc.analysis.frequency import per_year
from graphsvc.examples import EXAMPLES

SAID = {
    0: ["ruht", "tagt nicht mehr", "0x im Jahr", "Keine Sitzungen seit 2020"],
    0.5: ["alle zwei Jahre", "2-jährlich", "zweijährlich", "jedes zweite Jahr"],
    1: ["jährlich", "1x im Jahr", "once a year", "jährlich im Herbst", "1 x p. a."],
    2: ["halbjährlich", "2 Mal jährlich", "2x jährlich", "zweimal im Jahr", "½-jährlich", "1/2 jährlich",
        "einmal im halben Jahr", "jedes Halbjahr", "twice a year", "nach Bedarf, mindestens 2x im Jahr"],
    2.5: ["zwei- bis dreimal im Jahr", "2-3x/Jahr"],
    3.5: ["3-4x im Jahr", "3–4 Mal pro Jahr"],
    4: ["vierteljährlich", "Vierteljährl.", "quartalsweise", "4x im Jahr", "4 × jährlich", "alle 3 Monate",
        "1x pro Quartal", "jedes Quartal", "erster Dienstag im Quartal", "4 Sitzungen p.a.", "4-mal im Kalenderjahr",
        "jährlich 4 Treffen", "im Jahr mindestens 4 Sitzungen", "2x im Halbjahr", "quarterly", "4 times a year"],
    5: ["alle 2-3 Monate"],
    6: ["zweimonatlich", "alle zwei Monate", "6/Jahr", "jeden 2. Monat", "every other month"],
    8: ["2x alle 3 Monate"],
    10: ["ca. 10 Mal im Schuljahr"],
    12: ["monatlich", "Monatliche Treffen", "1x/Monat", "einmal im Monat", "jeden Monat", "mtl.", "seit 2019 monatlich",
         "jeden ersten Dienstag im Monat", "letzter Donnerstag im Monat", "monatlich (außer in den Ferien)", "monthly",
         "last Thursday of the month", "monatlich am 2. Mittwoch"],
    24: ["2x im Monat", "jeden 1. und 3. Mittwoch im Monat", "1./3. Montag im Monat"],
    26: ["14-tägig", "14 tägig", "vierzehntägig", "alle zwei Wochen", "zweiwöchentlich", "dienstags alle 14 Tage"],
    52: ["wöchentlich", "weekly", "jeden Dienstag", "dienstags", "1x wöchentlich"],
}  # fmt: skip
SAYS_NOTHING = ["", "nach Bedarf", "unregelmäßig", "anlassbezogen", "einmalig", "4", "4x", "2 jährlich", "biweekly",
                "alle paar Wochen", "alle 0 Wochen", "zweitägige Klausur", "jeden 2. Dienstag", "1,5x im Jahr",
                "3 x 2 Stunden im Monat", "2. Quartal 2026", "vor Ort", "12/2024"]  # fmt: skip


@pytest.mark.parametrize(("often", "words"), [(often, words) for often, listed in SAID.items() for words in listed])
def test_words_say_how_often(often: float, words: str) -> None:
    assert per_year(words) == pytest.approx(often)


@pytest.mark.parametrize("words", SAYS_NOTHING)
def test_unknown_is_not_never(words: str) -> None:
    assert per_year(words) is None


def test_nothing_is_said_where_nothing_stands() -> None:
    assert per_year(None) is None


def test_weeks_of_a_range_are_between_both() -> None:
    often = per_year("alle 6-8 Wochen")
    assert often is not None
    assert 52 / 8 < often < 52 / 6


def test_every_rhythm_of_the_example_is_read() -> None:
    with (EXAMPLES["wupperfeld"] / "gremien.csv").open(encoding="utf-8-sig", newline="") as file:
        said = {row["Turnus"] for row in csv.DictReader(file, delimiter=";") if row["Turnus"]}
    assert len(said) > 10
    assert [words for words in said if per_year(words) is None] == []


@pytest.mark.parametrize("words", ["1 ", "1 und ", "jeden 1. ", "ein bis ", "im jahr ", "a"])
def test_long_texts_take_no_time(words: str) -> None:
    start = time.perf_counter()
    per_year(words * 20_000)
    assert time.perf_counter() - start < 0.5
