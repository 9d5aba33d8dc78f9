"""Brings the catalogues of translations up to date: `python -m tests.catalogue` reads every text of the program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from graphsvc.i18n import DOMAIN, LANGUAGES, SOURCE, TRANSLATIONS
from graphsvc.matching.lexicon import LEXICON

PACKAGE = Path(__file__).parent.parent / "graphsvc"
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("lexicons/concepts.csv", "tests.catalogue:labels"),
    ("lexicons/target_groups.csv", "tests.catalogue:labels"),
]
OPTIONS = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def labels(
    stream: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """The labels of a lexicon, as Babel asks for them."""
    rows = csv.DictReader(stream.read().decode().splitlines(), delimiter=";")
    for number, row in enumerate(rows, start=2):
        yield number, "pgettext", (LEXICON, row["label"]), []


def extracted() -> Catalog:
    """Every text that the program says, without translations."""
    found = Catalog(project="graphsvc", charset="utf-8", header_comment="")
    rows = extract_from_dir(PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS, strip_comment_tags=True)
    for filename, _line, message, _comments, context in sorted(rows, key=lambda row: (row[0], row[1])):
        found.add(message, locations=[(filename, 0)], context=context)
    return found


def path_of(language: str) -> Path:
    """Where the catalogue of a language is."""
    return TRANSLATIONS / language / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; empty where there is none yet."""
    file = path_of(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return pofile.read_po(stream, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue of a language with exactly the texts of the program; new ones have no translation yet."""
    old, new = read(language), Catalog(locale=language, project="graphsvc", charset="utf-8")
    for message in extracted():
        if message.id:
            known = old.get(message.id[0] if isinstance(message.id, tuple) else message.id, message.context)
            fits = known is not None and known.id == message.id and not known.fuzzy
            new.add(message.id, known.string if fits else None, locations=message.locations, context=message.context)
    return new


def text_of(catalogue: Catalog) -> str:
    """The catalogue as a file: no dates and no numbers of lines, so that only changed texts are changes."""
    stream = io.BytesIO()
    pofile.write_po(stream, catalogue, omit_header=True, width=0, sort_output=True, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return f'{head}"Plural-Forms: {catalogue.plural_forms}\\n"\n\n{stream.getvalue().decode().strip()}\n'


def main() -> None:
    """Write the catalogues, and say how many texts wait for a translation."""
    for language in LANGUAGES:
        if language != SOURCE:
            catalogue = updated(language)
            path_of(language).parent.mkdir(parents=True, exist_ok=True)
            path_of(language).write_text(text_of(catalogue), encoding="utf-8")
            missing = [message.id for message in catalogue if message.id and not any(_strings(message.string))]
            print(f"{language}: {len(list(catalogue))} texts, {len(missing)} without translation")
            for message in missing[:20]:
                print("   ", message)


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    main()
