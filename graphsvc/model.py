"""What the graph holds: one frozen dataclass per kind of record, and the closed lists of their kinds.

Ids are strings, always. Dates are ISO strings YYYY-MM-DD: of a date that was typed as a month or a year, `valid_from`
is its first day and `valid_to` its last; the words as typed stand in `typed` under the field's name. Ages are whole
months. References are ids. Lists keep the order in which they were typed. A value that nobody gave is None or empty.

`sources` says where each value comes from: field -> [import id, sheet, line]; "*" stands for all fields not named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Source = tuple[str, str, int]  # import id, sheet, line


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What all records share."""

    id: str
    extra: dict[str, str] = field(default_factory=dict)  # columns we do not know: header as typed -> value
    typed: dict[str, str] = field(default_factory=dict)  # field -> text as typed, where it is not the value itself
    sources: dict[str, Source] = field(default_factory=dict)
    version: int = 0  # raised by one with every change of this record; 0 = never saved
    revision: int = 0  # the graph's revision in which this record last changed


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor(Record):
    """Somebody who acts: an office, an association, a company, a school ..."""

    name: str
    kind: str = "other"  # a key of ACTOR_KINDS
    part_of: str | None = None  # actor
    aliases: tuple[str, ...] = ()
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    districts: tuple[str, ...] = ()  # where it has its seat
    citywide: bool = False  # 'stadtweit'
    website: str | None = None
    email: str | None = None
    phone: str | None = None
    posts: float | None = None  # full-time equivalents (VZÄ)
    heads: int | None = None  # people employed
    themes: tuple[str, ...] = ()  # terms
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()  # actors
    collective: str | None = None  # a number or 'mehrere': the entry stands for several organisations
    contact_function: str | None = None  # a function, never a person
    influence: str | None = None
    interest: str | None = None
    description: str | None = None
    source: str | None = None  # the document it rests on
    wording: str | None = None  # the sentence it rests on


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer(Record):
    """Something that is there for somebody: a course, an advice centre, a project, an event ..."""

    title: str
    kind: str | None = None  # as typed: 'Kurs', 'offener Treff', 'Veranstaltung'
    providers: tuple[str, ...] = ()  # actors
    partners: tuple[str, ...] = ()  # actors
    funders: tuple[str, ...] = ()  # actors
    named_funders: tuple[str, ...] = ()  # terms of the vocabulary 'funder': funders that are no actor of the graph
    description: str | None = None
    themes: tuple[str, ...] = ()  # terms
    target_groups: tuple[str, ...] = ()  # terms
    age_from: int | None = None  # months, inclusive
    age_to: int | None = None  # months, inclusive
    districts: tuple[str, ...] = ()
    citywide: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    capacity: int | None = None  # places
    used: int | None = None  # places taken
    attendance: int | None = None  # people who took part (Teilnehmende)
    cost: str | None = None
    languages: tuple[str, ...] = ()
    access: str | None = None
    status: str | None = None
    place: str | None = None
    address: str | None = None
    times: str | None = None
    part_of: str | None = None  # offer: a series or a programme
    successors: tuple[str, ...] = ()  # offers
    funded_until: str | None = None  # last day
    source: str | None = None
    wording: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Body(Record):
    """A place where actors meet: a committee, a working group, a round table, a network (Gremium)."""

    name: str
    kind: str | None = None  # as typed: 'Arbeitskreis', 'Runder Tisch'
    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    citywide: bool = False
    frequency: str | None = None
    chairs: tuple[str, ...] = ()  # actors
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()  # bodies
    part_of: str | None = None  # body
    mandate: str | None = None  # Rechtsgrundlage
    description: str | None = None
    source: str | None = None
    wording: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership(Record):
    """An actor sits in a body."""

    body: str
    actor: str
    role: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source: str | None = None
    wording: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cooperation(Record):
    """Two actors work together; there may be several between the same two. Kind 'part_of' is a dated 'gehört zu'."""

    from_actor: str
    to_actor: str
    kind: str | None = None  # as typed: 'Kooperation', 'Vertrag', 'gehört zu'
    intensity: str | None = None  # a key of INTENSITIES
    frequency: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    theme: str | None = None
    agreement: str | None = None
    directed: bool = False
    source: str | None = None
    wording: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class District(Record):
    """A Sozialraum, with the larger one that it is part of."""

    name: str
    part_of: str | None = None
    inhabitants: int | None = None
    wording: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Term(Record):
    """A word of the vocabulary: a theme, a target group or a funder that is no actor, with what else it is called."""

    vocabulary: str  # a key of VOCABULARIES
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator(Record):
    """One figure of the social data of one district in one year."""

    district: str
    name: str
    year: int
    value: float
    unit: str | None = None
    source: str | None = None
    wording: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict(Record):
    """What a person decided about a finding."""

    finding: str  # id of the finding
    kind: str  # kind of the finding, a key of FINDING_KINDS
    members: tuple[str, ...]  # ids of the records, sorted
    decision: str  # a key of DECISIONS
    reason: str | None = None
    person: str | None = None
    decided_on: str = ""  # ISO date
    review_on: str | None = None  # Wiedervorlage, ISO date
    score: float = 0.0  # points of the finding when it was decided
    evidence: dict[str, float] = field(default_factory=dict)  # dimension -> its points when it was decided
    compared: dict[str, str] = field(default_factory=dict)  # dimension -> JSON of what was compared; analysis/seen.py
    model: str | None = None  # version of the weights that gave these points


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration(Record):
    """How this graph weighs its findings, where that is not as the program comes; see docs/decisions/0019."""

    thresholds: dict[str, float] = field(default_factory=dict)  # kind of finding -> points that it needs
    factors: dict[str, float] = field(default_factory=dict)  # kind.dimension -> share of its points that counts
    verdicts: int = 0  # number of verdicts that it was learned from; 0 where it was set by hand
    reason: str | None = None
    person: str | None = None
    set_on: str = ""  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge(Record):
    """Records that became one, with all that is needed to part them again; see docs/decisions/0015."""

    kind: str  # type of the records: actor, offer or body
    into: str  # id of the one that stayed
    absorbed: tuple[str, ...]  # ids of the others; they lead to the one that stayed
    choices: dict[str, str] = field(default_factory=dict)  # group of fields -> id of the record whose values count
    before: dict[str, str] = field(default_factory=dict)  # type:id -> JSON of a record that became part of another
    moved: dict[str, str] = field(default_factory=dict)  # type:id -> JSON of the references that were led to the one
    made_in: int = 0  # revision of the graph that made it
    reason: str | None = None
    person: str | None = None
    merged_on: str = ""  # ISO date


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrangement(Record):
    """From where on the places of a picture are computed; see docs/decisions/0017."""

    seed: int  # another one gives other places


@dataclass(frozen=True, kw_only=True, slots=True)
class Place(Record):
    """Where somebody put an actor in the network picture; its id is that of the actor, and it goes with it."""

    x: float  # units of the picture (graphsvc/layout.py), to the right
    y: float  # ... and downwards


def name_of(record: Record) -> str:
    """What people read for a record: its name or title, else its id."""
    return str(getattr(record, "name", "") or getattr(record, "title", "") or record.id)


RECORD_TYPES: dict[str, type[Record]] = {
    "actor": Actor,
    "arrangement": Arrangement,
    "body": Body,
    "calibration": Calibration,
    "cooperation": Cooperation,
    "district": District,
    "indicator": Indicator,
    "membership": Membership,
    "merge": Merge,
    "offer": Offer,
    "place": Place,
    "term": Term,
    "verdict": Verdict,
}

COLLECTIONS: dict[str, str] = {
    "actor": "actors",
    "arrangement": "arrangements",
    "body": "bodies",
    "calibration": "calibrations",
    "cooperation": "cooperations",
    "district": "districts",
    "indicator": "indicators",
    "membership": "memberships",
    "merge": "merges",
    "offer": "offers",
    "place": "places",
    "term": "terms",
    "verdict": "verdicts",
}

# kind -> group of the kind (the shape and colour in the network)
ACTOR_KINDS: dict[str, str] = {
    "city": "administration",
    "department": "administration",  # Dezernat
    "division": "administration",  # Bereich
    "section": "administration",  # Fachbereich
    "unit": "administration",  # Fachstelle
    "staff_unit": "administration",  # Stabsstelle
    "function": "administration",  # Funktion
    "ministry": "administration",
    "public_provider": "administration",  # Öffentlicher Träger
    "private_provider": "welfare",  # Freier Träger
    "federation": "welfare",  # Verband
    "umbrella": "welfare",  # Dachorganisation
    "association": "civic",  # Verein
    "self_help": "civic",
    "initiative": "civic",
    "migrant_organisation": "civic",
    "company": "work",
    "business_association": "work",
    "union": "work",
    "job_centre": "work",
    "employment_agency": "work",
    "religious_community": "religious",
    "school": "education",
    "day_care": "education",  # Kita
    "family_centre": "education",
    "family_education": "education",  # Familienbildungsstätte
    "university": "education",
    "cultural_institution": "education",
    "hospital": "health",
    "other": "other",
}

ACTOR_GROUPS: tuple[str, ...] = (
    "administration",
    "welfare",
    "civic",
    "education",
    "health",
    "religious",
    "work",
    "other",
)

NETWORK = "network"  # id of the arrangement of the network of actors
FARTHEST = 100_000.0  # no place is farther from the middle of the picture than so many units
DRAWN_TYPES: tuple[str, ...] = ("arrangement", "place")  # how the network is drawn, not what it is
INTENSITIES: tuple[str, ...] = ("low", "medium", "high")
MERGED_TYPES: tuple[str, ...] = ("actor", "offer", "body")
VOCABULARIES: tuple[str, ...] = ("theme", "target_group", "funder")
FINDING_KINDS: tuple[str, ...] = ("duplicate_actor", "duplicate_offer", "parallel_offer", "parallel_body")
DECISIONS: tuple[str, ...] = (
    "merge",  # zusammenführen
    "not_double",  # kein Duplikat
    "part_of",  # Teil von
    "intended_diversity",  # gewollte Vielfalt
    "coordinate",  # Abstimmung nötig
    "cooperate",  # Kooperation anbahnen
    "unsure",
)

# Lebensphasen: months from (inclusive) and to (exclusive); before birth is -9 to 0
LIFE_PHASES: dict[str, tuple[int, int]] = {
    "before_birth": (-9, 0),
    "age_0_3": (0, 36),
    "age_3_6": (36, 72),
    "age_6_10": (72, 120),
    "age_10_16": (120, 192),
    "age_16_27": (192, 324),
}
