"""What people type is understood, and whatever they type raises nothing but ValueProblem."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc import i18n, kinds, model, values
from graphsvc.values import PartialDate, ValueProblem

YEAR_2011 = PartialDate("2011-01-01", "2011-12-31", "year")
JULY_2011 = PartialDate("2011-07-01", "2011-07-31", "month")
FIRST_OF_JULY = PartialDate("2011-07-01", "2011-07-01", "day")

PARSERS: list[Callable[[str], object]] = [
    values.parse_date,
    values.parse_number,
    values.parse_integer,
    values.parse_age,
    values.parse_age_range,
    values.split_values,
    values.parse_yes_no,
    values.parse_directed,
    values.parse_intensity,
]

# signs that cells really hold, mixed at random
cells = st.text(st.sampled_from("0123456789.,;|-–—+/'½²٣ \u00a0\n€%abisJMonätuvÜ:T")) | st.text()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011", YEAR_2011), (" seit 2011 ", YEAR_2011), ("ca. 2011", YEAR_2011), ("Ende 2011", YEAR_2011),
        ("2011?", YEAR_2011), ("Sommer 2011", YEAR_2011),
        ("07/2011", JULY_2011), ("7/11", JULY_2011), ("7/11?", JULY_2011), ("07.2011", JULY_2011),
        ("2011-07", JULY_2011), ("Juli 2011", JULY_2011), ("Seit Juli 2011", JULY_2011), ("JULI 2011", JULY_2011),
        ("Jul. 11", JULY_2011), ("July 2011", JULY_2011), ("Juli '11", JULY_2011),
        ("01.07.2011", FIRST_OF_JULY), ("1.7.11", FIRST_OF_JULY), ("1. 7. 2011", FIRST_OF_JULY),
        ("1/7/2011", FIRST_OF_JULY), ("1. Juli 2011", FIRST_OF_JULY), ("ab 1. Juli 2011", FIRST_OF_JULY),
        ("40725", FIRST_OF_JULY), ("40725,5", FIRST_OF_JULY), ("2011-07-01", FIRST_OF_JULY),
        ("2011-07-01T00:00:00", FIRST_OF_JULY), ("2011-07-01 00:00:00", FIRST_OF_JULY), ("20110701", FIRST_OF_JULY),
        ("01.07.2011 14:30", FIRST_OF_JULY),
        ("März 1999", PartialDate("1999-03-01", "1999-03-31", "month")),
        ("Maerz 99", PartialDate("1999-03-01", "1999-03-31", "month")),
        ("Feb. 2024", PartialDate("2024-02-01", "2024-02-29", "month")),
    ],
)  # fmt: skip
def test_dates(text: str, expected: PartialDate) -> None:
    assert values.parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date"), ("seit", "date"), ("bald", "date"), ("2011-2013", "date"), ("2011/12", "date"), ("12", "date"),
        ("Muli 2011", "date"), ("123456", "date"), ("٢٠١١", "date"),
        ("31.02.2011", "date_impossible"), ("29.02.2023", "date_impossible"), ("13/2011", "date_impossible"),
        ("0000", "date_impossible"), ("9999", "date_impossible"), ("20111332", "date_impossible"),
        ("2011-13", "date_impossible"),
    ],
)  # fmt: skip
def test_no_dates(text: str, code: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        values.parse_date(text)
    assert caught.value.code == code
    assert caught.value.details == {"text": text}


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_comes_back_however_it_is_written(day: date) -> None:
    expected = PartialDate(day.isoformat(), day.isoformat(), "day")
    for text in (day.isoformat(), f"{day:%d.%m.}{day.year}", f"{day.day}.{day.month}.{day.year}"):
        assert values.parse_date(text) == expected


@given(st.integers(10_000, 99_999))
def test_excel_serials_count_days(serial: int) -> None:
    assert values.parse_date(str(serial)).first == (date(1899, 12, 30) + timedelta(serial)).isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2140,5", 2140.5), ("1.234,5", 1234.5), ("2,5 Stellen", 2.5), ("85,00 €", 85.0), ("100", 100.0),
        ("180.000", 180_000.0), ("rd. 180.000 Einw.", 180_000.0), ("1 234,5", 1234.5), ("1'234.50", 1234.5),
        ("1,234.5", 1234.5), ("1,234,567", 1_234_567.0), ("2.5", 2.5), ("0.125", 0.125), ("1,234", 1.234),
        ("85,-", 85.0), ("85,– €", 85.0), ("€ 85", 85.0), ("-3,5", -3.5), ("−3", -3.0), ("50 %", 50.0), ("2½", 2.5),
        ("0", 0.0), ("-0", 0.0), ("007", 7.0), ("12.345.678,9", 12_345_678.9),
    ],
)  # fmt: skip
def test_numbers(text: str, expected: float) -> None:
    assert values.parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "viele", "3-5", "3 oder 4", "1e5", "nan", "inf", "1.2.3", "9" * 400, "²", "٣"])
def test_no_numbers(text: str) -> None:
    with pytest.raises(ValueProblem, match="number"):
        values.parse_number(text)


@given(st.decimals(-(10**12), 10**12, places=3))
def test_numbers_written_in_german_come_back(number: object) -> None:
    english = f"{number:,.3f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert values.parse_number(german) == float(str(number))


def test_whole_numbers() -> None:
    assert values.parse_integer("1.234 Plätze") == 1234
    assert values.parse_integer("5,0") == 5
    with pytest.raises(ValueProblem, match="integer"):
        values.parse_integer("2,5")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3", 36), ("0", 0), ("0,5", 6), ("0.5", 6), ("0,2", 2), ("6 Mon.", 6), ("18 Monate", 18), ("8 Wochen", 2),
        ("3 J.", 36), ("3 Jahre", 36), ("1½", 18), ("1 Jahr 6 Monate", 18), ("1 Jahr und 6 Monate", 18),
        ("3-jährige", 36), ("Geburt", 0), ("Schwangerschaft", -9), ("27", 324), ("10 Tage", 0), ("6 months", 6),
    ],
)  # fmt: skip
def test_ages(text: str, months: int) -> None:
    assert values.parse_age(text) == months


@pytest.mark.parametrize("text", ["", "alle", "3 4", "-3", "6 Monate 1 Jahr", "200", "3-6", "3 Meter"])
def test_no_ages(text: str) -> None:
    with pytest.raises(ValueProblem, match="age"):
        values.parse_age(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-3", (0, 36)), ("0–3 Jahre", (0, 36)), ("6-18 Monate", (6, 18)), ("6 Mon. - 3 J.", (6, 36)),
        ("8 Wochen bis 1 Jahr", (2, 12)), ("von 3 bis 6", (36, 72)), ("14 bis unter 18 Jahre", (168, 216)),
        ("bis 6", (None, 72)), ("unter 3", (None, 36)), ("U3", (None, 36)), ("ab 14", (168, None)),
        ("ab 14 Jahren", (168, None)), ("14+", (168, None)), ("60 und älter", (720, None)), ("3", (36, 36)),
        ("Geburt bis 3", (0, 36)), ("Ü60", (720, None)), ("ab 3 bis 6", (36, 72)),
    ],
)  # fmt: skip
def test_age_ranges(text: str, expected: tuple[int | None, int | None]) -> None:
    assert values.parse_age_range(text) == expected


def test_age_ranges_run_forward() -> None:
    with pytest.raises(ValueProblem, match="age_order"):
        values.parse_age_range("6-3")


@given(st.integers(0, 100), st.integers(0, 100))
def test_age_ranges_come_back(first: int, length: int) -> None:
    expected = (first * 12, min(first + length, 150) * 12)
    assert values.parse_age_range(f"{first} – {min(first + length, 150)}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b; c\nd", ("a", "b; c d")),
        ("a; b\nc", ("a", "b", "c")),
        ("Familien, Kinder im Hilfebezug", ("Familien, Kinder im Hilfebezug",)),
        ("a||a| b  c |", ("a", "b c")),
        ("", ()),
    ],
)
def test_lists(text: str, expected: tuple[str, ...]) -> None:
    assert values.split_values(text) == expected


@given(st.lists(st.text(st.characters(exclude_characters="|", exclude_categories=["Cs"])), min_size=2))
def test_lists_come_back(items: list[str]) -> None:
    cleaned = tuple(dict.fromkeys(" ".join(item.split()) for item in items if item.split()))
    assert values.split_values("|".join(items)) == cleaned


def test_words() -> None:
    assert [values.parse_yes_no(text) for text in ("Ja", "x", "nein", "0")] == [True, True, False, False]
    assert [values.parse_directed(text) for text in ("gerichtet", "Gegenseitig", "ja")] == [True, False, True]
    assert [values.parse_intensity(text) for text in ("Gering", "mittel", "HIGH")] == ["low", "medium", "high"]
    assert set(model.INTENSITIES) == set(values._INTENSITIES.values())
    with pytest.raises(ValueProblem, match="intensity"):
        values.parse_intensity("bunt")
    with pytest.raises(ValueProblem, match="yes_no"):
        values.parse_yes_no("vielleicht")


@given(cells)
def test_no_cell_raises_anything_else(text: str) -> None:
    problems = []
    for parse in PARSERS:
        try:
            parse(text)
        except ValueProblem as problem:
            problems.append(problem)
    assert all(tuple(problem.details) == values.VALUE_CODES[problem.code] for problem in problems)


def test_every_kind_has_a_name_and_is_understood_by_it() -> None:
    for key in model.ACTOR_KINDS:
        assert kinds.actor_kind(kinds.kind_name(key)) == key
        assert kinds.actor_kind(key) == key
    assert kinds._SPELLINGS.keys() == model.ACTOR_KINDS.keys()
    assert all(kinds.group_name(group) for group in model.ACTOR_GROUPS)


def test_no_spelling_means_two_kinds() -> None:
    seen: dict[str, str] = {}
    for key, spellings in kinds._SPELLINGS.items():
        for spelling in spellings.split("|"):
            assert seen.setdefault(kinds.fold(spelling), key) == key, spelling


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Fachstellen", "unit"), ("öffentliche Träger", "public_provider"),
        ("OEFFENTLICHER TRAEGER", "public_provider"),
        ("e. V.", "association"), ("KiTa", "day_care"), ("Dez.", "department"), ("Raumstation", None), ("", None),
    ],
)  # fmt: skip
def test_kinds_as_people_write_them(text: str, key: str | None) -> None:
    assert kinds.actor_kind(text) == key


def test_names_of_kinds_follow_the_language() -> None:
    assert kinds.kind_name("day_care") == "Kita"
    with i18n.speaking("de"):
        assert kinds.group_name("administration") == "Verwaltung"
