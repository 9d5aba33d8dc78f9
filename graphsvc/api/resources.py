"""The collections of records that the API offers, with the schema of each and its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from graphsvc import values
from graphsvc.actors import ACTORS
from graphsvc.api.parameters import LONGEST_SEARCH, Day, PageParameters, ShortText, key, parameter
from graphsvc.bodies import BODIES
from graphsvc.collection import Collection
from graphsvc.cooperations import COOPERATIONS
from graphsvc.memberships import MEMBERSHIPS
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, INTENSITIES, VOCABULARIES
from graphsvc.offers import OFFERS
from graphsvc.schemas import SCHEMAS
from graphsvc.schemas.cells import BEFORE_BIRTH, Cell, Count, Reference, Text
from graphsvc.vocabulary import DISTRICTS, INDICATORS, TERMS


def described(text: str, **more: Any) -> dict[str, Any]:
    """What OpenAPI says about a field."""
    return {"metadata": {"description": text, **more}}


FILTERS: dict[str, Cell] = {
    "actor": Reference("an actor that takes part", to="actor"),
    "age": Count("an offer for this age, in months; -9 is before birth", least=BEFORE_BIRTH, most=values.OLDEST_AGE),
    "body": Reference("the body", to="body"),
    "district": Reference("the district", to="district"),
    "group": key("group of kinds", ACTOR_GROUPS),
    "intensity": key("how intensive", INTENSITIES),
    "kind": Text("kind, exactly as people call it"),
    "on": Day("only what holds on this day"),
    "part_of": Reference("the record that it belongs to", to=""),
    "role": Text("role, exactly as typed"),
    "status": Text("status, exactly as typed"),
    "target_group": Reference("the target group", to="term"),
    "theme": Reference("the theme", to="term"),
    "vocabulary": key("which vocabulary", VOCABULARIES),
    "year": Count("year", least=1000, most=2999),
}
ACTOR_FILTERS: dict[str, Cell] = {"kind": key("kind of actor", tuple(ACTOR_KINDS))}

# What the document shows for a new record of each type, and for a change of one.
EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "actor": (
        {"name": "Kinderhaus Sonne e. V.", "kind": "Verein", "valid_from": "07/2011", "posts": "2,5"},
        {"phone": "0208 12345", "valid_to": None},
    ),
    "offer": (
        {"title": "Babygruppe Sonnenkäfer", "providers": ["A1"], "districts": ["d1"], "age_from": "0", "age_to": "1"},
        {"capacity": 12, "cost": "kostenlos"},
    ),
    "body": (
        {"name": "Runder Tisch Frühe Hilfen", "kind": "Runder Tisch", "chairs": ["A1"], "valid_from": "2011"},
        {"frequency": "vierteljährlich"},
    ),
    "cooperation": (
        {"from_actor": "A1", "to_actor": "A2", "kind": "Kooperationsvertrag", "intensity": "hoch"},
        {"intensity": "medium"},
    ),
    "membership": ({"body": "G1", "actor": "A1", "role": "Vorsitz"}, {"role": "Gast"}),
    "district": ({"name": "Osterfeld", "inhabitants": 36000}, {"inhabitants": "36.500"}),
    "term": ({"vocabulary": "theme", "name": "Frühe Hilfen"}, {"synonyms": ["FH"]}),
    "indicator": (
        {"district": "d1", "name": "Armutsquote", "year": 2023, "value": "17,5", "unit": "%"},
        {"value": 18.1},
    ),
}


@dataclass(frozen=True)
class Resource:
    """One collection: where it comes from, how a record looks, what may be asked for, and what people call it."""

    collection: Collection[Any]
    schema: type[Schema]
    parameters: type[Schema]
    noun: str
    example: dict[str, Any]
    change: dict[str, Any]


def _parameters(collection: Collection[Any]) -> type[Schema]:
    special = ACTOR_FILTERS if collection.type == "actor" else {}
    arguments: dict[str, Any] = {name: parameter(special.get(name, FILTERS[name])) for name in collection.filters}
    words = ShortText("words that must all occur, anywhere", most=LONGEST_SEARCH)
    sorts = tuple(sign + name for name in collection.sorts for sign in ("", "-"))
    arguments["q"] = parameter(words)
    arguments["sort"] = parameter(
        key("field to sort by, with '-' in front descending; equal ones in a fixed order", sorts), default=sorts[0]
    )
    return PageParameters.from_dict(arguments, name=f"{collection.type.title()}Parameters")


def _resource(collection: Collection[Any]) -> Resource:
    example, change = EXAMPLES[collection.type]
    article = "an" if collection.type[0] in "aeiou" else "a"
    return Resource(
        collection,
        SCHEMAS[collection.type],
        _parameters(collection),
        f"{article} {collection.type}",
        example,
        change,
    )


RESOURCES = tuple(
    _resource(collection)
    for collection in (ACTORS, OFFERS, BODIES, COOPERATIONS, MEMBERSHIPS, DISTRICTS, TERMS, INDICATORS)
)
