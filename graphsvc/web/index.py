"""What all pages look up again and again, worked out once per revision, day and language."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from flask import current_app

from graphsvc import changelog, formatting
from graphsvc.analysis import scoring
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.groups import Group, groups
from graphsvc.changelog import ChangeEntry
from graphsvc.current import service
from graphsvc.folding import fold, sort_key
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.matching import ScoringModel
from graphsvc.model import Actor, Body, Offer, Record, name_of
from graphsvc.snapshot import Snapshot, is_part_of

OPEN_STATES = ("open", "changed")
_KEY = "graphsvc.web.index"
_lock = threading.Lock()

T = TypeVar("T")


@dataclass(frozen=True)
class Named:
    """A record as a link shows it."""

    id: str
    type: str  # actor, offer, body
    name: str


class Index:
    """Lookups over one snapshot and its findings."""

    def __init__(self, snapshot: Snapshot, judged: list[JudgedFinding]) -> None:
        self.snapshot = snapshot
        self.judged = judged
        self._kept: dict[str, object] = {}

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` returns, made once for this index; two threads may make it twice, with the same result."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast(T, self._kept[name])

    @cached_property
    def by_finding(self) -> Mapping[str, JudgedFinding]:
        """Finding id -> finding with its verdict."""
        return {judged.finding.id: judged for judged in self.judged}

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[JudgedFinding, ...]]:
        """Record id -> its findings that nobody dismissed, strongest first."""
        found: dict[str, list[JudgedFinding]] = defaultdict(list)
        for judged in self.judged:
            if not judged.dismissed:
                for member in judged.finding.members:
                    found[member].append(judged)
        return {member: tuple(sorted(rows, key=strength)) for member, rows in found.items()}

    @cached_property
    def groups(self) -> list[Group]:
        """Findings that hang together, largest group first."""
        return groups(self.judged)

    @cached_property
    def open_findings(self) -> list[JudgedFinding]:
        """Findings that wait for a verdict, strongest first."""
        return sorted((judged for judged in self.judged if judged.state in OPEN_STATES), key=strength)

    @cached_property
    def model(self) -> ScoringModel:
        """The weights that give the points."""
        return scoring.model_of(self.snapshot)

    @cached_property
    def scale(self) -> float:
        """Points that fill a whole bar: the threshold stands in the middle unless a finding is stronger than that."""
        return max([2 * max(self.model.thresholds.values()), *(judged.finding.score for judged in self.judged)])

    @cached_property
    def import_names(self) -> Mapping[str, str]:
        """Import id -> name of what was imported."""
        return {entry.id: entry.name for entry in changelog.imports(service().store)}

    @cached_property
    def newest_change(self) -> ChangeEntry | None:
        """The change that the data are as of."""
        changes = service().data_changes(1)
        return changes[0] if changes else None

    @cached_property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """Actor id -> the actors that it belongs to, by 'Gehört zu' or a dated row."""
        found: dict[str, list[str]] = defaultdict(list)
        for actor in self.snapshot.actors.values():
            if actor.part_of:
                found[actor.id].append(actor.part_of)
        for row in self.snapshot.cooperations.values():
            if is_part_of(row) and row.to_actor not in found[row.from_actor]:
                found[row.from_actor].append(row.to_actor)
        return {child: tuple(rows) for child, rows in found.items() if rows}

    @cached_property
    def parts_of_body(self) -> Mapping[str, tuple[str, ...]]:
        """Body id -> ids of the bodies that belong to it."""
        return _grouped((body.part_of, body.id) for body in self.snapshot.bodies.values())

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """Record id -> ids of the records that name it as their successor."""
        everything: list[Actor | Offer | Body] = [
            *self.snapshot.actors.values(),
            *self.snapshot.offers.values(),
            *self.snapshot.bodies.values(),
        ]
        return _grouped((successor, record.id) for record in everything for successor in record.successors)

    @cached_property
    def search_texts(self) -> Mapping[str, str]:
        """Record id -> everything that can be searched in it, folded."""
        return {record.id: fold(" ".join(self._words(record))) for record in self._everything()}

    @cached_property
    def sort_names(self) -> Mapping[str, str]:
        """Record id -> sorting key of its name."""
        return {record.id: sort_key(name_of(record)) for record in self._everything()}

    def named(self, record_id: str) -> Named | None:
        """The record of this id as a link; None where there is none."""
        record = self.snapshot.record(record_id)
        return None if record is None else Named(record.id, type_of(record), formatting.nice(name_of(record)))

    def links(self, ids: Iterable[str]) -> list[Named]:
        """The records of these ids that exist, as links."""
        return [named for named in map(self.named, ids) if named is not None]

    def where(self, record: Record) -> str:
        """Where a record is at work: names of districts, 'stadtweit', or empty."""
        if not isinstance(record, Actor | Offer | Body):
            return ""
        names = self.snapshot.district_names(record.districts)
        if record.citywide:
            names = [_("stadtweit"), *names]
        return ", ".join(names)

    def since(self, record: Actor | Offer | Body) -> str:
        """Period in which a record holds."""
        return formatting.period(
            formatting.partial_date(record.valid_from, record.typed.get("valid_from")),
            formatting.partial_date(record.valid_to, record.typed.get("valid_to")),
        )

    def _everything(self) -> Iterable[Record]:
        for kind in ("actor", "offer", "body"):
            yield from self.snapshot.records.get(kind, {}).values()

    def _words(self, record: Record) -> Iterable[str]:
        yield name_of(record)
        yield record.id
        if isinstance(record, Actor | Offer | Body):
            yield record.description or ""
            yield from self.snapshot.term_names(record.themes)
            yield from self.snapshot.district_names(record.districts)
        if isinstance(record, Actor):
            yield from record.aliases
            yield from (record.street or "", record.phone or "", record.email or "", record.website or "")
        if isinstance(record, Offer):
            yield from (record.kind or "", record.place or "", record.address or "")
            yield from (self.snapshot.actors[actor].name for actor in record.providers if actor in self.snapshot.actors)
        if isinstance(record, Body):
            yield record.kind or ""
        if isinstance(record, Offer | Body):
            yield from self.snapshot.term_names(record.target_groups)


def strength(judged: JudgedFinding) -> tuple[float, str]:
    """Sorting key: strongest first."""
    return (-judged.finding.score, judged.finding.id)


def type_of(record: Record) -> str:
    """The type of a record: actor, offer or body."""
    if isinstance(record, Offer):
        return "offer"
    return "body" if isinstance(record, Body) else "actor"


def current() -> Index:
    """The index of the newest revision in the language of the request."""
    found = service().findings()
    snapshot = service().snapshot()
    key = (snapshot.revision, date.today().isoformat(), language())
    with _lock:
        kept: dict[str, tuple[object, Index]] = current_app.extensions.setdefault(_KEY, {})
        entry = kept.get(language())
    if entry and entry[0] == key and entry[1].snapshot is snapshot and entry[1].judged is found:
        return entry[1]
    index = Index(snapshot, found)
    with _lock:
        kept[language()] = (key, index)
    return index


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
