"""The context in which the examples of the catalogue are run, and their parameters."""

from __future__ import annotations

from datetime import timedelta, timezone

from migrate.mapping.steps.step import Context, Step
from migrate.mapping.steps.tables import Table

CONTEXT = Context(
    zone=timezone(timedelta(hours=8)),
    language="en",
    site_url="https://www.example.org",
    lookups={"sections": Table(name="sections", rows={"media-room": "Newsroom", "7": 9})},
)


def parameters(step: Step, argument: object) -> dict[str, object]:
    """The parameters that an argument as in YAML stands for."""
    if argument is None:
        return {}
    if isinstance(argument, dict):
        return {name: tuple(value) if isinstance(value, list) else value for name, value in argument.items()}
    assert step.short is not None, step.name
    return {step.short: argument}
