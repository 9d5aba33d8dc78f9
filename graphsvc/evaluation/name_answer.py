"""The figures of `evaluate --names` as a text for people and as a document for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graphsvc import formatting
from graphsvc.evaluation.answer import METHOD, share_text
from graphsvc.evaluation.name_cases import NameCases
from graphsvc.evaluation.proportions import LEVEL, Share, f1, share
from graphsvc.i18n import gettext as _
from graphsvc.matching.company_scores import SAME

_NAME_WIDTH, _SHARE_WIDTH, _COUNT_WIDTH = 30, 22, 8


@dataclass(frozen=True)
class Figures:
    """How well some of the cases were judged."""

    hits: int
    wrong: int
    missed: int
    cases: int

    def shares(self) -> dict[str, Share]:
        """Precision, recall, F1 and the share of pairs that are judged rightly, with their intervals."""
        return {
            "precision": share(self.hits, self.hits + self.wrong),
            "recall": share(self.hits, self.hits + self.missed),
            "f1": f1(self.hits, self.wrong, self.missed),
            "accuracy": share(self.cases - self.wrong - self.missed, self.cases),
        }

    def as_json(self) -> dict[str, Any]:
        """Shares unrounded, and the counts behind them."""
        counts = {"hit": self.hits, "wrong": self.wrong, "missed": self.missed, "cases": self.cases}
        return {name: value.as_json() for name, value in self.shares().items()} | counts


@dataclass(frozen=True)
class NameAnswer:
    """Scores of pairs of names against the truth."""

    cases: NameCases
    scores: Sequence[float]

    def figures(self, places: Sequence[int] | None = None) -> Figures:
        """The figures of all cases, or of some."""
        some = range(len(self.scores)) if places is None else places
        judged = [(self.scores[place] >= SAME, self.cases.same[place]) for place in some]
        return Figures(
            hits=judged.count((True, True)),
            wrong=judged.count((True, False)),
            missed=judged.count((False, True)),
            cases=len(judged),
        )

    def groups(self) -> Iterator[tuple[str, str, Figures]]:
        """(column, value, figures) of each value of each column of categories."""
        for header, values in self.cases.categories.items():
            for value in sorted(set(values)):
                yield header, value, self.figures([place for place, found in enumerate(values) if found == value])

    def as_json(self, *, errors: bool = False) -> dict[str, Any]:
        """The document of --json; with `errors` the pairs that were judged wrongly."""
        groups: dict[str, dict[str, Any]] = {}
        for header, value, figures in self.groups():
            groups.setdefault(header, {})[value] = figures.as_json()
        document = {
            "interval": {"method": METHOD, "level": LEVEL},
            "threshold": SAME,
            **self.figures().as_json(),
            "groups": groups,
        }
        if errors:
            document |= {name: [list(pair) for pair, _score in found] for name, found in self._errors().items()}
        return document

    def as_text(self, *, errors: bool = False) -> str:
        """One line for all cases and one per group; with `errors` the pairs that were judged wrongly."""
        heads = (_("Präzision"), _("Trefferquote"), _("F1"), _("richtig beurteilt"))
        counts = (_("richtig"), _("falsch"), _("fehlt"))
        lines = ["".ljust(_NAME_WIDTH) + "".join(head.rjust(_SHARE_WIDTH) for head in heads)]
        lines[0] += "".join(head.rjust(_COUNT_WIDTH) for head in counts)
        lines.append(_line(_("alle Paare"), self.figures()))
        lines += [_line(f"{header}: {value}", figures) for header, value, figures in self.groups()]
        lines.append(_("In Klammern: Bereich mit 95 % Sicherheit (Wilson)."))
        if errors:
            texts = {
                "wrong_pairs": lambda: _("falsch gemeldet: %(a)s, %(b)s"),
                "missed_pairs": lambda: _("übersehen: %(a)s, %(b)s"),
            }
            for name, found in self._errors().items():
                lines += [f"{texts[name]() % {'a': a, 'b': b}} ({score:.2f})" for (a, b), score in found]
        return "\n".join(lines)

    def _errors(self) -> dict[str, list[tuple[tuple[str, str], float]]]:
        judged = list(zip(self.cases.pairs, self.scores, self.cases.same, strict=True))
        return {
            "wrong_pairs": [(pair, score) for pair, score, same in judged if score >= SAME and not same],
            "missed_pairs": [(pair, score) for pair, score, same in judged if score < SAME and same],
        }


def _line(name: str, figures: Figures) -> str:
    counts = (figures.hits, figures.wrong, figures.missed)
    matches = figures.hits + figures.wrong + figures.missed > 0
    shares = [
        share_text(value) if matches or key == "accuracy" else formatting.EN_DASH
        for key, value in figures.shares().items()
    ]
    return (
        name[: _NAME_WIDTH - 1].ljust(_NAME_WIDTH)
        + "".join(text.rjust(_SHARE_WIDTH) for text in shares)
        + "".join(str(count).rjust(_COUNT_WIDTH) for count in counts)
    )
