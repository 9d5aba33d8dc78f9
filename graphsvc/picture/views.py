"""The views of the network by their keys: actors alone, two kinds of things together, or the organigram."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphsvc.errors import InvalidInput
from graphsvc.i18n import gettext as _
from graphsvc.picture import actors_bodies, actors_offers, hierarchy, projection
from graphsvc.picture.frame import Frame
from visualisations.network import Link, NetworkView

ACTORS = "actors"  # the view that is shown unless another is asked for
MADE: Mapping[str, Callable[[Frame], NetworkView]] = {  # all others
    actors_offers.KEY: actors_offers.actors_offers,
    actors_bodies.KEY: actors_bodies.actors_bodies,
    projection.KEY: projection.bodies_projection,
    hierarchy.KEY: hierarchy.hierarchy,
}
VIEWS = (ACTORS, *MADE)


def checked(key: str) -> str:
    """`key` if it is one of VIEWS, ACTORS where it is empty; raises InvalidInput."""
    if key and key not in VIEWS:
        raise InvalidInput(
            _("Die Ansicht „%(given)s“ gibt es nicht. Möglich: %(known)s.") % {"given": key, "known": ", ".join(VIEWS)}
        )
    return key or ACTORS


def view_name(key: str) -> str:
    """What people read for a view; raises KeyError for another key."""
    return {
        ACTORS: _("Akteure"),
        actors_offers.KEY: _("Akteure und Angebote"),
        actors_bodies.KEY: _("Akteure und Gremien"),
        projection.KEY: _("Verbundene Gremien"),
        hierarchy.KEY: _("Organigramm"),
    }[key]


def links(current: str, *, part: bool = False) -> tuple[Link, ...]:
    """Links from the page of one view to those of all; the page of a `part` of the network is none of them."""
    paths = {key: "/diagrams/network" if key == ACTORS else f"/diagrams/network?view={key}" for key in VIEWS}
    return tuple(Link(view_name(key), path, key == current and not part) for key, path in paths.items())
