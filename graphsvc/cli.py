"""The command line: German texts for people, one JSON document with --json."""

from __future__ import annotations

import dataclasses

import click

from graphsvc import config, i18n
from graphsvc.commands import findings, imports, keeping, pictures, running, times
from graphsvc.commands.base import Group

COMMANDS = (
    running.demo,
    running.serve,
    imports.import_,
    findings.parallels,
    findings.evaluate,
    pictures.render,
    pictures.coverage,
    pictures.bodies,
    times.comparison,
    times.timeline,
    keeping.export,
    imports.undo,
    imports.history,
    keeping.backup,
    keeping.restore,
    keeping.check,
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(i18n.LANGUAGES), help="Language of texts for people.")
@click.version_option(package_name="graphsvc")
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Maps who works with whom in a city, finds what exists twice, and draws interactive network diagrams."""
    settings = config.from_env()
    if lang:
        settings = dataclasses.replace(settings, lang=lang)
    i18n.set_language(settings.lang)
    ctx.obj = settings


for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main()
