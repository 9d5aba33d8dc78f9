"""Commands of the pictures of time: what changed between two days, and what holds how long."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import click

from graphsvc.commands.base import answer_json, json_option, opened_store, settings_of

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "since", type=DAY, help="The earlier day; a year before the later one unless told.")
@click.option("--to", "until", type=DAY, help="The later day; today unless told.")
@click.option("--district", help="Id of a district: only what is there.")
@json_option
@click.pass_context
def comparison(ctx: click.Context, since: Any, until: Any, district: str | None, as_json: bool) -> None:
    """Show what came and what ended between two days, by what held, not by when it was recorded."""
    from graphsvc.analysis.spans import years_later
    from graphsvc.picture import comparison as picture
    from graphsvc.service import Service

    last = _day(until)
    first = _day(since) if since else years_later(last, -1)
    with opened_store(ctx) as store:
        service = Service(store, settings_of(ctx))
        answer = service.comparison(first, last, district=district)
        context = service.picture_context(None)
    if as_json:
        answer_json({"revision": context.snapshot.revision, **dataclasses.asdict(answer)})
    else:
        click.echo(picture.as_text(context, answer))


@click.command()
@click.option("--on", type=DAY, help="Day to look from; today unless told.")
@click.option("--kind", type=click.Choice(["offer", "body", "funding"]), help="Only records of this kind.")
@click.option("--theme", help="Id of a theme: only what has it.")
@click.option("--district", help="Id of a district: only what is there.")
@click.option("--ending", is_flag=True, help="Only what ends within twelve months.")
@json_option
@click.pass_context
def timeline(
    ctx: click.Context,
    on: Any,
    kind: str | None,
    theme: str | None,
    district: str | None,
    ending: bool,
    as_json: bool,
) -> None:
    """Show how long offers, bodies and fundings hold, and what ends soon."""
    from graphsvc.picture import timeline as picture
    from graphsvc.service import Service

    with opened_store(ctx) as store:
        service = Service(store, settings_of(ctx))
        answer = service.timeline(_day(on), kind=kind, theme=theme, district=district, ending=ending)
        context = service.picture_context(None)
    if as_json:
        answer_json({"revision": context.snapshot.revision, **dataclasses.asdict(answer)})
    else:
        click.echo(picture.as_text(context, answer))


def _day(given: Any) -> str:
    """The day that was given (ISO date), else today."""
    return (given.date() if given else date.today()).isoformat()
