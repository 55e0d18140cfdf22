"""`ssi-migrate check`: the findings of a site, without an output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import options as opt
from migrate.cli import reports

if TYPE_CHECKING:
    from migrate.interfaces import MarkdownEngine


def check(
    source: opt.Source = Path(),
    from_: opt.From = "auto",
    timezone: opt.Timezone = None,
    drafts: opt.Drafts = False,
    assets_list: opt.AssetsList = None,
    jobs: opt.Jobs = None,
    markdown: opt.MarkdownOption = opt.Markdown.own,
    active_html: opt.ActiveHtmlOption = opt.ActiveHtml.KEEP,
    own_host: opt.OwnHost = None,
    report: reports.Report = None,
    fail_on: opt.FailOnOption = opt.FailOn.error,
    force: reports.Force = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON, for machines.")] = False,
) -> None:
    """Tell the findings of a site, grouped by code, with counts, places and remedies; --report keeps them."""
    from migrate import pipeline
    from migrate.diagnostics import at_or_over
    from migrate.output import write_stdout
    from migrate.report import grouped_lines, head_lines, report_bytes

    wanted = opt.normalise_options(own_host, active_html)
    asked = report or []
    reports.checked(asked, None, force=force)
    engine: MarkdownEngine = "compare" if markdown is opt.Markdown.exact else "own"
    skip = frozenset(path.absolute() for path in (*asked, assets_list) if path is not None)
    options = opt.read_options(timezone=timezone, drafts=drafts, assets_list=assets_list, skip=skip, markdown=engine)
    site = pipeline.open_source(source, from_, options)
    with opt.progress("Checking", quiet=as_json or quiet) as progress:
        summary = pipeline.check(site, options=wanted, jobs=jobs, progress=progress)
    run = reports.run_of(summary)
    reports.write(asked, run)
    if as_json:
        write_stdout([report_bytes(Path("report.json"), run)])
    elif not quiet:
        opt.say([*head_lines(run), *grouped_lines(run.findings, all_of_them=verbose), *reports.written(asked)])
    if at_or_over(list(run.findings), fail_on.value):
        raise typer.Exit(1)
