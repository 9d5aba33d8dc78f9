"""Sheets and columns of the workbook in texts: as they stand in it, in every language."""

from __future__ import annotations

import pytest

from graphsvc.i18n import speaking
from graphsvc.picture.workbook_words import MEANINGS, column
from importers.workbook_columns import SHEETS


def test_every_name_stands_in_the_workbook_that_we_write() -> None:
    headers = {names[0] for sheet in SHEETS.values() for names in sheet.columns.values()}
    assert set(MEANINGS) <= headers | {sheet.title for sheet in SHEETS.values()}


def test_columns_are_named_as_they_stand_there_and_explained_where_another_language_is_spoken() -> None:
    assert column("Angebote", "Von") == "Blatt „Angebote“, Spalte „Von“"
    assert column("Akteure", "Art", "Gehört zu") == "Blatt „Akteure“, Spalten „Art“, „Gehört zu“"
    with speaking("en"):
        assert column("Akteure", "Von") == "sheet “Akteure” (actors), column “Von” (from)"
        assert column("Gremien", "Name", "Turnus") == "sheet “Gremien” (bodies), columns “Name”, “Turnus” (frequency)"
    with pytest.raises(KeyError):
        column("Actors", "Von")
