"""The network picture in each of its views: inside a page of the house, and as one file to take along."""

from __future__ import annotations

import dataclasses

from flask import Response, render_template, request, send_from_directory, url_for
from markupsafe import Markup

from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import parts, views
from visualisations import network

FILE_NAME = "netzwerk"


def page() -> str:
    """The page /diagrams/network; body and data come escaped from their maker."""
    key = views.checked(request.args.get("view", ""))
    part = request.args.get("part", "")
    whole = key == views.ACTORS and not parts.is_large(service().snapshot())
    view = service().network_view(view=key, part=part)
    arrange = url_for("layout.Layout") if whole else None
    view = dataclasses.replace(
        view,
        views=views.links(key, part=bool(part) and not whole),
        arrange_url=arrange,
        list_url=url_for("web.actors"),
    )
    return render_template(
        "network.html",
        heading=_("Netzwerk") if key == views.ACTORS else views.view_name(key),
        view=view,
        style=network.STYLES[-1],
        scripts=network.SCRIPTS,
        body=Markup(network.body(view)),  # noqa: S704
        data=Markup(network.data_json(view)),  # noqa: S704
    )


def download() -> Response:
    """The picture as one self-contained file; always as a download, as its own policy differs from the pages'."""
    key = views.checked(request.args.get("view", ""))
    asked = {"view": key, "part": request.args.get("part", "")}
    text = network.render(service().network_view(request.host_url.rstrip("/"), **asked), page="standalone")
    name = FILE_NAME if key == views.ACTORS else f"{FILE_NAME}-{key}"
    response = Response(text, mimetype="text/html")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.html"
    return response


def static_file(name: str) -> Response:
    """One of the files that the picture loads."""
    return send_from_directory(network.STATIC, name)
