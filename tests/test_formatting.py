"""Dates, numbers, ages and names as people read them."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc import formatting, i18n
from graphsvc.record_ids import RecordId

NB = formatting.NO_BREAK


@pytest.mark.parametrize(
    ("bits", "sign", "text"),
    [(17.84, False, "17,8"), (5.06, True, "+5,1"), (-11.4, True, "−11,4"), (0.0, True, "0,0"), (-0.01, True, "0,0")],
)
def test_points_have_one_digit_and_a_true_minus(bits: float, sign: bool, text: str) -> None:
    assert formatting.points(bits, sign=sign) == text


@pytest.mark.parametrize(
    ("iso", "typed", "text"),
    [
        ("2013-01-01", "2013", "2013"),
        ("2011-07-01", "07/2011", "07/2011"),
        ("2011-07-01", "Juli 2011", "07/2011"),
        ("2011-07-01", "01.07.2011", "01.07.2011"),
        ("2011-07-01", None, "01.07.2011"),
        (None, "irgendwann", ""),
    ],
)
def test_a_date_is_as_exact_as_it_was_typed(iso: str | None, typed: str | None, text: str) -> None:
    assert formatting.partial_date(iso, typed) == text


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [
        ("2013", "", "seit 2013"),
        ("", "2020", "bis 2020"),
        ("2013", "2020", "2013–2020"),
        ("2013", "2013", "2013"),
        ("", "", ""),
    ],
)
def test_a_period_says_what_is_known(since: str, until: str, text: str) -> None:
    assert formatting.period(since, until) == text


@pytest.mark.parametrize(
    ("first", "last", "short", "words"),
    [
        (72, 144, "6–12", f"6 bis 12{NB}Jahre"),
        (720, None, "ab 60", f"ab 60{NB}Jahren"),
        (12, None, "ab 1", f"ab 1{NB}Jahr"),
        (3, None, f"ab 3{NB}Mon.", f"ab 3{NB}Monaten"),
        (None, 72, "bis 6", f"bis 6{NB}Jahre"),
        (2, 12, f"2–12{NB}Mon.", f"2 bis 12{NB}Monate"),
        (0, 12, "0–1", f"0 bis 1{NB}Jahr"),
        (18, 36, "1,5–3", f"1,5 bis 3{NB}Jahre"),
        (None, None, "", ""),
    ],
)
def test_ages_are_in_years_and_for_babies_in_months(
    first: int | None, last: int | None, short: str, words: str
) -> None:
    assert formatting.ages(first, last) == short
    assert formatting.ages(first, last, words=True) == words


def test_names_do_not_break_where_they_must_not() -> None:
    assert formatting.nice("AWO e.V., AG nach § 78 SGB VIII") == f"AWO e.{NB}V., AG nach §{NB}78 SGB VIII"


def test_numbers_and_dates_follow_the_language() -> None:
    assert formatting.number(2140.5) == "2.140,5"
    assert formatting.day("2026-11-20") == "20.11.2026"
    with i18n.speaking("en"):
        assert formatting.number(2140.5) == "2,140.5"
        assert formatting.day("2026-11-20") == "20 Nov 2026"


@pytest.mark.parametrize(
    ("typed", "text"),
    [("85,00", f"85{NB}€"), ("12.5", f"12,5{NB}€"), ("frei", "frei"), ("2 € je Treffen", "2 € je Treffen")],
)
def test_a_bare_amount_is_money(typed: str, text: str) -> None:
    assert formatting.cost(typed) == text


@given(st.text(min_size=1))
def test_an_id_survives_its_address(record_id: str) -> None:
    converter = RecordId.__new__(RecordId)
    try:
        address = converter.to_url(record_id)
    except UnicodeEncodeError:
        return  # lone surrogates cannot be stored either
    assert converter.to_python(unquote(address)) == record_id
    assert not set(address) & set("/\\?#% \n") - {"%"}
    assert address not in (".", "..")
