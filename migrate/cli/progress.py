"""The progress line of a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Display:
    """A bar on standard error that goes away at the end. Drawn when told, by no thread of its own."""

    def __init__(self, label: str) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task(label, total=None)
        self._every = 0

    def show(self, done: int, total: int) -> None:
        """Draws the bar at `done` of `total`."""
        if not self._bar.live.is_started:
            self._bar.start()
        if done - self._every >= total // 100 or done == total:
            self._every = done
            self._bar.update(self._task, completed=done, total=total, refresh=True)

    def close(self) -> None:
        """Takes the bar away and gives the cursor back; whatever is said next stands in its place."""
        self._bar.stop()
