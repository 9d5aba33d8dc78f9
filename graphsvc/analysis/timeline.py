"""What holds how long, and what ends soon: offers, bodies and fundings with their first and last days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from graphsvc.analysis.comparison import districts_of, themes_of
from graphsvc.analysis.spans import Key, Span, spans, years_later
from graphsvc.folding import sort_key
from graphsvc.model import Offer, name_of
from graphsvc.snapshot import Snapshot

KINDS = ("offer", "body", "funding")  # in the order of the picture
SOON = 1  # years: what ends within them needs an answer in the budget of the next year
# A group of one row says nothing that the row does not say itself; those rows stand together as 'others'.
LEAST_IN_GROUP = 2
OTHERS = "+"  # id of the group of what has a theme or provider that few share
NONE = "-"  # ... of what names none

Grouping = Literal["theme", "provider"]


@dataclass(frozen=True)
class Row:
    """One record."""

    kind: Annotated[str, "offer, body or funding"]
    id: Annotated[str, "id of the record; of a funding the id of its offer"]
    group: Annotated[str, "offers: id of a theme or provider, '+' others, '-' none named; empty for other kinds"]
    begin: Annotated[str | None, "first day; null: unknown"]
    end: Annotated[str | None, "last day; null: open or unknown"]
    not_before: Annotated[str | None, "of a funding, whose beginning nobody records: the first day of its offer"]
    holds: Annotated[bool, "whether it holds on the day"]
    ends_soon: Annotated[bool, "whether it holds on the day and ends within twelve months"]
    dated: Annotated[bool, "whether its beginning or its end is known; of a funding: its own end"]


@dataclass(frozen=True)
class Timeline:
    """The answer."""

    on: Annotated[str, "the day"]
    soon: Annotated[str, "the last day of the twelve months after it"]
    kind: Annotated[str | None, "the kind that was asked for"]
    theme: Annotated[str | None, "id of the theme that was asked for"]
    district: Annotated[str | None, "id of the district that was asked for"]
    ending: Annotated[bool, "whether only what ends soon was asked for"]
    grouping: Annotated[Grouping, "what offers are grouped by"]
    rows: Annotated[tuple[Row, ...], "by kind and group, then by beginning"]


def timeline(
    snapshot: Snapshot,
    *,
    on: str,
    kind: str | None = None,
    theme: str | None = None,
    district: str | None = None,
    ending: bool = False,
    grouping: Grouping = "theme",
) -> Timeline:
    """Offers, bodies and fundings with their first and last days, as seen on the day `on` (ISO date).

    `kind`, `theme`, `district` leave out what is not of them, `ending` what does not end within twelve months. An offer
    stands once: under the theme that most of the offers share, or under its first provider.
    """
    every = spans(snapshot)
    asked = [
        span
        for span in every.values()
        if span.kind in KINDS
        and (not kind or kind == span.kind)
        and (not theme or theme in themes_of(snapshot, span))
        and (not district or district in districts_of(snapshot, span))
    ]
    soon = years_later(on, SOON)
    group_of = _groups(snapshot, asked, grouping)
    found = [_row(span, every, group_of, on, soon) for span in asked]
    rows = [row for row in found if row.ends_soon or not ending]
    rows.sort(key=lambda row: _order(snapshot, row, grouping))
    return Timeline(on, soon, kind, theme, district, ending, grouping, tuple(rows))


def _row(span: Span, every: Mapping[Key, Span], group_of: Mapping[str, str], on: str, soon: str) -> Row:
    funding = span.kind == "funding"
    own_end = span.end is not None and not (funding and span.implied)
    holds = span.holds(on)
    return Row(
        kind=span.kind,
        id=span.id,
        group=group_of[span.id] if span.kind == "offer" else "",
        begin=span.begin,
        end=span.end,
        not_before=every["offer", span.id].begin if funding else None,
        holds=holds,
        ends_soon=holds and own_end and span.end is not None and span.end <= soon,
        dated=own_end or span.begin is not None,
    )


def _groups(snapshot: Snapshot, asked: Iterable[Span], grouping: Grouping) -> Mapping[str, str]:
    """Offer -> its group; rare groups become one."""
    offers = [snapshot.offers[span.id] for span in asked if span.kind == "offer"]
    found = _by_theme(snapshot, offers) if grouping == "theme" else _by_provider(snapshot, offers)
    sizes = Counter(found.values())
    return {key: group if group == NONE or sizes[group] >= LEAST_IN_GROUP else OTHERS for key, group in found.items()}


def _by_theme(snapshot: Snapshot, offers: Iterable[Offer]) -> dict[str, str]:
    shared = Counter(theme for offer in offers for theme in set(offer.themes) if theme in snapshot.terms)
    return {
        offer.id: min(
            (theme for theme in offer.themes if theme in shared),
            key=lambda theme: (-shared[theme], theme),
            default=NONE,
        )
        for offer in offers
    }


def _by_provider(snapshot: Snapshot, offers: Iterable[Offer]) -> dict[str, str]:
    return {offer.id: next((key for key in offer.providers if key in snapshot.actors), NONE) for offer in offers}


def _order(snapshot: Snapshot, row: Row, grouping: Grouping) -> tuple[int, int, str, str, str, str]:
    named = snapshot.terms.get(row.group) if grouping == "theme" else snapshot.actors.get(row.group)
    rank = (OTHERS, NONE).index(row.group) + 1 if row.group in (OTHERS, NONE) else 0
    first = row.begin or row.not_before or "9"  # what has no beginning comes last
    record = snapshot.bodies[row.id] if row.kind == "body" else snapshot.offers[row.id]
    return (
        KINDS.index(row.kind),
        rank,
        sort_key(named.name) if named else "",
        row.group,
        row.end or "9" if row.kind == "funding" else first,
        f"{sort_key(name_of(record))} {row.id}",
    )
