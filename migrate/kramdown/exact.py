"""The real kramdown over pipes, where Ruby is there: to publish with it, or to see where ours would differ.

One Ruby process serves one Python process; a forked worker starts its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
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
        """Ends the Ruby process."""
        if self._process is not None and self._owner == os.getpid():
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                if stream is not None:
                    stream.close()
            self._process.wait()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid():
            self._process, self._owner = _started(), os.getpid()
        return self._process

    def _last_words(self, process: subprocess.Popen[bytes]) -> str:
        assert process.stderr is not None
        said = process.stderr.read().decode("utf-8", "replace").strip().split("\n")
        self.close()
        return f"Ruby cannot run kramdown ({said[0][:200]})"


def _started() -> subprocess.Popen[bytes]:
    ruby = shutil.which("ruby")
    if ruby is None:
        raise ExactError("there is no ruby on the PATH")
    pipe = subprocess.PIPE
    return subprocess.Popen([ruby, str(WORKER)], stdin=pipe, stdout=pipe, stderr=pipe)
