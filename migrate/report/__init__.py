"""What a run tells: on the terminal, and as a file for people (Markdown) or machines (JSON)."""

from migrate.report.files import report_bytes
from migrate.report.text import finding_lines, grouped_lines, summary_lines

__all__ = ["finding_lines", "grouped_lines", "report_bytes", "summary_lines"]
