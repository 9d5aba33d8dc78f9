"""An installation adds to our lexicons and takes from them; what is wrong in its files is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphsvc.matching import City, find, lexicon, names, own_lexicons
from graphsvc.matching.concepts import OF_OFFERS, Text, strengths
from graphsvc.model import Actor

Write = Callable[..., tuple[str, ...]]


@pytest.fixture
def use(tmp_path: Path) -> Iterator[Write]:
    """`use(concepts="...", names="...")`: these lexicons from here on; hands back the problems."""

    def used(**files: str) -> tuple[str, ...]:
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8-sig")
        return own_lexicons.use(tmp_path)

    yield used
    lexicon.change({})


def concepts_of(text: str) -> set[str]:
    """The concepts of a description."""
    return set(strengths(Text.of("", None, (), text), OF_OFFERS))


def test_words_are_added_to_ours_and_taken_from_them(use: Write) -> None:
    assert "swimming" not in concepts_of("Wasserflöhe")
    row = next(row for row in lexicon.rows("concepts") if row["concept"] == "swimming")
    gone = row["words"].split("|")[0]
    assert use(concepts=f"concept;label;facet;words\nswimming;;;wasserfloeh\n-swimming;;;{gone}\n") == ()
    assert "swimming" in concepts_of("Wasserflöhe")
    changed = next(row for row in lexicon.rows("concepts") if row["concept"] == "swimming")
    assert gone not in changed["words"].split("|")
    assert changed["label"] == row["label"]
    lexicon.change({})
    assert "swimming" not in concepts_of("Wasserflöhe")


def test_a_new_concept_and_a_programme_of_it(use: Write) -> None:
    problems = use(
        concepts="concept;label;facet;words;source\nbeekeeping;Imkern;topic;*imker|*biene;Imkerverein\n",
        programmes="brand;words;concepts\nSummse;=summse;beekeeping|course\n",
    )
    assert problems == ()
    assert "beekeeping" in concepts_of("Wir imkern zusammen")
    assert "beekeeping" in concepts_of("Das Projekt Summse")


def test_what_is_removed_leaves_no_reference_behind(use: Write) -> None:
    brand = next(row for row in lexicon.rows("programmes") if "baby_group" in row["concepts"])["brand"]
    assert use(concepts="concept;remove\nbaby_group;ja\n") == ()
    assert all("baby_group" not in row["concepts"].split("|") for row in lexicon.rows("programmes"))
    assert brand in [row["brand"] for row in lexicon.rows("programmes")]
    assert all(row["concept"] != "baby_group" for row in lexicon.rows("compositions"))
    assert "baby_group" not in concepts_of(f"{brand} für Babys, Krabbelgruppe")


def test_an_own_name_finds_an_own_duplicate(use: Write) -> None:
    city = City(
        actors=(
            Actor(id="A1", name="KiWo Musterstadt", phone="0208 123456"),
            Actor(id="A2", name="Kinderwohl Musterstadt e. V."),
        )
    )
    assert find(city) == []
    assert use(names="alias;canonical;group\nKiWo;kinderwohl;organisation\nKinderwohl;kinderwohl;organisation\n") == ()
    assert [finding.members for finding in find(city)] == [("A1", "A2")]
    assert use(names="alias;canonical;group\n", stopwords="word\n-und\n") == ()
    assert "und" in names.parse("Haus und Hof").tokens


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("concepts", "concept;label;facet;words\nx;X;topic;Öl\n", "concepts.csv, Zeile 2: .*„oel“"),
        ("concepts", "concept;label;facet;words\nx;X;topic;*two words\n", "Zeile 2: .*mehreren Wörtern"),
        ("concepts", "concept;label;facet;words\nx;X;sache;y\n", "Zeile 2: facet ist eines von"),
        ("concepts", "concept;words\n\n;y\n", "Zeile 3: Die Spalte concept ist leer"),
        ("concepts", "begriff;words\nx;y\n", "Zeile 1: Erwartet werden die Spalten concept;label;facet;words;source"),
        ("stopwords", "word\n-abrakadabra\n", "Zeile 2: „abrakadabra“ steht nicht"),
        ("concepts", "concept;words\n-course;abrakadabra\n", "Zeile 2: „abrakadabra“ steht nicht"),
        ("programmes", "brand;words;concepts\nX;=x;nonsense\n", "programmes.csv: „X“ nennt „nonsense“"),
        ("target_groups", "group;words\n-older;\n", "Zeile 2: Eine Zielgruppe lässt sich nicht ganz"),
        ("target_groups", "group;label;words;from\nx;X;=x;bald\n", "Zeile 2: from ist eine Zahl"),
        ("wishes", "a;b\n", "wishes.csv: Dieses Lexikon gibt es nicht"),
    ],
)
def test_problems_are_told_and_the_rest_is_used(use: Write, name: str, text: str, says: str) -> None:
    before = {each: lexicon.rows(each) for each in lexicon.shipped_names()}
    (problem,) = use(**{name: text})
    assert re.search(says, problem), problem
    assert {each: lexicon.rows(each) for each in lexicon.shipped_names()} == before


def test_files_that_are_no_text_and_folders_that_are_not_there(use: Write, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_bytes(b"\xff\xfe\x00")
    (problem,) = use()
    assert "names.csv lässt sich nicht lesen" in problem
    assert own_lexicons.use(tmp_path / "nowhere") == ()
