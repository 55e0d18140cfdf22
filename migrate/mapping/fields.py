"""The words of a page that a mapping can take: those of the model, as plain values."""

from __future__ import annotations

from migrate.model import Body, Page

# In the order in which `site.json` has them
PAGE_FIELDS = (
    "id", "kind", "source", "url", "title", "description", "layout", "collection", "position", "parent", "date",
    "modified", "draft", "published", "language", "tags", "image", "target", "body", "sections", "links", "meta",
)  # fmt: skip


def page_fields(page: Page, body: Body | None) -> dict[str, object]:
    """`page` with its body as a map of plain values. `links` is filled by the link pass, once there is one."""
    fields: dict[str, object] = {
        name: getattr(page, name) for name in PAGE_FIELDS if name not in ("source", "body", "links")
    }
    fields["source"] = {"file": page.source.file, "line": page.source.line}
    fields["body"] = None if body is None else {"html": body.html, "text": body.text, "format": body.format}
    fields["links"] = []
    return fields
