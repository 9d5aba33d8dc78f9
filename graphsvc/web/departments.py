"""The cooperation of departments: its page and its files."""

from __future__ import annotations

from flask import Response, request

from graphsvc.current import service
from graphsvc.picture import departments as picture
from graphsvc.web import sheets
from visualisations.sheet import Sheet

FILE_NAME = "dezernate"


def page() -> str:
    """The page /diagrams/departments."""
    return sheets.page(_sheet(""), day=sheets.asked_day())


def csv() -> Response:
    """The figures as a CSV file."""
    return sheets.csv(_sheet(None), FILE_NAME)


def file() -> Response:
    """The sheet as one file; its links lead back to this service."""
    return sheets.file(_sheet(request.host_url.rstrip("/")), FILE_NAME)


def _sheet(links: str | None) -> Sheet:
    return picture.sheet(service().picture_context(links), service().departments(sheets.asked_day()))
