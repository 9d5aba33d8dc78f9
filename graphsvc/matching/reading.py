"""An offer as detection reads it: who is in charge, where, when and for whom, in comparable form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphsvc.matching import audience, normalise, relations
from graphsvc.matching.audience import Audience
from graphsvc.matching.city import City
from graphsvc.matching.concepts import REMEMBERED, Text
from graphsvc.matching.houses import Houses
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import words
from graphsvc.matching.periods import weekdays
from graphsvc.matching.relations import Named
from graphsvc.matching.remembering import remembered
from graphsvc.model import Offer

CITYWIDE = "*"  # stands for the whole city among the places of an offer

_HOUSES = frozenset(["day_care", "family_centre", "school"])  # kinds of actors
_STATES = Patterns(
    {
        "not_running": "*beendet|ausgelaufen|eingestellt|abgeschlossen|aufgegeben|*pausier|=ruht|ausgesetzt",
        "waiting": "*warteliste|ausgebucht|*wartezeit|voll belegt|voll besetzt",
        "not_waiting": "keine warteliste|keine wartezeit|ohne warte|nicht ausgebucht",
        "everywhere": "*stadtweit|in allen stadtteilen|ganzen stadt|gesamten stadt|*stadtgebiet",
    }
)


@dataclass(frozen=True)
class Reading:
    """One offer in comparable form; actors are the first ids of their groups of duplicates."""

    offer: Offer
    text: Text
    providers: frozenset[str]
    involved: frozenset[str]  # providers and partners
    related: frozenset[str]  # who the providers belong to, and who belongs to them
    federations: frozenset[str]  # of the providers: AWO, Caritas, ...
    carriers: frozenset[str]  # federations that the description names as those who carry the offer
    hosts: frozenset[str]  # other actors whose address the texts name
    districts: frozenset[str]  # of the column; where that is empty, those that the texts name
    citywide: bool
    places: frozenset[str]  # the districts and the larger ones that they are part of; CITYWIDE for the whole city
    audience: Audience
    first: str  # ISO date, '' where unknown
    last: str
    running: bool
    full: bool
    days: frozenset[str]  # of the week, 'mo' to 'so'
    themes: frozenset[str]  # names, folded

    @cached_property
    def people(self) -> frozenset[str]:
        """The target groups, and the one that the ages stand for."""
        return audience.people(self.audience)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The providers by the ids of the column."""
        return frozenset(self.offer.providers)

    @cached_property
    def named(self) -> Named:
        """The offer as the text of another one may speak of it."""
        return Named(self.offer.description, self.offer.title)

    @cached_property
    def kind(self) -> str:
        """The kind as typed, folded; '' where unknown."""
        return " ".join(self.text.kind)


def read_all(reader: Reader, offers: Iterable[Offer]) -> list[Reading]:
    """All offers of the reader's city in comparable form, in the order of their ids.

    Detection runs anew at every revision of the graph, in which nearly all offers are those of the revision before:
    their readings are taken over, unless what they rest on besides the offer has changed.
    """
    run = _run_before()
    rests_on, readings = run[0]
    known = readings if rests_on == reader.rests_on else {}
    found: list[Reading] = []
    for offer in sorted(offers, key=lambda offer: offer.id):
        reading = known.get(offer.id)
        found.append(reading if reading is not None and reading.offer == offer else reader.read(offer))
    run[0] = reader.rests_on, {reading.offer.id: reading for reading in found}  # at once: threads share it
    return found


@remembered()
def _run_before() -> list[tuple[object, Mapping[str, Reading]]]:
    """One entry: what the readings of the run before rest on besides their offers, and these readings by id."""
    return [(None, {})]


class Reader:
    """Reads the offers of one city."""

    def __init__(self, city: City, same_actor: Mapping[str, str]) -> None:
        self._city = city
        self._same_actor = same_actor
        self._near = _above_and_below(city, same_actor)
        self._federations = {actor.id: relations.federations((actor.name, *actor.aliases)) for actor in city.actors}
        named = {district.id: " ".join(words(district.name)) for district in city.districts}
        self._houses = Houses(city.actors, same_actor)
        self.rests_on = (
            list(city.terms),
            list(city.districts),
            dict(same_actor),
            self._near,
            self._federations,
            self._houses.who,
        )
        self._districts = Patterns({key: f"={name}" for key, name in named.items() if name})

    def read(self, offer: Offer) -> Reading:
        """The offer in comparable form."""
        text = Text.of(offer.title, offer.kind, self._city.term_names(offer.themes), offer.description)
        providers = self._leaders(offer.providers)
        districts, citywide = frozenset(offer.districts), offer.citywide
        if not districts and not citywide:
            districts, citywide = self._said_places(text)
        if not districts and not citywide:
            districts = self._at_home(providers)
        said = _said(text, offer.title, offer.description, offer.times, offer.access, offer.status)
        return Reading(
            offer=offer,
            text=text,
            providers=providers,
            involved=providers | self._leaders(offer.partners),
            related=frozenset().union(*(self._near.get(actor, frozenset()) for actor in providers)),
            federations=frozenset().union(*(self._federations.get(key, frozenset()) for key in offer.providers)),
            carriers=said.carriers,
            hosts=self._houses.named(_in_places(offer, text), providers),
            districts=districts,
            citywide=citywide,
            places=self._city.wider_districts(tuple(districts)) | ({CITYWIDE} if citywide else frozenset()),
            audience=audience.read(offer, text, self._city.term_names(offer.target_groups)),
            first=offer.valid_from or "",
            last=offer.valid_to or "",
            running=said.running,
            full=offer.used >= offer.capacity if offer.capacity and offer.used is not None else said.full,
            days=said.days,
            themes=frozenset(map(normalise.fold, self._city.term_names(offer.themes))),
        )

    def _leaders(self, actors: Iterable[str]) -> frozenset[str]:
        return frozenset(self._same_actor.get(actor, actor) for actor in actors)

    def _at_home(self, providers: Iterable[str]) -> frozenset[str]:
        """The district of the providers, where all are houses of one: a school has its offers at home."""
        of_all = {key: self._city.actor[key] for key in providers if key in self._city.actor}
        places = {actor.districts for actor in of_all.values()}
        if len(places) == 1 and all(actor.kind in _HOUSES and not actor.citywide for actor in of_all.values()):
            (found,) = places
            return frozenset(found) if len(found) == 1 else frozenset()
        return frozenset()

    def _said_places(self, text: Text) -> tuple[frozenset[str], bool]:
        """The districts that the texts name, or that they speak of the whole city."""
        for said in (text.title, text.description):
            if found := self._districts.found(said):
                return found, False
        return frozenset(), "everywhere" in _STATES.found((*text.title, *text.description))


def _in_places(offer: Offer, text: Text) -> list[str]:
    """The folded words that may tell in whose house the offer is."""
    return [*text.title, *text.description, *words(f"{offer.place or ''} , {offer.address or ''}")]


def _above_and_below(city: City, same_actor: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Actor -> all actors above and below it, each by the first id of its group of duplicates."""
    above: dict[str, set[str]] = {}
    for part, wholes in city.parents.items():
        for whole in wholes:
            child, parent = same_actor.get(part, part), same_actor.get(whole, whole)
            if child != parent:
                above.setdefault(child, set()).add(parent)
    found: dict[str, set[str]] = {}
    for actor in above:
        todo = list(above[actor])
        seen: set[str] = set()
        while todo:
            higher = todo.pop()
            if higher not in seen and higher != actor:
                seen.add(higher)
                todo.extend(above.get(higher, ()))
        for higher in seen:
            found.setdefault(actor, set()).add(higher)
            found.setdefault(higher, set()).add(actor)
    return {key: frozenset(value) for key, value in found.items()}


@dataclass(frozen=True)
class _Said:
    """What the texts of an offer say, whatever the city."""

    carriers: frozenset[str]
    running: bool
    full: bool
    days: frozenset[str]


@remembered(REMEMBERED)
def _said(
    text: Text, title: str, description: str | None, times: str | None, access: str | None, status: str | None
) -> _Said:
    states = _STATES.found((*text.description, *words(access or "")))
    in_times = (*text.title, *words(times or ""), *text.description)
    return _Said(
        carriers=relations.carriers(description, text.description),
        running="not_running" not in _STATES.found(words(status or "")),
        full="waiting" in states and "not_waiting" not in states,
        days=weekdays(f"{title} . {times or ''} . {description or ''}", in_times),
    )
