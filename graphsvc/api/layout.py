"""Where the actors stand in the network picture, over HTTP: for all who look at it, set by hand or computed."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from flask.views import MethodView
from marshmallow import Schema, fields
from werkzeug.http import quote_etag

from graphsvc import arranging, picture
from graphsvc.api import versions
from graphsvc.api.blueprint import Blueprint
from graphsvc.api.moves import Moves
from graphsvc.api.parameters import Input
from graphsvc.api.resources import described
from graphsvc.canonical import line
from graphsvc.current import service, user
from graphsvc.i18n import gettext as _
from graphsvc.schemas.cells import Flag, Texts
from graphsvc.snapshot import Snapshot

EXAMPLE = {"places": [{"id": "A1", "x": 120.5, "y": -40}]}


class LayoutChangeSchema(Input):
    """Which actors are put where, and which go back to where they are computed."""

    places = Moves("actors that are put somewhere: id, and x and y in units of the picture")
    lifted = Texts("ids of the actors whose place by hand is lifted")


class AnewSchema(Input):
    """What stays when all is computed anew."""

    keep = Flag("true: places set by hand stay as they are; otherwise they are lifted")


class SpotSchema(Schema):
    """Where one actor stands."""

    id = fields.String(**described("id of the actor"))
    x = fields.Float(**described("units of the picture to the right"))
    y = fields.Float(**described("units of the picture downwards"))
    by_hand = fields.Boolean(**described("whether somebody put it there"))


class LayoutSchema(Schema):
    """Where all actors stand."""

    places = fields.List(fields.Nested(SpotSchema), **described("every actor, by id"))
    undoable = fields.List(
        fields.Integer(),
        **described("revisions of the newest changes of the layout that were not taken back, newest first"),
    )


class LayoutMadeSchema(LayoutSchema):
    """What a change of the layout did."""

    revision = fields.Integer(**described("revision of the graph, to take the change back with; as before if nothing"))


blueprint = Blueprint("layout", __name__, description="Where the actors stand in the network picture")


@blueprint.route("")
class Layout(MethodView):
    """The places of all actors."""

    decorators: ClassVar = [versions.version_required]

    @blueprint.doc(operationId="get_layout")
    @blueprint.response(200, LayoutSchema)
    def get(self) -> Any:
        """Where all actors stand: as set by hand, else computed."""
        layout = _layout()
        return layout, {"ETag": quote_etag(_tag(layout))}

    @blueprint.doc(operationId="change_layout")
    @blueprint.arguments(LayoutChangeSchema, example=EXAMPLE)
    @blueprint.response(200, LayoutMadeSchema)
    def patch(self, data: dict[str, Any]) -> Any:
        """Put some actors somewhere, or lift their places; answers where those stand now."""
        snapshot = _checked()
        moved, lifted = data.get("places", {}), data.get("lifted", [])
        revision = arranging.move(service().store, snapshot, moved, lifted, user=user())
        return _made(revision, {*moved, *lifted})

    @blueprint.doc(operationId="lift_layout")
    @blueprint.response(200, LayoutMadeSchema)
    def delete(self) -> Any:
        """Lift all places that were set by hand; answers where all stand now."""
        return _made(arranging.lift_all(service().store, _checked(), user=user()))


@blueprint.route("/anew")
class LayoutAnew(MethodView):
    """Computing anew."""

    @blueprint.doc(operationId="arrange_anew")
    @blueprint.arguments(AnewSchema, example={"keep": True})
    @blueprint.response(200, LayoutMadeSchema)
    def post(self, data: dict[str, Any]) -> Any:
        """Compute all places anew; the change is taken back like any other, and the old places are there again."""
        keep = data.get("keep", False)
        return _made(arranging.anew(service().store, service().snapshot(), keep=keep, user=user()))


def _layout() -> dict[str, Any]:
    snapshot = service().snapshot()
    return {"places": _places(snapshot, service().positions()), "undoable": service().undoable_arrangements()}


def _places(snapshot: Snapshot, positions: picture.Positions) -> list[dict[str, Any]]:
    return [{"id": actor, "x": x, "y": y, "by_hand": actor in snapshot.places} for actor, (x, y) in positions.items()]


def _tag(layout: dict[str, Any]) -> str:
    return hashlib.sha256(line(layout).encode()).hexdigest()[:32]


def _checked() -> Snapshot:
    """The snapshot that a change rests on; raises StaleVersion where If-Match names another layout."""
    snapshot = service().snapshot()
    told = _("Die Anordnung wurde inzwischen geändert. Laden Sie sie neu.")
    versions.check_tag(_tag(_layout()), told)
    return snapshot


def _made(revision: int, of: set[str] | None = None) -> Any:
    layout = _layout()
    tag = {"ETag": quote_etag(_tag(layout))}
    places = [row for row in layout["places"] if of is None or row["id"] in of]
    return {"revision": revision, "undoable": layout["undoable"], "places": places}, tag
