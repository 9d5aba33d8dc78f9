"""What all commands share: messages, the JSON answer, settings, the opened store, errors as exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from graphsvc.config import Settings
from graphsvc.errors import GraphsvcError
from graphsvc.store import Store

# Modules that start slowly (detection, pictures, the web) are imported by the commands that need them.

EXIT_REJECTED = 1
AS_JSON = "graphsvc.json"

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")


def say(text: str) -> None:
    """A message for people; stdout stays free for what a command answers."""
    click.echo(text, err=True)


def answer_json(document: Any) -> None:
    """The one JSON document of a command with --json."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


class Group(click.Group):
    """Turns our errors into one sentence on stderr and an exit status."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember whether the answer is to be JSON, so that an error can be JSON too."""
        ctx.meta[AS_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; our errors end it with status 1 and their message."""
        try:
            return super().invoke(ctx)
        except GraphsvcError as error:
            say(error.message)
            if ctx.meta[AS_JSON]:
                answer_json(
                    {"code": error.code, "status": error.status, "message": error.message, "errors": error.errors}
                )
            sys.exit(EXIT_REJECTED)


def settings_of(ctx: click.Context) -> Settings:
    """The settings of this run."""
    found: Settings = ctx.obj
    return found


@contextmanager
def opened_store(ctx: click.Context) -> Iterator[Store]:
    """The store of these settings, with the installation's own lexicons in use."""
    use_own_lexicons(settings_of(ctx))
    with Store.open(settings_of(ctx)) as store:
        yield store


def use_own_lexicons(settings: Settings) -> None:
    """Bring the lexicons of the data folder into use, and say what is wrong with them."""
    if settings.lexicons.is_dir():
        from graphsvc.matching import own_lexicons

        for problem in own_lexicons.use(settings.lexicons):
            say(problem)
