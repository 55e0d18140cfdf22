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
    from migrate.verify.shapes import Row
    from migrate.verify.web import Web

PASSWORD = "SSI_MIGRATE_PASSWORD"
_MAX_PASSWORD = 1_000

Manifest = Annotated[Path, typer.Argument(help="The manifest.json that an export wrote.", show_default=False)]
WordPress = Annotated[str | None, typer.Option("--wordpress", help="The address of the site's root.")]
Plone = Annotated[str | None, typer.Option("--plone", help="The address of a Plone site's root.")]
User = Annotated[str | None, typer.Option(help=f"Its user; the password is in {PASSWORD} or on stdin.")]
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
    plone: Plone = None,
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
    from migrate.verify.manifest import document, faults_of
    from migrate.verify.plone.items import is_of_plone
    from migrate.verify.wording import lines

    if sum(place is not None for place in (wordpress, plone, dump)) != 1:
        raise UsageError("say where to look: --wordpress URL or --plone URL for a live site, or --dump FILE")
    web = _web(wordpress, plone, user, allow_private=allow_private, allow_http=allow_http)
    with faults_of(manifest):
        told = document(manifest)
        if wordpress is not None and is_of_plone(told):
            raise UsageError(f"{manifest}: is the manifest of an export to Plone; ask with --plone URL")
        of_plone = is_of_plone(told) if dump is not None else plone is not None
        done = (
            _of_plone(told, web, user, dump, quiet=quiet) if of_plone else _of_wordpress(told, web, dump, quiet=quiet)
        )
    if json_:
        _tell_as_json(done)
    elif not quiet:
        opt.say(lines(done, all_of_them=verbose))
    if not done.is_complete:
        raise typer.Exit(1)


def _of_wordpress(told: Row, web: Web | None, dump: Path | None, *, quiet: bool) -> Comparison:
    from migrate.verify import dump as dumps
    from migrate.verify import wordpress as live
    from migrate.verify.comparison import comparison
    from migrate.verify.manifest import checked, files

    items, addresses = checked(told), files(told)
    if web is None:
        assert dump is not None
        return _noted(comparison(items, dumps.read(dump, addresses)))
    with opt.progress("Asking", quiet=quiet) as progress:
        return _noted(comparison(items, live.read(web, {item.type for item in items}, progress, files=addresses)))


def _noted(done: Comparison) -> Comparison:
    """Nobody should take what is told for more than it is."""
    from dataclasses import replace

    from migrate.verify.comparison import NOT_COMPARED

    return replace(done, notes=(*done.notes, NOT_COMPARED))


def _of_plone(told: Row, web: Web | None, user: str | None, dump: Path | None, *, quiet: bool) -> Comparison:
    from migrate.verify.plone import dump as dumps
    from migrate.verify.plone import live
    from migrate.verify.plone.comparison import comparison
    from migrate.verify.plone.items import checked

    items = checked(told)
    if web is None:
        assert dump is not None
        return comparison(items, dumps.read(dump))
    with opt.progress("Asking", quiet=quiet) as progress:
        return comparison(items, live.read(web, user, progress))


def _web(
    wordpress: str | None, plone: str | None, user: str | None, *, allow_private: bool, allow_http: bool
) -> Web | None:
    """Who asks the site, None where none is named. Raises UsageError where a user or a password is missing."""
    from migrate.verify.places import place
    from migrate.verify.web import Web

    if wordpress is not None:
        where = place(wordpress, allow_http=allow_http)
    elif plone is not None:  # without a password in it, what is sent need not be hidden
        where = place(plone, allow_http=allow_http or user is None, option="--plone")
    else:
        return None
    is_visitor = user is None and plone is not None
    return Web(place=where, authorization=None if is_visitor else _authorization(user), allow_private=allow_private)


def _authorization(user: str | None) -> str:
    from migrate.errors import UsageError
    from migrate.verify.rest import authorization

    if not user:
        raise UsageError("--user: is missing; name one of the site's users: what is stored is not shown to visitors")
    if ":" in user:
        raise UsageError(f"--user {user}: cannot be, for its colon; name one of the site's users")
    return authorization(user, _password())


def _password() -> str:
    """The password from the environment, else one line of standard input: other users see a command's arguments."""
    from getpass import getpass

    from migrate.errors import UsageError

    found = os.environ.get(PASSWORD)
    if not found and sys.stdin is not None:
        found = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline(_MAX_PASSWORD)
    if not found or not found.strip():
        raise UsageError(f"there is no password; put one into {PASSWORD}, or on standard input")
    return found.strip()


def _tell_as_json(done: Comparison) -> None:
    import json

    from migrate.output import write_stdout
    from migrate.verify.wording import record

    write_stdout([json.dumps(record(done), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"), b"\n"])
