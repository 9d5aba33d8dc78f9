"""The collections of records that the API offers, with the schema of each and its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, validate

from graphsvc.actors import ACTORS
from graphsvc.bodies import BODIES
from graphsvc.collection import Collection
from graphsvc.cooperations import COOPERATIONS
from graphsvc.memberships import MEMBERSHIPS
from graphsvc.model import ACTOR_GROUPS, ACTOR_KINDS, INTENSITIES, VOCABULARIES
from graphsvc.offers import OFFERS
from graphsvc.schemas import SCHEMAS
from graphsvc.vocabulary import DISTRICTS, INDICATORS, TERMS


def described(text: str, **more: Any) -> dict[str, Any]:
    """What OpenAPI says about a parameter."""
    return {"metadata": {"description": text, **more}}


FILTERS: dict[str, fields.Field[Any]] = {
    "kind": fields.String(**described("exactly this kind")),
    "group": fields.String(validate=validate.OneOf(ACTOR_GROUPS), **described("group of kinds")),
    "on": fields.Date(**described("only what holds on this day")),
    "district": fields.String(**described("id of a district")),
    "theme": fields.String(**described("id of a term")),
    "target_group": fields.String(**described("id of a term")),
    "part_of": fields.String(**described("id of the record that it belongs to")),
    "status": fields.String(**described("status as typed")),
    "actor": fields.String(**described("id of an actor that takes part")),
    "body": fields.String(**described("id of a body")),
    "role": fields.String(**described("role as typed")),
    "age": fields.Integer(validate=validate.Range(0, 1500), **described("age in months")),
    "intensity": fields.String(validate=validate.OneOf(INTENSITIES), **described("intensity")),
    "vocabulary": fields.String(validate=validate.OneOf(VOCABULARIES), **described("vocabulary")),
    "year": fields.Integer(validate=validate.Range(1900, 2200), **described("year")),
}


@dataclass(frozen=True)
class Resource:
    """One collection: where it comes from, how a record looks, and what may be asked for."""

    collection: Collection[Any]
    schema: type[Schema]
    query: type[Schema]


def _query_schema(collection: Collection[Any]) -> type[Schema]:
    sorts = [sign + name for name in collection.sorts for sign in ("", "-")]
    arguments: dict[str, Any] = {name: FILTERS[name] for name in collection.filters}
    if collection.type == "actor":
        arguments["kind"] = fields.String(validate=validate.OneOf(list(ACTOR_KINDS)), **described("kind of actor"))
    arguments["q"] = fields.String(validate=validate.Length(max=200), **described("words that must all occur"))
    arguments["sort"] = fields.String(
        load_default="", validate=validate.OneOf(["", *sorts]), **described("field; with '-' in front descending")
    )
    arguments["page"] = fields.Integer(load_default=1, validate=validate.Range(1), **described("page, from 1"))
    arguments["page_size"] = fields.Integer(
        load_default=50, validate=validate.Range(1, 1000), **described("records per page")
    )
    return Schema.from_dict(arguments, name=f"{collection.type.title()}Query")


RESOURCES = tuple(
    Resource(collection, SCHEMAS[collection.type], _query_schema(collection))
    for collection in (ACTORS, OFFERS, BODIES, COOPERATIONS, MEMBERSHIPS, DISTRICTS, TERMS, INDICATORS)
)
