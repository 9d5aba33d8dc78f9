"""Commands of detection: parallels, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphsvc.commands.base import answer_json, json_option, opened_store, settings_of, use_own_lexicons


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


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("gold", type=_FILE, required=False)
@click.option("--findings", type=_FILE, help="Compare this file with GOLD.")
@click.option("--tables", type=_FILE, nargs=2, help="Compare the rows of two plain CSV tables.")
@click.option("--pairs", type=_FILE, help="The true pairs of the two tables: CSV, two columns of ids.")
@click.option("--columns", type=_FILE, help="CSV: column of A, column of B, kind. Guessed where not given.")
@click.option("--errors", is_flag=True, help="List the pairs that are wrong or missed.")
@json_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Path | None,
    findings: Path | None,
    tables: tuple[Path, Path] | None,
    pairs: Path | None,
    columns: Path | None,
    errors: bool,
    as_json: bool,
) -> None:
    """Compare what detection finds with what is true: precision, recall, F1 with 95 % confidence intervals.

    GOLD.csv: findings of the store, or of a file, against a labelled file. --tables A.csv B.csv --pairs TRUE.csv: two
    tables of any content, whose true pairs are read only after the answer is made.
    """
    from graphsvc.evaluation import running

    if (gold is not None) + bool(tables) != 1:
        raise click.UsageError("Give one of GOLD and --tables.")
    if bool(tables) != bool(pairs) or (columns and not tables) or (findings and not gold):
        raise click.UsageError("--tables needs --pairs; --columns goes with --tables, --findings with GOLD.")
    if tables and pairs:
        use_own_lexicons(settings_of(ctx))
        answer = running.of_tables(*tables, pairs, columns)
        if as_json:
            answer_json(answer.as_json(errors=errors))
        else:
            click.echo(answer.as_text(errors=errors))
        return
    if gold and findings:
        compared = running.of_file(gold, findings)
    elif gold:
        with opened_store(ctx) as store:
            compared = running.of_store(gold, store)
    if as_json:
        answer_json(compared.as_json())
    else:
        click.echo(compared.as_text(errors=errors))
