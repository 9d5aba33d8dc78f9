"""What all pictures that are sheets have as pages and files: the choices of the visitor, the page, CSV and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, render_template, request, url_for
from markupsafe import Markup

from graphsvc.errors import InvalidInput
from graphsvc.exports.csv_file import csv_bytes
from graphsvc.i18n import gettext as _
from graphsvc.picture.export import csv_lines
from visualisations import sheet as drawing
from visualisations.sheet import Sheet


@dataclass(frozen=True)
class Choice:
    """One control of the form above a sheet: a list to choose from, or a tick where there are no options."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]] = ()  # value and text


def asked_day() -> str:
    """The day that the visitor asks for (ISO date), today unless told; raises InvalidInput for what is no day."""
    given = request.args.get("on", "").strip()
    try:
        return date.fromisoformat(given).isoformat() if given else date.today().isoformat()
    except ValueError as error:
        raise InvalidInput(
            _("„%(given)s“ ist kein Tag. Schreiben Sie zum Beispiel 2026-11-30.") % {"given": given}
        ) from error


def page(sheet: Sheet, *, day: str, choices: Sequence[Choice] = ()) -> str:
    """The page of a sheet; its body comes escaped from its maker."""
    given = request.args.to_dict()
    return render_template(
        "sheet.html",
        sheet=sheet,
        style=drawing.STYLE,
        body=Markup(drawing.body(sheet)),  # noqa: S704
        day=day,
        choices=choices,
        csv_url=url_for(f"web.{sheet.stem}_csv", **given),  # type: ignore[arg-type]
        file_url=url_for(f"web.{sheet.stem}_file", **given),  # type: ignore[arg-type]
    )


def csv(sheet: Sheet, name: str) -> Response:
    """The figures of a sheet as a CSV file; `name` is its name without ending."""
    return _attached(csv_bytes(csv_lines(sheet)), "text/csv", f"{name}.csv")


def file(sheet: Sheet, name: str) -> Response:
    """The sheet as one self-contained file `name`; always as a download, as its own policy differs from the pages'."""
    return _attached(drawing.render(sheet).encode(), "text/html", f"{name}.html")


def _attached(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
