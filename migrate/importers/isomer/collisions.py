"""Pages with the same address: which one keeps it.

Jekyll writes pages first, by their paths, then the collections in the order of the configuration; what is written last
is what the public saw, so that page keeps the address. Addresses that differ only by a slash or by case were two pages
on the old site, but are one on most others: there, too, the last one keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from migrate import urls
from migrate.diagnostics import Finding
from migrate.model import Page


def resolved(pages: Sequence[Page], collections: Iterable[str], findings: list[Finding]) -> Iterator[Page]:
    """`pages`, in their order; those whose address another one keeps say which in `duplicate_of`."""
    keepers = _keepers(pages, {name: at for at, name in enumerate(collections)})
    for page in pages:
        keeper = keepers[_key(page.url)] if _is_public(page) and page.url is not None else None
        if keeper is None or keeper is page:
            yield page
            continue
        findings.append(Finding(code="url.collision", message=_message(page, keeper), file=page.id))
        yield replace(page, duplicate_of=keeper.id)


def _keepers(pages: Sequence[Page], order: Mapping[str, int]) -> dict[str, Page]:
    """By key the page that keeps the address: the one that is written last."""
    keepers: dict[str, Page] = {}
    for page in pages:
        if page.url is None or not _is_public(page):
            continue
        other = keepers.setdefault(_key(page.url), page)
        if other is not page and _precedence(page, order) > _precedence(other, order):
            keepers[_key(page.url)] = page
    return keepers


def _precedence(page: Page, order: Mapping[str, int]) -> tuple[int, int, str]:
    written = -1 if page.collection is None else order.get(page.collection, len(order))
    return (written, page.position or 0, page.id)


def _is_public(page: Page) -> bool:
    """What was never public had no address that another could take."""
    return page.published and not page.draft


def _key(url: str) -> str:
    return urls.key(url).casefold()


def _message(page: Page, keeper: Page) -> str:
    if page.url == keeper.url:
        return f"has the address {page.url} of {keeper.id}, which keeps it"
    return f"has the address {page.url}, for many systems the same as {keeper.url} of {keeper.id}, which keeps it"
