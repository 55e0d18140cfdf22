"""Items of the file as XML. Each is given without its end, so that terms can follow."""

from __future__ import annotations

from typing import NamedTuple

from migrate.exporters.wxr.guids import guid
from migrate.exporters.wxr.plan import Settled
from migrate.exporters.wxr.slugs import digest
from migrate.exporters.wxr.uploads import Upload
from migrate.exporters.wxr.xml import allowed, cdata, element, section

END = "</item>\n"


class Shown(NamedTuple):
    """What an item says beside what is settled of it; its content is what XML can hold."""

    content: str = ""
    excerpt: str = ""
    menu_order: int = 0


def item(base: str | None, settled: Settled, shown: Shown = Shown()) -> str:
    """A page or post. Both dates are written: of one alone the importer makes the other by the target's zone."""
    link = f"{(base or '').rstrip('/')}{settled.path}"
    lines = (
        "<item>",
        cdata("title", settled.title),
        element("link", link),
        cdata("dc:creator", settled.author),
        _guid(base, settled.id),
        "<description></description>",
        f"<content:encoded>{section(shown.content)}</content:encoded>",
        cdata("excerpt:encoded", shown.excerpt),
        # what needs no escaping: numbers, dates, slugs, and names that were checked
        f"<wp:post_id>{settled.number}</wp:post_id>",
        f"<wp:post_date>{settled.time.local}</wp:post_date>",
        f"<wp:post_date_gmt>{settled.time.gmt}</wp:post_date_gmt>",
        *_CLOSED,
        f"<wp:post_name>{settled.slug}</wp:post_name>",
        f"<wp:status>{settled.status}</wp:status>",
        f"<wp:post_parent>{settled.parent_number}</wp:post_parent>",
        f"<wp:menu_order>{shown.menu_order}</wp:menu_order>",
        f"<wp:post_type>{settled.type}</wp:post_type>",
        *_LAST,
    )
    return "\n".join(lines) + "\n"


_CLOSED = (element("wp:comment_status", "closed"), element("wp:ping_status", "closed"))
_LAST = (element("wp:post_password", ""), element("wp:is_sticky", 0))


def attachment(base: str | None, id: str, upload: Upload) -> str:
    """A file that the importer fetches."""
    number = upload.number or 0
    settled = Settled(
        f"asset:{id}",
        number,
        "attachment",
        upload.title,
        "inherit",
        upload.time,
        upload.slug,
        f"/{upload.slug}/",
        upload.author,
    )
    return item(base, settled) + element("wp:attachment_url", upload.address) + "\n"


def category(taxonomy: str, slug: str, name: str) -> str:
    """A term of an item. Without the nicename the importer passes it over."""
    return f'<category domain="{taxonomy}" nicename="{slug}">{section(allowed(name))}</category>\n'


def term(taxonomy: str, slug: str, name: str, parent: str | None) -> str:
    """A category, tag or menu, declared before all items. A parent is named by its slug."""
    number = 1000 + int(digest(f"{taxonomy}:{slug}")[:7], 16)
    if taxonomy == "category":
        inner = element("wp:category_nicename", slug) + element("wp:category_parent", parent or "")
        return f"<wp:category>{element('wp:term_id', number)}{inner}{cdata('wp:cat_name', name)}</wp:category>\n"
    if taxonomy == "post_tag":
        inner = element("wp:tag_slug", slug) + cdata("wp:tag_name", name)
        return f"<wp:tag>{element('wp:term_id', number)}{inner}</wp:tag>\n"
    inner = (
        element("wp:term_taxonomy", taxonomy) + element("wp:term_slug", slug) + element("wp:term_parent", parent or "")
    )
    return f"<wp:term>{element('wp:term_id', number)}{inner}{cdata('wp:term_name', name)}</wp:term>\n"


def author(login: str, name: str) -> str:
    number = 1000 + int(digest(login)[:7], 16)
    email = f"author-{digest(login)[:12]}@example.invalid"
    return (
        f"<wp:author>{element('wp:author_id', number)}{cdata('wp:author_login', login)}"
        f"{cdata('wp:author_email', email)}"
        f"{cdata('wp:author_display_name', name)}{cdata('wp:author_first_name', '')}{cdata('wp:author_last_name', '')}"
        "</wp:author>\n"
    )


def _guid(base: str | None, id: str) -> str:
    return element("guid", guid(base, id)).replace("<guid>", '<guid isPermaLink="false">', 1)
