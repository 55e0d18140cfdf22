"""What is odd about the `order` lists and the visibility of Isomer's collections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from migrate.diagnostics import Finding
from migrate.jekyll.item import Item
from migrate.jekyll.site import JekyllSite


def order_findings(site: JekyllSite) -> Iterator[Finding]:
    """Entries of `order` without a file, files without an entry, entries twice, collections never published."""
    members: dict[str, list[Item]] = {}
    for item in site.items:
        if item.kind == "document" and item.collection is not None:
            members.setdefault(item.collection, []).append(item)
    for label, options in site.config.collections.items():
        file = _declared_in(site, label)
        items = members.get(label, [])
        if items and options.get("output") is not True:
            message = f"collection `{label}` has no `output: true` (pages: {len(items)})"
            yield Finding(code="isomer.collection-unpublished", message=message, file=file)
        order = options.get("order")
        if isinstance(order, list):
            yield from _order(label, [str(name) for name in order], items, file)


def _order(label: str, order: Sequence[str], items: Sequence[Item], file: str) -> Iterator[Finding]:
    """`.keep` entries only mark the place of a subfolder."""
    there = {item.path.removeprefix(f"_{label}/") for item in items}
    for name, count in Counter(order).items():
        if count > 1:
            yield Finding(code="isomer.order-duplicate", message=f"`{name}` stands {count} times in `order`", file=file)
        if name not in there and not name.rpartition("/")[2].startswith(".keep"):
            yield Finding(code="isomer.order-missing", message=f"`order` names `{name}`, which is not there", file=file)
    for name in sorted(there.difference(order)):
        message = f"is not in the `order` of {file}"
        yield Finding(code="isomer.order-unlisted", message=message, file=f"_{label}/{name}")


def _declared_in(site: JekyllSite, label: str) -> str:
    own = f"_{label}/collection.yml"
    return own if own in site.config.files else next(iter(site.config.files), "_config.yml")
