"""The real kramdown over pipes, where Ruby is there: to publish with it, or to see where ours would differ.

One Ruby process serves one Python process; a forked worker starts its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import weakref
from collections.abc import Mapping
from pathlib import Path

WORKER = Path(__file__).with_name("exact.rb")


class ExactError(Exception):
    """The real kramdown cannot be asked, or failed on a text: the message says why."""


class RealKramdown:
    """Renders with the gems kramdown and kramdown-parser-gfm. Raises ExactError when they are not there."""

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        self._options = dict(options or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self.render("")

    def render(self, text: str) -> str:
        """The HTML of `text`. Raises ExactError where kramdown itself raises."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps({"src": text, "opts": self._options}).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError as error:
            raise ExactError(f"the Ruby process ended ({error.strerror})") from error
        if not line:
            raise ExactError(self._last_words(process))
        answer = json.loads(line)
        if "error" in answer:
            raise ExactError(str(answer["error"]))
        return str(answer["html"])

    def close(self) -> None:
        """Ends the Ruby process; it ends as well when nobody holds this object any more."""
        if self._process is not None:
            _ended(self._process, self._owner)
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid():
            self._process, self._owner = _started(), os.getpid()
            weakref.finalize(self, _ended, self._process, self._owner)
        return self._process

    def _last_words(self, process: subprocess.Popen[bytes]) -> str:
        assert process.stderr is not None
        said = process.stderr.read().decode("utf-8", "replace").strip().split("\n")
        self.close()
        return f"Ruby cannot run kramdown ({said[0][:200]})"


def _ended(process: subprocess.Popen[bytes], owner: int) -> None:
    """Closes what the process reads from, at which it ends by itself. A fork leaves its parent's process alone."""
    if owner != os.getpid() or (process.poll() is not None and process.stdin is not None and process.stdin.closed):
        return
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    process.wait()


def _started() -> subprocess.Popen[bytes]:
    ruby = shutil.which("ruby")
    if ruby is None:
        raise ExactError("there is no ruby on the PATH")
    pipe = subprocess.PIPE
    return subprocess.Popen([ruby, str(WORKER)], stdin=pipe, stdout=pipe, stderr=pipe)
