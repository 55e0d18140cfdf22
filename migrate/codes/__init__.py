"""The codes of findings: one table with the severity, the meaning and the remedy of each, a file a group.

Groups in the order of a run. docs/findings.md is written from it (`make docs`).
"""

from __future__ import annotations

from migrate.codes.bodies import BODIES
from migrate.codes.code import SEVERITIES, Code, Severity
from migrate.codes.isomer import ISOMER
from migrate.codes.plone import PLONE
from migrate.codes.reading import READING
from migrate.codes.records import RECORDS
from migrate.codes.redirects import REDIRECTS
from migrate.codes.wordpress import WORDPRESS

__all__ = ["CODES", "SEVERITIES", "Code", "Severity"]

CODES: dict[str, Code] = {**READING, **BODIES, **RECORDS, **WORDPRESS, **PLONE, **REDIRECTS, **ISOMER}
