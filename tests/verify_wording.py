"""Check every Wortlaut of the example city Oberhausen against the five documents and write the fingerprints of them.

Run from the project's folder, with the folder of the documents: python -m tests.verify_wording ../shared/seeds
Exit status 1, and nothing written, when a wording does not stand in its document word for word.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

OBERHAUSEN = Path(__file__).parents[1] / "graphsvc" / "examples" / "oberhausen"
FINGERPRINTS = OBERHAUSEN / "wording.sha256"
_LEFT_OUT = re.compile(r"\[[^\]]*\]|…")  # a function in place of a name, or words left out


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Sheet and row of all rows of all sheets, by sheet, then as typed."""
    for path in sorted(OBERHAUSEN.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                yield path.stem, row


def normalised(text: str) -> str:
    """The text in NFC, with every run of blanks and line breaks as one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fingerprint(wording: str) -> str:
    """The SHA-256 of the normalised wording, in hexadecimal."""
    return hashlib.sha256(normalised(wording).encode()).hexdigest()


def stands_in(wording: str, document: str) -> bool:
    """Whether all parts of the wording stand in the normalised document, one after the other."""
    at = 0
    for part in _LEFT_OUT.split(normalised(wording)):
        found = document.find(part.strip(" ,"), at)
        if found < 0:
            return False
        at = found + len(part.strip(" ,"))
    return True


def main(seeds: Path) -> int:
    """Exit status: 0 when all wordings stand in their documents and the fingerprints are written, else 1."""
    documents = {str(int(path.name[:3]) + 1): normalised(path.read_text("utf-8")) for path in seeds.glob("*.txt")}
    wrong = [row["ID"] for _, row in rows() if not stands_in(row["Wortlaut"], documents[row["ID"][1]])]
    if wrong:
        print("not in its document:", *wrong, sep="\n  ")
        return 1
    lines = sorted(f"{row['ID']}  {fingerprint(row['Wortlaut'])}\n" for _, row in rows())
    FINGERPRINTS.write_text("".join(lines), "utf-8")
    print(len(lines), "wordings stand in their documents")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
