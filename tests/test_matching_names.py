"""Names of organisations: what is one organisation in other words, and what never is."""

from __future__ import annotations

import pytest

from graphsvc.matching import City, find, initials, normalise
from graphsvc.matching.actors import DuplicateActors
from graphsvc.matching.names import Places, alike_words, conflict, parse, word_similarity
from graphsvc.matching.score import total
from graphsvc.matching.short_forms import is_short_for
from graphsvc.model import Actor, District

PLACES = Places({"oberhausen": "city oberhausen", "essen": "city essen", "osterfeld": "district osterfeld"})
KIND = "duplicate_actor"

SAME = [
    ("AWO KV Oberhausen e.V.", "Arbeiterwohlfahrt Kreisverband Oberhausen"),
    ("A.W.O. Oberhausen", "AWO Oberhausen"),
    ("Deutscher Kinderschutzbund OV Oberhausen e.V.", "Kinderschutzbund Oberhausen"),
    ("Sozialdienst kath. Frauen", "SkF Oberhausen e.V."),
    ("Städtische Kita Löwenzahn", "Staedt. Kindertagesstaette Loewenzahn"),
    ("Türkischer Elternverein", "Türk. Elternverien Oberhausen e.V."),
    ("Gemeinschaftsgrundschule Am Wald", "GGS Am Wald"),
    ("Volkshochschule der Stadt Oberhausen", "VHS Oberhausen"),
    ("Arbeiter-Samariter-Bund RV Ruhr", "ASB Regionalverband Ruhr e.V."),
    ("Haus d. Begegnung St. Martin", "Haus der Begegnung Sankt Martin"),
    ("Ev. Kirchengemeinde Nord", "Evangelische Kirchengemeinde Oberhausen-Nord"),
    ("Jobcenter Oberhausen", "Gemeinsame Einrichtung Jobcenter"),
    ("Stadt Oberhausen", "Stadt Oberhausen"),
    ("Stadtverwaltung Oberhausen", "Stadt Oberhausen"),
    ("Volkssolidarität SV Oberhausen e.V.", "Volkssolidarität Stadtverband Oberhausen"),
    ("DRK KV Oberhausen, Kreisgeschäftsstelle", "DRK-Kreisverband Oberhausen e.V."),
    ("KJR Landkreis Oberhausen", "Kreisjugendring Oberhausen"),
    ("Jugendamt", "Stadt Oberhausen, Amt 51 (Jugendamt)"),
    ("Jugendamt - Allgemeiner Sozialer Dienst", "ASD Oberhausen"),
    ("Ev. Familien-Bildungsstätte Oberhausen", "Evangelische FBS"),
    ("23. Grundschule", "Grundschule Nr. 23"),
    ("Hort an der 5. Grundschule", "Hort der 5. GS"),
    ("Kath. Pfarrei St. Josef", "Katholische Pfarrgemeinde Sankt Joseph"),
    ("Goethe-Gym. Oberhausen", "Goethegymnasium"),
    ('Kita "Sonnenschein", Goethestraße 12', "Kita Sonnenschein"),
    ("AWO-Kita Spatzennest", "Städtische Kita Spatzennest"),
    ("Kinder- und Familienforum Regenbogen (KIFAR)", "KIFAR Oberhausen"),
    ('Verein für Kinder mit weitem Schulweg "Villa Kunterbunt"', "Villa Kunterbunt e.V."),
    ("SV 09 Oberhausen", "Sportverein Oberhausen 1909 e.V."),
    ("BUND Kreisgruppe Oberhausen", "Bund für Umwelt und Naturschutz Deutschland Oberhausen"),
    ("WBG Oberhausen eG", "Wohnungsbaugenossenschaft Oberhausen"),
    ("JC Oberhausen (gE)", "Jobcenter Oberhausen"),
    ("DW Kirchenkreis Oberh.", "Diakonisches Werk im Kirchenkreis Oberhausen"),
    ("Caritas-Verb. f. d. Landkreis Seegau", "Caritasverband Seegau e.V."),
    ("Bürgerstiftg. Oberhausen", "Bürgerstiftung Oberhausen"),
    ("Imkerverein Oberhausen", "Imkerverein Oberhausem"),
    ("Ev. Kirchengem. Nord", "Evangelische Kirchengemeinde Nord"),
    ("TS 1861 Oberhausen", "Turnerschaft Oberhausen e.V."),
    ("Dt. Kinderschutzbund OV Oberhausen", "DKSB Oberhausen"),
    ("Agt. f. Arbeit Celle, Gst. Oberhausen", "Agentur für Arbeit Celle – Geschäftsstelle Oberhausen"),
    ("Stadtwerke Oberhausen", "SWO Stadtwerke Oberhausen GmbH"),
    ("Lokales Bündnis für Familie", "Bündnis fuer Familie Oberhausen"),
    ("Lebenshilfe Oberhausen e.V.", "Lebenshilfe f. Menschen mit geist. Behinderung OV Oberhausen"),
    ("DLRG Ortsgruppe Oberhausen e.V.", "Dt. Lebens-Rettungs-Ges. OG Oberhausen"),
]
NEVER = [
    ("AWO KV Oberhausen", "AWO KV Essen", "place"),
    ("AWO Ortsverein Oberhausen", "AWO Kreisverband Oberhausen", "unit"),
    ("Kath. Kirchengemeinde St. Josef", "Kath. Kirchengemeinde St. Maria", "saint"),
    ("Fachbereich 3-1", "Fachbereich 3-2", "number"),
    ("Dezernat III", "Dezernat IV", "number"),
    ("AWO Kreisverband Oberhausen", "AWO Seniorenzentrum", "facility"),
    ("Kita Regenbogen", "Grundschule Regenbogen", "facility"),
    ("Caritasverband Oberhausen", "Diakonie Oberhausen", "federation"),
    ("GGS Am Wald", "Förderverein der GGS Am Wald", "separate"),
    ("Jugendtreff Osterfeld in Oberhausen", "Jugendtreff in Essen", "place"),
    ("DRK Kreisverband Oberhausen e.V.", "DRK Soziale Dienste Oberhausen gGmbH", "form"),
    ("Hort an der Pestalozzischule", "Pestalozzischule", "facility"),
    ("Kita der Christuskirche", "Christuskirche", "facility"),
    ("Kita Goethestraße 12", "Kita Goethestr. 21", "number"),
    ("Jugendamt", "Sozialamt", "office"),
    ("Jugendamt", "Jugendamt - ASD", "office"),
    ("Jugendamt der Stadt Oberhausen", "Jugendamt Landkreis Oberhausen", "authority"),
    ("Lesecafé in der Stadtbibliothek", "Stadtbibliothek", "host"),
    ("Ev. Kirchengemeinde Oberhausen", "Kath. Kirchengemeinde Oberhausen", "denomination"),
    ("Griechische Gemeinde", "Italienische Gemeinde", "origin"),
    ("Soziale Arbeit Nord", "Soziale Arbeit Süd", "direction"),
    ("TSV Oberhausen", "SV Oberhausen", "office"),
    ("TSV Oberhausen", "TSV Oberhausen Abteilung Handball", "section"),
    ("FC Oberhausen 1911", "FC Oberhausen 1950", "year"),
    ("Stadtseniorenrat", "Fachstelle Leben im Alter", "separate"),
    ("Jugendparlament", "Kinder- und Jugendbüro", "separate"),
    ("Abteilung 51/3", "Abteilung 51-4", "number"),
    ("Turnverein Nord", "Turnverein Nord Tanzsparte", "section"),
]


def city_of(*actors: Actor) -> City:
    """A city of these actors and of some that have nothing to do with them."""
    others = ("Stadtbücherei", "Polizei", "Klinikum Nord", "Tafel", "Musikschule", "Sportbund", "Feuerwehr", "Zoo")
    filler = [Actor(id=f"Z{number}", name=name, city="Oberhausen") for number, name in enumerate(others)]
    return City(actors=(*actors, *filler), districts=(District(id="D1", name="Osterfeld"),))


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_organisation_in_other_words_is_found_by_its_name_alone(a: str, b: str) -> None:
    city = city_of(Actor(id="A1", name=a, city="Oberhausen"), Actor(id="A2", name=b, city="Oberhausen"))
    assert [finding.members for finding in find(city) if finding.kind == KIND] == [("A1", "A2")]


@pytest.mark.parametrize(("a", "b", "reason"), NEVER)
def test_names_that_mean_two_organisations_are_never_one(a: str, b: str, reason: str) -> None:
    assert conflict(parse(a, PLACES), parse(b, PLACES)) == reason
    # a shared telephone is no proof: the switchboard of a town hall, the office of a federation
    phone = "0208 123456"
    city = city_of(Actor(id="A1", name=a, phone=phone), Actor(id="A2", name=b, phone=phone), Actor(id="A3", name="x"))
    city = City(
        actors=(
            *city.actors,
            Actor(id="E", name="Essener Tafel", city="Essen"),
            Actor(id="O", name="y", city="Oberhausen"),
        ),
        districts=city.districts,
    )
    assert not [finding for finding in find(city) if finding.members == ("A1", "A2")]


def test_an_alias_that_is_the_name_of_the_other_outweighs_a_conflict() -> None:
    family = Actor(id="A1", name="Fachbereich 3-1 Jugend", aliases=("Jugendamt",), phone="0208 1111")
    office = Actor(id="A2", name="Jugendamt", phone="0208 1111")
    assert [finding.members for finding in find(city_of(family, office))] == [("A1", "A2")]


def test_a_short_form_means_what_stands_beside_it() -> None:
    assert parse("Volkssolidarität SV").units == {"stadtverband"}
    assert parse("SV Blau-Weiß").clubs == {"sv"}
    assert "bund_naturschutz" in parse("BUND Ortsgruppe").tokens
    assert "bund_naturschutz" not in parse("Bund der Vertriebenen").tokens
    assert parse("Seniorenheim der Heilig-Geist-Stiftung").separate == frozenset()
    assert parse("Caritasverband für das Dekanat").facilities == frozenset()


def test_a_department_of_more_tasks_is_another_department() -> None:
    assert parse("Amt für Soziales").offices == {"sozialamt"}
    assert parse("Amt für Soziales, Gesundheit und Arbeit").offices == frozenset()


def test_an_advice_centre_may_be_the_whole_federation() -> None:
    assert conflict(parse("Verbraucherzentrale, Beratungsstelle"), parse("Verbraucherzentrale")) is None
    assert conflict(parse("Caritas Suchtberatung"), parse("Caritasverband")) == "facility"


def test_a_title_of_a_house_is_no_other_house() -> None:
    assert conflict(parse("Kita St. Josef"), parse("Familienzentrum St. Josef")) is None
    assert conflict(parse("Kita St. Josef"), parse("Hort St. Josef")) == "facility"


def test_collective_entries_are_no_organisations() -> None:
    one = Actor(id="A1", name="Wohlfahrtsverbände", collective="mehrere")
    other = Actor(id="A2", name="Wohlfahrtsverbände", collective="5")
    city = city_of(one, other)
    assert not find(city)
    assert not DuplicateActors(city).has("A1")


def test_a_part_and_a_successor_are_no_duplicate() -> None:
    whole = Actor(id="A1", name="Familienbüro der Stadt", phone="0208 1111")
    part = Actor(id="A2", name="Familienbüro der Stadt", phone="0208 1111", part_of="A1")
    assert not find(city_of(whole, part))
    earlier = Actor(id="A1", name="Familienbüro", phone="0208 1111", successors=("A2",))
    later = Actor(id="A2", name="Familienbüro", phone="0208 1111")
    assert not find(city_of(earlier, later))


def test_the_mayor_is_not_the_office_of_the_mayor() -> None:
    mayor = Actor(id="A1", name="Oberbürgermeister", kind="function")
    office = Actor(id="A2", name="Büro des Oberbürgermeisters", kind="staff_unit")
    assert not find(city_of(mayor, office))


def test_a_contact_that_many_share_tells_little() -> None:
    def bits(holders: int) -> float:
        offices = [Actor(id=f"A{n}", name=f"Stelle {chr(65 + n)}", phone="0208 1") for n in range(holders)]
        offices = [Actor(id=o.id, name=o.name, phone="0208 825-100") for o in offices]
        found = DuplicateActors(city_of(*offices)).evidence(KIND, "A0", "A1")
        return sum(item.bits for item in found if item.dimension == "phone")

    assert bits(2) > bits(4) > bits(8) >= 0


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("elternverein", "elternverien", True),  # two letters swapped
        ("heckingh.", "heckinghausen", True),  # cut off
        ("familien", "familienzentrum", True),  # one inside the other
        ("caritas", "diakonie", False),
        ("nord", "ost", False),
        ("#city essen", "#city esse", False),  # places are never nearly the same
    ],
)
def test_words(a: str, b: str, alike: bool) -> None:
    assert (word_similarity(a, b) >= 0.8) == alike
    assert word_similarity(a, b) == word_similarity(b, a)


def test_alike_words_miss_none() -> None:
    words = (
        "elternverein",
        "elternverien",
        "eltern.",
        "el.",
        "verein",
        "sportverein",
        "#city essen",
        "a",
        "ab.",
        "abc",
    )
    found = alike_words(words, words)
    for a in words:
        assert found[a] == {b for b in words if a == b or word_similarity(a, b) >= 0.8}


@pytest.mark.parametrize(
    ("short", "full", "told"),
    [
        ("HSO Fak. SAG", "Hochschule Oberhausen, Fakultät Soziale Arbeit und Gesundheit", True),
        ("FBS", "Haus der Familien-Bildung", True),
        ("JUH Dienststelle", "Johanniter-Unfall-Hilfe e.V., Regionalverband Mulde-Elster", True),
        ("Liebenrain", "Kinderheim Liebenrain (Stiftg. bürgerl. Rechts)", True),
        ("Beratungsstelle", "Beratungsstelle für Frauen", False),  # says nothing of who it is
        ("HSO Fak. MAB", "Hochschule Oberhausen, Fakultät Soziale Arbeit und Gesundheit", False),
        ("Sag", "Soziale Arbeit und Gesundheit", False),  # initials are capitals
        ("Liebenrain Schule", "Kinderheim Liebenrain", False),
    ],
)
def test_short_forms(short: str, full: str, told: bool) -> None:
    assert is_short_for(parse(short, PLACES), parse(full, PLACES)) == told


@pytest.mark.parametrize(
    ("short", "full", "contact", "same"),
    [
        ("HSO Fak. SAG", "Hochschule Oberhausen, Fakultät Soziale Arbeit und Gesundheit", "street", True),
        ("Hochschule Oberhausen", "Hochschule Oberhausen, Fakultät Technik", "street", False),
        ("JUH Dienststelle", "Johanniter-Unfall-Hilfe Regionalverband Mulde", "phone", True),
        ("JUH", "Johanniter-Unfall-Hilfe Fahrschule Mulde", "street", False),  # a federation has services in one house
        ("Liebenrain", "Haus Liebenrain für Kinder, Jugend und Familie", "street", True),
        ("Gym. Oberhausen", "Johann-Peter-Hebel-Gymnasium", "street", True),
        ("Lindenhof gGmbH", "Wohngruppe Lindenhof", "street", False),  # a carrier and its facility
        ("Verein Miteinander", "Kleiderladen Miteinander", "street", False),
    ],
)
def test_a_short_form_counts_where_two_alone_have_a_contact(short: str, full: str, contact: str, same: bool) -> None:
    value = {"street": "Campusallee 1", "phone": "0208 123456"}[contact]
    two = [
        Actor(id=f"A{number}", name=name, city="Oberhausen", **{contact: value})  # type: ignore[arg-type]
        for number, name in enumerate((short, full))
    ]
    found = [finding.members for finding in find(city_of(*two)) if finding.kind == KIND]
    assert found == ([("A0", "A1")] if same else [])
    third = Actor(id="A2", name="Imkerverein", city="Oberhausen", **{contact: value})  # type: ignore[arg-type]
    detector = DuplicateActors(city_of(*two, third))
    assert not any("kurz für" in item.text for item in detector.evidence(KIND, "A0", "A1"))


@pytest.mark.parametrize(
    "name", ["TV Rothenburg", "TV Rothenburg o.d.T.", "TV Rothenburg o. d. Tauber", "TV Rothenb.", "TV Rothenburk"]
)
def test_a_town_stands_in_names_in_many_ways(name: str) -> None:
    places = Places({"rothenburg ob der tauber": "city rothenburg"})
    assert parse(name, places).tokens == ("#city rothenburg", "tv")


@pytest.mark.parametrize(
    ("place", "people"),
    [("neustadt", "Neustädter"), ("bremen", "Bremer"), ("dresden", "Dresdner"), ("essen", "Essener")],
)
def test_people_of_a_place(place: str, people: str) -> None:
    assert parse(f"{people} Tafel", Places({place: f"city {place}"})).tokens == (f"#city {place}", "tafel")


@pytest.mark.parametrize(
    ("letters", "text", "are"),
    [
        ("sag", "Soziale Arbeit und Gesundheit", True),
        ("kuk", "Kunst und Kultur", True),
        ("ts", "Turnerschaft", True),
        ("kms", "Kreismusikschule", True),
        ("hsw", "Die Hochschule Sankt Wolfram", True),
        ("sg", "Soziale Arbeit und Gesundheit", False),
        ("sag", "Soziale Arbeit", False),
    ],
)
def test_initials(letters: str, text: str, are: bool) -> None:
    assert initials.are_of(letters, normalise.words(text)) == are


def test_initials_of_a_name_in_that_name_say_nothing_more() -> None:
    assert initials.without_own("SWO Stadtwerke Oberhausen") == "Stadtwerke Oberhausen"
    assert initials.without_own("Christliches Jugenddorf (CJ)") == "Christliches Jugenddorf"
    assert initials.without_own("AWO Kita Nord") == "AWO Kita Nord"


def test_a_town_is_not_guessed_where_two_may_be_meant() -> None:
    places = Places({"altendorf": "district altendorf", "altenberg": "district altenberg"})
    assert not parse("Kita Alten.", places).places
    assert parse("Kita Altenberg", places).places == {"district altenberg"}


def test_numbers_and_offices_are_written_in_several_ways() -> None:
    assert conflict(parse("Abteilung 51/3 Jugendförderung"), parse("Jugendförderung (51.3)")) is None
    assert parse("Sozial- und Jugendamt").offices == {"sozialamt", "jugendamt"}
    assert conflict(parse("Sozial- und Jugendamt"), parse("Amt 50")) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Schlossg. 18", "Schloßgasse 18, 2. OG"),
        ("Torgauer Ch. 60", "Torgauer Chaussee 60"),
        ("Rathauspl. 1a", "Rathausplatz 1 a"),
        ("Goethestr. 3", "Goethestraße 3"),
    ],
)
def test_one_street_in_two_spellings(a: str, b: str) -> None:
    assert normalise.street(a) == normalise.street(b) != ""


def test_equal_contacts_in_other_spelling_are_equal() -> None:
    one = Actor(
        id="A1", name="Beratung A", phone="0208 / 66 14 30", website="https://www.x.example/", street="Schloßgasse 18"
    )
    other = Actor(id="A2", name="Haus B", phone="+49 208 661430", website="x.example", street="Schlossg. 18")
    dimensions = [item.dimension for item in DuplicateActors(city_of(one, other)).evidence(KIND, "A1", "A2")]
    assert dimensions == ["prior", "phone", "website", "address"]


def test_evidence_is_the_same_in_both_directions() -> None:
    actors = [
        Actor(id=f"A{n}", name=name, phone="0208 12345") for n, name in enumerate(("Haus Eins", "Haus Zwei", "Haus"))
    ]
    detector = DuplicateActors(city_of(*actors))
    assert detector.evidence(KIND, "A0", "A1") == detector.evidence(KIND, "A1", "A0")
    assert total(detector.bits(KIND, "A0", "A2")) == total(detector.bits(KIND, "A2", "A0"))
