"""What any text must be before it is kept: its length, its signs, and the one way to write several values in a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from marshmallow import ValidationError

from graphsvc.i18n import gettext as _

LONGEST_TEXT = 20_000  # below the 32,767 that a cell of Excel takes
LONGEST_ID = 200
MOST_VALUES = 1_000
SEPARATOR = "|"

# Signs that neither XML nor people have a use for: controls but tab and line feed, halves of pairs, non-characters.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` without blanks around it and with \\n as its line break; raises ValidationError for signs we refuse."""
    printable = text.isprintable()  # then it has neither line breaks nor signs that we refuse; most texts are
    plain = (text if printable else text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(plain) > LONGEST_TEXT:
        raise ValidationError(
            _("Dieser Text ist zu lang. Höchstens %(most)s Zeichen sind möglich.") % {"most": LONGEST_TEXT}
        )
    if not printable and (found := _REFUSED.search(plain)):
        raise ValidationError(
            _("Der Text enthält ein unerlaubtes Steuerzeichen (%(sign)s). Bitte löschen Sie es.")
            % {"sign": f"U+{ord(found.group()):04X}"}
        )
    return plain


def is_clean(text: str) -> bool:
    """Whether the text has no sign that we refuse."""
    return not _REFUSED.search(text)


def shown(text: str) -> str:
    """`text` short enough, and on one line, to be quoted in a sentence."""
    line = " ".join("".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text).split())
    return line if len(line) <= 60 else line[:59] + "…"


def joined(values: Sequence[str]) -> str:
    """The values as one cell, such that splitting gives exactly these values again."""
    text = SEPARATOR.join(values)
    if len(values) == 1 and (";" in text or "\n" in text):
        return text + SEPARATOR  # a separator at the end says that ; and line breaks are none
    return text
