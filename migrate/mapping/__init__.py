"""Mapping files: declarative YAML that says how a page becomes a record of the target.

Today a mapping names the fields of a record and where each comes from, by types of pages. The language grows from
here (see docs/mapping.md).
"""

from migrate.mapping.fields import page_fields
from migrate.mapping.language import Mapping, load_mapping, shipped

__all__ = ["Mapping", "load_mapping", "page_fields", "shipped"]
