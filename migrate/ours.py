"""How our own files are known: by their first bytes. They are never source, and only they are overwritten."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

HEAD_BYTES = 128
FOLDER_MARK = ".ssi-migrate-assets"  # the file that says so of a whole folder
_JSON = rb'\{\s*(?:"properties"\s*:\s*\{\s*)?"format"\s*:\s*"ssi-migrate/'  # SARIF has room in its properties alone
_MARKUP = rb"(?:<\?xml [^>]*>\s*)?<!-- ssi-migrate/"
_OURS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:%b|%b)" % (_JSON, _MARKUP))


def is_ours(head: bytes) -> bool:
    """Whether a file that begins with `head` is an output or a report of this program."""
    return _OURS.match(head[:HEAD_BYTES]) is not None


def is_our_folder(folder: str | Path) -> bool:
    """Whether this program laid what is in `folder`: all of it is then no source. False where it cannot be read."""
    mark = os.path.join(folder, FOLDER_MARK)
    try:
        if not stat.S_ISREG(os.lstat(mark).st_mode):
            return False
        with open(mark, "rb", buffering=0) as stream:
            return is_ours(stream.read(HEAD_BYTES))
    except (OSError, ValueError):
        return False
