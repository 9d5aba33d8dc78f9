"""Whom an offer is for: special groups, languages, ages, and when two offers are not for the same people."""

from __future__ import annotations

import pytest

from graphsvc.matching import audience, audience_rules
from graphsvc.matching.audience import Audience
from graphsvc.matching.concepts import Text
from graphsvc.model import Offer


def read(groups: str = "", title: str = "Angebot", **values: object) -> Audience:
    """The audience of an offer; target groups separated by |."""
    offer = Offer(id="O", title=title, **values)  # type: ignore[arg-type]
    text = Text.of(offer.title, offer.kind, (), offer.description)
    return audience.read(offer, text, tuple(groups.split("|")) if groups else ())


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("Mütter und Väter mit Säuglingen", {"parents", "newborn"}),
        ("Seniorinnen und Senioren", {"older"}),
        ("Schülerinnen und Schüler der Grundschule", {"schoolchild"}),
        ("alleinerziehende Mütter", {"single_parents", "mothers"}),
        ("geflüchtete Kinder", {"refugees", "children"}),
        ("SuS Kl. 9", {"schoolchild"}),
        ("Mädchen, Jungen", {"children"}),
        ("Töchter und Söhne", {"children"}),
        ("Vorschulkinder", {"preschool"}),
    ],
)
def test_groups_in_words(group: str, keys: set[str]) -> None:
    assert keys <= read(group).groups


def test_children_before_school_are_no_schoolchildren() -> None:
    assert "schoolchild" not in read("Vorschulkinder").groups


@pytest.mark.parametrize(
    ("groups", "values", "exclusive"),
    [
        ("Mädchen", {}, {"girls"}),
        ("Mädchen und Jungen", {}, set()),
        ("Mädchen, Jungen", {}, set()),
        ("Schulkinder", {"title": "Wenn Papa nicht mehr da ist"}, set()),
        ("Familien", {"title": "Papa-Zeit"}, {"fathers"}),
        ("Mütter und Väter", {}, set()),
        ("Schwangere|Alleinerziehende|Familien", {}, set()),  # all of these may come
        ("Menschen mit und ohne Behinderung", {}, set()),
        ("Nachbarn und Neuzugewanderte", {}, set()),
        ("Eltern", {"description": "Nur für Frauen, mit Kinderbetreuung"}, {"women"}),
        ("Eltern", {"languages": ("Arabisch",)}, {"arabic"}),
        ("Eltern", {"languages": ("Arabisch", "Deutsch")}, set()),
        ("Eltern", {"languages": ("Deutsch, Arabisch",)}, set()),
        ("Eltern", {"languages": ("Rumänisch und Bulgarisch",)}, set()),
        ("Jugendliche ab 14, queer", {}, {"lgbt"}),
        ("Jugendliche, queere Menschen", {}, set()),
        ("Betroffene und Angehörige", {}, set()),
        ("Angehörige", {}, {"relatives"}),
        ("Schulklassen 5-7", {}, {"school_classes"}),
        ("Schüler der Klassen 5-7", {}, set()),
        ("", {"title": "Mädchentag"}, {"girls"}),
        ("Hauptschüler", {"title": "Senioren helfen Junioren"}, set()),
        ("zugewanderte Mütter", {"title": "Deutsch für Mütter"}, {"migrants", "women"}),
    ],
)
def test_groups_that_an_offer_is_only_for(groups: str, values: dict[str, object], exclusive: set[str]) -> None:
    assert read(groups, **values).exclusive == exclusive


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ({"groups": "Mädchen"}, {"groups": "Jugendliche"}, "group"),
        ({"groups": "Mädchen"}, {"groups": "Mädchen und junge Frauen"}, None),
        ({"groups": "geflüchtete Familien"}, {"groups": "zugewanderte Familien"}, None),
        ({"groups": "Menschen mit Demenz"}, {"groups": "Familien"}, "group"),
        # a topic tells for whom it is
        ({"groups": "Trauernde"}, {"groups": "Kinder", "description": "Trauergruppe"}, None),
        ({"groups": "pflegende Angehörige"}, {"groups": "Angehörige und Ehrenamtliche"}, None),
        ({"groups": "Trauernde"}, {"groups": "Kinder", "description": "Singen und Spielen"}, "group"),
        # parents for themselves, children without them
        ({"groups": "Eltern"}, {"groups": "Grundschulkinder"}, "parents"),
        ({"groups": "Eltern"}, {"groups": "Kinder", "age_from": 12, "age_to": 36}, None),
        ({"groups": "Menschen mit Demenz"}, {}, None),  # nobody said for whom the other is
        ({"groups": "Eltern", "languages": ("Türkisch",)}, {"groups": "Eltern", "languages": ("Deutsch",)}, "language"),
        (
            {"groups": "Eltern", "languages": ("Türkisch", "Deutsch")},
            {"groups": "Eltern", "languages": ("Deutsch",)},
            None,
        ),
        ({"groups": "Eltern", "languages": ("38 Sprachen",)}, {"groups": "Eltern", "languages": ("Deutsch",)}, None),
        ({"age_from": 0, "age_to": 36}, {"age_from": 36, "age_to": 72}, "ages"),
        ({"age_from": 0, "age_to": 36}, {"age_from": 12, "age_to": 36}, None),
        ({"age_from": 0, "age_to": 36}, {}, None),
        ({"groups": "Schulklassen"}, {"groups": "Haushalte mit Schulden"}, "group"),
        ({"groups": "Schulklassen"}, {"groups": "SuS der Klasse 8"}, None),
        ({"groups": "junge Mütter mit Baby"}, {"groups": "Wöchnerinnen"}, None),
        # one gives the ages of the young mothers, the other those of their babies
        (
            {"groups": "junge Mütter bis 21 Jahre"},
            {"groups": "minderjährige Mütter", "age_from": 0, "age_to": 36},
            None,
        ),
        # 12 to 17 are the children's ages, not the parents'
        (
            {"groups": "Eltern", "age_from": 24, "age_to": 144},
            {"groups": "Eltern", "age_from": 144, "age_to": 204},
            "ages",
        ),
    ],
)
def test_conflicts(a: dict[str, object], b: dict[str, object], reason: str | None) -> None:
    first, second = read(**a), read(**b)  # type: ignore[arg-type]
    assert audience_rules.conflict(first, second) == reason
    assert audience_rules.conflict(second, first) == reason


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ({"age_from": 72, "age_to": 120}, (72, 120)),
        ({"groups": "Kinder ab 4"}, (48, 168)),
        ({"groups": "Eltern mit Babys"}, (0, 12)),
        ({"groups": "Schwangere", "age_from": 0, "age_to": 12}, (-9, 12)),
        ({"age_from": 720}, (720, 1200)),
        ({"groups": "Eltern", "description": "für Kinder von 1,5 bis 3 Jahren"}, (18, 36)),
        ({"age_from": 60, "age_to": 60}, (60, 72)),  # 'für Fünfjährige'
        ({"groups": "Prüflinge der Klassen 9 und 10"}, (168, 192)),
        ({"groups": "8. Jahrgang der Gesamtschulen"}, (156, 168)),
    ],
)
def test_ages(values: dict[str, object], months: tuple[int, int]) -> None:
    found = read(**values).ages  # type: ignore[arg-type]
    assert found is not None
    assert (found.low, found.high) == months


def test_nothing_known_is_nothing() -> None:
    found = read()
    assert found.ages is None
    assert not found.groups
    assert not found.exclusive
    assert audience_rules.conflict(found, found) is None


def test_ages_alone_stand_for_people() -> None:
    assert "newborn" in audience.people(read(age_from=0, age_to=12))
    assert "primary" in audience.people(read(age_from=72, age_to=120))
    assert "older" in audience.people(read(age_from=720))
    assert not audience.people(read(age_from=0, age_to=216))
