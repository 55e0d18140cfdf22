"""The commands and what they share."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import Annotated, ParamSpec

import typer

from migrate import __version__
from migrate.cli import check, export, init, inspect, mapping, mapping_init, schema, sync, verify
from migrate.cli.options import tell
from migrate.errors import MigrateError

P = ParamSpec("P")

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


def _ended(command: Callable[P, None]) -> Callable[P, None]:
    """`command` with every way it may stop turned into a message and an exit code.

    This stands inside of what Typer calls, because Typer has its own way with an interrupt and a closed pipe.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        gc.set_threshold(50_000, 20, 20)
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


app.command("export")(_ended(export.export))
app.command("inspect")(_ended(inspect.inspect))
app.command("check")(_ended(check.check))
app.command("sync")(_ended(sync.sync))
app.command("init")(_ended(init.init))
app.command("schema")(_ended(schema.schema))
app.command("verify")(_ended(verify.verify))

mappings = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look at, check and test mapping files.")
mappings.command("check")(_ended(mapping.check))
mappings.command("test")(_ended(mapping.run_tests))
mappings.command("lint")(_ended(mapping.lint))
mappings.command("explain")(_ended(mapping.explain))
mappings.command("init")(_ended(mapping_init.init))
mappings.command("schema")(_ended(mapping.schema))
mappings.command("show")(_ended(mapping.show))
mappings.command("list")(_ended(mapping.list_))
app.add_typer(mappings, name="mapping")
