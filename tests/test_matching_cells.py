"""What cells of plain tables say, and names of companies in their parts."""

from __future__ import annotations

import pytest

from graphsvc.matching import cells
from graphsvc.matching.company_names import parse
from graphsvc.matching.company_scores import SAME, CompanyNames
from graphsvc.matching.transliterating import latin
from graphsvc.matching.word_table import alikeness
from tests.made_names import cases


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        *(("$1,299.00", 1299.0), ("12,5 km", 12.5), ("1.299,00 €", 1299.0), ("1.299", 1299.0), ("0.125", 0.125)),
        *(("EUR 7", 7.0), ("1234.567", 1234.567), ("free", None), ("3 to 5", None), ("", None)),
    ],
)
def test_amounts(cell: str, amount: float | None) -> None:
    assert cells.amount(cell) == amount


def test_words_codes_years_people_and_keys() -> None:
    assert cells.cell_words("The Joe&#39;s 5.0 Int. Conf. of 5th Ave.") == ("joes", "5", "int.", "conf.", "5th", "ave.")
    assert cells.codes("Camera DSC-W120/B, 16 GB, 1998") == {"dscw120b", "dscw120"}
    assert cells.year("03/1998") == 1998
    assert cells.year("1998-2003") is None
    assert cells.people("J. de Groot and Kim, A.") == (("groot", "j"), ("kim", "a"))
    assert cells.key("310/246-1501") == cells.key("(310) 246 1501") == "3102461501"


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        *(("conf.", "conference", 0.9, 1), ("blvd", "boulevard", 0.7, 1), ("camera", "cameras", 0.9, 1)),
        *(
            ("retrieval", "retreival", 0.7, 1),
            ("2007", "2008", 0, 0),
            ("red", "blue", 0, 0),
            ("photo", "photon", 0.7, 1),
        ),
    ],
)
def test_alike_words(a: str, b: str, least: float, most: float) -> None:
    assert least <= alikeness(a, b) <= most
    assert alikeness(a, b) == alikeness(b, a)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("Щукин и Жуков", "Shchukin i Zhukov"), ("Київ", "Kiyiv"), ("Θέρμη", "Thermi"), ("삼성", "samseong")),
        *(("Žižkov", "Žižkov"), ("plain", "plain")),
    ],
)
def test_other_scripts(text: str, expected: str) -> None:
    assert latin(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("ООО «Ромашка»", ("romashka",), {"limited"}),
        ("Tresan S.p.A.", ("tresan",), {"stock"}),
        ("Bolu Sp. z o.o.", ("bolu",), {"limited"}),
        ("Müller & Söhne GmbH & Co. KG", ("mueller", "soehne"), {"partnership"}),
        ("PT Karula Tbk", ("karula",), {"stock", "limited"}),
        ("AG", ("ag",), set()),
    ],
)
def test_parts_of_company_names(text: str, words: tuple[str, ...], forms: set[str]) -> None:
    found = parse(text)
    assert (found.words, found.forms) == (words, forms)


def test_made_names_are_judged_rightly() -> None:
    made = cases(9, 15)
    engine = CompanyNames(parse(name) for case in made for name in case[:2])
    judged = [(engine.score(parse(a), parse(b)) >= SAME, same) for a, b, same, _way in made]
    hits = judged.count((True, True))
    assert 2 * hits / (2 * hits + judged.count((True, False)) + judged.count((False, True))) >= 0.97
