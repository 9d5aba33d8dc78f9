"""Kinds of things: the words that people use for them, and what we call them."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc.folding import fold
from graphsvc.i18n import gettext as _

_KIND_NAMES: dict[str, Callable[[], str]] = {
    "city": lambda: _("Stadt"),
    "department": lambda: _("Dezernat"),
    "division": lambda: _("Bereich"),
    "section": lambda: _("Fachbereich"),
    "unit": lambda: _("Fachstelle"),
    "staff_unit": lambda: _("Stabsstelle"),
    "function": lambda: _("Funktion"),
    "ministry": lambda: _("Ministerium"),
    "public_provider": lambda: _("Öffentlicher Träger"),
    "private_provider": lambda: _("Freier Träger"),
    "federation": lambda: _("Verband"),
    "umbrella": lambda: _("Dachorganisation"),
    "association": lambda: _("Verein"),
    "self_help": lambda: _("Selbsthilfegruppe"),
    "initiative": lambda: _("Initiative"),
    "migrant_organisation": lambda: _("Migrantenselbstorganisation"),
    "company": lambda: _("Unternehmen"),
    "business_association": lambda: _("Wirtschaftsverband"),
    "union": lambda: _("Gewerkschaft"),
    "job_centre": lambda: _("Jobcenter"),
    "employment_agency": lambda: _("Agentur für Arbeit"),
    "religious_community": lambda: _("Religionsgemeinschaft"),
    "school": lambda: _("Schule"),
    "day_care": lambda: _("Kita"),
    "family_centre": lambda: _("Familienzentrum"),
    "family_education": lambda: _("Familienbildungsstätte"),
    "university": lambda: _("Hochschule"),
    "cultural_institution": lambda: _("Kultureinrichtung"),
    "hospital": lambda: _("Krankenhaus"),
    "other": lambda: _("Sonstige"),
}

_GROUP_NAMES: dict[str, Callable[[], str]] = {
    "administration": lambda: _("Verwaltung"),
    "welfare": lambda: _("Freie Träger, Verbände"),
    "civic": lambda: _("Vereine, Initiativen, Selbsthilfe"),
    "education": lambda: _("Kita, Schule, Hochschule"),
    "health": lambda: _("Gesundheit"),
    "religious": lambda: _("Religions\u00adgemein\u00adschaften"),
    "work": lambda: _("Arbeit und Wirtschaft"),
    "other": lambda: _("Sonstige"),
}

# How people write a kind: singular, plural, short forms, English. Compared folded: case, umlauts and dots do not count.
_SPELLINGS: dict[str, str] = {
    "city": "Stadt|Städte|Kommune|Gemeinde|Stadtverwaltung|Kreis|Landkreis|Stadt oder Kreis|city|municipality",
    "department": "Dezernat|Dezernate|Dez.|Fachdezernat|department",
    "division": "Bereich|Bereiche|Geschäftsbereich|Amt|Ämter|Stadtamt|division",
    "section": "Fachbereich|Fachbereiche|FB|Abteilung|Abteilungen|Fachdienst|Fachdienste|Sachgebiet|section",
    "unit": "Fachstelle|Fachstellen|Beratungsstelle|Beratungsstellen|Koordinierungsstelle|Fachberatung|Büro|unit",
    "staff_unit": "Stabsstelle|Stabsstellen|Stabstelle|Stab|staff unit",
    "function": "Funktion|Funktionen|Beauftragte|Beauftragter|Amtsinhaber|function|role",
    "ministry": "Ministerium|Ministerien|Landesministerium|Bundesministerium|ministry",
    "public_provider": "Öffentlicher Träger|Öffentliche Träger|ÖT|Träger (öffentlich)|Öffentliche Einrichtung|"
    "Öffentlicher Träger der Jugendhilfe|public provider",
    "private_provider": "Freier Träger|Freie Träger|FT|Träger (frei)|Träger|Freier Träger der Jugendhilfe|"
    "gGmbH|Gemeinnützige GmbH|private provider|non-profit provider|provider",
    "federation": "Verband|Verbände|Wohlfahrtsverband|Wohlfahrtsverbände|Fachverband|Jugendverband|federation|"
    "welfare association",
    "umbrella": "Dachorganisation|Dachorganisationen|Dachverband|Dachverbände|Spitzenverband|umbrella|"
    "umbrella organisation|umbrella organization",
    "association": "Verein|Vereine|e.V.|eV|eingetragener Verein|Förderverein|Sportverein|Sportvereine|association|club",
    "self_help": "Selbsthilfegruppe|Selbsthilfegruppen|Selbsthilfe|SHG|self-help|self-help group|self help group",
    "initiative": "Initiative|Initiativen|Bürgerinitiative|Bürgerinitiativen|Elterninitiative|Nachbarschaftsinitiative|"
    "Ehrenamtsinitiative",
    "migrant_organisation": "Migrantenselbstorganisation|Migrantenselbstorganisationen|MSO|Migrantenorganisation|"
    "Migrantenorganisationen|MO|Migrantinnenselbstorganisation|Migrant*innenorganisation|Kulturverein|"
    "migrant organisation|migrant organization",
    "company": "Unternehmen|Firma|Firmen|Betrieb|Betriebe|GmbH|company|business",
    "business_association": "Wirtschaftsverband|Wirtschaftsverbände|Unternehmensverband|Arbeitgeberverband|Kammer|IHK|"
    "HWK|Handwerkskammer|Kreishandwerkerschaft|Unternehmerverband|business association|chamber",
    "union": "Gewerkschaft|Gewerkschaften|union|trade union",
    "job_centre": "Jobcenter|Jobcentre|Job-Center|JC|job centre|job center",
    "employment_agency": "Agentur für Arbeit|Arbeitsagentur|AA|BA|Bundesagentur für Arbeit|Arbeitsamt|"
    "employment agency",
    "religious_community": "Religionsgemeinschaft|Religionsgemeinschaften|Kirchengemeinde|Kirchengemeinden|Kirche|"
    "Gemeinde (Kirche)|Pfarrei|Pfarrgemeinde|Moscheegemeinde|Moschee|Jüdische Gemeinde|religious community|"
    "parish|church",
    "school": "Schule|Schulen|Grundschule|Grundschulen|Gesamtschule|Gymnasium|Gymnasien|Hauptschule|Realschule|"
    "Förderschule|Berufskolleg|Sekundarschule|OGS|school",
    "day_care": "Kita|Kitas|KiTa|Kindertagesstätte|Kindertagesstätten|Kindertageseinrichtung|Kindertageseinrichtungen|"
    "Kindergarten|Kindergärten|Tageseinrichtung|Kindertagespflege|day care|kindergarten|nursery",
    "family_centre": "Familienzentrum|Familienzentren|FZ|family centre|family center",
    "family_education": "Familienbildungsstätte|Familienbildungsstätten|FBS|Familienbildung|Familienbildungswerk|"
    "family education",
    "university": "Hochschule|Hochschulen|Universität|Universitäten|Uni|Fachhochschule|FH|university",
    "cultural_institution": "Kultureinrichtung|Kultureinrichtungen|Museum|Museen|Theater|Bibliothek|Stadtbibliothek|"
    "Musikschule|Volkshochschule|VHS|cultural institution|library|museum",
    "hospital": "Krankenhaus|Krankenhäuser|Klinik|Kliniken|Klinikum|Kinderklinik|hospital|clinic",
    "other": "Sonstige|Sonstiger|Sonstiges|Andere|Anderes|other",
}

_KIND_BY_SPELLING: dict[str, str] = {
    fold(spelling): key
    for key, spellings in _SPELLINGS.items()
    for spelling in (key.replace("_", " "), *spellings.split("|"))
}


def actor_kind(text: str) -> str | None:
    """The key of model.ACTOR_KINDS that people mean by `text`, None if the word is not known."""
    return _KIND_BY_SPELLING.get(fold(text))


def kind_name(key: str) -> str:
    """The name of a kind of actors (key of model.ACTOR_KINDS) for people; raises KeyError for another key."""
    return _KIND_NAMES[key]()


def group_name(key: str) -> str:
    """The name of a group of kinds (one of model.ACTOR_GROUPS) for people; raises KeyError for another key."""
    return _GROUP_NAMES[key]()


def finding_kind_name(key: str) -> str:
    """The name of a kind of findings (one of model.FINDING_KINDS) for people; raises KeyError for another key."""
    return {
        "duplicate_actor": _("Dublette Akteur"),
        "duplicate_offer": _("Dublette Angebot"),
        "parallel_offer": _("Doppelangebot"),
        "parallel_body": _("Parallelstruktur"),
    }[key]


def collection_name(key: str) -> str:
    """The name of a collection (value of model.COLLECTIONS) for people; raises KeyError for another word."""
    return {
        "actors": _("Akteure"),
        "offers": _("Angebote"),
        "bodies": _("Gremien"),
        "memberships": _("Mitgliedschaften"),
        "cooperations": _("Kooperationen"),
        "districts": _("Sozialräume"),
        "indicators": _("Sozialdaten"),
        "terms": _("Begriffe"),
        "verdicts": _("Urteile"),
        "merges": _("Zusammenführungen"),
        "calibrations": _("Gewichtungen"),
        "arrangements": _("Anordnungen"),
        "places": _("Plätze von Hand"),
    }[key]


def life_phase_name(key: str) -> str:
    """The name of a life phase (one of model.LIFE_PHASES), or of what an offer has instead of one; raises KeyError."""
    return {
        "before_birth": _("Schwangerschaft und Geburt"),
        "age_0_3": _("0 bis 3"),
        "age_3_6": _("Kita"),
        "age_6_10": _("Grundschule"),
        "age_10_16": _("weiterführende Schule"),
        "age_16_27": _("Übergang in den Beruf"),
        "any_age": _("ohne festes Alter"),
        "outside": _("nicht Teil der Kette"),
        "unknown": _("unbekannt"),
    }[key]
