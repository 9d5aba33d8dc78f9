"""A time line: one bar for each thing, in groups under one axis of years, as HTML with SVG; it needs no script.

Words stand in HTML beside the bars, so that they wrap and stay readable at any width. Only places along the axis are
relative, as percentages: nothing is scaled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from visualisations import shapes
from visualisations.templating import environment

STYLE = "timeline.css"
KINDS = frozenset({"offer", "body", "funding"})  # each has a colour and a thickness of its own in STYLE
YEARS_BACK = 20  # what began earlier starts with a sign at the left edge: one old club must not flatten all others
YEARS_AHEAD = 6
MOST_LABELS = 12  # years with a number on a wide screen
MOST_NARROW = 5  # ... on a narrow one
STEPS = (1, 2, 5, 10, 20, 50, 100)
TEXT_KEYS = frozenset({"today", "known", "open", "soon", "before", "after", "key", "pages"})


@dataclass(frozen=True)
class Bar:
    """One thing; days are ISO dates, None where nobody said one."""

    label: str
    period: str  # in words
    kind: str  # one of KINDS
    begin: str | None = None
    end: str | None = None
    not_before: str | None = None  # where a beginning is not known: it is drawn as open from this day on
    url: str | None = None
    soon: str = ""  # what is to be said about an end that is near


@dataclass(frozen=True)
class Group:
    """Bars under one heading."""

    title: str
    kind: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Page:
    """A link to one page of a long time line."""

    number: int
    url: str | None
    current: bool = False


@dataclass(frozen=True)
class TimeLine:
    """All of it; `days` are all days of all pages, so that the axis is the same on each of them."""

    groups: tuple[Group, ...]
    today: str  # ISO date
    days: tuple[str, ...]
    texts: Mapping[str, str]  # exactly TEXT_KEYS
    shown: str = ""  # which rows of how many
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Tick:
    """A year with its number, in percent of the width; `minor` ones have no number on a narrow screen."""

    at: float
    year: int
    minor: bool


@dataclass(frozen=True)
class Drawn:
    """A bar in percent of the width: what is certain, what is open before and after it, and its signs."""

    certain: tuple[float, float] | None
    unsure: tuple[tuple[float, float], ...]
    before: bool  # it begins left of the axis
    after: bool  # it goes on right of the axis
    soon: float | None  # where its near end is


class Axis:
    """Years from left to right."""

    def __init__(self, days: Iterable[str], today: str) -> None:
        """An axis that has all of the days, as far as YEARS_BACK and YEARS_AHEAD of today let it."""
        years = [int(day[:4]) for day in days]
        now = int(today[:4])
        self.first = max(min([now - 1, *years]), now - YEARS_BACK, date.min.year)
        self.last = min(max([now + 1, *years]), now + YEARS_AHEAD, date.max.year)

    def at(self, day: str, *, after: bool = False) -> float:
        """Where a day stands, in percent, beyond 0 and 100 too; `after`: where the day is over."""
        year = int(day[:4])
        passed = date.fromisoformat(day).timetuple().tm_yday - (0 if after else 1)
        part = passed / (366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365)
        return (year - self.first + part) / (self.last + 1 - self.first) * 100

    def ticks(self) -> tuple[Tick, ...]:
        """The years that have a number."""
        step = next(step for step in STEPS if (self.last - self.first) / step <= MOST_LABELS)
        years = [year for year in range(self.first, self.last + 1) if year % step == 0]
        stride = max(1, -(-len(years) // MOST_NARROW))
        return tuple(
            Tick(round(self.at(f"{year:04}-01-01"), 2), year, number % stride != 0) for number, year in enumerate(years)
        )


def drawn(bar: Bar, axis: Axis, today: str) -> Drawn:
    """Where the parts of a bar stand.

    Between a known beginning and a known end all is certain. An open end is certain until today. Everything else that
    the words allow is unsure.
    """
    now = axis.at(today, after=True)
    begin = axis.at(bar.begin) if bar.begin else None
    end = axis.at(bar.end, after=True) if bar.end else None
    left = begin if begin is not None else axis.at(bar.not_before) if bar.not_before else 0.0
    right = end if end is not None else 100.0
    certain = None if begin is None else (begin, end if end is not None else max(begin, now))
    unsure = []
    if certain is None:
        unsure.append((left, right))
    elif end is None:
        unsure.append((certain[1], right))
    return Drawn(
        certain=_within(certain) if certain else None,
        unsure=tuple(part for pair in unsure if (part := _within(pair))),
        before=left < 0,
        after=end is not None and end > 100,
        soon=round(min(end, 100.0), 2) if bar.soon and end is not None else None,
    )


def markup(line: TimeLine) -> Markup:
    """The time line as markup; raises ValueError where a text is missing or a kind is not known."""
    if set(line.texts) != TEXT_KEYS:
        raise ValueError(f"texts missing or unknown: {sorted(set(line.texts) ^ TEXT_KEYS)}")
    if unknown := {bar.kind for group in line.groups for bar in group.bars} - KINDS:
        raise ValueError(f"unknown kinds: {sorted(unknown)}")
    axis = Axis([*line.days, line.today], line.today)
    groups = [(group, [(bar, drawn(bar, axis, line.today)) for bar in group.bars]) for group in line.groups]
    text = environment().get_template("timeline.html").render(
        line=line, groups=groups, t=line.texts, ticks=axis.ticks(), today=round(axis.at(line.today), 2),
        outline=shapes.outline,
    )  # fmt: skip
    return Markup(text)  # noqa: S704 - the template escapes


def _within(part: tuple[float, float]) -> tuple[float, float] | None:
    """Start and width of what is inside the axis; at least a hair of it, so that a day can be seen."""
    first, last = max(part[0], 0.0), min(part[1], 100.0)
    if last <= 0 or first >= 100 or last <= first:
        return None
    width = max(last - first, 0.25)
    return round(min(first, 100 - width), 2), round(width, 2)
