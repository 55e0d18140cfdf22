"""`ssi-migrate init`: a project file with every key, to read and decide."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from migrate.cli import options as opt


def init(
    source: Annotated[
        Path, typer.Argument(metavar="[SITE]", help="The checkout of a site. Without it: site.", show_default=False)
    ] = Path("site"),
    to: Annotated[str, typer.Option("--to", help="The target.")] = "json",
    out: Annotated[Path, typer.Option(help="The project file to write.")] = Path("ssi-migrate.yml"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    quiet: opt.Quiet = False,
) -> None:
    """Write a project file, so that a job is `ssi-migrate sync`: every key with what it says, in comments."""
    from migrate import output
    from migrate.errors import OutputError
    from migrate.project.draft import drafted

    if os.path.lexists(out) and not force:
        raise OutputError(f"{out}: is there already; name another file with --out, or pass --force")
    output.check_writable(out, force=force)
    folder = os.path.relpath(source, out.parent)
    size = output.write(out, [drafted(folder, to).encode()])
    if not quiet:
        opt.say([f"wrote {out} ({size:,} bytes)", "next: read it, then `ssi-migrate sync --plan`"])
