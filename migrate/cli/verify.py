"""`ssi-migrate verify`: what an import should have brought, held against what the target says is there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import options as opt

if TYPE_CHECKING:
    from migrate.verify.comparison import Comparison
    from migrate.verify.found import Target
    from migrate.verify.manifest import Item
    from migrate.verify.web import Web

PASSWORD = "SSI_MIGRATE_PASSWORD"
_MAX_PASSWORD = 1_000

Manifest = Annotated[Path, typer.Argument(help="The manifest.json that an export wrote.", show_default=False)]
WordPress = Annotated[str | None, typer.Option("--wordpress", help="The address of the site's root.")]
User = Annotated[str | None, typer.Option(help=f"Its user; the application password is in {PASSWORD} or on stdin.")]
Dump = Annotated[Path | None, typer.Option(help="A dump of the site, in place of its address.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let the host's name lead to an address of an inner network.")
]
AllowHttp = Annotated[bool, typer.Option("--allow-http", help="Send the password without encryption.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell what is there as well.")]


def verify(
    manifest: Manifest,
    wordpress: WordPress = None,
    user: User = None,
    dump: Dump = None,
    allow_private: AllowPrivate = False,
    allow_http: AllowHttp = False,
    json_: Json = False,
    quiet: opt.Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Tell item by item what arrived, what is missing, moved or different. Exit code 1 if anything is."""
    from migrate.errors import UsageError
    from migrate.verify.comparison import comparison
    from migrate.verify.manifest import read
    from migrate.verify.wording import lines

    if (wordpress is None) == (dump is None):
        raise UsageError("say where to look: --wordpress URL for a live site, or --dump FILE")
    web = None if wordpress is None else _web(wordpress, user, allow_private=allow_private, allow_http=allow_http)
    items = read(manifest)
    done = comparison(items, _target(web, dump, items, quiet=quiet))
    if json_:
        _tell_as_json(done)
    elif not quiet:
        opt.say(lines(done, all_of_them=verbose))
    if not done.is_complete:
        raise typer.Exit(1)


def _target(web: Web | None, dump: Path | None, items: tuple[Item, ...], *, quiet: bool) -> Target:
    from migrate.verify import dump as dumps
    from migrate.verify import wordpress as live

    if dump is not None:
        return dumps.read(dump)
    assert web is not None
    with opt.progress("Asking", quiet=quiet) as progress:
        return live.read(web, {item.type for item in items}, progress)


def _web(url: str, user: str | None, *, allow_private: bool, allow_http: bool) -> Web:
    """Who asks the site. Raises UsageError where a user or a password is missing."""
    from migrate.errors import UsageError
    from migrate.verify.places import place
    from migrate.verify.rest import authorization
    from migrate.verify.web import Web

    where = place(url, allow_http=allow_http)
    if not user:
        raise UsageError("--user: is missing; name one of the site's users: what is stored is not shown to visitors")
    if ":" in user:
        raise UsageError(f"--user {user}: cannot be, for its colon; name one of the site's users")
    return Web(place=where, authorization=authorization(user, _password()), allow_private=allow_private)


def _password() -> str:
    """The password from the environment, else one line of standard input: other users see a command's arguments."""
    from getpass import getpass

    from migrate.errors import UsageError

    found = os.environ.get(PASSWORD)
    if not found and sys.stdin is not None:
        found = getpass("Application password: ") if sys.stdin.isatty() else sys.stdin.readline(_MAX_PASSWORD)
    if not found or not found.strip():
        raise UsageError(f"there is no password; put an application password into {PASSWORD}, or on standard input")
    return found.strip()


def _tell_as_json(done: Comparison) -> None:
    import json

    from migrate.output import write_stdout
    from migrate.verify.wording import record

    write_stdout([json.dumps(record(done), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"), b"\n"])
