"""Commands of the pictures: render, and each companion as text."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from graphsvc.commands.base import answer_json, json_option, opened_store, say, settings_of
from graphsvc.i18n import gettext as _

NETWORK_VIEWS = ("actors", "actors-offers", "actors-bodies", "bodies-projection", "hierarchy")  # as picture.views.VIEWS


@click.command()
@click.argument(
    "picture", type=click.Choice(["network", "coverage", "departments", "bodies", "comparison", "timeline"])
)
@click.option("--out", "out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--ego", help="Id of the actor in the middle.")
@click.option("--depth", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps from it.")
@click.option("--view", type=click.Choice(NETWORK_VIEWS), help="View of the network; actors unless told.")
@click.option(
    "--on", "--to", "on", type=click.DateTime(["%Y-%m-%d"]), help="Day that the picture is of; today unless told."
)
@click.option(
    "--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="Earlier day of a comparison; a year before unless told."
)
@click.pass_context
def render(
    ctx: click.Context, picture: str, out: Path, ego: str | None, depth: int, view: str | None, on: Any, since: Any
) -> None:
    """Write one picture as one file that needs nothing else (.html, .svg, .png or .pdf)."""
    from graphsvc import rendering

    day, earlier = (given.date().isoformat() if given else None for given in (on, since))
    asked = rendering.Asked(ego, depth, day, view, earlier)
    with opened_store(ctx) as store:
        rendering.write(store, settings_of(ctx), picture, out, asked)
    say(_("Gespeichert: %(file)s") % {"file": out})


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day to look at; today unless told.")
@click.option("--theme", help="Id of a theme: only offers that have it.")
@click.option("--citywide", is_flag=True, help="Count citywide offers in every district.")
@json_option
@click.pass_context
def coverage(ctx: click.Context, on: Any, theme: str | None, citywide: bool, as_json: bool) -> None:
    """Show where for whom how much is offered, with the gaps."""
    from graphsvc.picture import coverage as picture
    from graphsvc.service import Service

    with opened_store(ctx) as store:
        service = Service(store, settings_of(ctx))
        day = (on or datetime.now()).date().isoformat()
        answer = service.coverage(day, theme=theme, citywide=citywide)
        context = service.picture_context(None)
    if as_json:
        answer_json({"revision": context.snapshot.revision, **dataclasses.asdict(answer)})
    else:
        click.echo(picture.as_text(context, answer))


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day to look at; today unless told.")
@json_option
@click.pass_context
def bodies(ctx: click.Context, on: Any, as_json: bool) -> None:
    """Show which bodies share members, and who sits in how many."""
    from graphsvc.picture import overlap as picture
    from graphsvc.service import Service

    with opened_store(ctx) as store:
        service = Service(store, settings_of(ctx))
        answer = service.overlap((on or datetime.now()).date().isoformat())
        context = service.picture_context(None)
    if as_json:
        answer_json({"revision": context.snapshot.revision, **dataclasses.asdict(answer)})
    else:
        click.echo(picture.as_text(context, answer))
