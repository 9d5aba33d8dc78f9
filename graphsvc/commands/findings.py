"""Commands of detection: parallels, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphsvc.commands.base import answer_json, json_option, opened_store


@click.command()
@click.option("--kind", type=click.Choice(["duplicate_actor", "duplicate_offer", "parallel_offer", "parallel_body"]))
@click.option("--min-score", type=float, help="Points from which on a finding is shown.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Only what holds on this day.")
@click.option("--all", "all_", is_flag=True, help="Decided findings too.")
@json_option
@click.pass_context
def parallels(
    ctx: click.Context, kind: str | None, min_score: float | None, on: Any, all_: bool, as_json: bool
) -> None:
    """Show what exists twice, strongest first."""
    from graphsvc import listing

    with opened_store(ctx) as store:
        day = on.date().isoformat() if on else None
        found = listing.parallels(store, kind=kind, min_score=min_score, on=day, include_decided=all_)
    if as_json:
        answer_json(found.as_json())
    else:
        click.echo(found.as_text())


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--findings", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Compare this file.")
@click.option("--errors", is_flag=True, help="List the pairs that are wrong or missed.")
@json_option
@click.pass_context
def evaluate(ctx: click.Context, gold: Path, findings: Path | None, errors: bool, as_json: bool) -> None:
    """Compare findings with a labelled file: precision, recall, F1, P@20 with 95 % confidence intervals."""
    from graphsvc.evaluation import running

    if findings:
        answer = running.of_file(gold, findings)
    else:
        with opened_store(ctx) as store:
            answer = running.of_store(gold, store)
    if as_json:
        answer_json(answer.as_json())
    else:
        click.echo(answer.as_text(errors=errors))
