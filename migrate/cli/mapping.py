"""`ssi-migrate mapping`: mapping files looked at, checked, tested, and held against a site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate.cli import options as opt

if TYPE_CHECKING:
    from migrate.mapping import Mapping

_PLACED = r"(?P<file>.*?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<message>.*)"

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")]
File = Annotated[str, typer.Argument(help="A mapping file, or the name of one that is shipped.", show_default=False)]
Site = Annotated[Path, typer.Argument(help="The checkout of a site.", show_default=False)]


def check(file: File, json_: Json = False) -> None:
    """Tell every fault of a mapping file, each as file:line:column with what to do. Exit code 3 if there is one."""
    from migrate import pipeline
    from migrate.errors import MappingError

    try:
        mapping = _loaded(file)
        pipeline.exporter_for(mapping)
    except MappingError as error:
        if not json_:
            raise
        _tell_as_json(file, "faults", str(error).split("\n"))
        raise typer.Exit(error.exit_code) from None
    if json_:
        _tell_as_json(file, "faults", [])
        return
    counts = f"{len(mapping.types):,} types, {len(mapping.field_names):,} fields, {len(mapping.tests):,} tests"
    opt.say([f"{file}: no fault; {counts}, for `{mapping.exporter}`"])


def run_tests(file: File, json_: Json = False) -> None:
    """Run the tests that stand in a mapping file. Exit code 1 if one fails."""
    from migrate.mapping.examples import failures

    mapping = _loaded(file)
    failed = list(failures(mapping))
    passed = len(mapping.tests) - len({failure.place for failure in failed})
    if json_:
        _tell_as_json(file, "failures", map(str, failed))
    else:
        opt.say([*map(str, failed), f"{file}: {passed:,} of {len(mapping.tests):,} tests pass"])
    if failed:
        raise typer.Exit(1)


def lint(
    file: File,
    site: Annotated[Path | None, typer.Argument(help="The checkout of a site.", show_default=False)] = None,
    source: Annotated[Path | None, typer.Option(help="The same, as an option.")] = None,
    from_: opt.From = "auto",
    notes: Annotated[bool, typer.Option("--notes", help="List fields too that the site has nothing for.")] = False,
    json_: Json = False,
    quiet: opt.Quiet = False,
) -> None:
    """Hold a mapping against a site: fields that no page has, types that take none. Exit code 1 if there is a doubt."""
    from migrate import pipeline
    from migrate.errors import UsageError
    from migrate.mapping.lint import Lint

    root = site or source
    if root is None or (site and source):
        raise UsageError("name one site to hold the mapping against: `mapping lint FILE SITE`")
    mapping = _loaded(file)
    opened = pipeline.open_source(root, from_, opt.read_options(timezone=None, drafts=False))
    rules = pipeline.for_site(mapping, opened.site)
    checked, pages, all_of_them = Lint(rules), 0, len(opened.site.pages)
    with opt.progress("Reading", quiet=quiet) as progress:
        for kind, fields in pipeline.things_of(opened, rules):
            checked.take(fields, kind)
            pages += kind == "page"
            progress(pages, all_of_them)
    # of a shipped mapping nobody expects that a site has everything
    found = [doubt._replace(is_note=doubt.is_note or _is_shipped(file)) for doubt in checked.doubts()]
    doubts = [doubt for doubt in found if not doubt.is_note]
    shown = found if notes else doubts
    if json_:
        _tell_as_json(file, "doubts", map(str, shown))
    else:
        more = f" and {len(found) - len(doubts):,} notes (--notes)" if len(found) > len(shown) else ""
        opt.say([*map(str, shown), f"{file}: {len(doubts):,} doubts{more} over {all_of_them:,} pages"])
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
    if field is not None and field not in (*rules.field_names, "url"):
        from migrate.mapping.document import nearest

        hint = nearest(field, rules.field_names)
        raise UsageError(f"--field {field}: the mapping {rules.name} has no such field; {hint}")
    selection = pipeline.Selection(only=(page,), limit=1, asked="PAGE")
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


def schema() -> None:
    """Print the JSON Schema (2020-12) of mapping files, for completion in editors."""
    import json

    from migrate.mapping.schema import mapping_schema
    from migrate.output import write_stdout

    write_stdout([json.dumps(mapping_schema(), indent=2, ensure_ascii=False).encode() + b"\n"])


def show(name: Annotated[str, typer.Argument(help="The name of a shipped mapping.")]) -> None:
    """Print a shipped mapping file, to copy and change."""
    from migrate.mapping.shelf import shipped

    opt.say(shipped(name).read_text("utf-8").splitlines())


def list_() -> None:
    """List the mappings that are shipped."""
    from migrate.mapping.shelf import names

    opt.say(names())


def _tell_as_json(file: str, what: str, lines: Iterable[str]) -> None:
    """One object: the file, and a list of places with what is so; what to do."""
    import json
    import re

    found = [re.fullmatch(_PLACED, line) for line in lines]
    told = [_record(**one.groupdict()) for one in found if one is not None]
    opt.say([json.dumps({"mapping": file, what: told})])


def _record(file: str, line: str | None, column: str | None, message: str) -> dict[str, object]:
    return {"file": file, "line": int(line or 1), "column": int(column or 1), "message": message}


def _is_shipped(file: str) -> bool:
    from migrate.mapping.shelf import names

    return file in names() and not Path(file).exists()


def _loaded(file: str) -> Mapping:
    from migrate.mapping import load_mapping
    from migrate.mapping.shelf import shipped

    return load_mapping(shipped(file) if _is_shipped(file) else Path(file))
