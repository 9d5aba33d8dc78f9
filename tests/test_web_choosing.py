"""Search, filters, sorting and paging of the lists."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from graphsvc.web.choosing import PAGE_SIZE, Chosen, Filter, Row, choose

FILTERS = [Filter("kind", "Art", str.upper), Filter("place", "Ort", str, quiet=True)]


def rows(count: int = 0) -> list[Row]:
    found = [
        Row(
            "1", None, "kurs fuer eltern", {"kind": frozenset({"a"}), "place": frozenset({"x"})}, {"name": "b", "n": 3}
        ),
        Row("2", None, "treff fuer eltern", {"kind": frozenset({"b"})}, {"name": "a", "n": None}),
        Row("3", None, "kurs", {"kind": frozenset({"a", "b"})}, {"name": "c", "n": 7}),
    ]
    return found + [Row(f"x{n:04}", None, "", {}, {"name": f"z{n:04}", "n": n}) for n in range(count)]


def ask(given: dict[str, str], count: int = 0) -> Chosen:
    return choose(rows(count), FILTERS, ["name", "n"], MultiDict(given), search_label="Suche")


def test_all_words_must_be_there_in_any_spelling() -> None:
    assert [row.id for row in ask({"q": "Eltern FÜR"}).rows] == ["2", "1"]
    assert ask({"q": "eltern nirgends"}).hits == 0


def test_counts_say_what_each_value_would_leave() -> None:
    chosen = ask({"kind": "a"})
    assert chosen.hits == 2
    control = chosen.controls[0]
    assert [(option.value, option.name, option.count, option.chosen) for option in control.options] == [
        ("a", "A", 2, True),
        ("b", "B", 2, False),
    ]
    assert control.unfiltered == 3
    for option in control.options:
        assert ask({"kind": option.value}).hits == option.count


def test_a_chip_takes_away_one_filter_and_keeps_the_others() -> None:
    chosen = ask({"q": "kurs", "kind": "a", "place": "x", "sort": "-n", "page": "1"})
    assert [chip.label for chip in chosen.chips] == ["Suche", "Art", "Ort"]
    assert chosen.chips[1].without == {"q": "kurs", "place": "x", "sort": "-n"}


def test_missing_values_stand_last_in_both_directions() -> None:
    assert [row.id for row in ask({"sort": "n"}).rows] == ["1", "3", "2"]
    assert [row.id for row in ask({"sort": "-n"}).rows] == ["3", "1", "2"]


def test_what_an_address_cannot_ask_for_is_ignored() -> None:
    for given in ({"kind": "nonsense"}, {"sort": "nonsense"}, {"page": "-3"}, {"page": "²"}, {"page": "9" * 400}):
        assert ask(given).hits == 3
    assert ask({"page": "99"}).page == 1


def test_pages_cover_everything_once() -> None:
    seen = []
    for page in range(1, ask({}, 130).pages + 1):
        seen += [row.id for row in ask({"page": str(page)}, 130).rows]
    assert len(seen) == len(set(seen)) == 133
    assert len(ask({}, 130).rows) == PAGE_SIZE
    printed = ask({"page": "all"}, 130)
    assert (len(printed.rows), printed.pages, "page" in printed.arguments) == (133, 1, False)


def test_far_pages_are_linked_with_gaps() -> None:
    assert ask({"page": "6"}, 600).near_pages == [1, 0, 4, 5, 6, 7, 8, 0, 13]
    assert ask({}, 0).near_pages == [1]
