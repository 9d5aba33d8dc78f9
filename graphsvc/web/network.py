"""The network picture in each of its views: inside a page of the house, and as one file to take along."""

from __future__ import annotations

import dataclasses

from flask import Response, render_template, request, send_from_directory, url_for
from markupsafe import Markup

from graphsvc.current import service
from graphsvc.i18n import gettext as _
from graphsvc.picture import views
from visualisations import network

FILE_NAME = "netzwerk"


def page() -> str:
    """The page /diagrams/network; body and data come escaped from their maker."""
    key = views.checked(request.args.get("view", ""))
    arrange = url_for("layout.Layout") if key == views.ACTORS else None
    view = dataclasses.replace(service().network_view(view=key), views=views.links(key), arrange_url=arrange)
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
    text = network.render(service().network_view(request.host_url.rstrip("/"), view=key), page="standalone")
    name = FILE_NAME if key == views.ACTORS else f"{FILE_NAME}-{key}"
    response = Response(text, mimetype="text/html")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.html"
    return response


def static_file(name: str) -> Response:
    """One of the files that the picture loads."""
    return send_from_directory(network.STATIC, name)
