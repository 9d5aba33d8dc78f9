"""The blueprint of the pages: addresses, the template environment, and nothing else."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask
from flask.blueprints import BlueprintSetupState

from graphsvc import formatting, i18n
from graphsvc.web import (
    assets,
    calibration,
    companions,
    coverage,
    csrf,
    details,
    finding,
    findings,
    frame,
    group_merging,
    lists,
    merging,
    network,
    search,
    start,
    wording,
)
from visualisations import shapes


def blueprint() -> Blueprint:
    """The pages, their static files under /static."""
    pages = Blueprint("web", __name__, static_folder="static", static_url_path="/static", template_folder="templates")
    pages.record_once(_prepare)
    for address, name, view in (
        ("/", "start", start.page),
        ("/findings", "findings", findings.page),
        ("/findings.xlsx", "findings_file", findings.download),
        ("/findings/<record_id>", "finding", finding.page),
        ("/findings/<record_id>/merge", "merge", merging.page),
        ("/merges/new", "merge_group", group_merging.page),
        ("/calibration", "calibration", calibration.page),
        ("/actors", "actors", lists.actors),
        ("/actors/<record:record_id>", "actor", details.actor),
        ("/offers", "offers", lists.offers),
        ("/offers/<record:record_id>", "offer", details.offer),
        ("/bodies", "bodies", lists.bodies),
        ("/bodies/<record:record_id>", "body", details.body),
        ("/diagrams/network", "network", network.page),
        ("/diagrams/network.html", "network_file", network.download),
        ("/diagrams/coverage/offers", "coverage_offers", coverage.offers),
        ("/search", "search", search.page),
    ):
        pages.add_url_rule(address, name, view, merge_slashes=False)
    for companion in companions.COMPANIONS:
        for address, name, files_view in companion.rules():
            pages.add_url_rule(address, name, files_view)
    pages.add_url_rule("/diagrams/static/<path:name>", "network_static", network.static_file)
    pages.add_url_rule("/findings/<record_id>/verdict", "decide", finding.decide, methods=["POST"])
    pages.add_url_rule("/findings/<record_id>/undo", "undo", finding.undo, methods=["POST"])
    pages.add_url_rule("/findings/<record_id>/merge", "make_merge", merging.merge, methods=["POST"])
    pages.add_url_rule("/calibration", "adopt_calibration", calibration.adopt, methods=["POST"])
    pages.add_url_rule("/merges/new", "make_group_merge", group_merging.make, methods=["POST"])
    pages.add_url_rule("/merges/<record:record_id>/undo", "part", merging.take_back, methods=["POST"])
    return pages


def _prepare(state: BlueprintSetupState) -> None:
    app = cast(Flask, state.app)
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.ngettext, newstyle=True, pgettext=i18n.pgettext
    )
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(nice=formatting.nice, points=formatting.points, number=formatting.number)
    environment.globals.update(
        asset=assets.asset,
        companions=companions.COMPANIONS,
        csrf_token=csrf.token,
        current_frame=frame.full,
        picture_asset=assets.picture_asset,
        shape_outline=shapes.outline,
        wording=wording,
    )
