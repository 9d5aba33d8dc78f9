"""Ages in words, as people write them into target groups, titles and descriptions."""

from __future__ import annotations

import pytest

from graphsvc.matching.ages import Ages, in_words, overlap


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Kinder von 1,5 bis 3 Jahren", (18, 36)),
        ("ab 3 Monaten bis 1,5 Jahre", (3, 18)),
        ("6- bis 12-Jährige", (72, 144)),
        ("mit ihren Ein- bis Dreijährigen", (12, 36)),
        ("anderthalb bis drei Jahren", (18, 36)),
        ("null bis drei Jahren", (0, 36)),
        ("zehn bis vierzehn Jahre", (120, 168)),
        ("zwischen 14 und 21 Jahren", (168, 252)),
        ("Kinder der 2.–4. Klasse", (84, 120)),
        ("Klassen 8 bis 10", (156, 192)),
        ("ab Klasse 7", (144, 192)),
        ("in der 9. Klasse", (168, 180)),
        ("im ersten Lebensjahr", (0, 12)),
        ("im 1. Lebensjahr", (0, 12)),
        ("bis zum 1. Geburtstag", (0, 12)),
        ("in den ersten zwei Lebensjahren", (0, 24)),
        ("Kinder unter 18 Jahren", (None, 216)),
        ("ab 8 Wochen", (2, None)),
        ("Smartphone für Einsteiger 60+", (720, None)),
        ("ab 60 Jahren", (720, None)),
    ],
)
def test_ages_in_any_text(text: str, months: tuple[int | None, int | None]) -> None:
    assert in_words(text) == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Mädchen und Jungen von 6-12", (72, 144)),
        ("Kinder (0-3)", (0, 36)),
        ("Eltern mit Kindern zwischen 3 und 6", (36, 72)),
        ("U25", (None, 300)),
        ("unter 25", (None, 300)),
        ("Frauen und Mädchen ab 14", (168, None)),
        ("Eltern mit Kindern bis 6 J.", (None, 72)),
        ("Ü60", (720, None)),
        ("SuS ab Kl. 8, Eltern", (156, 192)),
    ],
)
def test_ages_without_a_unit_in_a_target_group(text: str, months: tuple[int | None, int | None]) -> None:
    assert in_words(text, bare=True) == months
    if months[1] != 72 and "Kl" not in text:  # 'J.' is a unit
        assert in_words(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "18 Monate lang wöchentlich",
        "Mo–Fr 9 bis 16 Uhr",
        "8-10 Familien",
        "seit 10 Jahren",
        "ein bis zwei Stunden",
        "Dienstag 10–11.30 Uhr",
        "§ 8 SGB VIII",
        "2 Samstage",
        "",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert in_words(text) == (None, None)


def test_ranges_that_only_touch_have_nothing_in_common() -> None:
    assert overlap(Ages(0, 36), Ages(36, 72)) == 0
    assert overlap(Ages(0, 36), Ages(12, 72)) == 24
    assert overlap(Ages(0, 12), Ages(36, 72)) < 0
    assert Ages(0, 36).length == 36
