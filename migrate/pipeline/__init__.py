"""The journey of a site: opened, its pages rendered and mapped in order, written."""

from migrate.pipeline.journey import (
    addresses_of,
    check,
    export,
    exporter_for,
    for_site,
    inspect,
    mapping_for,
    normaliser,
    open_source,
    things_of,
)
from migrate.pipeline.run import Summary
from migrate.pipeline.selection import Selection

__all__ = [
    "Selection",
    "Summary",
    "addresses_of",
    "check",
    "export",
    "exporter_for",
    "for_site",
    "inspect",
    "mapping_for",
    "normaliser",
    "open_source",
    "things_of",
]
