"""`ssi-migrate sync`: a job that carries what changed since its last run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import assets as files
from migrate.cli import options as opt
from migrate.cli import reports

if TYPE_CHECKING:
    from migrate.cli.jobs import Asked
    from migrate.pipeline import Summary
    from migrate.sync.job import Job
    from migrate.sync.log import Log
    from migrate.sync.run import Outcome

WORDS = ("status", "history")


def sync(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOURCE]", help="The checkout of a site; or status, or history, of a job.", show_default=False
        ),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="The target, as for export.")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="What the source is: auto or isomer.")] = None,
    out: Annotated[str | None, typer.Option(help="The folder to write.")] = None,
    state: Annotated[
        Path | None, typer.Option(help="What the job remembers. Without it: the name of --out with .state.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="The project file. Without it: ssi-migrate.yml, if there is one.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file instead of the shipped one.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Say what would be done, and do nothing.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the records of pages that are gone.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="However many are gone; whatever else lies in the folder is moved aside.")
    ] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make every record anew; ids stay as they are.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for another run of the job to end.")] = False,
    jobs: opt.Jobs = None,
    timezone: opt.Timezone = None,
    drafts: opt.Drafts = False,
    assets_list: opt.AssetsList = None,
    assets: Annotated[files.Assets | None, typer.Option(help="link, copy or none, as for export.")] = None,
    asset_base: Annotated[str | None, typer.Option(help="Where the target can fetch the files. For wxr.")] = None,
    split: Annotated[str | None, typer.Option(help="Several files, none larger than this. For wxr.")] = None,
    markdown: Annotated[opt.Markdown | None, typer.Option("--markdown", help="own, or exact.")] = None,
    active_html: Annotated[opt.ActiveHtml | None, typer.Option("--active-html", help="keep or strip.")] = None,
    own_host: opt.OwnHost = None,
    report: reports.Report = None,
    fail_on: Annotated[
        opt.FailOn | None, typer.Option("--fail-on", help="From which findings on the exit code is 1.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The plan, the status or the history as JSON.")] = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    log_format: opt.LogFormatOption = opt.LogFormat.text,
) -> None:
    """Carry what changed in a site since the last run: at once where nothing did.

    With a project file (`ssi-migrate init` writes one), `ssi-migrate sync` does it all.
    """
    from dataclasses import replace

    from migrate.cli.jobs import Asked, job_of
    from migrate.sync import quick
    from migrate.sync.log import Log
    from migrate.sync.run import sync as run

    asked = Asked(
        source=None if source in WORDS else source, to=to, from_=from_, out=out, state=state, config=config,
        mapping=mapping, plan=plan, prune=prune, force=force, rebuild=rebuild, wait=wait, jobs=jobs, timezone=timezone,
        drafts=drafts, assets_list=assets_list, assets=assets, asset_base=asset_base, split=split, markdown=markdown,
        active_html=active_html, own_hosts=tuple(own_host or ()), fail_on=fail_on,
    )  # fmt: skip
    if source in WORDS:
        _remembered(source, asked, as_json=json)
        return
    log = Log(write=opt.tell, is_json=log_format is opt.LogFormat.json, is_quiet=quiet)
    with _failing(log):
        job, failing = job_of(asked, quick.call_of(sys.argv[2:]))
        reports.checked(report or [], None, force=force)
        job = replace(job, report=bool(report) or verbose)
        log.tell("sync.started", values={"source": str(job.source), "out": str(job.out), "target": job.mapping.name})
        with opt.progress("Syncing", quiet=quiet or log.is_json) as progress:
            outcome = run(job, log, progress)
        _told(job, outcome, log, report or [], as_json=json, verbose=verbose)
    if outcome.summary is not None and _fails(outcome, failing.value):
        _told_why(outcome.summary, failing.value, log)
        raise typer.Exit(1)


@contextmanager
def _failing(log: Log) -> Iterator[None]:
    """Where events are told, what stops the run is one of them."""
    from migrate.errors import MigrateError

    try:
        yield
    except MigrateError as error:
        if not log.is_json:
            raise
        log.tell("sync.failed", str(error), values={"code": error.exit_code})
        raise typer.Exit(error.exit_code) from error


def _fails(outcome: Outcome, bound: str) -> bool:
    from migrate.diagnostics import at_or_over

    assert outcome.summary is not None
    return bool(outcome.summary.gates) or at_or_over(outcome.summary.findings, bound)  # type: ignore[arg-type]


def _told_why(summary: Summary, bound: str, log: Log) -> None:
    """Why the exit code is 1, though the run is whole: also to those who want to hear of nothing else."""
    from migrate.diagnostics import at_or_over

    grave = sum(at_or_over([finding], bound) for finding in summary.findings)  # type: ignore[arg-type]  # as above
    said = [*summary.gates, *([f"{grave:,} findings are at or over --fail-on {bound}"] if grave else [])]
    line = f"the run is whole, and ends with exit code 1: {'; '.join(said)}"
    if log.is_json:
        log.tell("sync.findings", line, values={"code": 1})
    else:
        opt.tell([line])


def _told(job: Job, outcome: Outcome, log: Log, asked: list[Path], *, as_json: bool, verbose: bool) -> None:
    from migrate.report import finding_lines, summary_lines

    if outcome.summary is not None and not job.plan:
        reports.write(asked, reports.run_of(outcome.summary))
    counts = outcome.counts
    if job.plan and as_json:
        _print_json(
            {"changes": outcome.run is not None, "counts": counts, "entries": [e.record() for e in outcome.entries]}
        )
        return
    if log.is_json:
        for entry in outcome.entries:
            if entry.what != "same":
                log.tell("sync.record", values=entry.record())
        event = "sync.planned" if job.plan else "sync.done" if outcome.run is not None else "sync.unchanged"
        log.tell(event, values={"run": outcome.run, "counts": counts, "out": str(job.out)})  # type: ignore[arg-type]
        return
    if log.is_quiet:
        return
    if job.plan:
        opt.say([str(entry) for entry in outcome.entries if entry.what != "same" or verbose])
    elif outcome.summary is not None:
        opt.tell(list(finding_lines(outcome.summary.findings, all_of_them=verbose)))
        if verbose:
            opt.tell(list(summary_lines(reports.run_of(outcome.summary))))
    opt.say(_lines(job, outcome, counts))


def _lines(job: Job, outcome: Outcome, counts: dict[str, int]) -> list[str]:
    if outcome.run is None and not job.plan:
        kept = f"; what was there is in {outcome.aside}" if outcome.aside else ""
        what = "nothing changed in the site; the output is written again" if outcome.is_restored else "nothing changed"
        return [f"{what}: {outcome.said}{kept}"]
    said = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "no pages"
    if job.plan:
        same = "; the output would be written again" if outcome.is_restored else "; nothing would change"
        rest = "" if outcome.run is not None else same
        return [f"planned: {said}{rest}; nothing was written (--plan)"]
    aside = [f"what was there is in {outcome.aside}"] if outcome.aside else []
    return [f"run {outcome.run}: {said}; {outcome.said}", *aside, f"wrote {job.change(outcome.run or 0)}"]


def _remembered(word: str, asked: Asked, *, as_json: bool) -> None:
    """`sync status` and `sync history`: what the state says of the job and of its runs."""
    from migrate.cli.jobs import state_of
    from migrate.sync.history import history, status

    path = state_of(asked)
    if word == "status":
        said = status(path)
        _print_json(said) if as_json else opt.say(
            [f"{name}: {'-' if value is None else value}" for name, value in said.items()]
        )
    else:
        runs = history(path)
        _print_json(runs) if as_json else opt.say(
            [_run_line(run) for run in runs] or ["no run has changed anything yet"]
        )


def _run_line(run: dict[str, object]) -> str:
    counts = run["counts"]
    assert isinstance(counts, dict)
    said = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    return f"run {run['run']}  {run['ended']}  {said}"


def _print_json(value: object) -> None:
    import json

    opt.say([json.dumps(value)])
