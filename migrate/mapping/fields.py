"""The words of a page that a mapping can take: those of the model, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from migrate.model import Body, Link, Page

# In the order in which `site.json` has them
PAGE_FIELDS = (
    "id", "kind", "source", "url", "title", "description", "layout", "collection", "position", "parent", "date",
    "modified", "draft", "published", "language", "tags", "categories", "aliases", "image", "target", "body",
    "sections", "links", "duplicate_of", "meta",
)  # fmt: skip
# those that are attributes of a page, as they are
_OWN = tuple(name for name in PAGE_FIELDS if name not in ("source", "body", "links"))
_own_values = attrgetter(*_OWN)


def page_fields(page: Page, body: Body | None, links: Iterable[Link], address: str | None) -> dict[str, object]:
    """`page` with its body and links as a map of plain values. `address` is the one that it has on the target."""
    fields: dict[str, object] = dict(zip(_OWN, _own_values(page), strict=True))
    for name, value in fields.items():
        if isinstance(value, tuple):  # a list, as in JSON and in the tests of a mapping: JMESPath knows no tuples
            fields[name] = list(value)
    fields["source"] = {"file": page.source.file, "line": page.source.line}
    fields["body"] = None if body is None else {"html": body.html, "text": body.text, "format": body.format}
    fields["links"] = [link_fields(link) for link in links]
    fields["address"] = address
    return fields


def link_fields(link: Link) -> dict[str, object]:
    """A link as a map of plain values."""
    return {"href": link.href, "target": link.target, "status": link.status, "field": link.field}
