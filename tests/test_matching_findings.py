"""Every finding explains itself: bits that add up, values as written, a sentence, and a counterfactual that is true."""

from __future__ import annotations

import dataclasses
import gc
import math
import random
import re
from pathlib import Path

import pytest

from graphsvc.errors import InvalidInput, NotFound
from graphsvc.i18n import speaking
from graphsvc.matching import DEFAULT_THRESHOLDS, City, Finding, compare, dimension_name, find, finding_id
from graphsvc.matching.reading import Reading
from graphsvc.matching.score import WEIGHTS, Rarity, curve
from graphsvc.model import FINDING_KINDS
from tests.matching_city import load
from tests.matching_random import city as random_city

WUPPERFELD = Path(__file__).parent.parent / "graphsvc" / "examples" / "wupperfeld"
LOW = 8.0  # bits, below the product's own threshold
WITHOUT = {
    "name": "Namen", "text": "Inhalt", "district": "Sozialraum", "target_group": "Zielgruppe", "age": "Alter",
    "theme": "Thema", "time": "Zeit", "provider": "Träger", "address": "Anschrift", "phone": "Telefonnummer",
    "email": "E-Mail", "website": "Website", "members": "Mitglieder", "kind": "Art", "capacity": "Plätze",
    "succession": "Anschluss",
}  # fmt: skip


@pytest.fixture(scope="module")
def city() -> City:
    return load(WUPPERFELD)


@pytest.fixture(scope="module")
def findings(city: City) -> list[Finding]:
    """Of all kinds, those below the product's own threshold too."""
    return find(city, threshold=LOW)


def test_there_are_findings_of_every_kind(findings: list[Finding]) -> None:
    assert {finding.kind for finding in findings} == set(FINDING_KINDS)


def test_the_prior_is_first_and_alone_negative_and_the_bits_add_up(findings: list[Finding]) -> None:
    for finding in findings:
        prior, *others = finding.evidence
        assert prior.dimension == "prior"
        assert prior.bits < 0
        assert prior.shared == ()
        assert all(item.bits > 0 for item in others)
        assert math.fsum(item.bits for item in finding.evidence) == pytest.approx(finding.score, abs=1e-6)
        assert tuple((item.dimension, item.bits) for item in finding.evidence) == finding.bits


def test_a_finding_says_itself_in_the_language_of_who_reads(findings: list[Finding]) -> None:
    finding = findings[0]
    german = finding.explanation, finding.counterfactual, finding.evidence[0].text
    with speaking("en"):
        english = finding.explanation, finding.counterfactual, finding.evidence[0].text
    assert all(one != other for one, other in zip(german, english, strict=True))
    assert (finding.explanation, finding.counterfactual, finding.evidence[0].text) == german


def test_no_dimension_stands_twice_or_gives_more_than_its_weight(findings: list[Finding]) -> None:
    for finding in findings:
        dimensions = [item.dimension for item in finding.evidence]
        assert len(set(dimensions)) == len(dimensions)
        for item in finding.evidence[1:]:
            assert item.bits <= WEIGHTS[finding.kind][item.dimension].most
            assert WEIGHTS[finding.kind][item.dimension].reason
            assert dimension_name(item.dimension) != item.dimension


def test_every_dimension_has_a_phrase_and_its_values(findings: list[Finding], city: City) -> None:
    written = {district.name for district in city.districts} | {"stadtweit"}
    themes = {term.name for term in city.terms}
    for finding in findings:
        for item in finding.evidence:
            assert item.text
            assert "%" not in item.text
            if item.dimension == "district":
                assert item.shared
                assert set(item.shared) <= written
            if item.dimension == "theme":
                assert item.shared
                assert set(item.shared) <= themes
            if item.shared and item.dimension != "members":
                assert item.shared[0] in item.text or item.dimension == "kind"


def test_sentences_say_what_is_alike_and_what_differs(findings: list[Finding]) -> None:
    for finding in findings:
        sentence = finding.explanation
        assert not re.search(r"fehler|überflüssig|%\(|  |, ,|, ;", sentence, re.IGNORECASE), sentence
        assert sentence.startswith("vermutlich doppelt erfasst" if "duplicate" in finding.kind else "beide ")
        if finding.kind != "duplicate_actor":  # those name addresses as they are written
            assert len(sentence.split()) <= 25, sentence


def test_the_sentence_of_a_known_pair(findings: list[Finding]) -> None:
    sentence = next(finding.explanation for finding in findings if finding.members == ("O007", "O094"))
    assert sentence == (
        "beide für ältere Menschen in Uellenberg, Thema Hilfe mit Handy und Internet, gleichzeitig seit 2021; "
        "verschieden: Träger, Wochentage, Zugang"
    )


def test_the_counterfactual_is_true(findings: list[Finding]) -> None:
    for finding in findings:
        without = {item.dimension: finding.score - item.bits for item in finding.evidence[1:]}
        needed = {dimension for dimension, score in without.items() if score < LOW}
        named = {dimension for dimension, word in WITHOUT.items() if re.search(rf"\b\w*{word}", finding.counterfactual)}
        assert named <= needed
        assert bool(named) == bool(needed)
        if not needed:
            assert finding.counterfactual == "Auch ohne ein einzelnes Merkmal wäre es noch gemeldet."


def test_findings_are_sorted_and_each_pair_stands_there_once(findings: list[Finding]) -> None:
    assert findings == sorted(findings, key=lambda finding: (-finding.score, finding.kind, finding.members))
    pairs = [finding.members for finding in findings]
    assert len(set(pairs)) == len(pairs)
    assert all(finding.id == finding_id(finding.kind, reversed(finding.members)) for finding in findings)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_records_means_nothing(city: City, seed: int) -> None:
    shuffled = {}
    for field in dataclasses.fields(City):
        records = list(getattr(city, field.name))
        random.Random(seed).shuffle(records)  # noqa: S311
        shuffled[field.name] = tuple(records)
    assert find(City(**shuffled)) == find(city)


def test_a_threshold_per_kind(city: City) -> None:
    found = find(city, threshold={"parallel_offer": 20.0})
    assert all(finding.score >= 20.0 for finding in found if finding.kind == "parallel_offer")
    assert any(finding.score < 20.0 for finding in found if finding.kind == "duplicate_offer")
    low = {finding.id for finding in find(city, threshold=10.0)}
    assert {finding.id for finding in find(city)} <= low


def test_compare_gives_what_find_gives(city: City) -> None:
    for finding in find(city):
        assert compare(city, finding.kind, *reversed(finding.members)) == finding


def test_compare_also_shows_what_is_not_reported(city: City) -> None:
    low = compare(city, "parallel_offer", "O001", "O002")
    assert low.score < DEFAULT_THRESHOLDS["parallel_offer"]
    assert low.counterfactual == "So liegt es unter der Schwelle und wird nicht gemeldet."
    assert low.evidence[0].dimension == "prior"
    excluded = compare(city, "parallel_offer", "O005", "O157")  # another district
    assert excluded.evidence


def test_compare_refuses_what_is_not_there(city: City) -> None:
    with pytest.raises(NotFound):
        compare(city, "parallel_offer", "O001", "nobody")
    with pytest.raises(InvalidInput):
        compare(city, "nonsense", "O001", "O002")


def test_nothing_is_left_when_a_search_is_over(city: City) -> None:
    def readings() -> int:
        return sum(type(thing) is Reading for thing in gc.get_objects())  # isinstance would ask proxies of what is gone

    find(city)  # what is remembered of the run before is that of this city from here on
    gc.collect()
    before = readings()
    gc.disable()  # what is part of a cycle would wait for the collector, which takes long in a large city
    try:
        find(city)
        assert readings() == before
    finally:
        gc.enable()


def test_an_empty_city_and_one_of_empty_records_have_no_findings() -> None:
    assert find(City()) == []
    city = random_city(5, 12)
    bare = [dataclasses.replace(offer, description=None, themes=(), kind=None, title="x") for offer in city.offers]
    assert all(finding.kind != "parallel_offer" for finding in find(dataclasses.replace(city, offers=tuple(bare))))


def test_findings_speak_english_where_it_is_spoken(city: City) -> None:
    with speaking("en"):
        english = find(city)
    german = find(city)
    assert [finding.id for finding in english] == [finding.id for finding in german]
    assert [finding.score for finding in english] == [finding.score for finding in german]


def test_rare_values_tell_more_and_missing_ones_nothing() -> None:
    rarity = Rarity([{"a"}] * 50 + [{"b"}] * 2 + [set()])
    assert rarity.bits("b") > rarity.bits("a") >= 0
    assert rarity.shared({"a"}, {"b"}, 9.0) == 0
    assert rarity.shared(set(), set(), 9.0) == 0
    assert rarity.shared({"a", "b"}, {"a", "b"}, 9.0) == rarity.bits("b") + 0.25 * rarity.bits("a")
    assert rarity.shared({"b"}, {"b"}, 1.0) == 1.0


def test_curves_are_flat_outside_and_straight_between() -> None:
    points = ((0.2, 0.0), (0.4, 10.0))
    assert [curve(x, points) for x in (0.0, 0.2, 0.3, 0.4, 1.0)] == pytest.approx([0.0, 0.0, 5.0, 10.0, 10.0])
