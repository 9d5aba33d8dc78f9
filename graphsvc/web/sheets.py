"""What all pictures that are sheets have as pages and files: the choices of the visitor, the page, CSV and HTML."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, render_template, request, url_for
from markupsafe import Markup

from graphsvc.current import service
from graphsvc.errors import InvalidInput, NotFound
from graphsvc.exports.csv_file import csv_bytes
from graphsvc.i18n import gettext as _
from graphsvc.picture.context import Context
from graphsvc.picture.export import csv_lines
from visualisations import drawing_files, sheet_drawing
from visualisations import sheet as drawing
from visualisations.sheet import Sheet, Table

TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}  # of the files of a drawing


@dataclass(frozen=True)
class Choice:
    """One control of the form above a sheet: a day, a list to choose from, or a tick where there are no options."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]] = ()  # value and text
    day: bool = False  # a day to choose


@dataclass(frozen=True)
class Companion:
    """One picture that is a sheet, as its page and its files; all of them answer the same request."""

    stem: str  # of its sheet, and the beginning of the names of its endpoints
    address: str  # of its page; the files add .csv, .html, .svg, .png and .pdf
    file_name: str  # of its files, without ending
    label: Callable[[], str]  # in the navigation, in the language of the request
    make: Callable[[Context], tuple[Sheet, Sequence[Choice]]]  # the sheet and what its visitor can choose
    own_days: bool = False  # its day or days are among its choices

    def page(self) -> str:
        """Its page; the body comes escaped from its maker."""
        sheet, choices = self.make(service().picture_context(""))
        given = request.args.to_dict()
        tables = (sheet.data, *sheet.more_data)
        return render_template(
            "sheet.html",
            sheet=sheet,
            style=drawing.STYLE,
            body=Markup(drawing.body(sheet)),  # noqa: S704
            day=None if self.own_days else asked_day(),
            choices=choices,
            csv_files=[
                (table.title if sheet.more_data else "", self._address("csv", given | _named(table, sheet)))
                for table in tables
            ],
            file_url=self._address("file", given),
            drawing_urls={kind: self._address(kind, given) for kind in drawing_files.FORMATS},
            scripts=drawing.SCRIPTS,
        )

    def csv(self) -> Response:
        """The figures as a CSV file; `table` asks for those of another kind. Raises NotFound for an unknown one."""
        sheet, _choices = self.make(service().picture_context(None))
        wanted = request.args.get("table", sheet.data.id)
        table = next((table for table in (sheet.data, *sheet.more_data) if table.id == wanted), None)
        if table is None:
            raise NotFound(_("Diese Tabelle gibt es nicht."))
        name = self.file_name if table is sheet.data else f"{self.file_name}-{table.id}"
        return _attached(csv_bytes(csv_lines(table)), "text/csv", f"{name}.csv")

    def file(self) -> Response:
        """The sheet as one self-contained file whose links lead back to this service.

        Always a download, as its own policy differs from that of the pages.
        """
        sheet, _choices = self.make(service().picture_context(request.host_url.rstrip("/")))
        return _attached(drawing.render(sheet).encode(), "text/html", f"{self.file_name}.html")

    def drawing(self, kind: str) -> Response:
        """The pictures of the sheet as one file, of a kind of drawing_files.FORMATS."""
        sheet, _choices = self.make(service().picture_context(""))
        content = drawing_files.FORMATS[kind](sheet_drawing.svg(sheet))
        return _attached(content, TYPES[kind], f"{self.file_name}.{kind}")

    def rules(self) -> tuple[tuple[str, str, Callable[[], str | Response]], ...]:
        """Address, name and view of its page and of its files."""
        return (
            (self.address, self.stem, self.page),
            (f"{self.address}.csv", f"{self.stem}_csv", self.csv),
            (f"{self.address}.html", f"{self.stem}_file", self.file),
            *(
                (f"{self.address}.{kind}", f"{self.stem}_{kind}", functools.partial(self.drawing, kind))
                for kind in drawing_files.FORMATS
            ),
        )

    def _address(self, kind: str, given: dict[str, str]) -> str:
        return url_for(f"web.{self.stem}_{kind}", **given)  # type: ignore[arg-type]


def asked_day(name: str = "on", otherwise: str = "") -> str:
    """The day that the visitor asks for (ISO date), today unless told; raises InvalidInput for what is no day.

    `name` is the argument of the address, `otherwise` the day where it is not given.
    """
    given = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(given).isoformat() if given else otherwise or date.today().isoformat()
    except ValueError as error:
        raise InvalidInput(
            _("„%(given)s“ ist kein Tag. Schreiben Sie zum Beispiel 2026-11-30.") % {"given": given}
        ) from error


def _named(table: Table, sheet: Sheet) -> dict[str, str]:
    return {} if table is sheet.data else {"table": table.id}


def _attached(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
