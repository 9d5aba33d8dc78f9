"""How findings are weighed, over HTTP: read, look at what would change, set, and learn from verdicts."""

from __future__ import annotations

from typing import Any

from flask.views import MethodView
from marshmallow import Schema, fields

from graphsvc import calibrating
from graphsvc.api import versions
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.findings import MOST_PERSON, MOST_REASON, FindingSchema
from graphsvc.api.parameters import Input, ShortText
from graphsvc.api.resources import described
from graphsvc.current import service, user
from graphsvc.listing import finding_json
from graphsvc.matching import MODEL_VERSION
from graphsvc.model import Calibration
from graphsvc.schemas.maps import PlainMap

EXAMPLE = {"thresholds": {"parallel_offer": 14.0}, "reason": "Die Liste soll kürzer werden"}


class CalibrationWishSchema(Input):
    """How findings are to be weighed."""

    thresholds = PlainMap("kind of finding -> points that it needs; kinds that are left out stay", numbers=True)
    factors = PlainMap("kind.dimension -> share of its points that counts, 0 to 1; left out: as it is", numbers=True)
    reason = ShortText("why", most=MOST_REASON)
    person = ShortText("who decides; a function", most=MOST_PERSON)


class CalibrationShownSchema(Schema):
    """How findings are weighed."""

    model = fields.String(**described("version of the weights"))
    thresholds = fields.Dict(**described("kind of finding -> points that it needs"))
    factors = fields.Dict(**described("kind.dimension -> share of its points that counts; all others count whole"))
    verdicts = fields.Integer(**described("number of verdicts that it was learned from"))
    reason = fields.String(allow_none=True, **described("why"))
    person = fields.String(allow_none=True, **described("who decided"))
    set_on = fields.String(**described("day since when it holds; empty for the weights of the program"))
    revision = fields.Integer(**described("the change that set it: POST /changes/{revision}/undo takes it back"))


class CalibrationPreviewSchema(CalibrationShownSchema):
    """What weights would change."""

    appearing = fields.List(fields.Nested(FindingSchema), **described("findings that there would be besides"))
    disappearing = fields.List(fields.Nested(FindingSchema), **described("findings that there would not be any more"))
    staying = fields.Integer(**described("number of findings that would stay"))


class FitSchema(Schema):
    """What the verdicts about one kind teach."""

    kind = fields.String(**described("kind of finding"))
    cases = fields.Integer(**described("verdicts that say yes or no"))
    double = fields.Integer(**described("those that say that the finding was right"))
    loss_before = fields.Float(**described("bits per verdict that the weights of the program did not foresee"))
    loss = fields.Float(**described("the same with the learned weights, of verdicts that were left out while learning"))


class CalibrationLearnedSchema(CalibrationPreviewSchema):
    """Weights learned from verdicts, and what they would change."""

    fits = fields.List(fields.Nested(FitSchema), **described("what they rest on; kinds with too few are absent"))


blueprint = Blueprint("calibration", __name__, description="How findings are weighed")


@blueprint.route("")
class OneCalibration(MethodView):
    """The weights that hold."""

    @blueprint.doc(operationId="get_calibration")
    @blueprint.response(200, CalibrationShownSchema)
    def get(self) -> Any:
        """The weights that hold."""
        now = calibrating.current(service().snapshot())
        return _shown(now), versions.etag_header(now)

    @blueprint.doc(operationId="set_calibration")
    @blueprint.arguments(CalibrationWishSchema, example=EXAMPLE)
    @blueprint.response(200, CalibrationShownSchema)
    @versions.version_required
    def put(self, data: dict[str, Any]) -> Any:
        """Weigh findings in this way; earlier weights stay in the history."""
        snapshot = service().snapshot()
        versions.check(calibrating.current(snapshot))
        service().adopt_calibration(calibrating.wish(snapshot, **data), user=user())
        now = calibrating.current(service().snapshot())
        return _shown(now), versions.etag_header(now)


@blueprint.route("/preview")
class CalibrationPreview(MethodView):
    """A look at other weights."""

    @blueprint.doc(operationId="preview_calibration")
    @blueprint.arguments(CalibrationWishSchema, example=EXAMPLE)
    @blueprint.response(200, CalibrationPreviewSchema)
    def post(self, data: dict[str, Any]) -> Any:
        """What these weights would change; nothing is written."""
        return _previewed(service().preview_calibration(calibrating.wish(service().snapshot(), **data)))


@blueprint.route("/learned")
class CalibrationLearned(MethodView):
    """What the verdicts teach."""

    @blueprint.doc(operationId="learned_calibration")
    @blueprint.response(200, CalibrationLearnedSchema)
    def get(self) -> Any:
        """Weights that fit the verdicts better, and what they would change; nothing is written."""
        found = service().lessons()
        shown = _previewed(service().preview_calibration(calibrating.whole(found.calibration)))
        return shown | {"fits": [FitSchema().dump(fit) for fit in found.fits]}


def _shown(calibration: Calibration) -> dict[str, Any]:
    version = f"{MODEL_VERSION}-{calibration.version}" if calibration.set_on else MODEL_VERSION
    return {
        "model": version,
        "thresholds": calibration.thresholds,
        "factors": calibration.factors,
        "verdicts": calibration.verdicts,
        "reason": calibration.reason,
        "person": calibration.person,
        "set_on": calibration.set_on,
        "revision": calibration.revision,
    }


def _previewed(found: calibrating.Preview) -> dict[str, Any]:
    return _shown(found.calibration) | {
        "appearing": [finding_json(judged) for judged in found.appearing],
        "disappearing": [finding_json(judged) for judged in found.disappearing],
        "staying": found.staying,
    }
