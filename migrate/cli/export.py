"""`ssi-migrate export`: a site as records of a target."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from migrate.cli import assets as files
from migrate.cli import options as opt
from migrate.cli import reports

if TYPE_CHECKING:
    from migrate.mapping import Mapping
    from migrate.pipeline import Summary


def export(
    source: opt.Source = Path(),
    to: Annotated[
        str | None,
        typer.Option(
            "--to", help="The target: json, wxr (WordPress), any of `mapping list`. Can be left out with --mapping."
        ),
    ] = None,
    from_: opt.From = "auto",
    out: Annotated[
        str | None,
        typer.Option(help="Where to write; - is standard output. Without it: a name made from the source."),
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file instead of the shipped one.")] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only pages whose path or address matches this glob. Can be repeated."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="No more than this many pages.")] = None,
    jobs: opt.Jobs = None,
    timezone: opt.Timezone = None,
    drafts: opt.Drafts = False,
    assets_list: opt.AssetsList = None,
    assets: files.AssetsOption = files.Assets.link,
    assets_dir: files.AssetsDir = None,
    asset_base: Annotated[
        str | None,
        typer.Option(help="Where the target can fetch the files: the address of the site that has them. For wxr."),
    ] = None,
    split: Annotated[str | None, typer.Option(help="Several files, none larger than this, as 10MB. For wxr.")] = None,
    markdown: opt.MarkdownOption = opt.Markdown.own,
    active_html: opt.ActiveHtmlOption = opt.ActiveHtml.KEEP,
    own_host: opt.OwnHost = None,
    report: reports.Report = None,
    fail_on: opt.FailOnOption = opt.FailOn.error,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but write.")] = False,
    force: reports.Force = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    log_format: opt.LogFormatOption = opt.LogFormat.text,
) -> None:
    """Write a site as records of a target: pages with their bodies, assets, navigation, redirects, findings.

    Inside a checkout, `ssi-migrate export --to json` does it all.
    """
    from migrate import pipeline
    from migrate.cli.goals import Goal
    from migrate.diagnostics import at_or_over
    from migrate.report import finding_lines, summary_lines

    wanted = opt.normalise_options(own_host, active_html)
    given = {name: value for name, value in (("asset_base", asset_base), ("split", split)) if value is not None}
    rules = _with_options(pipeline.mapping_for(to, mapping), given)
    with _blamed(given):
        writer = pipeline.exporter_for(rules)
    asked = report or []
    place = Goal.of(out, source=source, writer=writer, rules=rules)
    goal = place.path
    place.check(beside=asked, force=force)
    reports.checked(asked, goal, force=force)
    choice = files.Choice(assets, assets_dir, used_only=bool(only or limit))
    policy = place.policy(choice, beside=asked, dry_run=dry_run, force=force)
    sink = place.sink(dry_run=dry_run)
    skip = frozenset(path.absolute() for path in (goal, *asked, assets_list) if path is not None)
    site = pipeline.open_source(
        source,
        from_,
        opt.read_options(timezone=timezone, drafts=drafts, assets_list=assets_list, skip=skip, markdown=markdown.value),
    )
    with opt.progress("Exporting", quiet=quiet) as progress:
        summary = pipeline.export(
            site,
            exporter=writer,
            mapping=rules,
            selection=pipeline.Selection(only=tuple(only or ()), limit=limit),
            options=wanted,
            jobs=jobs,
            progress=progress,
            assets=policy,
            sink=sink,
        )
    run = reports.run_of(summary)
    if not dry_run:
        reports.write(asked, run)
    if not quiet:
        done = Done(source=source, goal=goal, reports=asked, dry_run=dry_run, told=place.said(sink))
        if log_format is opt.LogFormat.json:
            opt.tell(_json_lines(summary, done))
        else:
            opt.tell(list(finding_lines(summary.findings, all_of_them=verbose)))
            lines = [*summary_lines(run), *policy.said, *_where(summary, done)]
            opt.tell(lines) if goal is None else opt.say(lines)
    if summary.gates or at_or_over(summary.findings, fail_on.value):
        raise typer.Exit(1)


def _with_options(rules: Mapping, given: dict[str, str]) -> Mapping:
    """The mapping with what the command line says in place of its options."""
    return replace(rules, options={**rules.options, **given}) if given else rules


@contextmanager
def _blamed(given: Collection[str]) -> Iterator[None]:
    """Tells of an option of a mapping that was `given` on the command line that it stands there, not in a file."""
    from migrate.errors import MappingError, OptionError, UsageError

    try:
        yield
    except MappingError as error:
        fault = error.__cause__
        if not isinstance(fault, OptionError) or fault.option not in given:
            raise
        name, said = fault.option.replace("_", "-"), str(fault).removeprefix("options: ")
        raise UsageError(f"--{name}: {said}") from error


class Done(NamedTuple):
    """What the run was asked for, as far as its summary says it."""

    source: Path
    goal: Path | None
    reports: list[Path]
    dry_run: bool
    told: list[str]


def _json_lines(summary: Summary, done: Done) -> list[str]:
    """One object a finding, then one with the key `summary`."""
    import json
    from collections import Counter

    counts = Counter(finding.code for finding in summary.findings)
    last = {
        "pages": dict(summary.by_kind()),
        "findings": dict(sorted(counts.items())),
        "out": None if done.goal is None or done.dry_run else str(done.goal),
        "bytes": summary.size,
        "dry_run": done.dry_run,
    }
    objects: list[object] = [*(finding.record() for finding in summary.findings), {"summary": last}]
    # all ASCII, and the one control character that JSON leaves as it is: then no line is escaped a second time
    return [json.dumps(one).replace("\x7f", "\\u007f") for one in objects]


def _where(summary: Summary, done: Done) -> list[str]:
    if done.dry_run:
        return [f"nothing was written (--dry-run); it would have been {summary.size:,} bytes"]
    where = f"wrote {done.goal} ({summary.size:,} bytes)"
    lines = [where if done.goal else f"wrote {summary.size:,} bytes to standard output"]
    lines += [*done.told, *reports.written(done.reports)]
    if summary.findings and not done.reports:
        lines.append("next: --verbose lists all findings with their remedies; --report FILE.md keeps them")
    return lines
