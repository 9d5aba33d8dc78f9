"""The usual abbreviations in names of organisations, in full: before a name is read, as capitals and dots tell them."""

from __future__ import annotations

import re

_LEGAL_EV = re.compile(r"(?<![^\W\d_])e\.?\s?V\b\.?")  # 'e.V.' but not 'Ev.', which is evangelisch
_FOUNDING = re.compile(r"(?<!\w)i\.\s?G(?!\w)\.?")  # 'in Gründung', not the IG
_BUND = re.compile(r"\bBUND\b(?!\s+(?:DER|DEUTSCHER|FÜR|für))(?:\s+Naturschutz\b)?")  # not the Bund, nor 'Bund der ...'
_PARISH = re.compile(r"(?<=[a-zäöüß])(?<!Moschee)-(?:Gemeinde|gemeinde|Kirche)\b")  # 'Paul-Gerhardt-Gemeinde'
# Abbreviated endings: 'Bürgerstiftg.', 'Caritas-Verb.', 'Wohnungsbauges.'; long enough not to end other words
_ENDINGS = {
    "stiftg": "stiftung",
    "verb": "verband",
    "sges": "sgesellschaft",
    "bauges": "baugesellschaft",
    "gesellsch": "gesellschaft",
    "baugen": "baugenossenschaft",
    "genossensch": "genossenschaft",
    "kirchengem": "kirchengemeinde",
    "kirchgem": "kirchgemeinde",
    "pfarrgem": "pfarrgemeinde",
    "gmde": "gemeinde",
    "stadtverw": "stadtverwaltung",
    "sportver": "sportverein",
    "turnver": "turnverein",
    "musikver": "musikverein",
    "förderver": "förderverein",
    "einr": "einrichtung",
    "zentr": "zentrum",
    "ztr": "zentrum",
    "beratungsst": "beratungsstelle",
}
_ENDING = re.compile(r"(?:" + "|".join(sorted(_ENDINGS, key=len, reverse=True)) + r")\.", re.IGNORECASE)
_WORDS = {
    "agt": "Agentur",
    "gst": "Geschäftsstelle",
    "dt": "Deutscher",
    "freiw": "Freiwillige",
    "allgem": "Allgemeiner",
    "allg": "Allgemeiner",
    "sozialpsych": "Sozialpsychiatrischer",
    "ortsgr": "Ortsgruppe",
    "kreisgr": "Kreisgruppe",
    "kinderg": "Kindergarten",
    "kindertagesst": "Kindertagesstätte",
    "hochsch": "Hochschule",
    "univ": "Universität",
}
_ABBREVIATED = re.compile(r"(?<!\w)(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\.", re.IGNORECASE)
_FOR_THE = re.compile(r"(?<!\w)f\.\s?d\.", re.IGNORECASE)  # 'für den'; not the Fachdienst
_JOINT = re.compile(r"\(?(?<!\w)gE(?!\w)\)?")  # 'JC (gE)', a gemeinsame Einrichtung; not the Gesamtschule
# 'Sozial- und Jugendamt'
_TWO_OFFICES = re.compile(r"\b([A-ZÄÖÜ][a-zäöü]+)-\s?(?=(?:und|u\.|&)\s[A-ZÄÖÜ][a-zäöü]+amt\b)")


def spelt_out(text: str) -> str:
    """The name with what is abbreviated in full, and without what says nothing of who it is."""
    raw = _LEGAL_EV.sub(" eingetragener verein ", _BUND.sub("Bund Naturschutz", text))
    raw = _FOR_THE.sub("für den", _JOINT.sub(" ", _FOUNDING.sub(" ", raw)))
    raw = _PARISH.sub("-Kirchengemeinde", raw)
    raw = _ABBREVIATED.sub(lambda found: f"{_WORDS[found[1].lower()]} ", raw)
    return _ENDING.sub(_ending, _TWO_OFFICES.sub(r"\1amt ", raw))


def _ending(found: re.Match[str]) -> str:
    """What an abbreviated ending stands for."""
    return _ENDINGS[found[0].rstrip(".").lower()]
