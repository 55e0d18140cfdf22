"""What a run tells: on the terminal, and as files for people and machines. The input of all of them is one `Run`."""

from migrate.report.formats import check_name, report_bytes
from migrate.report.run import Run
from migrate.report.text import finding_lines, grouped_lines, head_lines, summary_lines

__all__ = ["Run", "check_name", "finding_lines", "grouped_lines", "head_lines", "report_bytes", "summary_lines"]
