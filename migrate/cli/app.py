"""The commands and what they share.

To describe a command takes longer than to run some: where one is named, the others are neither loaded nor described.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from typing import Annotated, ParamSpec

import typer

from migrate import __version__
from migrate.cli.options import tell
from migrate.errors import MigrateError

P = ParamSpec("P")

COMMANDS = {
    "export": "migrate.cli.export:export",
    "inspect": "migrate.cli.inspect:inspect",
    "check": "migrate.cli.check:check",
    "sync": "migrate.cli.sync:sync",
    "init": "migrate.cli.init:init",
    "schema": "migrate.cli.schema:schema",
    "verify": "migrate.cli.verify:verify",
}
MAPPING_COMMANDS = {
    "check": "migrate.cli.mapping:check",
    "test": "migrate.cli.mapping:run_tests",
    "lint": "migrate.cli.mapping:lint",
    "explain": "migrate.cli.mapping:explain",
    "init": "migrate.cli.mapping_init:init",
    "schema": "migrate.cli.mapping:schema",
    "show": "migrate.cli.mapping:show",
    "list": "migrate.cli.mapping:list_",
}


def program(words: Sequence[str] = ()) -> typer.Typer:
    """The command line: with the one command that the first of `words` names, else with all of them."""
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
    app.callback()(_options)
    asked = words[0] if words else None
    _add(app, {asked: COMMANDS[asked]} if asked in COMMANDS else COMMANDS)
    if asked not in COMMANDS:
        mappings = typer.Typer(
            no_args_is_help=True, rich_markup_mode=None, help="Look at, check and test mapping files."
        )
        _add(mappings, MAPPING_COMMANDS)
        app.add_typer(mappings, name="mapping")
    return app


def _add(app: typer.Typer, commands: dict[str, str]) -> None:
    for name, place in commands.items():
        module, _, function = place.partition(":")
        app.command(name)(_ended(getattr(import_module(module), function)))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ssi-migrate {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _ended(command: Callable[P, None]) -> Callable[P, None]:
    """`command` with every way it may stop turned into a message and an exit code.

    This stands inside of what Typer calls, because Typer has its own way with an interrupt and a closed pipe.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        # what a command loads is some 70,000 objects, none of which is garbage
        gc.set_threshold(100_000, 20, 20)
        gc.enable()
        try:
            command(*args, **kwargs)
        except MigrateError as error:
            _end(f"ssi-migrate: {error}", error.exit_code)
        except KeyboardInterrupt:
            _end("ssi-migrate: interrupted; nothing was written", 130)
        except BrokenPipeError:
            # whoever read our output has gone: no message, and no second one when Python flushes at its end
            from migrate.output import close_stdout

            close_stdout()
            raise typer.Exit from None

    return run


def _end(message: str, code: int) -> None:
    tell(message.split("\n"))
    raise typer.Exit(code)
