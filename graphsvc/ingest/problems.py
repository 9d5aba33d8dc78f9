"""What an import has to tell about rows: a severity, the place in the file, and a sentence for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graphsvc.i18n import gettext as _
from graphsvc.schemas.texts import shown

SEVERITIES = ("rejected", "doubtful", "warning")


@dataclass(frozen=True)
class Problem:
    """One thing to tell; `line` is 0 and `column` empty where it is about the whole sheet or row."""

    severity: str  # one of SEVERITIES
    sheet: str
    line: int
    column: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """The object of `import --json`."""
        return asdict(self)


# Codes of importers.ERROR_CODES and importers.NOTICE_CODES; a test compares the two.
SENTENCES: Mapping[str, Callable[[], str]] = {
    "cell_too_long": lambda: _(
        "%(file)s, Zeile %(line)s: Eine Zelle ist zu lang. Möglich sind %(limit)s Zeichen, wie in Excel."
    ),
    "corrupt": lambda: _("%(file)s ist beschädigt und lässt sich nicht lesen. Speichern Sie die Datei neu."),
    "csv_broken": lambda: _(
        "%(file)s, Zeile %(line)s: Die Anführungszeichen passen nicht. Bitte prüfen Sie die Zeile."
    ),
    "duplicate_sheet": lambda: _("%(file)s und %(other)s sind beide das Blatt „%(sheet)s“. Lassen Sie eines weg."),
    "empty_file": lambda: _("%(file)s ist leer."),
    "encrypted": lambda: _("%(file)s ist mit einem Passwort geschützt. Speichern Sie die Datei ohne Passwort."),
    "file_too_large": lambda: _("%(file)s ist zu groß. Möglich sind %(limit)s Megabyte."),
    "json_broken": lambda: _("%(file)s, Zeile %(line)s: Das ist kein gültiges JSON."),
    "json_not_object": lambda: _("%(file)s, Zeile %(line)s: Hier wird ein JSON-Objekt erwartet."),
    "line_too_long": lambda: _("%(file)s, Zeile %(line)s ist zu lang. Möglich sind %(limit)s Megabyte."),
    "nested_archive": lambda: _("%(file)s enthält ein weiteres Archiv (%(member)s). Packen Sie nur die Tabellen ein."),
    "no_known_sheet": lambda: _(
        "%(file)s enthält kein Blatt, das wir kennen. Gefunden: %(found)s. Erwartet wird zum Beispiel „Akteure“."
    ),
    "not_a_file": lambda: _("%(file)s ist keine gewöhnliche Datei."),
    "not_found": lambda: _("%(file)s gibt es nicht."),
    "not_text": lambda: _("%(file)s ist keine Textdatei."),
    "nul_bytes": lambda: _("%(file)s enthält Nullbytes und ist keine Tabelle. Speichern Sie die Datei neu."),
    "save_as_xlsx": lambda: _("%(file)s hat das Format %(found)s. Speichern Sie die Datei als .xlsx."),
    "too_many_columns": lambda: _("%(file)s, Blatt „%(sheet)s“: Das sind zu viele Spalten. Möglich sind %(limit)s."),
    "too_many_members": lambda: _("%(file)s enthält zu viele Dateien. Möglich sind %(limit)s."),
    "too_many_rows": lambda: _("%(file)s, Blatt „%(sheet)s“: Das sind zu viele Zeilen. Möglich sind %(limit)s."),
    "too_much_memory": lambda: _("%(file)s braucht beim Lesen zu viel Speicher. Teilen Sie die Datei auf."),
    "too_slow": lambda: _("%(file)s braucht beim Lesen länger als %(limit)s Sekunden. Teilen Sie die Datei auf."),
    "too_much_text": lambda: _("%(file)s enthält zu viel Text. Möglich sind %(limit)s Millionen Zeichen."),
    "unknown_format": lambda: _("%(file)s hat kein Format, das wir lesen: .xlsx, .csv, .zip oder .jsonl."),
    "unpacked_too_large": lambda: _("%(file)s ist ausgepackt zu groß. Möglich sind %(limit)s Megabyte."),
    "unsafe_path": lambda: _("%(file)s enthält einen unsicheren Dateinamen (%(member)s). Packen Sie das Archiv neu."),
    "unsupported_zip": lambda: _("%(file)s ist auf eine Art gepackt, die wir nicht lesen. Packen Sie das Archiv neu."),
    "wrong_extension": lambda: _("%(file)s ist in Wahrheit eine Datei der Art %(found)s. Benennen Sie sie um."),
    "xml_dtd": lambda: _("%(file)s enthält unerlaubte XML-Anweisungen (%(member)s). Speichern Sie die Datei neu."),
    "zip_bomb": lambda: _("%(file)s entpackt sich verdächtig groß (%(member)s) und wird nicht gelesen."),
    "cell_error": lambda: _("Hier steht ein Fehlerwert (%(value)s). Die Zelle gilt als leer."),
    "cells_beyond_header": lambda: _("Rechts von der Kopfzeile stehen noch Zellen (%(count)s). Sie bleiben erhalten."),
    "duplicate_column": lambda: _("Die Spalte bedeutet dasselbe wie „%(other)s“. Sie bleibt als Zusatz erhalten."),
    "empty_sheet": lambda: _("Das Blatt enthält keine Zeilen."),
    "encoding_guessed": lambda: _("Die Datei ist nicht in UTF-8. Sie wurde als %(encoding)s gelesen."),
    "unknown_column": lambda: _("Diese Spalte kennen wir nicht. Sie bleibt als Zusatz erhalten."),
    "unknown_file": lambda: _("Diese Datei kennen wir nicht. Sie wird nicht gelesen."),
    "unknown_sheet": lambda: _("Dieses Blatt kennen wir nicht. Es wird nicht gelesen."),
}


def sentence(code: str, details: Mapping[str, Any]) -> str:
    """What a notice or an error of the importers means; details are quoted short and on one line."""
    return SENTENCES[code]() % {name: shown(str(value)) for name, value in details.items()}
