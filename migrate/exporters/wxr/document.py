"""What stands around the items: the one form of it that the importer knows."""

from __future__ import annotations

from collections.abc import Iterable

from migrate.exporters.wxr.xml import cdata, element
from migrate.model import Site

VERSION = "1.2"
# the prefix `wp` and the addresses of `content` and `dc` have to be these
NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
END = "</channel>\n</rss>\n"


def head(site: Site, declared: Iterable[str]) -> str:
    """The beginning of a document, up to the first item; `declared` are authors and terms."""
    spaces = "\n".join(f'\txmlns:{name}="{address}"' for name, address in NAMESPACES.items())
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<rss version="2.0"\n{spaces}>',
        "<channel>",
        cdata("title", site.title or ""),
        element("link", site.url or ""),
        cdata("description", site.description or ""),
        element("language", site.language or ""),
        element("wp:wxr_version", VERSION),
        # no `wp:base_site_url`: with it, importers write the new host wherever a text or link names the old one
    )
    return "\n".join(lines) + "\n" + "".join(declared)
