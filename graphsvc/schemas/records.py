"""One schema per type of record; each field says once how it is read, written and described."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError

from graphsvc import values
from graphsvc.model import DECISIONS, FINDING_KINDS, MERGED_TYPES
from graphsvc.schemas.cells import (
    Age,
    Coordinate,
    Count,
    Date,
    Flag,
    Number,
    Reference,
    References,
    Text,
    Texts,
    age_range,
)
from graphsvc.schemas.choices import Choice, actor_kind_field, intensity_field, vocabulary_field
from graphsvc.schemas.maps import PlainMap
from graphsvc.schemas.record import RecordSchema
from graphsvc.schemas.texts import clean

VALID_FROM = "first day on which it holds"
VALID_TO = "last day on which it holds"
SOURCE = "the document it rests on"
WORDING = "the sentence it rests on"
CITYWIDE = "whether the whole city is meant"


class ActorSchema(RecordSchema):
    """Somebody who acts: an office, an association, a company, a school ..."""

    name = Text("name", required=True)
    kind = actor_kind_field()
    part_of = Reference("the actor it belongs to", to="actor")
    aliases = Texts("other names")
    street = Text("street and number")
    postcode = Text("postcode; a text, so that zeros in front stay")
    city = Text("city")
    districts = References("districts in which it has its seat", to="district")
    citywide = Flag(CITYWIDE)
    website = Text("website")
    email = Text("e-mail of the organisation")
    phone = Text("telephone of the organisation")
    posts = Number("full-time equivalents")
    heads = Count("people employed")
    themes = References("themes", to="term")
    valid_from = Date(VALID_FROM)
    valid_to = Date(VALID_TO, last=True)
    successors = References("actors that followed it", to="actor")
    collective = Text("a number or 'mehrere', where the entry stands for several organisations")
    contact_function = Text("function to turn to, never a person")
    influence = Text("influence")
    interest = Text("interest")
    description = Text("description")
    source = Text(SOURCE)
    wording = Text(WORDING)


class OfferSchema(RecordSchema):
    """Something that is there for somebody: a course, an advice centre, a project, an event ..."""

    title = Text("title", required=True)
    kind = Text("kind, as people call it")
    providers = References("actors that provide it", to="actor")
    partners = References("actors that take part", to="actor")
    funders = References("actors that pay", to="actor")
    named_funders = References("funders that are no actor of the graph: terms", to="term")
    description = Text("description")
    themes = References("themes", to="term")
    target_groups = References("target groups", to="term")
    age_from = Age("youngest age in months; a text is read as years")
    age_to = Age("highest age in months; a text is read as years", last=True)
    districts = References("districts in which it is offered", to="district")
    citywide = Flag(CITYWIDE)
    valid_from = Date(VALID_FROM)
    valid_to = Date(VALID_TO, last=True)
    capacity = Count("places")
    used = Count("places taken")
    attendance = Count("people who took part")
    cost = Text("what it costs to take part")
    languages = Texts("languages")
    access = Text("how to get in")
    status = Text("status")
    place = Text("place")
    address = Text("address")
    times = Text("times")
    part_of = Reference("the series or programme it belongs to", to="offer")
    successors = References("offers that followed it", to="offer")
    funded_until = Date("last day that is paid for", last=True)
    source = Text(SOURCE)
    wording = Text(WORDING)

    def prepared(self, data: Any) -> Any:
        """'0-3' or 'bis 6' in the cell of one age says the other age too, where nobody gave it."""
        if not isinstance(data, dict):
            return data
        for name, other, position in (("age_from", "age_to", 1), ("age_to", "age_from", 0)):
            text = data.get(name)
            if not isinstance(text, str) or data.get(other) not in (None, ""):
                continue
            try:
                bounds = age_range(clean(text))
            except ValidationError:
                continue  # the field itself says what is wrong
            if bounds is not None and bounds[position] is not None:
                return data | {other: bounds[position]}
        return data


class BodySchema(RecordSchema):
    """A place where actors meet: a committee, a working group, a round table, a network."""

    name = Text("name", required=True)
    kind = Text("kind, as people call it")
    themes = References("themes", to="term")
    target_groups = References("target groups", to="term")
    districts = References("districts it is about", to="district")
    citywide = Flag(CITYWIDE)
    frequency = Text("how often it meets")
    chairs = References("actors that chair it", to="actor")
    valid_from = Date(VALID_FROM)
    valid_to = Date(VALID_TO, last=True)
    successors = References("bodies that followed it", to="body")
    part_of = Reference("the body it belongs to", to="body")
    mandate = Text("legal basis")
    description = Text("description")
    source = Text(SOURCE)
    wording = Text(WORDING)


class MembershipSchema(RecordSchema):
    """An actor sits in a body."""

    body = Reference("the body", to="body", required=True)
    actor = Reference("the actor", to="actor", required=True)
    role = Text("role")
    valid_from = Date(VALID_FROM)
    valid_to = Date(VALID_TO, last=True)
    source = Text(SOURCE)
    wording = Text(WORDING)


class CooperationSchema(RecordSchema):
    """Two actors work together; there may be several between the same two."""

    from_actor = Reference("one actor", to="actor", required=True)
    to_actor = Reference("the other actor", to="actor", required=True)
    kind = Text("kind, as people call it; 'gehört zu' says that the one belonged to the other")
    intensity = intensity_field()
    frequency = Text("how often")
    valid_from = Date(VALID_FROM)
    valid_to = Date(VALID_TO, last=True)
    theme = Text("what it is about")
    agreement = Text("what was agreed")
    directed = Flag("whether it goes from the one to the other only", read=values.parse_directed)
    source = Text(SOURCE)
    wording = Text(WORDING)


class DistrictSchema(RecordSchema):
    """A Sozialraum, with the larger one that it is part of."""

    name = Text("name", required=True)
    part_of = Reference("the larger district", to="district")
    inhabitants = Count("people who live there")
    wording = Text(WORDING)


class TermSchema(RecordSchema):
    """A word of the vocabulary, with what else it is called."""

    vocabulary = vocabulary_field()
    name = Text("the word", required=True)
    synonyms = Texts("other words for it")


class IndicatorSchema(RecordSchema):
    """One figure of the social data of one district in one year."""

    district = Reference("the district", to="district", required=True)
    name = Text("what was measured", required=True)
    year = Count("year", required=True, least=1000, most=2999)
    value = Number("the figure", required=True, least=-1e12)
    unit = Text("unit")
    source = Text(SOURCE)
    wording = Text(WORDING)


def _no_words(text: str) -> None:
    """Decisions and kinds of findings come from our own exports only, as keys."""


class VerdictSchema(RecordSchema):
    """What a person decided about a finding."""

    finding = Text("id of the finding", required=True)
    kind = Choice("kind of the finding", keys=FINDING_KINDS, read=_no_words, name=str, required=True)
    members = Texts("ids of the records", required=True)
    decision = Choice("the decision", keys=DECISIONS, read=_no_words, name=str, required=True)
    reason = Text("why")
    person = Text("who decided")
    decided_on = Date("day of the decision")
    review_on = Date("day to look again")
    score = Number("points of the finding when it was decided", least=-1e6)
    evidence = PlainMap("dimension -> its points when it was decided", numbers=True)
    compared = PlainMap("dimension -> JSON of what was compared when it was decided")
    model = Text("version of the weights that gave these points")


class CalibrationSchema(RecordSchema):
    """How a graph weighs its findings."""

    thresholds = PlainMap("kind of finding -> points that it needs", numbers=True)
    factors = PlainMap("kind.dimension -> share of its points that counts", numbers=True)
    verdicts = Count("number of verdicts that it was learned from", most=10**9)
    reason = Text("why")
    person = Text("who decided")
    set_on = Date("day since when it holds")


class MergeSchema(RecordSchema):
    """Records that became one."""

    kind = Choice("type of the records", keys=MERGED_TYPES, read=_no_words, name=str, required=True)
    into = Text("id of the one that stayed", required=True)
    absorbed = Texts("ids of the others, which lead to it", required=True)
    choices = PlainMap("group of fields -> id of the record whose values count, * for those of all")
    before = PlainMap("type:id -> JSON of a record that became part of another")
    moved = PlainMap("type:id -> JSON of the references that were led to the one that stayed")
    made_in = Count("revision of the graph that made it", most=10**15)
    reason = Text("why")
    person = Text("who decided")
    merged_on = Date("day of the merge")


class ArrangementSchema(RecordSchema):
    """From where on the places of a picture are computed."""

    seed = Count("start of the computation; another one gives other places", required=True, most=10**15)


class PlaceSchema(RecordSchema):
    """Where somebody put an actor in the network picture; its id is that of the actor."""

    x = Coordinate("units of the picture to the right", required=True)
    y = Coordinate("units of the picture downwards", required=True)


SCHEMAS: dict[str, type[RecordSchema]] = {
    "actor": ActorSchema,
    "arrangement": ArrangementSchema,
    "body": BodySchema,
    "calibration": CalibrationSchema,
    "cooperation": CooperationSchema,
    "district": DistrictSchema,
    "indicator": IndicatorSchema,
    "membership": MembershipSchema,
    "merge": MergeSchema,
    "offer": OfferSchema,
    "place": PlaceSchema,
    "term": TermSchema,
    "verdict": VerdictSchema,
}
