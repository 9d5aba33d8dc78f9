"""What holds when: the first and the last day of every record, with what nobody said told apart.

The dates are those of the thing itself, not those of its recording. A day that is not known is None, never today.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graphsvc.analysis.standing import said_over, said_planned
from graphsvc.model import Actor, Body, Cooperation, Membership, Offer
from graphsvc.snapshot import Snapshot, is_part_of
from graphsvc.values import ValueProblem, parse_date

THINGS = ("actor", "offer", "body")  # kinds that have a page, themes and districts of their own
KINDS = (*THINGS, "funding", "cooperation", "part_of", "membership")

Key = tuple[str, str]  # kind, id


@dataclass(frozen=True)
class Span:
    """One record and when it holds; `ends` are the actors and bodies that a relation connects."""

    kind: str  # one of KINDS
    id: str  # of the record; of a funding the id of its offer
    begin: str | None = None  # first day
    end: str | None = None  # last day
    latest_begin: str | None = None  # the last day that the words for the beginning may mean: '2013' is 2013-12-31
    earliest_end: str | None = None  # the first day that the words for the end may mean
    over: bool = False  # over, but nobody said since when
    planned: bool = False  # still to come, but nobody said when
    implied: bool = False  # its end is that of a thing that it needs
    ends: tuple[Key, ...] = ()

    def holds(self, on: str) -> bool:
        """Whether it holds on the day `on` (ISO date); a day that nobody said stands for 'always'."""
        if self.over or self.planned:
            return False
        return (self.begin is None or self.begin <= on) and (self.end is None or on <= self.end)

    def vague(self, on: str) -> bool:
        """Whether the words for its days are too coarse to say if it holds on the day."""
        begin = self.begin is not None and self.begin <= on < (self.latest_begin or self.begin)
        end = self.end is not None and (self.earliest_end or self.end) <= on < self.end
        return begin or end


_kept: tuple[weakref.ref[Snapshot], Mapping[Key, Span]] | None = None


def spans(snapshot: Snapshot) -> Mapping[Key, Span]:
    """(kind, id) -> span of every actor, offer, body, funding and relation, by KINDS and id.

    A thing without an end that names a successor ended the day before the successor began. What needs a thing that
    ended for good (no successor) ended with it: a membership with its body, a funding with its offer. Those of the
    snapshot that was last asked for are kept, as an answer and its picture both need them.
    """
    global _kept  # one snapshot is in use at a time; a thread that loses a race only works them out again
    kept = _kept
    if kept is not None and kept[0]() is snapshot:
        return kept[1]
    found = {(span.kind, span.id): span for span in _things(snapshot)}
    rows = [*_fundings(snapshot), *sorted(_relations(snapshot), key=lambda span: KINDS.index(span.kind))]
    for span in rows:
        found[span.kind, span.id] = _no_longer_than(snapshot, found, span)
    _kept = (weakref.ref(snapshot), found)
    return found


def successors(snapshot: Snapshot, key: Key) -> tuple[Key, ...]:
    """The things that a thing names as its successors, as far as they are there."""
    kind, record_id = key
    record = snapshot.records.get(kind, {}).get(record_id)
    if not isinstance(record, Actor | Offer | Body):
        return ()
    there = snapshot.records.get(kind, {})
    return tuple((kind, other) for other in record.successors if other in there and other != record_id)


def funded(offer: Offer) -> bool:
    """Whether anybody said that somebody pays for the offer, or until when."""
    return bool(offer.funders or offer.named_funders or offer.funded_until)


def years_later(iso: str, years: int) -> str:
    """The same day so many years later (negative: earlier), 29 February as the 28th; within the calendar."""
    day = date.fromisoformat(iso)
    year = min(max(day.year + years, date.min.year), date.max.year)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day).isoformat()


def _things(snapshot: Snapshot) -> Iterator[Span]:
    for kind in THINGS:
        for record in snapshot.records.get(kind, {}).values():
            if isinstance(record, Actor | Offer | Body):
                span = _dated(kind, record)
                if isinstance(record, Offer) and record.status:
                    over = record.valid_to is None and said_over(record)
                    planned = record.valid_from is None and said_planned(record)
                    span = replace(span, over=over, planned=planned) if over or planned else span
                yield _taken_over(snapshot, span) if record.successors else span


def _dated(kind: str, record: Actor | Offer | Body | Membership | Cooperation, *ends: Key) -> Span:
    return Span(
        kind=kind,
        id=record.id,
        begin=record.valid_from,
        end=record.valid_to,
        latest_begin=_meant(record.typed.get("valid_from"), last=True),
        earliest_end=_meant(record.typed.get("valid_to"), last=False),
        ends=ends,
    )


@functools.lru_cache(maxsize=4096)  # a list has thousands of dates, and few different ones
def _meant(typed: str | None, *, last: bool) -> str | None:
    """The last or first day that the words may mean; None where they are a day already."""
    try:
        found = parse_date(typed) if typed else None
    except ValueProblem:
        return None  # words of a version that read more than we do: then the value counts as exact
    return (found.last if last else found.first) if found else None


def _taken_over(snapshot: Snapshot, span: Span) -> Span:
    if span.end is not None or span.over:
        return span
    began = [snapshot.records[kind][other] for kind, other in successors(snapshot, (span.kind, span.id))]
    days = [record.valid_from for record in began if isinstance(record, Actor | Offer | Body)]
    if not days:
        return span
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return replace(span, over=True)
    return replace(span, end=_day_before(min(known)), implied=True)


def _day_before(iso: str) -> str:
    day = date.fromisoformat(iso)
    return (day - timedelta(days=1)).isoformat() if day > date.min else iso


def _fundings(snapshot: Snapshot) -> Iterator[Span]:
    for offer in snapshot.offers.values():
        if funded(offer):
            meant = _meant(offer.typed.get("funded_until"), last=False)
            yield Span("funding", offer.id, end=offer.funded_until, earliest_end=meant, ends=(("offer", offer.id),))


def _relations(snapshot: Snapshot) -> Iterator[Span]:
    """Cooperations, dated rows of belonging, and memberships, each between two things that are there."""
    actors, bodies = snapshot.actors, snapshot.bodies
    for row in snapshot.cooperations.values():
        if row.from_actor != row.to_actor and row.from_actor in actors and row.to_actor in actors:
            kind = "part_of" if is_part_of(row) else "cooperation"
            yield _dated(kind, row, ("actor", row.from_actor), ("actor", row.to_actor))
    for member in snapshot.memberships.values():
        if member.actor in actors and member.body in bodies:
            yield _dated("membership", member, ("actor", member.actor), ("body", member.body))


def _no_longer_than(snapshot: Snapshot, found: Mapping[Key, Span], span: Span) -> Span:
    """The span, ended where a thing that it needs ended for good: a relation of a renamed unit goes on."""
    for key in span.ends:
        needed = found[key]
        if needed.over:
            if span.end is None and not span.over and not successors(snapshot, key):
                span = replace(span, over=True, implied=True)
        elif needed.end is not None and (span.end is None or needed.end < span.end) and not successors(snapshot, key):
            span = replace(span, end=needed.end, earliest_end=needed.earliest_end, implied=True)
    return span
