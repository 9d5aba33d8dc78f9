"""The lexicons: every row has a source, every reference leads somewhere, patterns mean what they say."""

from __future__ import annotations

from importlib import resources

import pytest

from graphsvc import i18n
from graphsvc.matching import concepts, lexicon, target_groups
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import words

LEXICONS = sorted(
    path.name.removesuffix(".csv")
    for path in resources.files("graphsvc.lexicons").iterdir()
    if path.name.endswith(".csv")
)
FACETS = {"topic", "theme", "form", "season", "setting", "level"}


@pytest.mark.parametrize("name", LEXICONS)
def test_every_row_is_complete_and_has_a_source(name: str) -> None:
    header = set(lexicon.rows(name)[0])
    assert "source" in header
    for row in lexicon.rows(name):
        assert set(row) == header
        assert None not in row.values()
        assert row["source"].strip()


@pytest.mark.parametrize(
    ("name", "key", "least"),
    [("legal_forms", "form", 60), ("names", "alias", 80), ("concepts", "concept", 250), ("target_groups", "group", 60)],
)
def test_the_lexicons_are_large_and_no_key_stands_there_twice(name: str, key: str, least: int) -> None:
    keys = [row[key] for row in lexicon.rows(name)]
    assert len(keys) >= least
    assert len(set(keys)) == len(keys)


def test_references_lead_somewhere() -> None:
    known = {row["concept"]: row["facet"] for row in lexicon.rows("concepts")}
    groups = {row["group"] for row in lexicon.rows("target_groups")}
    assert set(known.values()) <= FACETS
    for row in lexicon.rows("programmes"):
        assert set(row["concepts"].split("|")) <= known.keys(), row
    for row in lexicon.rows("fields"):
        assert set(row["concepts"].split("|")) <= known.keys(), row
    for row in lexicon.rows("compositions"):
        assert row["concept"] in known, row
        assert set(row["groups"].split(",")) <= groups, row
        assert set(filter(None, row["forms"].split(","))) <= known.keys(), row
        assert row["rank"] in ("1", "2", "3"), row
    for row in lexicon.rows("formats"):
        assert {known[row["form_a"]], known[row["form_b"]]} == {"form"}, row
    for row in (*lexicon.rows("pluralities"), *lexicon.rows("broad_topics")):
        assert known[row["concept"]] == "topic", row
    for row in lexicon.rows("target_groups"):
        assert set(filter(None, row["implies"].split(","))) <= groups, row
        assert row["special"] in ("", "need", "gender", "language"), row


@pytest.mark.parametrize("name", ["concepts", "programmes", "compositions", "target_groups", "relations"])
def test_patterns_are_folded_so_that_they_can_match(name: str) -> None:
    for row in lexicon.rows(name):
        for pattern in filter(None, row["words"].split("|")):
            for atom in pattern.split("+"):
                stem = atom.lstrip("*-=")
                assert stem == " ".join(words(stem)), (row, atom)
    Patterns({str(number): row["words"] for number, row in enumerate(lexicon.rows(name))})


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("berat", "Beratung für Eltern", True),
        ("berat", "Familienberatung", False),
        ("*berat", "Familienberatungsstelle", True),
        ("-treff", "Elterntreff", True),
        ("-treff", "Eltern treffen sich", False),
        ("=fun", "FuN in der Kita", True),
        ("=fun", "Funk", False),
        ("jung muett", "für junge Mütter", True),
        ("jung muett", "Mütter, auch junge", False),
        ("=mit und ohne", "mit und ohne Handicap", True),
        ("=mit und ohne", "mit und ohnehin", False),
        ("=1 1", "Begleitung 1:1", True),
        ("1 1", "von 10 bis 12", False),
        ("hebamm+ohne termin", "Eine Hebamme ist da, ohne Termin", True),
        ("hebamm+ohne termin", "Eine Hebamme ist da", False),
    ],
)
def test_the_pattern_language(pattern: str, text: str, found: bool) -> None:
    assert bool(Patterns({"key": pattern}).found(words(text))) == found


def test_a_pattern_that_cannot_work_is_refused() -> None:
    with pytest.raises(ValueError, match="phrase"):
        Patterns({"key": "*two words"})


def test_labels_are_there_for_every_concept() -> None:
    for row in lexicon.rows("concepts"):
        assert concepts.label(row["concept"])
        assert concepts.facet(row["concept"]) in FACETS


def test_labels_speak_the_language_of_the_reader() -> None:
    assert concepts.label("course") == "Kurs"
    assert target_groups.label("newborn") == "Familien mit Babys"
    with i18n.speaking("en"):
        assert concepts.label("course") == "course"
        assert target_groups.label("newborn") == "families with babies"
        assert lexicon.spoken("Name, den nur eine Stadt hat") == "Name, den nur eine Stadt hat"
