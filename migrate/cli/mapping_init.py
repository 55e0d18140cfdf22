"""`ssi-migrate mapping init`: a mapping file drafted for a site."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import options as opt

if TYPE_CHECKING:
    from migrate.interfaces import Source
    from migrate.mapping import Mapping
    from migrate.mapping.drafts import Survey


def init(
    source: Annotated[Path, typer.Argument(metavar="SITE", help="The checkout of a site.", show_default=False)],
    to: Annotated[str, typer.Option("--to", help="The shipped mapping to begin with.")] = "json",
    out: Annotated[
        str | None, typer.Option(help="Where to write; - is standard output. Without it: mapping.yml.")
    ] = None,
    from_: opt.From = "auto",
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    quiet: opt.Quiet = False,
) -> None:
    """Draft a mapping for a site: a shipped one, with a rule in a comment for each key that its pages have."""
    from migrate import output, pipeline
    from migrate.mapping import load_mapping
    from migrate.mapping.drafts import drafted
    from migrate.mapping.files import compose

    shipped = _shipped(to)
    goal = None if out == "-" else Path(out or "mapping.yml")
    if goal is not None:
        _check(goal, force=force)
    skip = frozenset((goal.absolute(),)) if goal is not None else frozenset[Path]()
    site = pipeline.open_source(source, from_, opt.read_options(timezone=None, drafts=False, skip=skip))
    rules = pipeline.for_site(load_mapping(shipped), site.site)
    survey = _surveyed(site, rules, quiet=quiet)
    text = drafted(rules, compose(shipped), survey, to=to, title=site.site.title)
    size = output.sink(goal, dry_run=False)([text.encode()])
    if goal is not None and not quiet:
        command = f"ssi-migrate export {shlex.quote(str(source))} --mapping {shlex.quote(str(goal))}"
        opt.say([f"wrote {goal} ({size:,} bytes)", f"next: read it and decide, then `{command}`"])


def _shipped(name: str) -> Path:
    from migrate.errors import UsageError
    from migrate.mapping.names import nearest
    from migrate.mapping.shelf import names, shipped

    if name not in names():
        raise UsageError(f"--to {name}: no mapping of that name is shipped; {nearest(name, names())}")
    return shipped(name)


def _check(goal: Path, *, force: bool) -> None:
    """Raises OutputError where the draft cannot be written, or would take the place of somebody's mapping."""
    from migrate import output
    from migrate.errors import OutputError

    if os.path.isfile(goal) and not force:
        raise OutputError(f"{goal}: is there already; name another file with --out, or pass --force")
    output.check_writable(goal, force=force)


def _surveyed(source: Source, rules: Mapping, *, quiet: bool) -> Survey:
    from migrate import pipeline
    from migrate.mapping.drafts import Survey

    survey = Survey(rules)
    with opt.progress("Reading", quiet=quiet) as progress:
        for kind, fields in pipeline.things_of(source, rules):
            survey.take(fields, kind)
            progress(survey.things["page"], len(source.site.pages))
    return survey
