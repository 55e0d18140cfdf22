"""Mapping files: declarative YAML that says how a page becomes a record of the target. See docs/mapping.md."""

from migrate.mapping.fields import page_fields
from migrate.mapping.kinds import Things, asset_fields
from migrate.mapping.loader import load_mapping
from migrate.mapping.shelf import shipped
from migrate.mapping.types import Mapping

__all__ = ["Mapping", "Things", "asset_fields", "load_mapping", "page_fields", "shipped"]
