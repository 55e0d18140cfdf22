"""Which pages a run is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from migrate.errors import UsageError
from migrate.model import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which pages: those whose id or address matches one of `only`, and no more than `limit`.

    `asked` is how the user said which, for messages.
    """

    only: tuple[str, ...] = ()
    limit: int | None = None
    asked: str = "--only"

    def of(self, pages: Sequence[Page]) -> list[Page]:
        """Those pages, in their order. Raises UsageError when one of `only` matches none."""
        for glob in self.only:
            if not any(_matches(page, glob) for page in pages):
                raise UsageError(f"{self.asked} {glob}: no page's path or address matches; {_near(glob, pages)}")
        chosen = [page for page in pages if not self.only or any(_matches(page, glob) for glob in self.only)]
        return chosen[: self.limit]


def _matches(page: Page, glob: str) -> bool:
    return fnmatchcase(page.id, glob) or fnmatchcase(page.url or "", glob)


def _near(glob: str, pages: Sequence[Page]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(glob, [name for page in pages for name in (page.id, page.url or "")], n=1)
    return f"did you mean {near[0]}?" if near else "`ssi-migrate inspect` lists them"
