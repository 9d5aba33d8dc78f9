"""Loads a city of the gold format (a folder of CSV files) for the tests of detection, without the importer."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable
from pathlib import Path

from graphsvc.matching import City, Finding
from graphsvc.model import Actor, Body, Cooperation, District, Membership, Offer, Term

KINDS = {
    "Dezernat": "department",
    "Bereich": "division",
    "Fachbereich": "section",
    "Fachstelle": "unit",
    "Öffentlicher Träger": "public_provider",
    "Freier Träger": "private_provider",
    "Verband": "federation",
    "Verein": "association",
    "Selbsthilfegruppe": "self_help",
    "Initiative": "initiative",
    "Migrantenselbstorganisation": "migrant_organisation",
    "Unternehmen": "company",
    "Wirtschaftsverband": "business_association",
    "Gewerkschaft": "union",
    "Religionsgemeinschaft": "religious_community",
    "Jobcenter": "job_centre",
    "Agentur für Arbeit": "employment_agency",
    "Schule": "school",
    "Kita": "day_care",
    "Familienzentrum": "family_centre",
    "Hochschule": "university",
    "Krankenhaus": "hospital",
}
GOLD_KINDS = {
    "dublette_akteur": "duplicate_actor",
    "dublette_angebot": "duplicate_offer",
    "doppelangebot": "parallel_offer",
    "parallelstruktur": "parallel_body",
}
OFFER_KINDS = ("duplicate_offer", "parallel_offer")
Pair = tuple[str, str]


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    if not (folder / f"{name}.csv").exists():
        folder = folder.parent  # several cities may share a file
    if not (folder / f"{name}.csv").exists():
        return []
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _values(text: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in text.split("|") if value.strip())


def _date(text: str, last: bool = False) -> str | None:
    if found := re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", text):
        return f"{found[3]}-{found[2]}-{found[1]}"
    if found := re.fullmatch(r"(\d\d)/(\d{4})", text):
        return f"{found[2]}-{found[1]}-{'28' if last else '01'}"
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-12-31" if last else f"{text}-01-01"
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _months(text: str) -> int | None:
    return round(float(text.replace(",", ".")) * 12) if text else None


def load(folder: Path) -> City:
    """The city in the folder, with terms and districts made from the words in the cells."""
    terms: dict[str, Term] = {}
    districts: dict[str, District] = {}

    def term(vocabulary: str, names: str) -> tuple[str, ...]:
        keys = []
        for name in _values(names):
            key = f"{vocabulary}:{name}"
            terms[key] = Term(id=key, vocabulary=vocabulary, name=name)
            keys.append(key)
        return tuple(keys)

    def place(names: str) -> tuple[tuple[str, ...], bool]:
        found = [name for name in _values(names) if name != "stadtweit"]
        for name in found:
            districts[name] = District(id=name, name=name)
        return tuple(found), "stadtweit" in _values(names)

    actors, offers, bodies = [], [], []
    for row in _rows(folder, "akteure"):
        where, citywide = place(row["Sozialraum"])
        actors.append(
            Actor(
                id=row["ID"],
                name=row["Name"],
                kind=KINDS.get(row["Art"], "other"),
                part_of=row["Gehört zu"] or None,
                aliases=_values(row["Weitere Namen"]),
                street=row["Straße"] or None,
                postcode=row["PLZ"] or None,
                city=row["Ort"] or None,
                districts=where,
                citywide=citywide,
                website=row["Website"] or None,
                email=row["E-Mail"] or None,
                phone=row["Telefon"] or None,
                themes=term("theme", row["Themen"]),
                valid_from=_date(row["Von"]),
                valid_to=_date(row["Bis"], last=True),
                description=row["Beschreibung"] or None,
            )
        )
    for row in _rows(folder, "angebote"):
        where, citywide = place(row["Sozialräume"])
        offers.append(
            Offer(
                id=row["ID"],
                title=row["Titel"],
                kind=row["Art"] or None,
                providers=_values(row["Träger"]),
                partners=_values(row["Kooperationspartner"]),
                description=row["Beschreibung"] or None,
                themes=term("theme", row["Themen"]),
                target_groups=term("target_group", row["Zielgruppen"]),
                age_from=_months(row["Alter von"]),
                age_to=_months(row["Alter bis"]),
                districts=where,
                citywide=citywide,
                valid_from=_date(row["Von"]),
                valid_to=_date(row["Bis"], last=True),
                capacity=_number(row["Plätze"]),
                used=_number(row["Belegt"]),
                languages=_values(row["Sprachen"]),
                access=row["Zugang"] or None,
                status=row["Status"] or None,
            )
        )
    for row in _rows(folder, "gremien"):
        where, citywide = place(row["Sozialräume"])
        bodies.append(
            Body(
                id=row["ID"],
                name=row["Name"],
                kind=row["Art"] or None,
                themes=term("theme", row["Themen"]),
                target_groups=term("target_group", row["Zielgruppen"]),
                districts=where,
                citywide=citywide,
                frequency=row["Turnus"] or None,
                chairs=_values(row["Vorsitz"]),
                valid_from=_date(row["Von"]),
                valid_to=_date(row["Bis"], last=True),
                successors=_values(row["Nachfolger"]),
                mandate=row["Rechtsgrundlage"] or None,
                description=row["Beschreibung"] or None,
            )
        )
    memberships = [
        Membership(
            id=f"M{number}",
            body=row["Gremium"],
            actor=row["Akteur"],
            role=row["Rolle"] or None,
            valid_from=_date(row["Von"]),
            valid_to=_date(row["Bis"], last=True),
        )
        for number, row in enumerate(_rows(folder, "mitgliedschaften"))
    ]
    cooperations = [
        Cooperation(id=f"C{number}", from_actor=row["Von"], to_actor=row["Zu"], kind=row["Art"] or None)
        for number, row in enumerate(_rows(folder, "kooperationen"))
    ]
    return City(
        actors=tuple(actors),
        offers=tuple(offers),
        bodies=tuple(bodies),
        memberships=tuple(memberships),
        cooperations=tuple(cooperations),
        districts=tuple(districts.values()),
        terms=tuple(terms.values()),
    )


def gold(path: Path) -> dict[str, dict[str, set[Pair]]]:
    """Kind -> verdict (ja, nein, grau) -> pairs of the gold file."""
    found: dict[str, dict[str, set[Pair]]] = {
        kind: {"ja": set(), "nein": set(), "grau": set()} for kind in GOLD_KINDS.values()
    }
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            a, b = sorted((row["A"], row["B"]))
            found[GOLD_KINDS[row["Art"]]][row["Urteil"]].add((a, b))
    return found


def said(findings: Iterable[Finding], kinds: Iterable[str]) -> set[Pair]:
    """The pairs that findings of these kinds report."""
    wanted = set(kinds)
    found = (finding.members for finding in findings if finding.kind in wanted)
    return {pair for members in found for pair in itertools.combinations(sorted(members), 2)}


def f1(labels: dict[str, dict[str, set[Pair]]], findings: list[Finding], kinds: tuple[str, ...]) -> float:
    """F1 of the pairs of these kinds taken together; grey pairs are left out."""
    yes: set[Pair] = set().union(*(labels[kind]["ja"] for kind in kinds))
    grey: set[Pair] = set().union(*(labels[kind]["grau"] for kind in kinds)) - yes
    reported = said(findings, kinds) - grey
    hit = len(yes & reported)
    return 2 * hit / (len(yes) + len(reported)) if hit else 0.0


def kind_accuracy(labels: dict[str, dict[str, set[Pair]]], findings: list[Finding]) -> float:
    """Share of the true pairs of offers that were found and bear the right kind."""
    right = sum(len(labels[kind]["ja"] & said(findings, [kind])) for kind in OFFER_KINDS)
    yes: set[Pair] = set().union(*(labels[kind]["ja"] for kind in OFFER_KINDS))
    return right / len(yes & said(findings, OFFER_KINDS))
