"""What a finding says to people: names of dimensions, one sentence of explanation, and the counterfactual."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.matching.finding import Evidence

_NAMED = 3  # dimensions that a sentence names


@dataclass(frozen=True)
class Facts:
    """What the sentence about a pair is made of; empty where nothing is known."""

    whom: str = ""  # target group both are for: 'Familien mit Babys'
    where: str = ""  # 'in Osterfeld' or 'stadtweit'
    theme: str = ""
    also: tuple[str, ...] = ()  # more phrases of what is alike: '5 gemeinsame Mitglieder'
    since: str = ""  # 'gleichzeitig seit 2015'
    differences: tuple[str, ...] = ()  # what differs: 'Sprache'


def dimension_name(key: str) -> str:
    """The name of a dimension for people; the key itself where there is none."""
    names = {
        "prior": _("Ausgangswert"),
        "name": _("Name"),
        "text": _("Inhalt"),
        "district": _("Sozialraum"),
        "target_group": _("Zielgruppe"),
        "age": _("Alter"),
        "theme": _("Thema"),
        "time": _("Zeit"),
        "provider": _("Träger"),
        "address": _("Anschrift"),
        "phone": _("Telefon"),
        "email": _("E-Mail"),
        "website": _("Website"),
        "members": _("Mitglieder"),
        "kind": _("Art"),
        "capacity": _("Plätze"),
        "succession": _("Nachfolge"),
    }
    return names.get(key, key)


@functools.cache
def _without(speaking: str) -> dict[str, str]:
    """Dimension -> 'ohne ...' in the language that is spoken."""
    return {
        "name": _("den ähnlichen Namen"),
        "text": _("den ähnlichen Inhalt"),
        "district": _("den gemeinsamen Sozialraum"),
        "target_group": _("die gemeinsame Zielgruppe"),
        "age": _("das gemeinsame Alter"),
        "theme": _("das gemeinsame Thema"),
        "time": _("die gemeinsame Zeit"),
        "provider": _("die verbundenen Träger"),
        "address": _("die gemeinsame Anschrift"),
        "phone": _("die gemeinsame Telefonnummer"),
        "email": _("die gemeinsame E-Mail-Adresse"),
        "website": _("die gemeinsame Website"),
        "members": _("die gemeinsamen Mitglieder"),
        "kind": _("die gemeinsame Art"),
        "capacity": _("die gleiche Zahl der Plätze"),
        "succession": _("den Anschluss in der Zeit"),
    }


def prior_text(kind: str) -> str:
    """What the first row of the evidence says."""
    return _prior_texts(language())[kind]


@functools.cache
def _prior_texts(speaking: str) -> dict[str, str]:
    return {
        "duplicate_actor": _("zwei beliebige Akteure sind selten derselbe"),
        "duplicate_offer": _("zwei beliebige Angebote sind selten dasselbe"),
        "parallel_offer": _("zwei beliebige Angebote tun selten das Gleiche"),
        "parallel_body": _("zwei beliebige Gremien tun selten das Gleiche"),
    }


def explanation(kind: str, evidence: Sequence[Evidence], facts: Facts) -> str:
    """One German sentence: what is alike, then what differs."""
    if kind == "duplicate_actor":
        start = _("vermutlich doppelt erfasst: %(alike)s")
        # the values stand beside one another in the comparison, and the names in every list
        pieces = [item.text.partition(":")[0] for item in _strongest(evidence)[:_NAMED]]
    else:
        start = _("vermutlich doppelt erfasst, beide %(alike)s") if kind == "duplicate_offer" else _("beide %(alike)s")
        pieces = _alike(evidence, facts)
    sentence = start % {"alike": ", ".join(pieces) or _("mit wenig Gemeinsamem")}
    if facts.differences:
        sentence += _("; verschieden: %(what)s") % {"what": ", ".join(facts.differences)}
    return sentence


def _alike(evidence: Sequence[Evidence], facts: Facts) -> list[str]:
    """Whom, where, what, since when; where people and place are unknown, the strongest evidence instead."""
    whom = _("für %(whom)s") % {"whom": facts.whom} if facts.whom else ""
    theme = _("Thema %(theme)s") % {"theme": facts.theme} if facts.theme else ""
    pieces = [" ".join(filter(None, (whom, facts.where))), theme, *facts.also, facts.since]
    if not whom or not theme:
        told = {"district", "target_group", "time", "members"} | ({"text", "theme"} if theme else set())
        pieces += [item.text for item in _strongest(evidence) if item.dimension not in told][:1]
    return [piece for piece in pieces if piece]


def counterfactual(evidence: Sequence[Evidence], score: float, threshold: float) -> str:
    """One German sentence: which single dimension the report hangs on, computed by leaving out each in turn."""
    if score < threshold:
        return _("So liegt es unter der Schwelle und wird nicht gemeldet.")
    needed = [item.dimension for item in _strongest(evidence) if score - item.bits < threshold]
    if not needed:
        return _("Auch ohne ein einzelnes Merkmal wäre es noch gemeldet.")
    phrases = [_without(language()).get(dimension, dimension) for dimension in needed[:_NAMED]]
    return _("Ohne %(what)s wäre es nicht gemeldet.") % {"what": _(" oder ohne ").join(phrases)}


def _strongest(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted((item for item in evidence if item.bits > 0), key=lambda item: (-item.bits, item.dimension))


def together_since(a: str | None, b: str | None) -> str:
    """'gleichzeitig seit 2015' of two first days; empty where one is unknown."""
    if not a or not b:
        return ""
    return _("gleichzeitig seit %(year)s") % {"year": max(a, b)[:4]}


def place_phrase(places: Sequence[str]) -> str:
    """'in Osterfeld und Styrum', or 'stadtweit'; empty where there are none."""
    if not places:
        return ""
    if places[-1] == _("stadtweit"):
        return places[-1]
    return _("in %(places)s") % {"places": _(" und ").join(places[:2])}
