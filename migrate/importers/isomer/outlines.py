"""Of each file, what the index takes of it: as long as that is the same, only its body may be another."""

from __future__ import annotations

from hashlib import blake2b

from migrate.encoding import met
from migrate.jekyll import frontmatter
from migrate.jekyll.damage import damage
from migrate.jekyll.entries import BOM

MOST = 4 * 1024 * 1024  # bytes of a page; no larger one is met


def outline(path: str) -> str | None:
    """The outline of a page's file: None where the index may show more of it than its front matter.

    That is so of files in other encodings, with control characters or damage, which are told when the index is read.
    """
    try:
        with open(path, "rb", buffering=0) as stream:
            raw = stream.read(MOST)
    except OSError:
        return None
    parts = frontmatter.split(raw)
    if parts.head is None or len(raw) == MOST or raw.startswith(BOM) or met.controls(raw, "") or damage(raw):
        return None
    return blake2b(parts.head, digest_size=16).hexdigest()
