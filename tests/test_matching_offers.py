"""Offers: what is a duplicate, what is parallel, and what stands side by side for good reason."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from graphsvc.matching import City, audience, audience_rules, compare, find
from graphsvc.matching.concepts import Text
from graphsvc.matching.offer_tables import SpecialTable
from graphsvc.matching.offers import Offers
from graphsvc.model import Actor, Cooperation, District, Offer, Term

ACTORS = (
    Actor(id="A1", name="Kinderschutzbund Musterstadt"),
    Actor(id="A2", name="Diakonie Musterstadt"),
    Actor(id="A3", name="Kita Löwenzahn"),
    Actor(id="A4", name="Stadt Musterstadt", kind="city"),
    Actor(id="A5", name="Fachstelle Frühe Hilfen", part_of="A4"),
)
DISTRICTS = (
    District(id="D1", name="Osterfeld"),
    District(id="D2", name="Styrum"),
    District(id="D3", name="Osterfeld-Nord", part_of="D1"),
)
BABIES = Offer(
    id="O1",
    title="Krabbelgruppe",
    kind="Eltern-Kind-Gruppe",
    providers=("A1",),
    description="Singen, Spielen und Austausch für Eltern mit Babys im ersten Lebensjahr. Mo 9.30 Uhr.",
    target_groups=("target_group:Eltern mit Babys",),
    age_from=0,
    age_to=12,
    districts=("D1",),
    valid_from="2015-01-01",
)
# the same thing in other words by somebody else
OTHER = dataclasses.replace(
    BABIES,
    id="O2",
    title="Nestwärme",
    kind="offener Treff",
    providers=("A2",),
    description="Offener Eltern-Baby-Treff: Fingerspiele und Lieder für Mütter und Väter mit Säuglingen.",
    valid_from="2018-01-01",
)
# the same group, recorded by the city in its own words
AGAIN = dataclasses.replace(
    BABIES,
    id="O2",
    title="Krabbelgruppe für Eltern mit Babys",
    providers=("A4",),
    partners=("A1",),
    description="Gruppe für Eltern mit Babys bis ein Jahr, gemeinsames Singen und Spielen.",
)


def city_of(*offers: Offer, cooperations: tuple[Cooperation, ...] = ()) -> City:
    """A city of these offers and of many that have nothing to do with them."""
    filler = tuple(
        Offer(id=f"Z{number}", title=title, description=text, districts=("D2",), valid_from="2010-01-01")
        for number, (title, text) in enumerate(
            (
                ("Schuldnerberatung", "Hilfe bei Schulden und Insolvenz"),
                ("Sprachcafé", "Deutsch üben in netter Runde"),
                ("Jugendtreff", "Kicker und Billard"),
                ("Seniorencafé", "Kaffee und Kuchen für ältere Menschen"),
                ("Suchtberatung", "Beratung für Abhängige"),
                ("Repair-Café", "Gemeinsam reparieren"),
                ("Wohnberatung", "Umbau der Wohnung im Alter"),
                ("Lesepaten", "Freiwillige lesen mit Kindern"),
            )
        )
    )
    terms = tuple(
        Term(id=key, vocabulary="target_group", name=key.partition(":")[2])
        for key in sorted({key for offer in offers for key in offer.target_groups})
    )
    return City(actors=ACTORS, offers=(*offers, *filler), districts=DISTRICTS, terms=terms, cooperations=cooperations)


def reported(*offers: Offer) -> str | None:
    """The kind in which the first two offers are reported."""
    members = tuple(sorted(offer.id for offer in offers[:2]))
    found = [finding.kind for finding in find(city_of(*offers)) if finding.members == members]
    assert len(found) <= 1
    return found[0] if found else None


def why(kind: str, *offers: Offer) -> str | None:
    """Why the first two offers are not reported as this kind."""
    return Offers(city_of(*offers), {}).excluded(kind, offers[0].id, offers[1].id)


def test_the_same_thing_by_two_providers_is_parallel() -> None:
    assert reported(BABIES, OTHER) == "parallel_offer"


@pytest.mark.parametrize(
    ("ages", "told", "people"),
    [
        ((2, 12), "2 bis 12 Monate", "Menschen von 2 bis 12 Monaten"),
        ((0, 36), "0 bis 3 Jahre", "Menschen von 0 bis 3 Jahren"),
        ((720, None), "ab 60 Jahren", "Menschen von 60 Jahren an"),
    ],
)
def test_ages_are_told_as_on_the_pages(ages: tuple[int, int | None], told: str, people: str) -> None:
    same = {"age_from": ages[0], "age_to": ages[1], "kind": "Kurs", "target_groups": (), "description": "Gymnastik"}
    pair = [dataclasses.replace(BABIES, title="Gymnastik", **same), dataclasses.replace(OTHER, title="Turnen", **same)]
    finding = compare(city_of(*pair), "parallel_offer", "O1", "O2")
    text = next(item.text for item in finding.evidence if item.dimension == "age")
    assert text.replace("\N{NO-BREAK SPACE}", " ") == f"gleiches Alter: {told}"
    assert people in finding.explanation.replace("\N{NO-BREAK SPACE}", " ")


def test_what_the_partner_records_again_is_a_duplicate() -> None:
    assert reported(BABIES, AGAIN) == "duplicate_offer"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_from": "2018-01-01"}, None),
        ({"valid_from": "2021-01-01"}, "sequence"),
        ({"valid_from": "2020-01-01"}, "sequence"),  # 'bis 2020' and 'ab 2020': the one follows the other
        ({"successors": ("O1",)}, "succession"),
        ({"part_of": "O1"}, "part_of"),
        ({"districts": ("D2",)}, "place"),
        ({"districts": ("D3",)}, None),  # a part of the same district
        ({"districts": (), "citywide": True}, "place"),  # another level
        ({"districts": ()}, None),  # nobody knows where
        ({"age_from": 36, "age_to": 72}, "ages"),
        ({"age_from": None, "age_to": None}, None),
        ({"target_groups": ("target_group:arabischsprachige Frauen",)}, "group"),
        ({"languages": ("Arabisch",)}, "language"),
        ({"status": "beendet"}, "not_running"),
        ({"capacity": 8, "used": 8}, "full"),
        ({"capacity": 8, "used": 7}, None),
        ({"access": "Warteliste"}, "full"),
        ({"partners": ("A1",)}, "kind"),  # a joint offer: both know of each other
        ({"providers": ("A1",)}, "kind"),  # one provider's own affair
        ({"description": "Diese Gruppe ist Teil der Krabbelgruppe. Singen und Spielen mit Babys."}, "part_of"),
        ({"description": "Nachfolge der Krabbelgruppe. Singen und Spielen mit Babys."}, "succession"),
    ],
)
def test_parallel_offers_that_are_none(change: dict[str, object], reason: str | None) -> None:
    first = dataclasses.replace(
        BABIES, valid_to="2020-12-31", capacity=10, used=10, languages=("Deutsch",), access="Warteliste"
    )
    second = dataclasses.replace(OTHER, **change)  # type: ignore[arg-type]
    assert why("parallel_offer", first, second) == reason
    assert (reported(first, second) == "parallel_offer") == (reason is None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"districts": ("D2",)}, "place"),  # the same course at another place
        ({"description": "Singen und Spielen mit Babys. Mi 9.30 Uhr."}, "days"),  # and on another day
        ({"age_from": 12, "age_to": 36}, "ages"),
        ({"title": "Krabbelgruppe 2"}, None),
        ({"part_of": "O1"}, "part_of"),
        ({"valid_from": "2021-01-01"}, "sequence"),
        ({"title": "Elternkurs", "description": "Grenzen setzen an acht Abenden.", "kind": "Kurs"}, "content"),
    ],
)
def test_duplicates_that_are_none(change: dict[str, object], reason: str | None) -> None:
    first = dataclasses.replace(BABIES, valid_to="2020-06-30")
    second = dataclasses.replace(AGAIN, **change)  # type: ignore[arg-type]
    assert why("duplicate_offer", first, second) == reason
    assert (reported(first, second) == "duplicate_offer") == (reason is None)


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ("Programmheft", "Sozialatlas", None),  # each of the two has the one offer of the provider
        ("Programmheft", "Programmheft", "one_list"),
        (None, None, "one_list"),
    ],
)
def test_one_offer_may_stand_in_two_lists_under_two_titles(
    mine: str | None, theirs: str | None, reason: str | None
) -> None:
    first = dataclasses.replace(BABIES, source=mine)
    second = dataclasses.replace(BABIES, id="O2", title="Zwergentreff", source=theirs)
    assert why("duplicate_offer", first, second) == reason


def test_entries_of_one_list_need_more_in_common() -> None:
    other = dataclasses.replace(AGAIN, title="Babytreff", description="Stillberatung und Austausch", kind=None)
    apart = [dataclasses.replace(offer, source="Programmheft") for offer in (BABIES, other)]
    assert why("duplicate_offer", BABIES, other) is None
    assert why("duplicate_offer", *apart) == "one_list"


@pytest.mark.parametrize(
    ("ages", "others", "reason"),
    [((180, None), (180, 300), None), ((216, None), (216, 324), "ages"), ((120, None), (180, 240), "ages")],
)
def test_an_age_without_end_may_end_where_the_other_does(
    ages: tuple[int, int | None], others: tuple[int, int], reason: str | None
) -> None:
    course = dataclasses.replace(BABIES, title="Juleica", description="Schulung für Jugendleiter", target_groups=())
    first = dataclasses.replace(course, age_from=ages[0], age_to=ages[1])
    second = dataclasses.replace(course, id="O2", providers=("A2",), age_from=others[0], age_to=others[1])
    assert why("parallel_offer", first, second) == reason


def test_numbers_in_titles_are_two_offers() -> None:
    first = dataclasses.replace(BABIES, title="Krabbelgruppe 1")
    second = dataclasses.replace(AGAIN, title="Krabbelgruppe 2")
    assert why("duplicate_offer", first, second) == "name"


def test_autumn_is_not_summer() -> None:
    summer = dataclasses.replace(BABIES, title="Ferienspiele", description="In den Sommerferien: Ausflüge, Basteln.")
    autumn = dataclasses.replace(OTHER, title="Ferienprogramm", description="In den Herbstferien: Ausflüge, Basteln.")
    assert why("parallel_offer", summer, autumn) == "season"


@pytest.mark.parametrize(
    ("title", "other", "reason"),
    [
        ("Schwangerschaftskonfliktberatung", "Schwangerschaftskonfliktberatung mit Schein", "plurality"),
        ("Migrationsberatung", "Migrationsberatung", "plurality"),
        ("Schulbegleitung", "Integrationshilfe", "plurality"),
        ("Offener Ganztag", "Hausaufgabenhilfe", "bound"),
        ("Hausaufgabenhilfe", "Lernhilfe", None),
    ],
)
def test_what_the_law_wants_from_several_is_not_parallel(title: str, other: str, reason: str | None) -> None:
    plain = {"kind": None, "description": None, "target_groups": (), "age_from": None, "age_to": None}
    first = dataclasses.replace(BABIES, title=title, **plain)  # type: ignore[arg-type]
    second = dataclasses.replace(OTHER, title=other, **plain)  # type: ignore[arg-type]
    assert why("parallel_offer", first, second) == reason


def test_an_office_and_its_unit_are_one_provider() -> None:
    first = dataclasses.replace(BABIES, providers=("A4",))
    second = dataclasses.replace(OTHER, providers=("A5",))
    assert why("parallel_offer", first, second) == "kind"
    assert why("duplicate_offer", first, second) is None


def test_a_text_that_names_the_carrier_links_two_entries() -> None:
    second = dataclasses.replace(AGAIN, partners=(), description="Gruppe mit Babys. Leitung: Kinderschutzbund.")
    assert why("duplicate_offer", BABIES, second) is None
    second = dataclasses.replace(AGAIN, partners=(), description="Gruppe mit Babys, gegenüber vom Kinderschutzbund.")
    assert why("duplicate_offer", BABIES, second) == "kind"


def test_a_text_that_names_the_house_links_two_entries() -> None:
    house = dataclasses.replace(ACTORS[0], street="Kosmonautenring 51")
    town_hall = [Actor(id=f"A{number}", name=f"Amt {number}", street="Rathausplatz 1") for number in range(10, 15)]
    first = dataclasses.replace(AGAIN, providers=("A10",), partners=(), description="Gruppe mit Babys im Ring 51.")

    def excluded(text: str, **values: object) -> str | None:
        second = dataclasses.replace(first, description=text, **values)  # type: ignore[arg-type]
        city = dataclasses.replace(city_of(BABIES, second), actors=(house, *ACTORS[1:], *town_hall))
        return Offers(city, {}).excluded("duplicate_offer", BABIES.id, second.id)

    assert excluded("Gruppe mit Babys im Kosmonautenring 51.") is None
    assert excluded("Gruppe mit Babys im Kosmonautenring.") is None  # nobody else is known there
    assert excluded("Gruppe mit Babys im Kosmonautenring 5.") is None
    assert excluded("Gruppe mit Babys im Ring 51.") == "kind"
    assert excluded("Gruppe mit Babys.", address="Kosmonautenring 51") is None
    assert excluded("Gruppe mit Babys, Rathausplatz 1.", providers=("A2",)) == "kind"  # many are there


def test_ages_that_only_a_group_means_keep_less_apart_than_told_ones() -> None:
    treff = dataclasses.replace(BABIES, title="Treff", kind="Treff", description="", age_from=None, age_to=None)
    young = dataclasses.replace(treff, target_groups=("target_group:Jugendliche",))
    older = dataclasses.replace(OTHER, description="", target_groups=(), age_from=16 * 12, age_to=23 * 12)
    assert why("parallel_offer", young, older) is None
    assert why("parallel_offer", dataclasses.replace(young, age_from=144, age_to=216), older) == "ages"


def test_without_a_provider_an_equal_title_is_one_offer() -> None:
    title = "Achtung – Kinder von Anfang an begleiten"
    first = dataclasses.replace(BABIES, title=title)
    second = dataclasses.replace(AGAIN, title=title.lower(), providers=(), partners=())
    assert reported(first, second) == "duplicate_offer"
    assert reported(first, dataclasses.replace(OTHER, providers=())) == "parallel_offer"


def test_duplicate_actors_count_as_one_provider() -> None:
    twin = Actor(id="A9", name="Deutscher Kinderschutzbund Ortsverband Musterstadt e.V.")
    city = city_of(BABIES, dataclasses.replace(AGAIN, partners=("A9",)))
    city = dataclasses.replace(city, actors=(*ACTORS, twin))
    assert ("O1", "O2") in {finding.members for finding in find(city) if finding.kind == "duplicate_offer"}


def test_districts_in_words_where_the_column_is_empty() -> None:
    unknown = dataclasses.replace(OTHER, districts=(), description=f"{OTHER.description} Gemeindehaus Styrum.")
    assert why("parallel_offer", BABIES, unknown) == "place"


def test_on_asks_only_for_what_holds_that_day() -> None:
    ended = dataclasses.replace(BABIES, valid_to="2021-12-31")
    city = city_of(ended, OTHER)
    members = ("O1", "O2")
    assert members in {finding.members for finding in find(city, on="2020-05-01")}
    assert members not in {finding.members for finding in find(city, on="2023-05-01")}


def test_the_table_of_special_groups_says_what_the_rule_says() -> None:
    """The join looks up in a table for all pairs what the rule says of one."""
    groups = (
        "Mädchen", "Mädchen, Jungen", "Väter", "Männer", "Frauen", "geflüchtete Familien", "Eltern", "", "Trauernde",
        "Menschen mit Demenz", "pflegende Angehörige", "Angehörige", "türkische Familien", "Betriebe",
    )  # fmt: skip
    read = [
        audience.read(Offer(id="S", title=title), Text.of(title, None, (), None), (group,) if group else ())
        for group, title in itertools.product(groups, ("Treff", "Trauergruppe", "Papa-Zeit"))
    ]
    table = SpecialTable(read)
    for a, b in itertools.product(range(len(read)), repeat=2):
        x, y = audience_rules.special(read[a]), audience_rules.special(read[b])
        apart = audience_rules.leaves_out(x, y) or audience_rules.leaves_out(y, x)
        assert table.apart[table.of[a], table.of[b]] == apart, (read[a], read[b])
    assert table.apart.any()
    assert not table.apart.all()
