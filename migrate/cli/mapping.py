"""`ssi-migrate mapping`: mapping files looked at, checked, tested, and held against a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import options as opt

if TYPE_CHECKING:
    from migrate.mapping import Mapping

File = Annotated[str, typer.Argument(help="A mapping file, or the name of one that is shipped.", show_default=False)]
Site = Annotated[Path, typer.Argument(help="The checkout of a site.", show_default=False)]


def check(file: File) -> None:
    """Tell every fault of a mapping file, each as file:line:column with what to do. Exit code 3 if there is one."""
    from migrate import registry

    mapping = _loaded(file)
    registry.exporter(mapping.exporter)
    counts = f"{len(mapping.types):,} types, {len(mapping.field_names):,} fields, {len(mapping.tests):,} tests"
    opt.say([f"{file}: no fault; {counts}, for `{mapping.exporter}`"])


def test(file: File) -> None:
    """Run the tests that stand in a mapping file. Exit code 1 if one fails."""
    from migrate.mapping.examples import failures

    mapping = _loaded(file)
    failed = list(failures(mapping))
    passed = len(mapping.tests) - len({failure.place for failure in failed})
    opt.say([*map(str, failed), f"{file}: {passed:,} of {len(mapping.tests):,} tests pass"])
    if failed:
        raise typer.Exit(1)


def lint(file: File, source: Site, from_: opt.From = "auto", quiet: opt.Quiet = False) -> None:
    """Hold a mapping against a site: fields that no page has, types that take none. Exit code 1 if there is a doubt."""
    from migrate import pipeline
    from migrate.mapping.lint import Lint

    mapping = _loaded(file)
    site = pipeline.open_source(source, from_, opt.read_options(timezone=None, drafts=False))
    rules = pipeline.for_site(mapping, site.site)
    checked = Lint(rules)
    with opt.progress("Reading", quiet=quiet) as progress:
        pages = 0
        for kind, fields in pipeline.things_of(site, rules):
            checked.take(fields, kind)
            pages += kind == "page"
            progress(pages, len(site.site.pages))
    doubts = list(checked.doubts())
    opt.say([*map(str, doubts), f"{file}: {len(doubts):,} doubts over {len(site.site.pages):,} pages"])
    if doubts:
        raise typer.Exit(1)


def explain(
    source: Site,
    page: Annotated[str, typer.Argument(help="The page: its path, its address, or a glob of either.")],
    to: Annotated[str, typer.Option("--to", help="The shipped mapping to explain.")] = "json",
    mapping: Annotated[Path | None, typer.Option(help="A mapping file instead of a shipped one.")] = None,
    field: Annotated[str | None, typer.Option(help="Only this field of the record.")] = None,
    from_: opt.From = "auto",
) -> None:
    """Show how each field of a page's record was made: the rule's place, each step and the value after it."""
    from migrate import pipeline
    from migrate.errors import UsageError
    from migrate.mapping.explanations import explanation

    loaded = _loaded(str(mapping) if mapping else to)
    site = pipeline.open_source(source, from_, opt.read_options(timezone=None, drafts=False))
    rules = pipeline.for_site(loaded, site.site)
    if field is not None and field not in rules.field_names:
        from migrate.mapping.document import nearest

        hint = nearest(field, rules.field_names)
        raise UsageError(f"--field {field}: the mapping {rules.name} has no such field; {hint}")
    selection = pipeline.Selection(only=(page,), limit=1)
    (chosen,) = selection.of(site.site.pages)
    told = False
    opt.say([f"{chosen.id}  {chosen.url or ''}"])
    for kind, fields in pipeline.things_of(site, rules, selection, of_pages_only=True):
        lines = list(explanation(rules, kind, fields, field, lambda path: site.where(chosen, path)))
        told |= bool(lines)
        opt.say(lines)
    if not told:
        what = "no type takes it" if field is None else f"its type has no field `{field}`"
        raise UsageError(f"{chosen.id}: the mapping {rules.name} makes nothing of this page: {what}")


def show(name: Annotated[str, typer.Argument(help="The name of a shipped mapping.")]) -> None:
    """Print a shipped mapping file, to copy and change."""
    from migrate.mapping.shelf import shipped

    opt.say(shipped(name).read_text("utf-8").splitlines())


def list_() -> None:
    """List the mappings that are shipped."""
    from migrate.mapping.shelf import names

    opt.say(names())


def _loaded(file: str) -> Mapping:
    from migrate.mapping import load_mapping
    from migrate.mapping.shelf import names, shipped

    return load_mapping(shipped(file) if file in names() and not Path(file).exists() else Path(file))
