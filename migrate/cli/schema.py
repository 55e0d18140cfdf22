"""`ssi-migrate schema`: the shape of a file that this program writes, as a JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

SCHEMAS = {
    "site": "exporters/site.schema.json",
    "report": "report/report.schema.json",
}


def schema(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="site, report, mapping or project.")] = "site",
) -> None:
    """Print a JSON Schema (2020-12): of site.json, of a report in JSON, of mapping files, of project files."""
    from importlib.resources import files

    from migrate.cli import mapping
    from migrate.errors import UsageError
    from migrate.output import write_stdout

    if name == "mapping":
        mapping.schema()
        return
    if name == "project":
        import json

        from migrate.project.schema import project_schema

        write_stdout([f"{json.dumps(project_schema(), indent=2)}\n".encode()])
        return
    if name not in SCHEMAS:
        raise UsageError(f"schema {name}: there is no such schema; there are: {', '.join(SCHEMAS)}, mapping, project")
    write_stdout([files("migrate").joinpath(SCHEMAS[name]).read_bytes()])
