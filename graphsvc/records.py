"""Records in the graph: which fields are properties, which are relations, and how they are read and written."""

from __future__ import annotations

import functools
import itertools
import json
import operator
import typing
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import queries
from graphsvc import ordered
from graphsvc.canonical import SHAPES, TYPE_OF
from graphsvc.errors import Conflict
from graphsvc.folding import fold, sort_key
from graphsvc.i18n import gettext as _
from graphsvc.model import ACTOR_KINDS, COLLECTIONS, RECORD_TYPES, Record
from graphsvc.store import Row, Store, Transaction

T = TypeVar("T")
Stamped = tuple[Record, int, int]  # a record with the version and the revision as which it is written

BATCH = 2000  # rows per statement; 1,000 to 5,000 measured alike
PORTION = 4_000_000  # characters, of at most 4 bytes each; a message may have 64 MB
LINK = "link"  # how the numbers of the graph call the relations that records own
INTERNAL = ("search", "sort_key", "kind_group", "_lock")  # properties that are made from others


@dataclass(frozen=True)
class Link:
    """A field of references that is a relation of the graph."""

    field: str
    relation: str
    query: str  # name of the query that creates it
    role: str = ""
    many: bool = True


LINKS: Mapping[str, tuple[Link, ...]] = {
    "actor": (
        Link("part_of", "PART_OF", "link_actor_part_of", many=False),
        Link("successors", "SUCCEEDED_BY", "link_actor_successors"),
        Link("districts", "SEATED_IN", "link_actor_districts"),
        Link("themes", "ABOUT", "link_actor_themes"),
    ),
    "offer": (
        Link("providers", "INVOLVES", "link_offer_actors", role="provider"),
        Link("partners", "INVOLVES", "link_offer_actors", role="partner"),
        Link("funders", "INVOLVES", "link_offer_actors", role="funder"),
        Link("named_funders", "FUNDED_BY", "link_offer_named_funders"),
        Link("themes", "ABOUT", "link_offer_themes"),
        Link("target_groups", "AIMED_AT", "link_offer_target_groups"),
        Link("districts", "OFFERED_IN", "link_offer_districts"),
        Link("part_of", "PART_OF", "link_offer_part_of", many=False),
        Link("successors", "SUCCEEDED_BY", "link_offer_successors"),
    ),
    "body": (
        Link("chairs", "CHAIRED_BY", "link_body_chairs"),
        Link("themes", "ABOUT", "link_body_themes"),
        Link("target_groups", "AIMED_AT", "link_body_target_groups"),
        Link("districts", "COVERS", "link_body_districts"),
        Link("part_of", "PART_OF", "link_body_part_of", many=False),
        Link("successors", "SUCCEEDED_BY", "link_body_successors"),
    ),
    "district": (Link("part_of", "PART_OF", "link_district_part_of", many=False),),
    "indicator": (Link("district", "MEASURED_IN", "link_indicator_district", many=False),),
    "calibration": (),
    "arrangement": (),
    "merge": (),
    "place": (),
    "term": (),
    "verdict": (),
}

# Records that are relations themselves: the fields that name their two ends.
ENDS: Mapping[str, tuple[str, str]] = {
    "cooperation": ("from_actor", "to_actor"),
    "membership": ("actor", "body"),
}

# What is found by the search: the fields whose words go into the property `search`.
SEARCHED = ("name", "title", "aliases", "description", "street", "city", "kind", "theme", "role", "access", "place")

SAVE_ORDER = (
    "district", "term", "actor", "offer", "body", "indicator", "verdict", "merge", "calibration",
    "arrangement", "place", "cooperation", "membership"
)  # fmt: skip


def _query(name: str) -> queries.Query:
    return queries.CATALOGUE[name]


@functools.cache
def _own_fields(kind: str) -> tuple[tuple[tuple[str, type | None], ...], Callable[[Record], tuple[Any, ...]]]:
    """(field, whether it is a dict, a tuple or None: neither) of what is a property of its own, not a relation; and
    what takes all these values out of a record."""
    linked = {link.field for link in LINKS.get(kind, ())} | set(ENDS.get(kind, ()))
    shapes = ((name, typing.get_origin(hint)) for name, hint, _default in SHAPES[RECORD_TYPES[kind]])
    fields = tuple((name, of if of in (dict, tuple) else None) for name, of in shapes if name not in linked)
    return fields, operator.attrgetter(*(name for name, _of in fields))


_map_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def to_properties(kind: str, record: Record) -> Row:
    """The properties of `record`: no nulls, lists of strings, maps as JSON text; without what is a relation."""
    properties: Row = {}
    fields, values_of = _own_fields(kind)
    for (name, shape), value in zip(fields, values_of(record), strict=True):
        if value is None:
            continue
        if shape is not None:
            if not value:
                continue
            value = _map_text(value) if shape is dict else list(value)
        properties[name] = value
    name_or_title = properties.get("name") or properties.get("title")
    if name_or_title:
        properties["sort_key"] = sort_key(name_or_title)
    words = [properties[field] for field in SEARCHED if field in properties]
    properties["search"] = fold(" ".join(" ".join(word) if isinstance(word, list) else word for word in words))
    if kind == "actor":
        properties["kind_group"] = ACTOR_KINDS[properties["kind"]]
    return properties


@functools.cache
def _shaped_fields(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that are maps, and those that are lists."""
    origins = [(name, typing.get_origin(hint)) for name, hint, _default in SHAPES[RECORD_TYPES[kind]]]
    return tuple(name for name, of in origins if of is dict), tuple(name for name, of in origins if of is tuple)


def from_row(kind: str, properties: Row, links: Iterable[Row], ends: Row) -> Record:
    """The record that the graph holds as `properties`, relations and ends."""
    values = {key: value for key, value in properties.items() if key not in INTERNAL}
    maps, lists = _shaped_fields(kind)
    for name in maps:
        if name in values:
            values[name] = json.loads(values[name])
    if "sources" in values:
        values["sources"] = {key: tuple(source) for key, source in values["sources"].items()}
    found: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in links:
        if row["relation"] is not None:
            found[row["relation"], row["role"]].append((row["position"], row["target"]))
    for link in LINKS.get(kind, ()):
        targets = [target for _position, target in sorted(found.get((link.relation, link.role), []))]
        values[link.field] = tuple(targets) if link.many else next(iter(targets), None)
    values |= ends
    for name in lists:
        if name in values:
            values[name] = tuple(values[name])
    return RECORD_TYPES[kind](**values)


def _assemble(kind: str, rows: Iterable[Row], links: Iterable[Row]) -> Iterator[Record]:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in links:
        by_id[row["id"]].append(row)
    for row in rows:
        yield of_row(kind, row, by_id.get(row["id"], ()))


def of_row(kind: str, row: Row, links: Iterable[Row] = ()) -> Record:
    """The record of a row with its properties and, for a relation, its ends."""
    return from_row(kind, row["properties"], links, {end: row[end] for end in ENDS.get(kind, ())})


def load_type(transaction: Transaction, kind: str) -> Iterator[Record]:
    """All records of one type, by id, at flat memory."""
    rows = ordered.by_id(transaction.stream(_query(f"all_{COLLECTIONS[kind]}")))
    while batch := list(itertools.islice(rows, BATCH)):
        links = []
        if LINKS.get(kind):
            links = transaction.run(_query(f"{kind}_links_by_id"), ids=[row["id"] for row in batch])
        yield from _assemble(kind, batch, links)


def load_by_id(graph: Store | Transaction, kind: str, ids: Sequence[str]) -> dict[str, Record]:
    """The records of these ids that exist, in the order of `ids`; of a store, in a transaction of their own."""
    wanted = list(dict.fromkeys(ids))
    query = _query(f"{COLLECTIONS[kind]}_by_id")
    rows = graph.read(query, ids=wanted) if isinstance(graph, Store) else graph.run(query, ids=wanted)
    found = {row["id"]: of_row(kind, row, row.get("links", ())) for row in rows}
    return {record_id: found[record_id] for record_id in wanted if record_id in found}


def load_all(store: Store) -> list[tuple[str, Record]]:
    """(type, record) for every record of the graph, as of one moment, by type and id."""
    return store.reading(
        lambda transaction: [(kind, record) for kind in sorted(RECORD_TYPES) for record in load_type(transaction, kind)]
    )


def lock(transaction: Transaction, kind: str, ids: Sequence[str]) -> dict[str, int]:
    """Versions of the records that exist, locked until the transaction ends."""
    versions: dict[str, int] = {}
    for batch in batches(ids):
        rows = transaction.run(_query(f"lock_{COLLECTIONS[kind]}"), ids=batch, operation=transaction.operation)
        versions |= {row["id"]: row["version"] for row in rows}
    return versions


def as_it_is(record: Record) -> Stamped:
    """The record with its own version and revision."""
    return record, record.version, record.revision


def save(transaction: Transaction, kind: str, saved: Iterable[Stamped], *, known: frozenset[str]) -> None:
    """Write records whole, without their relations; `known` are the ids that exist already (and are locked)."""
    collection = COLLECTIONS[kind]
    for rows in portions(_rows(kind, saved), _size):
        old = [row["id"] for row in rows if row["id"] in known] if kind in ENDS else []
        if old:
            transaction.run(_query(f"delete_{collection}"), ids=old)
        _expect(len(rows), transaction.run(_query(f"save_{collection}"), rows=rows)[0]["saved"])


def _rows(kind: str, saved: Iterable[Stamped]) -> Iterator[Row]:
    ends = ENDS.get(kind, ())
    for record, version, revision in saved:
        properties = to_properties(kind, record)
        properties["version"], properties["revision"] = version, revision
        row: Row = {"id": record.id, "properties": properties}
        for end in ends:
            row[end] = getattr(record, end)
        yield row


def _size(row: Row) -> int:
    """About how many characters a record has: most of its texts are also in what the search looks at."""
    properties = row["properties"]
    return 2 * len(properties["search"]) + len(properties.get("extra", "")) + len(properties.get("typed", ""))


def save_links(transaction: Transaction, kind: str, records: Sequence[Record], *, known: frozenset[str]) -> None:
    """Write the relations that the records own, in place of earlier ones; every target must be there."""
    if not LINKS.get(kind):
        return
    unlink(transaction, kind, [record.id for record in records if record.id in known])
    rows: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        for link in LINKS[kind]:
            value = getattr(record, link.field)
            targets = value if link.many else ((value,) if value else ())
            for position, target in enumerate(targets):
                row: Row = {"id": record.id, "target": target, "position": position}
                rows[link.query].append(row | {"role": link.role} if link.role else row)
    for name, all_rows in rows.items():
        for link_batch in batches(all_rows):
            _expect(len(link_batch), transaction.run(_query(name), rows=link_batch)[0]["linked"])


def unlink(transaction: Transaction, kind: str, ids: Sequence[str]) -> None:
    """Delete the relations that these records own."""
    if LINKS.get(kind):
        for batch in batches(ids):
            transaction.run(_query(f"unlink_{COLLECTIONS[kind]}"), ids=batch)


def delete(transaction: Transaction, kind: str, ids: Sequence[str]) -> None:
    """Delete records that own no relations any more; raises Conflict where others still refer to them."""
    collection = COLLECTIONS[kind]
    for batch in batches(ids):
        owners = {
            str(row["owner"])
            for name in (f"references_to_{collection}", f"relations_of_{collection}")
            if name in queries.CATALOGUE
            for row in transaction.run(_query(name), ids=batch)
        }
        if owners:
            raise Conflict(
                _("Darauf verweisen noch andere Einträge: %(ids)s. Es wurde nichts gelöscht.")
                % {"ids": ", ".join(sorted(owners)[:10])},
                {"records": sorted(owners)},
            )
        transaction.run(_query(f"delete_{collection}"), ids=batch)


def _expect(wanted: int, written: int) -> None:
    if wanted != written:
        raise Conflict(
            _("Ein Eintrag verweist auf etwas, das es nicht gibt. Es wurde nichts gespeichert."),
        )


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """`items` in lists of at most BATCH."""
    rest = iter(items)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def portions(rows: Iterable[Row], size_of: Callable[[Row], int]) -> Iterator[list[Row]]:
    """`rows` in lists of at most BATCH that each fit into one message to the engine; `size_of` a row in characters."""
    portion: list[Row] = []
    size = 0
    for row in rows:
        portion.append(row)
        size += size_of(row)
        if size >= PORTION or len(portion) == BATCH:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def weigh(counts: Counter[str], times: int, found: Iterable[tuple[str, Record]]) -> None:
    """Add to `counts`, `times` each, what the graph holds with these (type, record): them and the relations that they
    own (as 'link')."""
    for kind, record in found:
        counts[kind] += times
        for link in LINKS.get(kind, ()):
            value = getattr(record, link.field)
            counts[LINK] += times * (len(value) if link.many else bool(value))


def type_of(record: Record) -> str:
    """The name of the record's type."""
    return TYPE_OF[type(record)]
