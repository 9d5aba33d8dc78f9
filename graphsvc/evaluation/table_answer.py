"""The figures of `evaluate --tables` as a text for people and as a document for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphsvc import formatting
from graphsvc.evaluation.answer import METHOD, share_text
from graphsvc.evaluation.gold import Pair
from graphsvc.evaluation.proportions import LEVEL, Share, f1, share
from graphsvc.i18n import gettext as _
from graphsvc.matching.columns import Table
from graphsvc.matching.linking import Links

_WIDTH = 16
_MOST_CELL = 60


@dataclass(frozen=True)
class TableAnswer:
    """What was found in two tables against the true pairs."""

    a: Table
    b: Table
    links: Links
    true: frozenset[Pair]

    @property
    def found(self) -> frozenset[Pair]:
        """The pairs that were reported."""
        return frozenset((linked.a, linked.b) for linked in self.links.pairs)

    @property
    def wrong(self) -> list[Pair]:
        """Reported pairs that are not true."""
        return sorted(self.found - self.true)

    @property
    def missed(self) -> list[Pair]:
        """True pairs that were not reported."""
        return sorted(self.true - self.found)

    def shares(self) -> dict[str, Share]:
        """Precision, recall and F1 with their intervals."""
        hits = len(self.found & self.true)
        return {
            "precision": share(hits, len(self.found)),
            "recall": share(hits, len(self.true)),
            "f1": f1(hits, len(self.wrong), len(self.missed)),
        }

    def as_json(self, *, errors: bool = False) -> dict[str, Any]:
        """The document of --json; shares unrounded; with `errors` the pairs that are wrong or missed."""
        document: dict[str, Any] = {
            "rows": [len(self.a.ids), len(self.b.ids)],
            "columns": [{"a": column.a, "b": column.b, "kind": column.kind} for column in self.links.columns],
            "candidates": self.links.candidates,
            "weights": dict(self.links.weights),
            "interval": {"method": METHOD, "level": LEVEL},
            **{name: value.as_json() for name, value in self.shares().items()},
            "reported": len(self.found),
            "true": len(self.true),
            "hit": len(self.found & self.true),
        }
        if errors:
            document |= {"wrong": [list(pair) for pair in self.wrong], "missed": [list(pair) for pair in self.missed]}
        return document

    def as_text(self, *, errors: bool = False) -> str:
        """The figures; with `errors` the rows of the pairs that were wrong or missed."""
        columns = ", ".join(f"{column.a} = {column.b} ({column.kind})" for column in self.links.columns)
        lines = [
            _("%(a)s und %(b)s Zeilen, verglichen nach: %(columns)s")
            % {
                "a": formatting.number(len(self.a.ids)),
                "b": formatting.number(len(self.b.ids)),
                "columns": columns,
            }
        ]
        names = {"precision": _("Präzision"), "recall": _("Trefferquote"), "f1": _("F1")}
        lines += [names[name].ljust(_WIDTH) + share_text(value) for name, value in self.shares().items()]
        lines.append(
            _("richtig %(hit)s, falsch %(wrong)s, fehlt %(missed)s")
            % {
                "hit": formatting.number(len(self.found & self.true)),
                "wrong": formatting.number(len(self.wrong)),
                "missed": formatting.number(len(self.missed)),
            }
        )
        lines.append(_("In Klammern: Bereich mit 95 % Sicherheit (Wilson)."))
        if errors:
            lines += [_("falsch gemeldet: %(a)s, %(b)s") % self._named(pair) for pair in self.wrong]
            lines += [_("übersehen: %(a)s, %(b)s") % self._named(pair) for pair in self.missed]
        return "\n".join(lines)

    def _named(self, pair: Pair) -> dict[str, str]:
        column = next(iter(self.links.columns), None)
        if column is None:
            return {"a": pair[0], "b": pair[1]}
        return {
            "a": _row_text(self.a, column.a, pair[0]),
            "b": _row_text(self.b, column.b, pair[1]),
        }


def _row_text(table: Table, header: str, id_: str) -> str:
    if id_ not in table.ids:
        return id_
    return f"{id_} „{table.columns[header][table.ids.index(id_)][:_MOST_CELL]}“"
