"""The page on which coordinators set how many points a finding needs, and let the program learn from their verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graphsvc import calibrating, formatting
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.calibrating import Preview
from graphsvc.current import service, user
from graphsvc.errors import InvalidInput, StaleVersion
from graphsvc.i18n import gettext as _
from graphsvc.matching import dimension_name
from graphsvc.matching.learning import LEAST
from graphsvc.model import Calibration
from graphsvc.web import csrf, findings, wording
from graphsvc.web import index as indexes
from graphsvc.web.findings import KIND_ORDER, FindingLine

THRESHOLD, FACTOR = "threshold.", "factor."  # what the names of the fields begin with
SHOWN = 30  # findings of each list
MOST = {"reason": 2000, "person": 200}  # letters, as the fields of the form say


@dataclass(frozen=True)
class Threshold:
    """The threshold of one kind, as the form shows it."""

    kind: str
    name: str  # of the field
    value: str  # points, as a program writes them
    now: str  # points that hold, as people read them
    findings: int  # with those
    error: str


@dataclass(frozen=True)
class Change:
    """What weights would change: numbers, and the strongest findings of each list."""

    appearing: list[FindingLine]
    disappearing: list[FindingLine]
    more_appearing: int  # beyond those that are shown
    more_disappearing: int
    staying: int
    fields: list[tuple[str, str]]  # name and value of the fields that the form sends on
    factors: list[tuple[str, str, str]]  # kind, dimension, share that counts


@dataclass(frozen=True)
class Lesson:
    """What the verdicts about one kind teach; without losses where they were too few."""

    kind: str
    cases: int
    double: int | None
    before: str
    after: str


@dataclass(frozen=True)
class Past:
    """Weights that held."""

    day: str
    who: str
    thresholds: str
    factors: int  # dimensions that do not count whole
    verdicts: int
    reason: str
    holds: bool
    fields: list[tuple[str, str]]


def page() -> str:
    """The page /calibration; with thresholds in the address what they would change, with `learned` what was learned."""
    if request.args.get("learned"):
        wanted: Calibration | None = calibrating.whole(service().lessons().calibration)
        return _render(wanted, {}, {}, learned=True)
    given = _numbers(request.args, THRESHOLD)
    if not given:
        return _render(None, {}, {})
    try:
        return _render(calibrating.wish(service().snapshot(), thresholds=_floats(given)), given, {})
    except InvalidInput as problem:
        return _render(None, given, problem.errors, error=problem.message)


def adopt() -> Response | tuple[str, int]:
    """Takes over the weights of the form, and goes back to the page; what does not fit is said there."""
    csrf.check()
    form = request.form
    given = _numbers(form, THRESHOLD)
    try:
        wanted = calibrating.wish(
            service().snapshot(),
            thresholds=_floats(given),
            factors=_floats(_numbers(form, FACTOR)),
            verdicts=int(form.get("verdicts", "0")) if form.get("verdicts", "0").isdecimal() else 0,
            reason=form.get("reason", "")[: MOST["reason"]],
            person=form.get("person", "")[: MOST["person"]],
        )
        version = form.get("version", "")
        service().adopt_calibration(wanted, version=int(version) if version.isdecimal() else None, user=user())
    except (InvalidInput, StaleVersion) as problem:
        return _render(None, given, problem.errors, error=problem.message), problem.status
    return redirect(url_for("web.calibration", saved=1), code=303)


def _numbers(given: MultiDict[str, str], start: str) -> dict[str, str]:
    """What follows the beginning of the field's name -> value; blank ones count as left out."""
    return {
        name.removeprefix(start): value for name, value in given.items() if name.startswith(start) and value.strip()
    }


def _floats(given: Mapping[str, str]) -> dict[str, float]:
    """The numbers, with a point or a comma; raises InvalidInput."""
    found: dict[str, float] = {}
    errors: dict[str, object] = {}
    for key, text in given.items():
        try:
            found[key] = float(text.strip().replace(",", "."))
        except ValueError:
            errors[f"thresholds.{key}"] = [_("Schreiben Sie eine Zahl.")]
    if errors:
        raise InvalidInput(_("Diese Werte gehen nicht."), errors)
    return found


def _render(
    wanted: Calibration | None,
    given: Mapping[str, str],
    errors: Mapping[str, object],
    *,
    error: str = "",
    learned: bool = False,
) -> str:
    index = indexes.current()
    snapshot = service().snapshot()
    now = calibrating.current(snapshot)
    counts = dict(findings.count_by_kind(index))
    shown = wanted or now
    return render_template(
        "calibration.html",
        thresholds=[
            Threshold(
                kind=kind,
                name=THRESHOLD + kind,
                value=given.get(kind, f"{shown.thresholds[kind]:g}"),
                now=formatting.points(now.thresholds[kind]),
                findings=counts[kind],
                error=" ".join(map(str, errors.get(f"thresholds.{kind}", []))),  # type: ignore[call-overload]
            )
            for kind in KIND_ORDER
        ],
        least=f"{calibrating.LEAST:g}",
        most=f"{calibrating.MOST:g}",
        change=_change(service().preview_calibration(wanted)) if wanted else None,
        lessons=_lessons() if learned else [],
        enough=bool(service().lessons().fits) if learned else True,
        wanted=wanted,
        learned=learned,
        least_verdicts=LEAST,
        version=now.version if now.set_on else 0,
        versions=_versions(),
        scale=index.scale,
        error=error,
        saved="saved" in request.args,
    )


def _change(preview: Preview) -> Change:
    return Change(
        appearing=_lines(preview.appearing),
        disappearing=_lines(preview.disappearing),
        more_appearing=max(0, len(preview.appearing) - SHOWN),
        more_disappearing=max(0, len(preview.disappearing) - SHOWN),
        staying=preview.staying,
        fields=_fields(preview.calibration),
        factors=[
            (key.partition(".")[0], dimension_name(key.partition(".")[2]), formatting.number(factor))
            for key, factor in sorted(preview.calibration.factors.items())
        ],
    )


def _lines(found: list[JudgedFinding]) -> list[FindingLine]:
    index = indexes.current()
    return [findings.line(index, judged) for judged in found[:SHOWN]]


def _fields(calibration: Calibration) -> list[tuple[str, str]]:
    thresholds = [(THRESHOLD + kind, f"{points:g}") for kind, points in sorted(calibration.thresholds.items())]
    factors = [(FACTOR + key, f"{factor:g}") for key, factor in sorted(calibration.factors.items())]
    return [*thresholds, *factors, ("verdicts", str(calibration.verdicts))]


def _lessons() -> list[Lesson]:
    found = service().lessons()
    fits = {fit.kind: fit for fit in found.fits}
    rows = []
    for kind in KIND_ORDER:
        fit = fits.get(kind)
        rows.append(
            Lesson(
                kind=kind,
                cases=found.counts[kind],
                double=fit.double if fit else None,
                before=formatting.number(round(fit.loss_before, 2)) if fit else "",
                after=formatting.number(round(fit.loss, 2)) if fit else "",
            )
        )
    return rows


def _versions() -> list[Past]:
    found = []
    for number, version in enumerate(calibrating.versions(service().store)):
        calibration = version.calibration
        thresholds = [
            f"{wording.finding_kind(kind)} {formatting.points(calibration.thresholds[kind])}" for kind in KIND_ORDER
        ]
        found.append(
            Past(
                day=formatting.moment(version.at) if version.at else "",
                who=calibration.person or version.user,
                thresholds=", ".join(thresholds),
                factors=len(calibration.factors),
                verdicts=calibration.verdicts,
                reason=calibration.reason or "",
                holds=number == 0,
                fields=_fields(calibration),
            )
        )
    return found
