"""The old addresses of pages, as the redirects of a site say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from migrate import urls
from migrate.model import Page, Redirect


def with_aliases(pages: Sequence[Page], redirects: Sequence[Redirect]) -> Iterator[Page]:
    """Each page with the old addresses that lead to it; where a page stands at one, that page answers."""
    there = {urls.key(page.url) for page in pages if page.url and page.published}
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for redirect in redirects:
        old = urls.decoded(redirect.old)
        leads_inside = not urls.is_absolute(redirect.new) and "?" not in redirect.new
        if redirect.is_plain and leads_inside and urls.key(old) not in there:
            keys[urls.key_of_link(redirect.new)].append(old)
    for page in pages:
        old_ones = keys.get(urls.key(page.url)) if page.url and not page.duplicate_of else None
        yield replace(page, aliases=tuple(dict.fromkeys((*page.aliases, *old_ones)))) if old_ones else page
