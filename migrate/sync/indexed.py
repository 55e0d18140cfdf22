"""One digest of all that templates can see of a site but bodies and the time: pages as lists show them, other files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple


class Listed(NamedTuple):
    """A page as lists show it: a digest of its values, its file, that file's outline, and whether its date is to come.

    The values are not all: a template sees a page's front matter as it is written, which the outline stands for.
    """

    values: str
    file: str
    outline: str | None
    waits: bool


def indexed(pages: Iterable[Listed], digests: Mapping[str, str]) -> str:
    """The digest; `digests` are those of all files. Where a page has no outline, its whole file counts."""
    total = blake2b(digest_size=16)
    own: set[str] = set()
    for page in pages:
        own.add(page.file)
        _add(total, page.values, page.outline or digests.get(page.file, ""), str(page.waits))
    for path in sorted(digests):
        if path not in own and not path.startswith("/"):  # others are of no source
            _add(total, path, digests[path])
    return total.hexdigest()


def _add(total: blake2b, *texts: str) -> None:
    total.update("\0".join((*texts, "")).encode("utf-8", "surrogatepass"))
