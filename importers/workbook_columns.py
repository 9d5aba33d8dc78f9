"""The sheets and columns of the workbook: how they are called, in the order in which an export writes them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def key(name: str) -> str:
    """The name of a sheet or column made comparable: no case, blanks, signs or accents; ä is ae, ß is ss."""
    lowered = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(sign for sign in decomposed if sign.isalnum())


@dataclass(frozen=True)
class Sheet:
    """One sheet: `columns` has field -> (German header, further names ...); the field's own name is understood too."""

    type: str  # of the records it holds
    title: str  # German name of the sheet
    names: tuple[str, ...]  # further names of the sheet
    columns: dict[str, tuple[str, ...]]

    def fields_by_key(self) -> dict[str, str]:
        """Comparable header -> field."""
        found: dict[str, str] = {}
        german = [(names[0], field) for field, names in self.columns.items()]
        own = [(field, field) for field in self.columns]
        further = [(name, field) for field, names in self.columns.items() for name in names[1:]]
        for name, field in german + own + further:  # in this order, so that no further name takes another's header
            found.setdefault(key(name), field)
        return found


_ID = ("ID", "Nr", "Nummer", "Kennung", "identifier")
_NAME = ("Name", "Bezeichnung")
_KIND = ("Art", "Typ", "type")
_THEMES = ("Themen", "Thema", "Handlungsfelder", "Handlungsfeld", "topics", "topic", "theme")
_TARGETS = ("Zielgruppen", "Zielgruppe", "target groups", "target group")
_DISTRICTS = ("Sozialräume", "Sozialraum", "Stadtteil", "Stadtteile", "district", "neighbourhood", "neighbourhoods")
_FROM = ("Von", "Gültig von", "Beginn", "Seit", "Start", "from", "start date", "since")
_TO = ("Bis", "Gültig bis", "Ende", "to", "until", "end", "end date")
_DESCRIPTION = ("Beschreibung", "Kurzbeschreibung", "Beschreibungen")
_SOURCE = ("Quelle", "Quellen", "sources")
_WORDING = ("Wortlaut", "Zitat", "quote")
_PART_OF = ("Teil von", "Gehört zu", "part of", "parent")
_BELONGS_TO = ("Gehört zu", "Teil von", "part of", "parent")
_SUCCESSORS = ("Nachfolger", "Nachfolgerin", "Nachfolgende", "successor")

SHEETS: dict[str, Sheet] = {
    "akteure": Sheet(
        "actor",
        "Akteure",
        ("Akteur", "actors", "actor", "organisations", "organizations"),
        {
            "id": _ID,
            "name": _NAME,
            "kind": _KIND,
            "part_of": _BELONGS_TO,
            "aliases": ("Weitere Namen", "Weiterer Name", "Alias", "Abkürzung", "also known as", "other names"),
            "street": ("Straße", "Straße und Hausnummer", "Anschrift", "Adresse", "address"),
            "postcode": ("PLZ", "Postleitzahl", "postal code", "zip", "zip code"),
            "city": ("Ort", "Stadt", "Wohnort", "town"),
            "districts": ("Sozialraum", "Sozialräume", "Stadtteil", "Stadtteile", "district", "neighbourhood"),
            "website": ("Website", "Webseite", "Internet", "Homepage", "URL", "web"),
            "email": ("E-Mail", "Mail", "E-Mail-Adresse", "email address"),
            "phone": ("Telefon", "Telefonnummer", "Tel", "telephone", "phone number"),
            "posts": ("Stellen", "Stelle", "Planstellen", "VZÄ", "full time equivalents", "FTE"),
            "heads": ("Köpfe", "Kopf", "Beschäftigte", "Mitarbeitende", "employees", "staff"),
            "collective": ("Anzahl", "count", "number"),
            "contact_function": ("Kontaktfunktion", "contact function", "contact"),
            "influence": ("Einfluss",),
            "interest": ("Interesse",),
            "themes": _THEMES,
            "valid_from": _FROM,
            "valid_to": _TO,
            "successors": _SUCCESSORS,
            "description": _DESCRIPTION,
            "source": _SOURCE,
            "wording": _WORDING,
        },
    ),
    "angebote": Sheet(
        "offer",
        "Angebote",
        ("Angebot", "offers", "offer", "services", "Maßnahmen", "Maßnahme"),
        {
            "id": _ID,
            "title": ("Titel", "Name", "Bezeichnung", "Angebot"),
            "kind": _KIND,
            "part_of": _PART_OF,
            "providers": ("Träger", "Anbieter", "provider"),
            "partners": ("Kooperationspartner", "Kooperationspartnerin", "Partner", "cooperation partners"),
            "funders": ("Förderer", "Förderung durch", "Fördergeber", "Finanzierung", "funder", "funding"),
            "description": _DESCRIPTION,
            "themes": _THEMES,
            "target_groups": _TARGETS,
            "age_from": ("Alter von", "Alter ab", "Mindestalter", "age from", "min age", "minimum age"),
            "age_to": ("Alter bis", "Höchstalter", "age to", "max age", "maximum age"),
            "districts": _DISTRICTS,
            "valid_from": _FROM,
            "valid_to": _TO,
            "times": ("Zeiten", "Zeit", "Termine", "Öffnungszeiten", "time", "schedule", "opening hours"),
            "place": ("Ort", "Veranstaltungsort", "venue", "location"),
            "address": ("Adresse", "Anschrift"),
            "capacity": ("Plätze", "Platz", "Platzzahl", "places"),
            "used": ("Belegt", "Belegung", "belegte Plätze", "taken"),
            "attendance": ("Teilnehmende", "Teilnehmer", "Teilnehmerzahl", "attendees", "participants"),
            "cost": ("Kosten", "Kostenbeitrag", "Preis", "costs", "price", "fee"),
            "languages": ("Sprachen", "Sprache", "language"),
            "access": ("Zugang", "Zugänge", "Anmeldung"),
            "status": ("Status", "Stand", "state"),
            "successors": _SUCCESSORS,
            "funded_until": ("Förderung bis", "gefördert bis", "Förderende", "funded until"),
            "source": _SOURCE,
            "wording": _WORDING,
        },
    ),
    "gremien": Sheet(
        "body",
        "Gremien",
        ("Gremium", "bodies", "body", "committees", "committee", "Netzwerke", "Arbeitskreise"),
        {
            "id": _ID,
            "name": _NAME,
            "kind": _KIND,
            "part_of": _PART_OF,
            "themes": _THEMES,
            "target_groups": _TARGETS,
            "districts": _DISTRICTS,
            "frequency": ("Turnus", "Häufigkeit", "Rhythmus"),
            "chairs": ("Vorsitz", "Vorsitzende", "Leitung", "Federführung", "chair"),
            "valid_from": _FROM,
            "valid_to": _TO,
            "successors": _SUCCESSORS,
            "mandate": ("Rechtsgrundlage", "Rechtsgrundlagen", "Auftrag", "legal basis"),
            "description": _DESCRIPTION,
            "source": _SOURCE,
            "wording": _WORDING,
        },
    ),
    "mitgliedschaften": Sheet(
        "membership",
        "Mitgliedschaften",
        ("Mitgliedschaft", "Mitglieder", "memberships", "membership", "members"),
        {
            "id": _ID,
            "body": ("Gremium", "Gremien", "committee"),
            "actor": ("Akteur", "Akteure", "Mitglied", "member"),
            "role": ("Rolle", "Rollen", "Funktion"),
            "valid_from": _FROM,
            "valid_to": _TO,
            "source": _SOURCE,
            "wording": _WORDING,
        },
    ),
    "kooperationen": Sheet(
        "cooperation",
        "Kooperationen",
        ("Kooperation", "cooperations", "cooperation", "Beziehungen", "relations"),
        {
            "id": _ID,
            "from_actor": ("Von", "Von Akteur", "Akteur A", "from actor", "from"),
            "to_actor": ("Zu", "Zu Akteur", "An", "Mit", "Akteur B", "to actor", "to"),
            "kind": _KIND,
            "intensity": ("Intensität", "Stärke", "strength"),
            "frequency": ("Häufigkeit", "Turnus"),
            "valid_from": ("Seit", "Gültig von", "Beginn", "valid from", "since", "start date"),
            "valid_to": ("Bis", "Gültig bis", "Ende", "valid to", "until", "end date"),
            "theme": ("Thema", "Themen", "topic", "themes"),
            "agreement": ("Vereinbarung", "Vereinbarungen", "contract"),
            "directed": ("Richtung", "gerichtet", "direction"),
            "source": _SOURCE,
            "wording": _WORDING,
        },
    ),
    "sozialraeume": Sheet(
        "district",
        "Sozialräume",
        ("Sozialraum", "districts", "district", "Stadtteile", "Stadtteil", "neighbourhoods"),
        {
            "id": _ID,
            "name": (*_NAME, "Sozialraum"),
            "part_of": _BELONGS_TO,
            "inhabitants": ("Einwohner", "Einwohnerzahl", "Einwohnerinnen und Einwohner", "population"),
            "wording": _WORDING,
        },
    ),
    "sozialdaten": Sheet(
        "indicator",
        "Sozialdaten",
        ("indicators", "indicator", "Indikatoren", "social data"),
        {
            "id": _ID,
            "district": ("Sozialraum", "Sozialräume", "Stadtteil", "neighbourhood"),
            "name": ("Indikator", "Indikatoren", "Merkmal", "indicator"),
            "year": ("Jahr", "Jahre"),
            "value": ("Wert", "Werte"),
            "unit": ("Einheit", "Einheiten"),
            "source": _SOURCE,
            "wording": _WORDING,
        },
    ),
    "begriffe": Sheet(
        "term",
        "Begriffe",
        ("Begriff", "terms", "term", "vocabulary"),
        {
            "id": _ID,
            "vocabulary": ("Vokabular", "Liste"),
            "name": ("Begriff", "Begriffe", "Name", "term"),
            "synonyms": ("Synonyme", "Synonym", "gleichbedeutend"),
        },
    ),
}

_SHEET_BY_KEY: dict[str, str] = {
    key(name): sheet for sheet, described in SHEETS.items() for name in (sheet, described.title, *described.names)
}
FIELDS_BY_KEY: dict[str, dict[str, str]] = {sheet: described.fields_by_key() for sheet, described in SHEETS.items()}


def sheet_named(name: str) -> str | None:
    """The key of SHEETS that a sheet, or a file without its ending, is called by; None if it is not ours."""
    return _SHEET_BY_KEY.get(key(name))
