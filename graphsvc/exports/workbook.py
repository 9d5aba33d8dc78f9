"""The workbook as an export: the same sheets and headers as the import reads, values as typed, all of it as text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from graphsvc import snapshots
from graphsvc.errors import InvalidInput
from graphsvc.exports.csv_file import csv_bytes
from graphsvc.exports.files import written_whole
from graphsvc.i18n import gettext as _
from graphsvc.model import Record
from graphsvc.schemas import cell_text
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store
from importers.workbook_columns import SHEETS

TEXT_FORMAT = "@"  # what Excel calls a cell of text: no date, no number, no formula is made of it
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the same graph gives the same archive
FIRST_SHEET = "akteure"  # an empty graph has this sheet, so that the file is a workbook


@dataclass(frozen=True)
class Table:
    """One sheet: `lines` are all of one length, the first is the header."""

    name: str  # of the CSV file
    title: str  # of the sheet
    lines: list[list[str]]


def tables(snapshot: Snapshot) -> Iterator[Table]:
    """The sheets that have records, each with all our columns and then the extra columns of its records."""
    for name, sheet in SHEETS.items():
        found = list(snapshot.records.get(sheet.type, {}).values())
        if not found and name != FIRST_SHEET:
            continue
        extras = sorted({header for record in found for header in record.extra})
        header = [names[0] for names in sheet.columns.values()] + extras
        lines = [
            _cells(record, list(sheet.columns)) + [record.extra.get(extra, "") for extra in extras] for record in found
        ]
        yield Table(name, sheet.title, [header, *lines])


def _cells(record: Record, fields: list[str]) -> list[str]:
    return [record.id if field == "id" else cell_text(record, field) for field in fields]


def write(snapshot: Snapshot, path: Path) -> None:
    """Write the graph to an .xlsx file, a .zip of CSV files or, without such an ending, a folder of CSV files.

    Importing it into an empty store gives the same content. Verdicts and weights of findings, history and the way to
    part merged records are not in it. Raises InvalidInput where the path cannot be written or is a folder that holds
    something already.
    """
    ending = path.suffix.casefold()
    if ending == ".xlsx":
        _write_xlsx(snapshot, path)
    elif ending == ".zip":
        _write_zip(snapshot, path)
    elif ending and not path.is_dir():
        raise InvalidInput(_("Nennen Sie eine Datei mit der Endung .xlsx oder .zip, oder einen Ordner."))
    else:
        _write_folder(snapshot, path)


def export(store: Store, path: Path) -> None:
    """Write the graph of a store as a workbook; see `write`."""
    write(snapshots.current(store), path)


def _write_xlsx(snapshot: Snapshot, path: Path) -> None:
    with written_whole(path) as beside:
        book = Workbook(write_only=True)
        for table in tables(snapshot):
            sheet: WriteOnlyWorksheet = book.create_sheet(table.title)
            sheet.freeze_panes = "A2"
            for number, line in enumerate(table.lines):
                sheet.append([_text_cell(sheet, text, bold=number == 0) if text else None for text in line])
        book.save(beside)


def _text_cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    cell.number_format = TEXT_FORMAT
    if bold:
        cell.font = Font(bold=True)
    return cell


def _write_zip(snapshot: Snapshot, path: Path) -> None:
    with written_whole(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables(snapshot):
            member = zipfile.ZipInfo(f"{table.name}.csv", ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, csv_bytes(table.lines))


def _write_folder(snapshot: Snapshot, path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):  # an old sheet left beside the new ones would come in with the next import
            raise InvalidInput(_("Der Ordner „%(path)s“ ist nicht leer. Nennen Sie einen neuen.") % {"path": path})
        for table in tables(snapshot):
            (path / f"{table.name}.csv").write_bytes(csv_bytes(table.lines))
    except OSError as error:
        raise InvalidInput(_("„%(path)s“ lässt sich nicht schreiben.") % {"path": path}) from error
