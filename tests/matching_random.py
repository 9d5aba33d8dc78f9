"""Random cities for the tests of detection: the same seed is the same city, on every machine."""

from __future__ import annotations

import random

from graphsvc.matching import City
from graphsvc.model import Actor, Body, Cooperation, District, Membership, Offer, Term

# (title, kind, what it is about, themes)
TOPICS = (
    ("Krabbelgruppe", "Eltern-Kind-Gruppe", "Singen und Spielen mit Babys im ersten Lebensjahr", "Frühe Hilfen"),
    (
        "Eltern-Baby-Treff",
        "offener Treff",
        "Offenes Treffen für Mütter und Väter mit Säuglingen, Fingerspiele",
        "Bindung",
    ),
    ("PEKiP", "Kurs", "Bewegungsanregungen für Babys nach dem PEKiP-Konzept, 10 Treffen", "Elternbildung"),
    ("Elterncafé", "offener Treff", "Kaffee und Austausch für Eltern, die Kleinen spielen", "Elternbildung"),
    ("Familienfrühstück", "Treff", "Gemeinsam frühstücken, Erziehungsfragen besprechen", "Familie"),
    ("Hausaufgabenhilfe", "Lernförderung", "Grundschulkinder machen ihre Hausaufgaben", "Bildung"),
    ("Lerninsel", "Förderangebot", "Unterstützung bei Schularbeiten in kleinen Gruppen", "Schule"),
    (
        "Starke Eltern – Starke Kinder",
        "Elternkurs",
        "Anleitende Erziehung an acht Abenden, Grenzen setzen",
        "Erziehung",
    ),
    ("Triple P", "Elternkurs", "Positive Parenting Program, vier Gruppenabende", "Elternbildung"),
    ("Jugendtreff", "Offene Jugendarbeit", "Kicker, Billard und Kochen für Jugendliche", "Jugendarbeit"),
    ("Chillout", "offenes Angebot", "Playstation, Tischtennis, ein Sozialarbeiter ist ansprechbar", "Jugend"),
    ("Seniorencafé", "Begegnung", "Kaffee, Kuchen und Spiele für ältere Menschen", "Senioren"),
    ("Handysprechstunde", "Sprechstunde", "Ehrenamtliche helfen bei Smartphone und WhatsApp", "Digitales"),
    ("Sprachcafé", "offener Treff", "Deutsch üben in netter Runde", "Integration"),
    ("Migrationsberatung", "Beratung", "Beratung zu Aufenthalt und Anerkennung", "Migration"),
    ("Lesepaten", "Ehrenamtsprojekt", "Freiwillige lesen mit einzelnen Kindern", "Leseförderung"),
    ("Ausbildungspaten", "Ehrenamtsprojekt", "Ehrenamtliche begleiten Jugendliche in die Ausbildung", "Ausbildung"),
    ("Hebammensprechstunde", "Sprechstunde", "Eine Hebamme beantwortet Fragen, ohne Termin", "Frühe Hilfen"),
    ("Ferienspiele", "Ferienangebot", "Zwei Wochen in den Sommerferien, Ausflüge und Basteln", "Ferien"),
    ("Herbstferienprogramm", "Ferienangebot", "Eine Woche in den Herbstferien, Drachen bauen", "Ferien"),
    ("Mädchentreff", "offener Treff", "Nur für Mädchen, Werkstatt und Musik", "Mädchenarbeit"),
    ("Demenzcafé", "Betreuungsgruppe", "Nachmittag für Menschen mit Demenz, Angehörige haben frei", "Demenz"),
    ("Schuldnerberatung", "Beratung", "Hilfe bei Schulden und Insolvenz", "Existenzsicherung"),
    ("Wassergewöhnung", "Kurs", "Kinder lernen schwimmen im Lehrschwimmbecken", "Sport"),
    ("Offener Ganztag", "OGS", "Betreuung nach dem Unterricht mit Mittagessen", "Ganztag"),
    ("Geburtsvorbereitung", "Kurs", "Atmung und Geburtsphasen für Paare", "Geburt"),
    ("Besuchsdienst", "Ehrenamt", "Freiwillige besuchen alleinstehende alte Menschen", "Einsamkeit"),
    ("Selbsthilfegruppe Sucht", "Selbsthilfe", "Gesprächskreis für Suchtkranke", "Sucht"),
    ("Bewerbungscafé", "Sprechstunde", "Hilfe bei Lebenslauf und Bewerbung", "Arbeit"),
    ("Nähcafé", "Treff", "Gemeinsam nähen und stricken", "Begegnung"),
)
# Heads and stems of compounds, so that large cities have many different offers: 'Gartentreff', 'Lesewerkstatt'.
STEMS = (
    "Eltern", "Familien", "Sprach", "Gesundheits", "Bildungs", "Bewegungs", "Musik", "Natur", "Lese", "Medien", "Sucht",
    "Trennungs", "Wohn", "Arbeits", "Flucht", "Pflege", "Trauer", "Inklusions", "Nachbarschafts", "Jugend", "Väter",
    "Still", "Säuglings", "Lern", "Schwimm", "Tanz", "Theater", "Koch", "Garten", "Fahrrad", "Umwelt", "Digital",
    "Rechts", "Adoptions", "Stress", "Rücken", "Zahn", "Impf", "Schach", "Chor", "Foto", "Film", "Computer", "Holz",
)  # fmt: skip
HEADS = (
    "kurs", "gruppe", "treff", "beratung", "sprechstunde", "werkstatt", "training", "hilfe", "förderung", "begleitung",
    "seminar", "nachmittag", "frühstück", "kreis", "paten", "lotsen", "projekt", "abend", "club", "labor",
)  # fmt: skip
GROUPS = (
    "Eltern mit Babys", "Familien", "Grundschulkinder", "Jugendliche", "Seniorinnen und Senioren", "Schwangere",
    "Mädchen", "Alleinerziehende", "Zugewanderte", "geflüchtete Kinder", "Eltern", "junge Menschen unter 25",
    "Menschen mit Demenz", "Kinder ab 6", "Frauen",
)  # fmt: skip
FILLERS = (
    "jeden Dienstag im Gemeindehaus", "donnerstags von 15 bis 17 Uhr", "mit einer Fachkraft", "ohne Anmeldung",
    "die Teilnahme ist kostenlos", "Kinderbetreuung auf Anfrage", "im Familienzentrum", "in kleiner Runde",
    "Mo–Fr von 9 bis 12 Uhr", "auch am Samstag", "Anmeldung telefonisch", "im Stadtteilladen", "zweimal im Monat",
    "geleitet von einer Pädagogin", "für alle aus dem Stadtteil", "seit vielen Jahren",
)  # fmt: skip
AGES = ((0, 12), (0, 18), (0, 36), (12, 36), (36, 72), (72, 120), (72, 144), (120, 168), (144, 216), (720, None))
NAMES = ("AWO", "Caritasverband", "Diakonie", "DRK", "Kinderschutzbund", "Lebenshilfe", "Nachbarschaftsverein", "Kita")
LANGUAGES = ("Deutsch", "Türkisch", "Arabisch", "Russisch")


def city(seed: int, offers: int, *, actors: int = 0, bodies: int = 0, districts: int = 0) -> City:
    """A city of this many offers; without numbers for the rest, in proportion: 20 offers per actor, 30 districts."""
    rng = random.Random(seed)  # noqa: S311  the same city every time is the point
    known = min(1.0, 150 / offers) if offers else 1.0  # share of offers of TOPICS: a large city is not all the same
    places = tuple(District(id=f"D{n}", name=f"Ortsteil {n}") for n in range(districts or max(2, min(30, offers // 5))))
    many = actors or max(4, offers // 20)
    who = tuple(_actor(rng, n, places) for n in range(many))
    what: list[Offer] = []
    terms: dict[str, Term] = {}
    for number in range(offers):
        copied = rng.choice(what) if what and rng.random() < 0.05 else None
        what.append(_offer(rng, number, who, places, terms, copied, known))
    groups = tuple(_body(rng, n, places, terms) for n in range(bodies))
    sits = tuple(
        Membership(id=f"M{body.id}-{actor.id}", body=body.id, actor=actor.id)
        for body in groups
        for actor in rng.sample(who, min(len(who), rng.randint(3, 9)))
    )
    belongs = tuple(
        Cooperation(id=f"C{n}", from_actor=rng.choice(who).id, to_actor=who[0].id, kind="part_of") for n in range(2)
    )
    return City(
        actors=who,
        offers=tuple(what),
        bodies=groups,
        memberships=sits,
        cooperations=belongs,
        districts=places,
        terms=tuple(terms.values()),
    )


def _actor(rng: random.Random, number: int, places: tuple[District, ...]) -> Actor:
    of_all = (
        f"{rng.choice(NAMES)} {rng.choice(('Sonnenblume', 'Regenbogen', 'Löwenzahn', 'Kreisverband', 'Mitte', 'Süd'))}"
    )
    own = f"{rng.choice(STEMS)}{rng.choice(HEADS)} {rng.choice(STEMS)}{rng.choice(('verein', 'initiative', 'haus'))}"
    return Actor(
        id=f"A{number}",
        name=of_all if rng.random() < min(1.0, 20 / (number + 1)) else own,
        phone=f"0208 {rng.randint(1000, 1000 + 3 * number)}" if rng.random() < 0.6 else None,
        city="Musterstadt",
        districts=(rng.choice(places).id,),
    )


def _term(terms: dict[str, Term], vocabulary: str, name: str) -> str:
    key = f"{vocabulary}:{name}"
    terms[key] = Term(id=key, vocabulary=vocabulary, name=name)
    return key


def _offer(
    rng: random.Random,
    number: int,
    actors: tuple[Actor, ...],
    places: tuple[District, ...],
    terms: dict[str, Term],
    copied: Offer | None,
    known: float,
) -> Offer:
    title, kind, about, theme = rng.choice(TOPICS) if rng.random() < known else _compound(rng)
    low, high = rng.choice(AGES)
    year = rng.randint(1995, 2023)
    citywide = rng.random() < 0.3
    words = rng.sample(FILLERS, rng.randint(1, 4))
    capacity = rng.choice((None, 8, 10, 12, 15, 20))
    group = rng.choice(GROUPS)
    return Offer(
        id=f"O{number}",
        title=copied.title
        if copied
        else f"{title} {rng.choice(('', '', 'am Markt', 'Sonnenschein', 'für alle'))}".strip(),
        kind=kind if rng.random() < 0.8 else None,
        providers=(rng.choice(actors).id,) if rng.random() < 0.93 else (),
        partners=tuple(rng.choice(actors).id for _n in range(rng.choice((0, 0, 1, 2)))),
        description=copied.description if copied else f"{about}. {', '.join(words)}." if rng.random() < 0.95 else None,
        themes=(_term(terms, "theme", theme),) if rng.random() < 0.8 else (),
        target_groups=(_term(terms, "target_group", group),) if rng.random() < 0.8 else (),
        age_from=low if rng.random() < 0.7 else None,
        age_to=high if rng.random() < 0.7 else None,
        districts=(copied.districts if copied else ()) or ()
        if citywide
        else tuple({rng.choice(places).id for _n in range(rng.choice((1, 1, 2)))}),
        citywide=citywide and rng.random() < 0.7,
        valid_from=f"{year}-01-01" if rng.random() < 0.8 else None,
        valid_to=f"{year + rng.randint(0, 8)}-12-31" if rng.random() < 0.2 else None,
        capacity=capacity,
        used=capacity if capacity and rng.random() < 0.2 else None,
        languages=(rng.choice(LANGUAGES),) if rng.random() < 0.3 else (),
        status=rng.choice(("laufend", "laufend", "pausiert")) if rng.random() < 0.3 else None,
    )


def _compound(rng: random.Random) -> tuple[str, str, str, str]:
    stem, head = rng.choice(STEMS), rng.choice(HEADS)
    about = " ".join(f"{rng.choice(STEMS)}{rng.choice(HEADS)}" for _n in range(rng.randint(3, 9)))
    return f"{stem}{head}", head.capitalize(), about, f"{stem}arbeit"


def _body(rng: random.Random, number: int, places: tuple[District, ...], terms: dict[str, Term]) -> Body:
    _title, _kind, about, theme = rng.choice(TOPICS)
    return Body(
        id=f"G{number}",
        name=f"{rng.choice(('Arbeitskreis', 'Runder Tisch', 'Netzwerk'))} {theme} {number}",
        kind=rng.choice(("Arbeitskreis", "Netzwerk", None)),
        themes=(_term(terms, "theme", theme),),
        districts=(rng.choice(places).id,) if rng.random() < 0.3 else (),
        citywide=rng.random() < 0.5,
        description=f"Austausch: {about}",
        valid_from=f"{rng.randint(1995, 2023)}-01-01" if rng.random() < 0.7 else None,
    )
