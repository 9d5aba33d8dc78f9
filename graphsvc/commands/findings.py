"""Commands of detection: parallels, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphsvc.commands.base import answer_json, json_option, opened_store, settings_of, use_own_lexicons

if TYPE_CHECKING:
    from graphsvc.evaluation.answer import GoldAnswer
    from graphsvc.evaluation.name_answer import NameAnswer
    from graphsvc.evaluation.table_answer import TableAnswer


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
@click.option("--tables", type=_FILE, nargs=2, metavar="A.csv B.csv", help="Link the rows of two plain CSV tables.")
@click.option("--pairs", type=_FILE, help="The true pairs of the two tables: CSV, two columns of ids.")
@click.option("--columns", type=_FILE, help="CSV: column of A, column of B, kind. Guessed where not given.")
@click.option("--names", type=_FILE, help="Judge pairs of names: CSV, two columns of names and one of the truth.")
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
    names: Path | None,
    errors: bool,
    as_json: bool,
) -> None:
    """Compare what detection finds with what is true: precision, recall, F1 with 95 % confidence intervals.

    GOLD.csv is a labelled file for the findings of the store, or of a file. Two tables of any content are linked
    without their true pairs, which are read only after the answer is made.
    """
    from graphsvc.evaluation import running

    if sum(map(bool, (gold, tables, names))) != 1:
        raise click.UsageError("Give one of GOLD, --tables and --names.")
    if bool(tables) != bool(pairs) or (columns and not tables) or (findings and not gold):
        raise click.UsageError("--tables needs --pairs; --columns goes with --tables, --findings with GOLD.")
    if gold:
        _print(_against_gold(ctx, gold, findings), errors, as_json)
        return
    use_own_lexicons(settings_of(ctx))
    if names:
        _print(running.of_names(names), errors, as_json)
    elif tables and pairs:
        _print(running.of_tables(*tables, pairs, columns), errors, as_json)


def _against_gold(ctx: click.Context, gold: Path, findings: Path | None) -> GoldAnswer:
    from graphsvc.evaluation import running

    if findings:
        return running.of_file(gold, findings)
    with opened_store(ctx) as store:
        return running.of_store(gold, store)


def _print(answer: GoldAnswer | TableAnswer | NameAnswer, errors: bool, as_json: bool) -> None:
    if as_json:
        answer_json(answer.as_json(errors=errors))
    else:
        click.echo(answer.as_text(errors=errors))
