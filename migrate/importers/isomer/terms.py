"""The tags and categories of a site, each once."""

from __future__ import annotations

from collections.abc import Sequence

from migrate.importers.isomer.navigation import title_of
from migrate.model import Page, Term


def terms(pages: Sequence[Page], room: str | None) -> list[Term]:
    """Tags by name, then categories, each after the one above it.

    A category is below the one that a post names before it; where posts differ, the first post says it. The theme shows
    the folders of the resource room with capitals and without hyphens.
    """
    tags = sorted({tag for page in pages for tag in page.tags})
    above: dict[str, str | None] = {}
    for page in pages:
        parent: str | None = None
        for name in page.categories:
            above.setdefault(name, parent if parent != name else None)
            parent = name
    return [
        *(Term(taxonomy="tags", key=tag, name=tag) for tag in tags),
        *(
            Term(taxonomy="categories", key=key, name=_name(key, above, room), parent=parent)
            for key, parent in above.items()
        ),
    ]


def _name(key: str, above: dict[str, str | None], room: str | None) -> str:
    return title_of(key) if room is not None and room in (key, above[key]) else key
