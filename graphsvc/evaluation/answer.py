"""The figures of `graphsvc evaluate` as a table for people and as a document for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal

from graphsvc import formatting
from graphsvc.evaluation.gold import FIRST, OFFER_ANY, Row, Scores
from graphsvc.evaluation.proportions import LEVEL, Share
from graphsvc.i18n import gettext as _
from graphsvc.i18n import language
from graphsvc.kinds import finding_kind_name

METHOD = "wilson"
_NAME_WIDTH, _SHARE_WIDTH, _COUNT_WIDTH = 26, 22, 8


@dataclass(frozen=True)
class GoldAnswer:
    """Findings against a labelled file."""

    scores: Scores
    revision: int | None  # of the store; None where the findings come from a file
    unknown: tuple[str, ...] = ()  # ids of the file that the store does not have

    def as_json(self, *, errors: bool = True) -> dict[str, Any]:
        """The document of `evaluate GOLD --json`; shares unrounded, pairs as lists of two ids, always with errors."""
        return {
            "revision": self.revision,
            "interval": {"method": METHOD, "level": LEVEL},
            "kinds": {kind: _row_json(row) for kind, row in self.scores.rows.items()},
            "kind_accuracy": self.scores.kind_accuracy.as_json(),
            "precision_at_20": self.scores.at_first.as_json(),
            "overall_f1": self.scores.overall.as_json(),
            "unknown": list(self.unknown),
        }

    def as_text(self, *, errors: bool = False) -> str:
        """One line per kind; with `errors` the pairs that were wrong or missed below it."""
        heads = (_("Präzision"), _("Trefferquote"), _("F1"))
        lines = ["".ljust(_NAME_WIDTH) + "".join(head.rjust(_SHARE_WIDTH) for head in heads) + _counts_head()]
        for kind, row in self.scores.rows.items():
            shares = (row.precision, row.recall, row.f1)
            counts = (len(row.hits), len(row.wrong), len(row.missed))
            lines.append(
                _kind_name(kind).ljust(_NAME_WIDTH)
                + "".join(share_text(value).rjust(_SHARE_WIDTH) for value in shares)
                + "".join(str(count).rjust(_COUNT_WIDTH) for count in counts)
            )
            if errors:
                lines += ["    " + _("falsch gemeldet: %(a)s, %(b)s") % {"a": a, "b": b} for a, b in row.wrong]
                lines += ["    " + _("übersehen: %(a)s, %(b)s") % {"a": a, "b": b} for a, b in row.missed]
        for name, value in (
            (_("richtige Art"), self.scores.kind_accuracy),
            (_("Präzision der ersten %(count)s") % {"count": FIRST}, self.scores.at_first),
            (_("F1 insgesamt"), self.scores.overall),
        ):
            lines.append(name.ljust(_NAME_WIDTH) + share_text(value).rjust(_SHARE_WIDTH))
        lines.append(_("In Klammern: Bereich mit 95 % Sicherheit (Wilson)."))
        if self.unknown:
            lines.append(
                _("Nicht im Bestand sind %(count)s Kennungen der Datei, zum Beispiel %(ids)s.")
                % {"count": formatting.number(len(self.unknown)), "ids": ", ".join(self.unknown[:3])}
            )
        return "\n".join(lines)


def share_text(share: Share) -> str:
    """'0,950 (0,889–0,978)'."""
    value, low, high = (_decimal(part) for part in (share.value, share.low, share.high))
    return f"{value} ({low}{formatting.EN_DASH}{high})"


def _counts_head() -> str:
    return "".join(head.rjust(_COUNT_WIDTH) for head in (_("richtig"), _("falsch"), _("fehlt")))


def _kind_name(kind: str) -> str:
    return _("Angebote, beide Arten") if kind == OFFER_ANY else finding_kind_name(kind)


def _row_json(row: Row) -> Mapping[str, Any]:
    return {
        "precision": row.precision.as_json(),
        "recall": row.recall.as_json(),
        "f1": row.f1.as_json(),
        "precision_at_20": row.at_first.as_json(),
        "hit": len(row.hits),
        "wrong": [list(pair) for pair in row.wrong],
        "missed": [list(pair) for pair in row.missed],
    }


def _decimal(value: float) -> str:
    return str(format_decimal(value, format="0.000", locale=language()))
