"""The commands and what they share."""

from __future__ import annotations

from typing import Annotated

import typer

from migrate import __version__
from migrate.cli import check, export, inspect

app = typer.Typer(
    name="ssi-migrate",
    help="Moves public websites from one content system to another and proves that nothing was lost.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 findings at or over --fail-on, 2 usage, 3 mapping, 4 source, "
    "5 output or target unreachable, 6 locked.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ssi-migrate {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command("export")(export.export)
app.command("inspect")(inspect.inspect)
app.command("check")(check.check)
