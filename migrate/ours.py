"""How our own files are known: by their first bytes. They are never source, and only they are overwritten."""

from __future__ import annotations

import re

HEAD_BYTES = 128
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"format"\s*:\s*"ssi-migrate/|<!-- ssi-migrate/)')


def is_ours(head: bytes) -> bool:
    """Whether a file that begins with `head` is an output or a report of this program."""
    return _OURS.match(head[:HEAD_BYTES]) is not None
