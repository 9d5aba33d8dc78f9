"""The network picture: inside a page of the house, and as one file to take along."""

from __future__ import annotations

import dataclasses

from flask import Response, render_template, request, send_from_directory, url_for
from markupsafe import Markup

from graphsvc.current import service
from visualisations import network

FILE_NAME = "netzwerk.html"


def page() -> str:
    """The page /diagrams/network; body and data come escaped from their maker."""
    view = dataclasses.replace(service().network_view(), arrange_url=url_for("layout.Layout"))
    return render_template(
        "network.html",
        view=view,
        style=network.STYLES[-1],
        scripts=network.SCRIPTS,
        body=Markup(network.body(view)),  # noqa: S704
        data=Markup(network.data_json(view)),  # noqa: S704
    )


def download() -> Response:
    """The picture as one self-contained file; always as a download, as its own policy differs from the pages'."""
    text = network.render(service().network_view(request.host_url.rstrip("/")), page="standalone")
    response = Response(text, mimetype="text/html")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE_NAME}"
    return response


def static_file(name: str) -> Response:
    """One of the files that the picture loads."""
    return send_from_directory(network.STATIC, name)
