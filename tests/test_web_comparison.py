"""Side by side and the waterfall of points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.matching import Evidence
from graphsvc.model import District, Offer
from graphsvc.snapshot import build
from graphsvc.web.comparison import compare, marked
from graphsvc.web.index import Index
from graphsvc.web.waterfall import waterfall


def test_shared_words_are_marked_in_any_form_and_nothing_becomes_html() -> None:
    text = marked("Spielen & Bewegung für <b>Babys</b>", "Das Spiel der Babys")
    assert "<mark>Babys</mark>" in text
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert "<mark>für</mark>" not in text


def test_likeness_of_fields() -> None:
    a = Offer(id="1", title="A", description="Gruppe für Babys", districts=("d",), cost="85,00", capacity=10)
    b = Offer(id="2", title="B", description="Treffen mit Babys", districts=("d",), cost="98", languages=("Deutsch",))
    index = Index(build(1, [("offer", a), ("offer", b), ("district", District(id="d", name="Osterfeld"))]), [])
    found = {row.label: row.likeness for row in compare(index, a, b)}
    assert found == {
        "Sozialraum": "same",
        "Beschreibung": "near",
        "Kosten": "different",
        "Plätze": "missing",
        "Sprachen": "missing",
    }


def test_ranges_that_overlap_are_near() -> None:
    offers = [
        Offer(id=name, title=name, valid_from=since, valid_to=until, age_from=first, age_to=last)
        for name, since, until, first, last in (
            ("a", "2013-01-01", None, 0, 36),
            ("b", "2006-01-01", None, 24, 72),
            ("c", "2001-01-01", "2005-12-31", 72, 144),
        )
    ]
    index = Index(build(1, [("offer", offer) for offer in offers]), [])

    def likeness(a: Offer, b: Offer) -> dict[str, str]:
        return {row.label: row.likeness for row in compare(index, a, b)}

    assert likeness(offers[0], offers[1])["Zeit"] == likeness(offers[0], offers[1])["Alter"] == "near"
    assert likeness(offers[0], offers[2])["Zeit"] == likeness(offers[0], offers[2])["Alter"] == "different"


@given(st.lists(st.floats(0, 20), min_size=1, max_size=8), st.floats(-20, -0.1))
def test_bars_join_and_end_at_the_sum(bits: list[float], prior: float) -> None:
    evidence = [Evidence(f"d{n}", value, (), "") for n, value in enumerate(bits)]
    evidence.append(Evidence("prior", prior, (), ""))
    fall = waterfall(evidence, prior + sum(bits), 12.0)
    assert fall.steps[0].negative
    for before, after in zip(fall.steps, fall.steps[1:], strict=False):
        assert before.end == after.start
    for step in fall.steps:
        assert step.left >= -0.01
        assert step.left + step.width <= 100.01
    assert fall.steps[0].start == fall.zero
    total_ends = fall.total_left + (fall.total_width if prior + sum(bits) > 0 else 0)
    assert fall.steps[-1].end == pytest.approx(total_ends, abs=0.05)


def test_beside_a_bar_nothing_is_said_twice_and_no_key_is_shown() -> None:
    evidence = [
        Evidence("phone", 13.0, ("02190 563",), "gleiche Telefonnummer: 02190 563"),
        Evidence("kind", 1.0, ("unit",), "gleiche Art"),
        Evidence("members", 4.0, ("Diakonie", "Caritas"), "2 gemeinsame Mitglieder"),
    ]
    shared = {step.label: step.shared for step in waterfall(evidence, 18.0, 12.0).steps}
    assert shared == {"Telefon": "", "Art": "Fachstelle", "Mitglieder": "Diakonie, Caritas"}
