"""Bodies: shared members and shared mandate make a parallel structure; a sequence, a part or another place does not."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from scipy.stats import hypergeom

from graphsvc.matching import City, find
from graphsvc.matching.bodies import KIND, ParallelBodies
from graphsvc.model import Actor, Body, District, Membership, Term

NAMES = [
    "Caritas",
    "Diakonie",
    "Klinikum",
    "Jobcenter",
    "Polizei",
    "Tafel",
    "Volkshochschule",
    "Stadtbücherei",
    "Lebenshilfe",
    "Musikschule",
    "Feuerwehr",
    "Kinderschutzbund",
    "Frauenhaus",
    "Jugendring",
    "Sportbund",
    "Seniorenbüro",
    "Gesundheitsamt",
    "Hospizverein",
    "Werkstatt",
    "Mieterbund",
    "Verbraucherzentrale",
    "Weltladen",
    "Theater",
    "Museum",
    "Zoo",
    "Alzheimergesellschaft",
]
ACTORS = tuple(Actor(id=f"A{number:02}", name=name) for number, name in enumerate(NAMES))
ROUND_TABLE = Body(
    id="G1",
    name="Runder Tisch „Leben mit Demenz“",
    kind="Runder Tisch",
    themes=("theme:Demenz",),
    citywide=True,
    valid_from="2010-01-01",
    description="Einrichtungen stimmen ihre Hilfen für Menschen mit Demenz ab.",
    chairs=("A00",),
)
NETWORK = dataclasses.replace(
    ROUND_TABLE,
    id="G2",
    name="Netzwerk Demenz",
    kind="Netzwerk",
    valid_from="2015-01-01",
    description="Vernetzung der Anbieter, Wegweiser Demenz.",
    chairs=("A01",),
)
OTHERS = tuple(
    Body(id=f"Z{number}", name=name, description=text, citywide=True, valid_from="2005-01-01")
    for number, (name, text) in enumerate(
        (
            ("Inklusionsbeirat", "Barrierefreiheit"),
            ("Arbeitskreis Kinderschutz", "Verfahren bei Kindeswohlgefährdung"),
            ("Netzwerk Neuzuwanderung", "Sprachkurse und Unterbringung"),
            ("Ausbildungskonferenz", "Ausbildungslage"),
        )
    )
)


def city_of(*bodies: Body, members: dict[str, str], actors: tuple[Actor, ...] = ACTORS) -> City:
    """A city of these bodies and some others; members: body -> numbers of its actors ('1 2 3')."""
    listed = members | {body.id: "10 11 12 13 14" for body in OTHERS}
    sits = [
        Membership(id=f"M{body}-{actor}", body=body, actor=f"A{int(actor):02}")
        for body, numbers in listed.items()
        for actor in numbers.split()
    ]
    return City(
        actors=actors,
        bodies=(*bodies, *OTHERS),
        memberships=tuple(sits),
        districts=(District(id="D1", name="Osterfeld"), District(id="D2", name="Styrum")),
        terms=(Term(id="theme:Demenz", vocabulary="theme", name="Demenz"),),
    )


SAME_PEOPLE = {"G1": "1 2 3 4 5 6", "G2": "2 3 4 5 6 7"}


def reported(city: City) -> bool:
    """Whether the first two bodies are reported."""
    return ("G1", "G2") in {finding.members for finding in find(city) if finding.kind == KIND}


def bits(city: City) -> dict[str, float]:
    """Dimension -> bits of the first two bodies."""
    return {item.dimension: item.bits for item in ParallelBodies(city, {}).evidence(KIND, "G1", "G2")}


def test_the_same_people_with_the_same_mandate_are_parallel() -> None:
    assert reported(city_of(ROUND_TABLE, NETWORK, members=SAME_PEOPLE))


def test_the_same_people_with_another_mandate_are_not() -> None:
    other = dataclasses.replace(NETWORK, name="Netzwerk Ausbildung", themes=(), description="Ausbildungslage")
    assert not reported(city_of(ROUND_TABLE, other, members=SAME_PEOPLE))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"successors": ("G1",)}, "succession"),
        ({"part_of": "G1"}, "part_of"),
        ({"valid_from": "2021-01-01"}, "sequence"),
        ({"valid_from": "2020-06-01"}, "sequence"),
        ({"citywide": False, "districts": ("D1",)}, "level"),
        ({"citywide": False, "districts": ()}, None),
        ({"description": "Vernetzung. Unterarbeitsgruppe des Runden Tischs."}, "part_of"),
        ({"description": "Ging im Runden Tisch „Leben mit Demenz“ auf."}, "succession"),
    ],
)
def test_bodies_that_are_not_parallel(change: dict[str, object], reason: str | None) -> None:
    first = dataclasses.replace(ROUND_TABLE, valid_to="2020-12-31")
    second = dataclasses.replace(NETWORK, **change)  # type: ignore[arg-type]
    city = city_of(first, second, members=SAME_PEOPLE)
    assert ParallelBodies(city, {}).excluded(KIND, "G1", "G2") == reason
    assert reported(city) == (reason is None)


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (("AK Stromsperren vermeiden", "Meldewege"), ("Energiearmuts-Runde", "Vermeidung von Stromsperren"), False),
        (("Netzwerk Suchthilfe", "Prävention von Sucht"), ("AK Suchtvorbeugung", "Hilfen bei Suchtproblemen"), False),
        (("AK Sucht", "Hilfen"), ("AK Suchtvorbeugung", "Aktionen"), False),
        (("AK Deutschkurse", "Kurse planen"), ("Fachforum Sprache und Integration", "Kurse der Zugewanderten"), False),
        (("Runder Tisch Wohnungsnot", "Räumungsklagen"), ("AK Stromsperren vermeiden", "Energieschulden"), True),
        (("AK Kinderschutz", "Verfahren"), ("Netzwerk Frühe Hilfen", "Schwangerschaft und Kinderschutz"), True),
        (("PSAG", "psychische Gesundheit"), ("AK Kinder psychisch kranker Eltern", "seelische Gesundheit"), True),
    ],
)
def test_related_topics_are_no_other_mandate(first: tuple[str, str], second: tuple[str, str], differ: bool) -> None:
    bodies = (
        dataclasses.replace(body, name=name, themes=(), description=text)
        for body, (name, text) in zip((ROUND_TABLE, NETWORK), (first, second), strict=True)
    )
    reason = ParallelBodies(city_of(*bodies, members=SAME_PEOPLE), {}).excluded(KIND, "G1", "G2")
    assert reason == ("mandate" if differ else None)


def test_the_same_people_alone_are_no_parallel_structure() -> None:
    first = dataclasses.replace(ROUND_TABLE, name="Zirkel Blau", themes=(), description="")
    second = dataclasses.replace(NETWORK, name="Zirkel Gold", themes=(), description="")
    assert not reported(city_of(first, second, members=SAME_PEOPLE))


@pytest.mark.parametrize(
    ("last", "reason"), [("2012-12-31", "ended"), ("2016-12-31", None), ("2030-12-31", None), (None, None)]
)
def test_what_ended_before_others_began_is_no_structure_of_today(last: str | None, reason: str | None) -> None:
    ended = dataclasses.replace(ROUND_TABLE, valid_to=last)
    side_by_side = dataclasses.replace(NETWORK, valid_from="2011-01-01")
    newer = Body(id="Z9", name="Ernährungsrat", valid_from="2015-01-01")
    city = city_of(ended, side_by_side, newer, members={**SAME_PEOPLE, "Z9": "10 11"})
    assert ParallelBodies(city, {}).excluded(KIND, "G1", "G2") == reason


@pytest.mark.parametrize(
    "text", ["Untergruppe des Netzwerks, erarbeitet Material", "Bereitet den Netzwerkbeirat vor", "Teil vom Netzwerk"]
)
def test_a_body_is_meant_by_what_it_is_called(text: str) -> None:
    part = dataclasses.replace(ROUND_TABLE, name="UAG Wegweiser Demenz", description=text)
    whole = dataclasses.replace(NETWORK, name="Kommunales Netzwerk Demenz")
    assert not reported(city_of(part, whole, members=SAME_PEOPLE))


def test_different_districts_are_not_parallel() -> None:
    places = ({"districts": ("D1",), "citywide": False}, {"districts": ("D2",), "citywide": False})
    bodies = (dataclasses.replace(body, **place) for body, place in zip((ROUND_TABLE, NETWORK), places, strict=True))  # type: ignore[arg-type]
    assert not reported(city_of(*bodies, members=SAME_PEOPLE))


def test_members_give_the_tail_of_the_hypergeometric_distribution() -> None:
    city = city_of(ROUND_TABLE, NETWORK, members={"G1": "1 2 3 4 5", "G2": "4 5 6 7 8"})
    # 9 of the two bodies with their chairs and 5 of the others; 6 and 6 sit there, 3 of them in both
    population = len({seat.actor for seat in city.memberships} | {"A00", "A01"})
    tail = hypergeom.sf(2, population, 6, 6)
    assert 2 ** -bits(city)["members"] == pytest.approx(tail)
    assert "members" not in bits(city_of(ROUND_TABLE, NETWORK, members={"G1": "2 3", "G2": "5 6"}))


def test_more_shared_members_tell_more() -> None:
    shared = ["1 2 3 7 8 9", "1 2 3 4 8 9", "1 2 3 4 5 9"]
    found = [
        bits(city_of(ROUND_TABLE, NETWORK, members={"G1": "1 2 3 4 5 6", "G2": both}))["members"] for both in shared
    ]
    assert all(fewer < more for fewer, more in itertools.pairwise(found))


def test_duplicate_actors_sit_there_once_and_collective_entries_not_at_all() -> None:
    members = {"G1": "1 2 3 4", "G2": "1 2 20 21"}
    city = city_of(ROUND_TABLE, NETWORK, members=members)
    twins = ParallelBodies(city, {"A20": "A03", "A21": "A04"})
    assert len(twins.evidence(KIND, "G1", "G2")[1].shared) == 4
    many = tuple(dataclasses.replace(actor, collective="5") if actor.id == "A01" else actor for actor in ACTORS)
    with_collective = ParallelBodies(city_of(ROUND_TABLE, NETWORK, members=members, actors=many), {})
    shared = {item.dimension: item.shared for item in with_collective.evidence(KIND, "G1", "G2")}["members"]
    assert shared == ("Klinikum",)


def test_who_left_before_the_other_came_is_no_shared_member() -> None:
    city = city_of(ROUND_TABLE, NETWORK, members={"G1": "", "G2": ""})
    left = Membership(id="M1", body="G1", actor="A05", valid_to="2012-12-31")
    came = Membership(id="M2", body="G2", actor="A05", valid_from="2016-01-01")
    stayed = dataclasses.replace(left, valid_to=None)
    assert "members" not in bits(dataclasses.replace(city, memberships=(*city.memberships, left, came)))
    assert "members" in bits(dataclasses.replace(city, memberships=(*city.memberships, stayed, came)))
