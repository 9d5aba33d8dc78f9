"""The example city Oberhausen says only what the five documents say, names nobody, and its references hold."""

from __future__ import annotations

import csv
import hashlib
import itertools
import re
from pathlib import Path

import pytest

from graphsvc.examples import EXAMPLES, city_name
from tests.verify_wording import FINGERPRINTS, fingerprint, rows

DUPLICATES = Path(__file__).parent / "data" / "oberhausen_duplicates.csv"

# columns that hold ids -> the sheet they point into; Förderer may be a named funder, and 'stadtweit' is no district
REFERENCES = {
    "akteure": {"Gehört zu": "akteure", "Nachfolger": "akteure"},
    "angebote": {
        "Teil von": "angebote",
        "Träger": "akteure",
        "Kooperationspartner": "akteure",
        "Sozialräume": "sozialraeume",
    },
    "gremien": {"Teil von": "gremien", "Vorsitz": "akteure", "Nachfolger": "gremien", "Sozialräume": "sozialraeume"},
    "mitgliedschaften": {"Gremium": "gremien", "Akteur": "akteure"},
    "kooperationen": {"Von": "akteure", "Zu": "akteure"},
    "sozialraeume": {"Gehört zu": "sozialraeume"},
}
SHEET_OF = {
    "dublette_akteur": "akteure",
    "dublette_angebot": "angebote",
    "doppelangebot": "angebote",
    "parallelstruktur": "gremien",
}
# SHA-256 of the casefolded names (first name and surname, then surname) of the people whom the documents name
PEOPLE = frozenset(
    [
        "05b4349d1fb1cf631c25b49dca59027b90093d2c08b60c180e597f8696cb577a",
        "0f05a44521c6d579281dda1798ddd8ac2f878e91d59dffaba45f5f008de5b31c",
        "1407f6039fc05e8a70ade70ae8923846decc171c5f1e37d7a8bc566181863308",
        "142fa4dacafec147a11d31975a7f75d7625e9771b850e800641cab8ea0788833",
        "22451ada3f9817b1f756050f2cf4f28db9ea85957d2250544fea260628cd3728",
        "2bf3da93da68ce25bdb6716ae70873e6bb3395db6bd124267d88a37e4b06178a",
        "3cf84c56cd099dd98ccc916228feaf75715ef2537b5322995a773357d8c990d3",
        "41954acc020098e77fadb6245e705bfeceabc2b60b602b7af2e4776410aaf9af",
        "47914e42f35da7f1a3e0ab1e98a19819f8ef9dbbf2035f0633eff60257e150b4",
        "56e4f08f55084095f254d1314c18778f4d5208a544e804efa4b933f3828a16cd",
        "61f835a20cffe3284027ba88fc8a4bb2119af57ce8391ab94cbd59d20c82a5f7",
        "62daa099806ff6b9c07723348968df078205807c9eeb2561182375105735b79d",
        "763e49d7017a4d95015daf8e63898f0c06c33012403f4565cd5a647c5008d5d6",
        "7fe4f364df6086cb22958f3f59fc101940848d8cde52de18005435c7487959fb",
        "bc022f5baa71d9ba43776142ca718b5d1aa9a0537f7235238bca54af531e2fa1",
        "e5ed50966178a62eba77e4adaa4b96f35cd0d38e2932caf6153eee0d362b4bc1",
    ]
)


@pytest.fixture(scope="module")
def city() -> list[tuple[str, dict[str, str]]]:
    return list(rows())


@pytest.fixture(scope="module")
def by_id(city: list[tuple[str, dict[str, str]]]) -> dict[str, tuple[str, dict[str, str]]]:
    return {row["ID"]: (sheet, row) for sheet, row in city}


def names_a_person(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
    single = [part for word in words for part in (word, *word.split("-"))]
    pairs = [f"{first} {last}" for first, last in itertools.pairwise(words)]
    return any(hashlib.sha256(name.encode()).hexdigest() in PEOPLE for name in single + pairs)


def test_ids_are_unique(city: list[tuple[str, dict[str, str]]]) -> None:
    ids = [row["ID"] for _, row in city]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"D[1-5]-[AOGMKS]\d\d", one) for one in ids)


def test_references_resolve_within_the_same_document(
    city: list[tuple[str, dict[str, str]]], by_id: dict[str, tuple[str, dict[str, str]]]
) -> None:
    for sheet, row in city:
        for column, target in REFERENCES[sheet].items():
            for reference in filter(None, row[column].split("|")):
                if reference != "stadtweit":
                    assert by_id[reference][0] == target, (row["ID"], column)
                    assert reference[:2] == row["ID"][:2], "each document is recorded by itself"
                    assert reference != row["ID"]


def test_every_row_has_its_source_and_at_most_one_sentence(city: list[tuple[str, dict[str, str]]]) -> None:
    for _, row in city:
        assert row["Quelle"].endswith(f"(Dok. {row['ID'][1]})")
        assert row["Wortlaut"]
        # a full stop ends a sentence, except after a number ("1. Juli") and in "s." and "z.B."
        assert not re.search(r"(?<!\d)(?<!\(s)(?<!z\.B)[.!?][“\"]?\s+[„\"]?[A-ZÄÖÜ]", row["Wortlaut"]), row["ID"]


def test_wordings_are_those_that_were_checked_against_the_documents(city: list[tuple[str, dict[str, str]]]) -> None:
    checked = dict(line.split() for line in FINGERPRINTS.read_text("utf-8").splitlines())
    assert {row["ID"]: fingerprint(row["Wortlaut"]) for _, row in city} == checked


def test_nobody_is_named(city: list[tuple[str, dict[str, str]]]) -> None:
    for _, row in city:
        assert not [value for value in row.values() if names_a_person(value)], row["ID"]
    assert not names_a_person((EXAMPLES["oberhausen"] / "README.md").read_text("utf-8"))


def test_mail_addresses_are_mailboxes_of_functions(city: list[tuple[str, dict[str, str]]]) -> None:
    addresses = {address for _, row in city for value in row.values() for address in re.findall(r"\S+@\S+", value)}
    assert addresses == {"familienbuero@oberhausen.de"}


def test_posts_count_once(by_id: dict[str, tuple[str, dict[str, str]]]) -> None:
    posts = {one: row for one, (sheet, row) in by_id.items() if sheet == "akteure" and row["Stellen"]}
    before = [float(row["Stellen"].replace(",", ".")) for row in posts.values() if row["Nachfolger"]]
    after = [float(row["Stellen"].replace(",", ".")) for row in posts.values() if not row["Nachfolger"]]
    assert sorted(before) == [1, 1, 1.5, 2.5, 4]
    assert after == [sum(before)]
    assert by_id["D1-A03"][1]["Köpfe"] == "14"


def test_the_known_duplicates_are_pairs_of_the_right_kind(by_id: dict[str, tuple[str, dict[str, str]]]) -> None:
    with DUPLICATES.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter=";"))
    assert len({(pair["Art"], pair["A"], pair["B"]) for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert pair["A"] < pair["B"]
        assert {by_id[pair[side]][0] for side in "AB"} == {SHEET_OF[pair["Art"]]}, pair
        assert pair["Urteil"] in {"ja", "nein", "grau"}
        assert pair["Begründung"]
    between = [pair for pair in pairs if pair["Urteil"] == "ja" and pair["A"][:2] != pair["B"][:2]]
    assert len(between) >= 8
    same = {frozenset((pair["A"], pair["B"])) for pair in pairs if pair["Urteil"] == "ja"}
    for one, (sheet, row) in by_id.items():
        for successor in filter(None, row.get("Nachfolger", "").split("|")):
            assert frozenset((one, successor)) not in same, f"a succession is no duplicate ({sheet} {one})"


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_examples_are_folders_of_a_named_city(example: str) -> None:
    sheets = {path.stem for path in EXAMPLES[example].glob("*.csv")}
    assert {"akteure", "angebote", "gremien", "mitgliedschaften", "kooperationen"} <= sheets
    assert "gold" not in sheets
    assert city_name(example).casefold() == example
