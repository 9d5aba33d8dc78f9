"""What came and what ended between two days, by what held on each of them, not by when it was recorded.

A thing whose successor stands in its place did not end: it is 'replaced', and a successor that began meanwhile is
'following', not 'new'. The same holds for a relation after which another one connects the successors of its things, and
for a membership after which the same actor has another role. What has no beginning is never 'new', what has no end is
never 'ended'.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from graphsvc.analysis.places import all_wider
from graphsvc.analysis.spans import KINDS, THINGS, Key, Span, spans, successors
from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.model import Actor, Body, Cooperation, Offer
from graphsvc.snapshot import Snapshot

CITYWIDE = "*"  # stands for 'stadtweit' among the districts; no district has this id
NONE = "-"  # ... for records that name no district or no theme

How = Literal["new", "following", "replaced", "ended", "passed"]


@dataclass(frozen=True)
class Change:
    """One record that holds on one of the two days only, or only in between."""

    kind: Annotated[str, "actor, offer, body, funding, cooperation, part_of or membership"]
    id: Annotated[str, "id of the record; of a funding the id of its offer"]
    how: Annotated[How, "new, following (as a successor), replaced (by a successor), ended, or passed (in between)"]
    begin: Annotated[str | None, "first day; null: unknown"]
    end: Annotated[str | None, "last day; null: open or unknown"]
    implied: Annotated[bool, "whether its end is that of a thing that it needs, or follows from its successor"]
    related: Annotated[tuple[str, ...], "replaced: ids of what stands in its place; following: of what it follows"]
    maybe: Annotated[tuple[str, ...], "ended: ids of what holds on the second day and is probably the same thing"]


@dataclass(frozen=True)
class Count:
    """One kind: before - replaced - ended + new + following = after."""

    kind: Annotated[str, "kind of record"]
    before: Annotated[int, "hold on the first day"]
    new: Annotated[int, "began, and follow nothing"]
    following: Annotated[int, "began as successors"]
    replaced: Annotated[int, "ended, and a successor stands in their place"]
    ended: Annotated[int, "ended, without a successor"]
    passed: Annotated[int, "began after the first day and ended before the second"]
    after: Annotated[int, "hold on the second day"]
    without_begin: Annotated[int, "of all: nobody said when they began; they are never new"]
    without_end: Annotated[int, "of all: they are over, but nobody said since when; they are never ended"]
    open_end: Annotated[int, "of all: nobody said an end, and they are not over"]
    coarse: Annotated[int, "of all: the dates are too coarse (a year) to say whether they hold on one of the days"]


@dataclass(frozen=True)
class Split:
    """The changes of one kind of thing that have a theme, or are in a district."""

    id: Annotated[str, "id of the theme or district; '*' citywide, '-' none named"]
    kind: Annotated[str, "actor, offer or body"]
    new: Annotated[int, "new"]
    following: Annotated[int, "following"]
    replaced: Annotated[int, "replaced"]
    ended: Annotated[int, "ended"]


@dataclass(frozen=True)
class Comparison:
    """The answer."""

    since: Annotated[str, "the first day"]
    until: Annotated[str, "the second day"]
    district: Annotated[str | None, "id of the district that was asked for"]
    counts: Annotated[tuple[Count, ...], "kinds of which there are records"]
    changes: Annotated[tuple[Change, ...], "by kind, then by day"]
    newest: Annotated[str | None, "the newest beginning or end up to the second day; null where there is none"]
    themes: Annotated[tuple[Split, ...], "by theme; a record with several themes counts in each"]
    districts: Annotated[tuple[Split, ...], "by district; a larger district counts what its parts have"]


def comparison(
    snapshot: Snapshot,
    *,
    since: str,
    until: str,
    district: str | None = None,
    doubles: Iterable[Sequence[Key]] = (),
) -> Comparison:
    """What came and ended between the days `since` and `until` (ISO dates); only what is in the district.

    A relation is in a district where one of its actors or its body is. `doubles` are groups of (kind, id) that are
    probably one thing: where one of them ended and another goes on, it was probably renamed and nobody named the
    successor. It counts as ended all the same, as only people can decide. Raises InvalidInput unless `since` is before
    `until`.
    """
    if since >= until:
        raise InvalidInput(_("Der erste Tag muss vor dem zweiten liegen."))
    every = spans(snapshot)
    asked = [span for span in every.values() if not district or district in districts_of(snapshot, span)]
    found = _Between(snapshot, every, since, until)
    same = _same(doubles)
    changes = sorted((found.with_doubles(change, same) for span in asked if (change := found.change(span))), key=_order)
    things = [(change.kind, change.id) for change in changes if change.kind in THINGS]
    return Comparison(
        since=since,
        until=until,
        district=district,
        counts=tuple(
            _count(kind, asked, changes, since, until) for kind in KINDS if any(s.kind == kind for s in asked)
        ),
        changes=tuple(changes),
        newest=max((day for span in asked for day in (span.begin, span.end) if day and day <= until), default=None),
        themes=_split(changes, {key: themes_of(snapshot, every[key]) or {NONE} for key in things}),
        districts=_split(changes, {key: districts_of(snapshot, every[key]) or {NONE} for key in things}),
    )


def districts_of(snapshot: Snapshot, span: Span) -> frozenset[str]:
    """Districts that the record is in, with the larger ones; '*' where it is for the whole city."""
    keys = span.ends or ((span.kind, span.id),)
    found: frozenset[str] = frozenset()
    for kind, record_id in keys:
        record = snapshot.records[kind][record_id]
        if isinstance(record, Actor | Offer | Body):
            found |= all_wider(snapshot.districts, record.districts) | ({CITYWIDE} if record.citywide else set())
    return found


def themes_of(snapshot: Snapshot, span: Span) -> frozenset[str]:
    """Themes that the record names; of a funding those of its offer."""
    kind = {"funding": "offer", "part_of": "cooperation"}.get(span.kind, span.kind)
    record = snapshot.records[kind][span.id]
    if isinstance(record, Actor | Offer | Body):
        return frozenset(theme for theme in record.themes if theme in snapshot.terms)
    theme = record.theme if isinstance(record, Cooperation) else None
    return frozenset({theme} if theme in snapshot.terms and theme is not None else ())


class _Between:
    """What happened to each span between two days."""

    def __init__(self, snapshot: Snapshot, every: Mapping[Key, Span], since: str, until: str) -> None:
        self._snapshot = snapshot
        self._every = every
        self._since, self._until = since, until
        self._standing: dict[tuple[str, tuple[Key, ...]], list[str]] = defaultdict(list)
        for span in every.values():
            if span.holds(until) and span.kind not in THINGS:
                self._standing[span.kind, span.ends].append(span.id)
        self._follows: dict[Key, list[str]] = defaultdict(list)
        for span in every.values():
            if self._left(span):
                for other in self._in_place_of(span):
                    self._follows[span.kind, other].append(span.id)

    def change(self, span: Span) -> Change | None:
        """The change of a span, None where nothing is known to have changed."""
        how: How
        related: Iterable[str] = ()
        if self._left(span):
            related = self._in_place_of(span)
            how = "replaced" if related else "ended"
        elif span.holds(self._until) and not span.holds(self._since):
            related = self._follows.get((span.kind, span.id), ())
            how = "following" if related else "new"
        elif self._only_between(span):
            how = "passed"
        else:
            return None
        return Change(span.kind, span.id, how, span.begin, span.end, span.implied, tuple(related), ())

    def with_doubles(self, change: Change, same: Mapping[Key, Set[Key]]) -> Change:
        """The change with what is probably the same thing and goes on."""
        if change.how != "ended":
            return change
        others = [key for key in same.get((change.kind, change.id), ()) if key in self._every]
        found = sorted(record_id for kind, record_id in others if self._every[kind, record_id].holds(self._until))
        return replace(change, maybe=tuple(found))

    def _left(self, span: Span) -> bool:
        return span.holds(self._since) and not span.holds(self._until)

    def _only_between(self, span: Span) -> bool:
        if span.begin is None or span.end is None:
            return False
        return self._since < span.begin <= span.end < self._until

    def _in_place_of(self, span: Span) -> list[str]:
        """Ids of what holds on the second day in place of the span."""
        if span.kind in THINGS:
            reached = self._reached((span.kind, span.id))[1:]
            return [other for kind, other in reached if self._every[kind, other].holds(self._until)]
        if span.kind == "funding":
            return []
        first, second = (self._reached(key) for key in span.ends)
        pairs = [(one, two) for one in first for two in second if (one, two) != span.ends]
        if span.kind == "cooperation":  # it has no direction that would tell two records of the same one apart
            pairs += [(two, one) for one, two in pairs]
        found = {other for pair in pairs for other in self._standing.get((span.kind, pair), ())}
        if span.kind == "membership":  # another role of the same actor in the same body
            same = self._standing.get((span.kind, span.ends), ())
            found |= {other for other in same if not self._every[span.kind, other].holds(self._since)}
        return sorted(found)

    def _reached(self, key: Key) -> list[Key]:
        """The thing and all that followed it, nearest first; a circle ends."""
        found = [key]
        for present in found:
            found += [other for other in successors(self._snapshot, present) if other not in found]
        return found


def _same(doubles: Iterable[Sequence[Key]]) -> Mapping[Key, Set[Key]]:
    found: dict[Key, set[Key]] = defaultdict(set)
    for group in doubles:
        for key in group:
            found[key] |= set(group) - {key}
    return found


def _order(change: Change) -> tuple[int, str, str]:
    day = change.end if change.how in ("ended", "replaced") else change.begin
    return (KINDS.index(change.kind), day or "", change.id)


def _count(kind: str, asked: Iterable[Span], changes: Iterable[Change], since: str, until: str) -> Count:
    mine = [span for span in asked if span.kind == kind]
    hows = Counter(change.how for change in changes if change.kind == kind)
    return Count(
        kind=kind,
        before=sum(span.holds(since) for span in mine),
        new=hows["new"],
        following=hows["following"],
        replaced=hows["replaced"],
        ended=hows["ended"],
        passed=hows["passed"],
        after=sum(span.holds(until) for span in mine),
        without_begin=sum(span.begin is None for span in mine),
        without_end=sum(span.over for span in mine),
        open_end=sum(span.end is None and not span.over for span in mine),
        coarse=sum(span.vague(since) or span.vague(until) for span in mine),
    )


def _split(changes: Iterable[Change], entries: Mapping[Key, Iterable[str]]) -> tuple[Split, ...]:
    """The changes of things by entry and kind; only what changed is there."""
    found: Counter[tuple[str, str, str]] = Counter()
    for change in changes:
        if change.kind in THINGS:
            found.update((entry, change.kind, change.how) for entry in entries[change.kind, change.id])
    keys = sorted({(entry, kind) for entry, kind, how in found if how != "passed"},
                  key=lambda key: (key[0], KINDS.index(key[1])))  # fmt: skip
    return tuple(Split(*key, *(found[*key, how] for how in ("new", "following", "replaced", "ended"))) for key in keys)
