"""Findings against a labelled file: precision, recall and F1 per kind, as `shared/gold/score.py` counts them."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphsvc.errors import InvalidInput
from graphsvc.evaluation.proportions import Share, f1, mean, share
from graphsvc.i18n import gettext as _
from graphsvc.model import FINDING_KINDS

KINDS = {
    "dublette_akteur": "duplicate_actor",
    "dublette_angebot": "duplicate_offer",
    "doppelangebot": "parallel_offer",
    "parallelstruktur": "parallel_body",
}
OFFER_KINDS = ("duplicate_offer", "parallel_offer")
OFFER_ANY = "offer_any"  # either kind of offers, so that a confusion between the two costs nothing
OVERALL = ("duplicate_actor", OFFER_ANY, "parallel_body")
FIRST = 20  # findings that a person looks at in one sitting
_COLUMNS = ("Art", "A", "B", "Urteil")
_VERDICTS = ("ja", "nein", "grau")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """A pair that a finding reports."""

    kind: str
    pair: Pair
    score: float


@dataclass(frozen=True)
class Labels:
    """What the file says about pairs of one kind; every pair that it does not list is no finding."""

    yes: frozenset[Pair]
    grey: frozenset[Pair]  # nobody knows: left out of the scoring


@dataclass(frozen=True)
class Row:
    """The figures of one kind."""

    precision: Share
    recall: Share
    f1: Share
    at_first: Share  # precision of the FIRST strongest
    hits: tuple[Pair, ...]
    wrong: tuple[Pair, ...]
    missed: tuple[Pair, ...]


@dataclass(frozen=True)
class Scores:
    """All figures of one comparison."""

    rows: Mapping[str, Row]  # by kind, OFFER_ANY last
    kind_accuracy: Share  # of the true pairs of offers that were found: share that bear the right kind and no other
    overall: Share  # mean F1 of OVERALL
    at_first: Share  # precision of the FIRST strongest findings of all kinds


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def read_gold(path: Path) -> dict[str, Labels]:
    """Kind -> labels of the file (Art;A;B;Urteil;Begründung); raises InvalidInput with the line that is wrong."""
    found: dict[str, dict[str, set[Pair]]] = {kind: {word: set() for word in _VERDICTS} for kind in KINDS.values()}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or ())]:
                text = _("Der Datei %(file)s fehlt die Spalte %(column)s; erwartet wird Art;A;B;Urteil;Begründung.")
                raise InvalidInput(text % {"file": path.name, "column": ", ".join(missing)})
            for row in rows:
                art, a, b, verdict = ((row[name] or "").strip() for name in _COLUMNS)
                if problem := _problem(art, a, b, verdict):
                    where = {"file": path.name, "line": rows.line_num, "problem": problem}
                    raise InvalidInput(_("%(file)s, Zeile %(line)s: %(problem)s") % where)
                found[KINDS[art]][verdict].add(_pair(a, b))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(_("Die Datei %(file)s lässt sich nicht lesen.") % {"file": path}) from error
    return {kind: Labels(frozenset(labels["ja"]), frozenset(labels["grau"])) for kind, labels in found.items()}


def _problem(art: str, a: str, b: str, verdict: str) -> str:
    if art not in KINDS:
        return _("Art ist eines von %(words)s.") % {"words": ", ".join(KINDS)}
    if verdict not in _VERDICTS:
        return _("Urteil ist eines von %(words)s.") % {"words": ", ".join(_VERDICTS)}
    return "" if a and b and a != b else _("A und B sind zwei verschiedene Kennungen.")


def read_findings(path: Path) -> list[Said]:
    """The pairs of a JSON file as `parallels --json` writes it, or of a bare array of findings; raises InvalidInput."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        listed = document["findings"] if isinstance(document, dict) else document
        return list(pairs((item["kind"], item["members"], float(item.get("score", 0.0))) for item in listed))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(
            _("Die Datei %(file)s enthält keine Befunde, wie `graphsvc parallels --json` sie schreibt.")
            % {"file": path}
        ) from error


def pairs(findings: Iterable[tuple[str, Sequence[str], float]]) -> Iterable[Said]:
    """The pairs of (kind, members, score); more than two members stand for all their pairs."""
    for kind, members, score in findings:
        if kind in FINDING_KINDS:
            for a, b in itertools.combinations(members, 2):
                yield Said(kind, _pair(a, b), score)


def score(gold: Mapping[str, Labels], said: Iterable[Said]) -> Scores:
    """How well what was said fits what the labels say."""
    listed = list(said)
    found = {kind: {item.pair for item in listed if item.kind == kind} for kind in KINDS.values()}
    rows = {kind: _row(labels, [item for item in listed if item.kind == kind]) for kind, labels in gold.items()}
    yes = frozenset().union(*(gold[kind].yes for kind in OFFER_KINDS))
    either = Labels(yes, frozenset().union(*(gold[kind].grey for kind in OFFER_KINDS)) - yes)
    rows[OFFER_ANY] = _row(either, [item for item in listed if item.kind in OFFER_KINDS])
    right = sum(len((gold[kind].yes & found[kind]) - found[other]) for kind, other in (OFFER_KINDS, OFFER_KINDS[::-1]))
    return Scores(
        rows=rows,
        kind_accuracy=share(right, len(rows[OFFER_ANY].hits)),
        overall=mean([rows[name].f1 for name in OVERALL]),
        at_first=_at_first([(item, gold[item.kind]) for item in listed]),
    )


def _row(labels: Labels, said: Sequence[Said]) -> Row:
    reported = {item.pair for item in said} - labels.grey
    hits, wrong, missed = labels.yes & reported, reported - labels.yes, labels.yes - reported
    return Row(
        precision=share(len(hits), len(reported)),
        recall=share(len(hits), len(labels.yes)),
        f1=f1(len(hits), len(wrong), len(missed)),
        at_first=_at_first([(item, labels) for item in said]),
        hits=tuple(sorted(hits)),
        wrong=tuple(sorted(wrong)),
        missed=tuple(sorted(missed)),
    )


def _at_first(said: Sequence[tuple[Said, Labels]]) -> Share:
    """Precision of the strongest; of two findings of one pair the stronger one counts."""
    strongest = sorted(said, key=lambda item: (-item[0].score, item[0].kind, item[0].pair))
    # offers are one kind of thing here, so that a pair that is called both does not take two places
    first = {(item.kind in OFFER_KINDS or item.kind, item.pair): (item, labels) for item, labels in reversed(strongest)}
    clear = [
        item.pair in labels.yes
        for item, labels in sorted(first.values(), key=lambda entry: (-entry[0].score, entry[0].kind, entry[0].pair))
        if item.pair not in labels.grey
    ][:FIRST]
    return share(sum(clear), len(clear))
