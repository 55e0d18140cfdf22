"""What a scheduled job remembers from run to run: one SQLite file, so that a kill at any point leaves a whole one."""

from migrate.state.store import Rows, State, as_text
from migrate.state.tables import FileRow, MadeRow, PageRow, RedirectRow, RunRow

__all__ = ["FileRow", "MadeRow", "PageRow", "RedirectRow", "Rows", "RunRow", "State", "as_text"]
