"""Search, filters with counts, sorting and paging of a list, from the address of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from graphsvc.folding import fold

PAGE_SIZE = 50
ALL, MOST_AT_ONCE = "all", 2000  # rows, for paper and for a PDF file
PAGES_AROUND = 2  # page numbers shown on either side of the present one

Cell = str | float | int | None


@dataclass(frozen=True)
class Row:
    """One line of a list: what is searched, what is filtered by, what is sorted by; `record` is for the template."""

    id: str
    record: object
    search: str = ""  # folded
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)  # filter -> values
    keys: Mapping[str, Cell] = field(default_factory=dict)  # column -> sorting key; None stands last


@dataclass(frozen=True)
class Filter:
    """One filter of a list; `name_of` says what a value is called. A quiet one has no control, only its chip."""

    name: str
    label: str
    name_of: Callable[[str], str]
    order: Sequence[str] = ()  # values in the order of the control; else by name
    quiet: bool = False


@dataclass(frozen=True)
class Option:
    """One value that a filter can take, with the number of hits that it would leave."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Control:
    """One filter as the form shows it."""

    name: str
    label: str
    options: list[Option]
    quiet: bool
    unfiltered: int  # hits without this filter


@dataclass(frozen=True)
class Chip:
    """One active filter and the arguments of the address without it."""

    label: str
    name: str
    without: dict[str, str]


@dataclass(frozen=True)
class Chosen:
    """What one page of a list shows."""

    rows: list[Row]  # of this page
    all_rows: list[Row]  # of all pages
    hits: int
    total: int
    query: str
    controls: list[Control]
    chips: list[Chip]
    sort: str
    descending: bool
    page: int
    pages: int
    arguments: dict[str, str]  # of the address, without the page

    @property
    def near_pages(self) -> list[int]:
        """Numbers of the pages to link: first, last, and those around the present one; 0 stands for a gap."""
        around = range(self.page - PAGES_AROUND, self.page + PAGES_AROUND + 1)
        wanted = sorted({1, self.pages, *(n for n in around if 1 <= n <= self.pages)})
        found: list[int] = []
        for number in wanted:
            if found and number > found[-1] + 1:
                found.append(0)
            found.append(number)
        return found


def choose(
    rows: Sequence[Row],
    filters: Sequence[Filter],
    sorts: Sequence[str],
    given: MultiDict[str, str],
    *,
    search_label: str,
    descending_first: bool = False,
) -> Chosen:
    """One page of `rows` as the arguments `given` ask for; what they cannot ask for is ignored.

    The first of `sorts` is the order unless told, falling where `descending_first`.
    """
    query = given.get("q", "").strip()
    active = {
        entry.name: given[entry.name]
        for entry in filters
        if given.get(entry.name) and any(given[entry.name] in row.values.get(entry.name, ()) for row in rows)
    }
    words = fold(query).split()
    matching = [row for row in rows if all(word in row.search for word in words)]
    controls = [_control(entry, matching, active) for entry in filters]
    hits = [row for row in matching if _passes(row, active)]

    wish = given.get("sort", "")
    sort = wish.removeprefix("-") if wish.removeprefix("-") in sorts else sorts[0]
    descending = wish.startswith("-") if wish.removeprefix("-") in sorts else descending_first
    ordered = _sorted(hits, sort, descending)

    arguments = ({"q": query} if query else {}) | active
    if wish.removeprefix("-") in sorts:
        arguments["sort"] = wish
    number = given.get("page", "1")
    size = MOST_AT_ONCE if number == ALL else PAGE_SIZE
    pages = max(1, -(-len(ordered) // size))
    page = min(max(int(number), 1), pages) if number.isascii() and number.isdigit() and len(number) < 9 else 1
    chips = [
        Chip(entry.label, entry.name_of(active[entry.name]), {k: v for k, v in arguments.items() if k != entry.name})
        for entry in filters
        if entry.name in active
    ]
    if query:
        chips.insert(0, Chip(search_label, query, {k: v for k, v in arguments.items() if k != "q"}))
    return Chosen(
        rows=ordered[(page - 1) * size : page * size],
        all_rows=ordered,
        hits=len(ordered),
        total=len(rows),
        query=query,
        controls=controls,
        chips=chips,
        sort=sort,
        descending=descending,
        page=page,
        pages=pages,
        arguments=arguments,
    )


def _passes(row: Row, active: Mapping[str, str], *, but: str = "") -> bool:
    return all(value in row.values.get(name, ()) for name, value in active.items() if name != but)


def _control(entry: Filter, matching: Sequence[Row], active: Mapping[str, str]) -> Control:
    counts: Counter[str] = Counter()
    unfiltered = 0
    for row in matching:
        if _passes(row, active, but=entry.name):
            unfiltered += 1
            counts.update(row.values.get(entry.name, ()))
    chosen = active.get(entry.name, "")
    values = set(counts) | ({chosen} if chosen else set())
    ordered = [value for value in entry.order if value in values]
    ordered += sorted(values.difference(entry.order), key=lambda value: fold(entry.name_of(value)))
    options = [Option(value, entry.name_of(value), counts[value], value == chosen) for value in ordered]
    return Control(entry.name, entry.label, options, entry.quiet, unfiltered)


def _sorted(rows: list[Row], sort: str, descending: bool) -> list[Row]:
    known = [row for row in rows if row.keys.get(sort) is not None]
    unknown = [row for row in rows if row.keys.get(sort) is None]
    known.sort(key=lambda row: row.id)
    known.sort(key=lambda row: row.keys[sort], reverse=descending)  # type: ignore[arg-type,return-value]
    return known + sorted(unknown, key=lambda row: row.id)
