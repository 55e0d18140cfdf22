"""A mapping drafted for a site: one that is shipped, with what the site has in comments, to read and decide."""

from migrate.mapping.drafts.draft import drafted
from migrate.mapping.drafts.survey import Survey

__all__ = ["Survey", "drafted"]
