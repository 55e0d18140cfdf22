"""What a source keeps of its files from run to run, in the state; nothing of it is needed for anything but speed."""

from __future__ import annotations

from collections.abc import Mapping

from migrate.state import FileRow, State, as_text


class FileCache:
    """See `interfaces.Cache`. `files` are those of the source as they are now; with `anew` nothing is taken again."""

    def __init__(self, state: State, files: Mapping[str, FileRow], *, anew: bool) -> None:
        self._state, self._files = state, files
        self._known = {} if anew else state.cached()

    def get(self, file: str) -> bytes | None:
        row = self._files.get(as_text(file))
        found = self._known.get(row.path) if row is not None else None
        return found[1] if row is not None and found is not None and found[0] == row.digest else None

    def put(self, file: str, kept: bytes) -> None:
        row = self._files.get(as_text(file))
        if row is not None:
            self._state.put_cached(row.path, row.digest, kept)
