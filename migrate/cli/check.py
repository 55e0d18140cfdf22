"""`ssi-migrate check`: the findings of a site, without writing anything."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import options as opt

if TYPE_CHECKING:
    from migrate.interfaces import MarkdownEngine


def check(
    source: opt.Source = Path(),
    from_: opt.From = "auto",
    timezone: opt.Timezone = None,
    drafts: opt.Drafts = False,
    assets_list: opt.AssetsList = None,
    markdown: opt.MarkdownOption = opt.Markdown.own,
    fail_on: opt.FailOnOption = opt.FailOn.error,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON, for machines.")] = False,
) -> None:
    """Tell the findings of a site, grouped by code, with counts, places and remedies. Nothing is written."""
    from migrate import pipeline
    from migrate.diagnostics import at_or_over
    from migrate.output import write_stdout
    from migrate.report import grouped_lines, report_bytes, summary_lines

    engine: MarkdownEngine = "compare" if markdown is opt.Markdown.exact else "own"
    options = opt.read_options(timezone=timezone, drafts=drafts, assets_list=assets_list, markdown=engine)
    site = pipeline.open_source(source, from_, options)
    with opt.progress("Checking", quiet=as_json or quiet) as progress:
        summary = pipeline.check(site, progress=progress)
    if as_json:
        write_stdout([report_bytes(Path("report.json"), summary.by_kind(), summary.findings)])
    elif not quiet:
        head = islice(summary_lines(summary.by_kind(), summary.findings), 2)
        opt.say([*head, *grouped_lines(summary.findings, all_of_them=verbose)])
    if at_or_over(summary.findings, fail_on.value):
        raise typer.Exit(1)
