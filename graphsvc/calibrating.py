"""The one way to set how findings are weighed, what that would change, and the versions that held before."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from graphsvc import changelog, ledger
from graphsvc.analysis import findings as analysis
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.scoring import model_from
from graphsvc.canonical import from_json
from graphsvc.errors import InvalidInput, StaleVersion
from graphsvc.i18n import gettext as _
from graphsvc.ledger import Edit
from graphsvc.matching import DEFAULT_THRESHOLDS
from graphsvc.model import FINDING_KINDS, Calibration
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store

RECORD = "calibration"  # type and id: a graph has one
LEAST, MOST = 4.0, 60.0  # points of a threshold; below, chance alone gives more findings than anybody can read


@dataclass(frozen=True)
class Preview:
    """What weights would change: findings that appear or disappear, each strongest first."""

    calibration: Calibration
    appearing: list[JudgedFinding]
    disappearing: list[JudgedFinding]
    staying: int


@dataclass(frozen=True)
class Version:
    """Weights that held from one change on; an empty calibration stands for those of the program."""

    revision: int
    at: int  # epoch milliseconds
    user: str
    calibration: Calibration


def current(snapshot: Snapshot) -> Calibration:
    """The calibration that holds, with a threshold for each kind."""
    return whole(snapshot.calibration or Calibration(id=RECORD))


def whole(calibration: Calibration) -> Calibration:
    """The calibration with a threshold for each kind."""
    return replace(calibration, thresholds={**DEFAULT_THRESHOLDS, **calibration.thresholds})


def wish(
    snapshot: Snapshot,
    *,
    thresholds: Mapping[str, float] | None = None,
    factors: Mapping[str, float] | None = None,
    verdicts: int = 0,
    reason: str = "",
    person: str = "",
) -> Calibration:
    """The calibration that is asked for: thresholds that are not named stay, factors are as given (None: stay).

    Raises InvalidInput where a kind, a dimension or a number is none.
    """
    now = current(snapshot)
    errors: dict[str, object] = {}
    for kind, points in (thresholds or {}).items():
        if kind not in FINDING_KINDS:
            errors[f"thresholds.{kind}"] = [_("Diese Art von Befund gibt es nicht.")]
        elif not (math.isfinite(points) and LEAST <= points <= MOST):
            text = _("Eine Schwelle liegt zwischen %(least)s und %(most)s Punkten.")
            errors[f"thresholds.{kind}"] = [text % {"least": f"{LEAST:g}", "most": f"{MOST:g}"}]
    for key, factor in (factors or {}).items():
        if key.partition(".")[0] not in FINDING_KINDS or not key.partition(".")[2]:
            errors[f"factors.{key}"] = [_("Schreiben Sie Art und Vergleich, zum Beispiel parallel_offer.theme.")]
        elif not 0 <= factor <= 1:
            errors[f"factors.{key}"] = [_("Ein Gewicht liegt zwischen 0 und 1.")]
    if errors:
        raise InvalidInput(_("Diese Werte gehen nicht."), errors)
    return replace(
        now,
        thresholds={**now.thresholds, **(thresholds or {})},
        factors=now.factors if factors is None else {key: value for key, value in factors.items() if value != 1},
        verdicts=verdicts,
        reason=reason.strip() or None,
        person=person.strip() or None,
    )


def preview(snapshot: Snapshot, now: list[JudgedFinding], wanted: Calibration) -> Preview:
    """What would be found with these weights, compared with the findings of `now`."""
    there = {judged.finding.id: judged for judged in now}
    then = {judged.finding.id: judged for judged in analysis.findings(snapshot, model=model_from(wanted))}
    return Preview(
        calibration=wanted,
        appearing=[judged for key, judged in then.items() if key not in there],
        disappearing=[judged for key, judged in there.items() if key not in then],
        staying=len(there.keys() & then.keys()),
    )


def adopt(store: Store, snapshot: Snapshot, wanted: Calibration, *, version: int | None = None, user: str = "") -> int:
    """The revision from which on these weights hold; one that says nothing more than the program's is deleted.

    `version` is that of the calibration on which the wish rests (0: none); raises StaleVersion where another holds.
    """
    before = snapshot.calibration
    if version is not None and version != (before.version if before else 0):
        raise StaleVersion(_("Die Gewichtung wurde inzwischen geändert. Laden Sie die Seite neu."))
    says = whole(wanted)
    nothing = says.thresholds == DEFAULT_THRESHOLDS and not says.factors
    after = None if nothing else replace(says, id=RECORD, set_on=date.today().isoformat())
    if before is None and after is None:
        return snapshot.revision
    summary = _("Gewichtung zurückgesetzt") if after is None else _("Gewichtung der Befunde geändert")
    return ledger.commit(
        store, [Edit(RECORD, before, after)], action="edit", user=user or wanted.person or "", summary=summary
    )


def versions(store: Store) -> list[Version]:
    """The weights that held, newest first; those of the program last."""
    key = f"{RECORD}:{RECORD}"
    found = []
    for entry in changelog.changes_of_record(store, RECORD, RECORD):
        after = (entry.after or {}).get(key)
        record = from_json(after) if after is not None else Calibration(id=RECORD)
        if isinstance(record, Calibration):
            found.append(Version(entry.revision, entry.at, entry.user, whole(record)))
    return [*found, Version(0, 0, "", whole(Calibration(id=RECORD)))]
