"""What is written later waits in a temporary file, so that memory does not grow with the site."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

_IN_MEMORY = 1024 * 1024


class Span(NamedTuple):
    """Where something stands in the file."""

    at: int = 0
    size: int = 0


class Spool:
    """Bytes put away, and found again by where they stand."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when the run is over
        self._end = 0

    def put(self, content: bytes) -> Span:
        self._file.seek(self._end)
        self._file.write(content)
        span = Span(self._end, len(content))
        self._end += len(content)
        return span

    def get(self, span: Span) -> bytes:
        self._file.seek(span.at)
        return self._file.read(span.size)

    def lines(self) -> Iterator[bytes]:
        """All that was put away, where that was lines."""
        self._file.seek(0)
        return iter(self._file)

    def close(self) -> None:
        self._file.close()
