"""A body (Gremium) as detection reads it: who sits in it, where, when and with which mandate, in comparable form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.matching import normalise, periods, target_groups
from graphsvc.matching.city import City
from graphsvc.matching.concepts import Text
from graphsvc.matching.reading import CITYWIDE
from graphsvc.model import Body

Period = tuple[str, str]  # ISO dates, '' where unknown
# Abbreviations and compounds of what a body is called -> the word by which the lexicon knows 'Arbeitskreis Sucht'
_ROUNDS = {
    "ak": "arbeitskreis",
    "fak": "arbeitskreis",
    "facharbeitskreis": "arbeitskreis",
    "fachforum": "forum",
    "fachrunde": "fachkreis",
    "fachnetz": "netzwerk",
    "fachnetzwerk": "netzwerk",
    "kooperationskreis": "fachkreis",
    "kooperationsgruppe": "arbeitsgruppe",
    "kooperationsnetz": "netzwerk",
    "traegerrunde": "fachkreis",
    "expertenrunde": "fachkreis",
    "expertenkreis": "fachkreis",
    "themenkreis": "fachkreis",
    "steuerkreis": "fachkreis",
    "praeventionsnetz": "praevention netzwerk",
    "praeventionsnetzwerk": "praevention netzwerk",
    "hilfenetz": "netzwerk",
    "netz": "netzwerk",
    "aktionsbuendnis": "buendnis",
    "allianz": "buendnis",
}
_NAMES_OF_ROUNDS = ("netzwerk", "buendnis", "kreis", "runde", "tisch", "forum", "konferenz", "beirat", "verbund")


@dataclass(frozen=True)
class Reading:
    """One body in comparable form; members are the first ids of their groups of duplicates."""

    body: Body
    text: Text
    seats: Mapping[str, tuple[Period, ...]]  # member -> when it sits there
    chairs: frozenset[str]
    districts: frozenset[str]
    places: frozenset[str]  # the districts and the larger ones; CITYWIDE for the whole city
    themes: frozenset[str]  # folded
    groups: frozenset[str]  # target groups of the lexicon
    first: str  # ISO date, '' where unknown
    last: str


def read(city: City, same_actor: Mapping[str, str]) -> list[Reading]:
    """The bodies of the city in comparable form, in the order of their ids."""
    seats = _seats(city, same_actor)
    return [_read(body, city, same_actor, seats[body.id]) for body in sorted(city.bodies, key=lambda body: body.id)]


def _seats(city: City, same_actor: Mapping[str, str]) -> dict[str, dict[str, set[Period]]]:
    """Body -> member -> periods, from memberships and chairs; collective entries are no organisations."""
    found: dict[str, dict[str, set[Period]]] = {body.id: {} for body in city.bodies}
    sitting = [(m.body, m.actor, (m.valid_from or "", m.valid_to or "")) for m in city.memberships]
    sitting += [(body.id, actor, ("", "")) for body in city.bodies for actor in body.chairs]
    for body, actor, period in sitting:
        collective = actor in city.actor and bool(city.actor[actor].collective)
        if body in found and not collective:
            found[body].setdefault(same_actor.get(actor, actor), set()).add(period)
    return found


def _read(body: Body, city: City, same_actor: Mapping[str, str], seats: Mapping[str, set[Period]]) -> Reading:
    themes = city.term_names(body.themes)
    return Reading(
        body=body,
        text=Text.of(_spelt_out(body.name), body.kind, themes, f"{body.description or ''} . {body.mandate or ''}"),
        seats={member: tuple(sorted(seats[member])) for member in sorted(seats)},
        chairs=frozenset(same_actor.get(actor, actor) for actor in body.chairs),
        districts=frozenset(body.districts),
        places=city.wider_districts(body.districts) | ({CITYWIDE} if body.citywide else frozenset()),
        themes=frozenset(map(normalise.fold, themes)),
        groups=target_groups.named(" . ".join(city.term_names(body.target_groups))),
        first=body.valid_from or "",
        last=body.valid_to or "",
    )


def _spelt_out(name: str) -> str:
    """The folded words of a name, what a body is called in full: 'AK Sucht' as 'arbeitskreis sucht'."""
    return " ".join(_ROUNDS.get(word, word) for word in normalise.words(name))


def short(reading: Reading) -> tuple[str, ...]:
    """Beginnings of words that stand for a body in a sentence about it: 'bereitet die Sitzungen des Netzwerks vor'.

    The first word of its name in any case ending, and what it is called: 'Kommunales Netzwerk'.
    """
    title = reading.text.title
    named = [word for word in title if word.endswith(_NAMES_OF_ROUNDS)]
    return tuple(dict.fromkeys(word.rstrip("nrs") for word in (*title[:1], *named)))


def shared_members(x: Reading, y: Reading) -> tuple[str, ...]:
    """Who sits, or sat, in both at the same time, as far as the periods are known; in the order of the ids."""
    return tuple(
        member
        for member, mine in x.seats.items()
        if any(not periods.apart(*one, *other) for one in mine for other in y.seats.get(member, ()))
    )
