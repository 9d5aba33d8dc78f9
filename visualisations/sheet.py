"""A sheet: one picture with its sentence, its figures as tables, and what is said about them, as HTML for page or file.

The parts of a sheet are matrices (HTML tables whose cells are the picture), drawings and plain tables. All text is data
and reaches the page escaped.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from visualisations.svg import Block
from visualisations.templating import environment

STATIC = Path(__file__).parent / "static"
STYLE = "sheet.css"  # what page and file have in common
FILE_STYLES = ("standalone.css", "sheet-file.css", STYLE)  # a page of the service brings what the first two have
SCRIPTS = ("picture-files.js", "sheet-save.js")  # for a page of the service; a file runs none
LEVELS = frozenset({"", "gap", "own", "q1", "q2", "q3", "q4"})  # own: a figure about the row alone
# A matrix of at most so many columns fits beside its row heads into 320 px, with its column heads upright. A wider one
# becomes a list there: one block per row, naming what stands in it.
NARROW_COLUMNS = 8
# There every row is a block of its own: of a long list so many are open, the others behind a line that opens them.
OPEN_ROWS = 5
LONG = OPEN_ROWS + 3  # from so many rows on a list is long: for two more rows nobody should have to open anything

TEXT_KEYS = frozenset({"skip", "empty_columns", "more_rows", "unfold", "key", "home", "gap", "double"})


@dataclass(frozen=True)
class Value:
    """Text, where it leads, and the bare number for CSV."""

    text: str
    url: str | None = None
    number: float | None = None


@dataclass(frozen=True)
class Square:
    """One cell of a matrix; `spoken` says in words what the sighted see from place and colour."""

    text: str = ""
    level: str = ""  # one of LEVELS
    url: str | None = None
    spoken: str = ""
    small: str = ""  # a second line
    double: bool = False  # marked: something in it exists twice


@dataclass(frozen=True)
class Head:
    """Head of a row or column; `kind` is 'apart' for what is not one of the others."""

    label: str
    url: str | None = None
    kind: str = ""
    wide_only: bool = False  # a column that a narrow screen leaves out, because a table below has it
    depth: int = 0


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a level, or 'double' for the mark."""

    level: str
    label: str


@dataclass(frozen=True)
class Matrix:
    """Rows by columns."""

    id: str
    title: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    squares: tuple[tuple[Square, ...], ...]
    key: tuple[Key, ...] = ()
    note: str = ""
    scrolls: bool = False  # in its own box on a narrow screen, because a table below lists what it shows


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Plain rows; the first value of each is its head. `more` rows stand in the CSV only."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: int = 0
    note: str = ""
    folded: bool = False  # behind its title, because a matrix above shows the same figures


@dataclass(frozen=True)
class Note:
    """Something to know about the data."""

    text: str
    link: Value | None = None
    warning: bool = False


@dataclass(frozen=True)
class Drawing:
    """A picture that another module of this box has drawn: its markup, escaped by its maker."""

    id: str
    title: str
    markup: Markup
    note: str = ""
    # the same for a file of its own, in so many units of width
    drawn: Callable[[float], Block] | None = field(default=None, compare=False)


Part = Matrix | Table | Drawing


@dataclass(frozen=True)
class Sheet:
    """All of it. An `empty` sheet says which columns of the workbook would fill it."""

    stem: str
    title: str
    sentence: str
    parts: tuple[Part, ...]
    data: Table  # everything, for CSV
    texts: Mapping[str, str]  # exactly TEXT_KEYS
    more_data: tuple[Table, ...] = ()  # figures of another kind, each for a CSV file of its own
    notes: tuple[Note, ...] = ()
    empty: tuple[str, ...] = ()  # columns of the workbook, as 'Blatt Angebote, Spalte Alter von'
    status: str = ""  # date and number of the data
    asked: str = ""  # day and filters, in words
    lang: str = "de"
    home_url: str | None = None
    styles: tuple[str, ...] = ()  # stylesheets of its drawings, names in STATIC


def body(sheet: Sheet) -> str:
    """The markup below heading and sentence; raises ValueError where a text is missing."""
    return _render("sheet_body.html", sheet)


def render(sheet: Sheet) -> str:
    """The sheet as one self-contained HTML file that loads nothing and runs no script."""
    styles = [_static(name) for name in (*FILE_STYLES, *sheet.styles)]
    policy = f"default-src 'none'; style-src {' '.join(map(_hash, styles))}; base-uri 'none'; form-action 'none'"
    return _render("sheet_page.html", sheet, policy=policy, styles=[Markup(text) for text in styles])  # noqa: S704


def _render(template: str, sheet: Sheet, **more: object) -> str:
    if set(sheet.texts) != TEXT_KEYS:
        raise ValueError(f"texts missing or unknown: {sorted(set(sheet.texts) ^ TEXT_KEYS)}")
    found = environment().get_template(template)
    limits = {"narrow_columns": NARROW_COLUMNS, "open_rows": OPEN_ROWS, "long": LONG}
    return found.render(sheet=sheet, t=sheet.texts, part_kind=_kind, **limits, **more)


def _kind(part: Part) -> str:
    return type(part).__name__.lower()


@functools.cache
def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
