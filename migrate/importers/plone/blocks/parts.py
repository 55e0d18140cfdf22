"""Parts of blocks that HTML has no element for: each shows one field, as Volto's view of the block does."""

from __future__ import annotations

from collections.abc import Callable

from migrate.importers.plone.blocks.addresses import address, target
from migrate.importers.plone.blocks.markup import element, is_blank, opened, raw_text, text
from migrate.importers.plone.blocks.media import linked, picture
from migrate.importers.plone.blocks.page import Block, Page

Part = Callable[[Page, Block, int], str]
_LEVELS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def said(block: Block, *names: str) -> str:
    """The first of the fields that holds a text."""
    return next((value.strip() for name in names if isinstance(value := block.get(name), str) and value.strip()), "")


def heading(name: str, tag: str = "h2", level: str = "") -> Part:
    """A field as a heading; the field `level` may name its tag."""

    def write(page: Page, block: Block, depth: int) -> str:
        named = block.get(level)
        return element(named if isinstance(named, str) and named in _LEVELS else tag, text(said(block, name)))

    return write


def words(*names: str) -> Part:
    """Fields as paragraphs, rich text as it is; such a field holds the one in some versions and the other in others."""
    return lambda page, block, depth: "".join([_words(page, block.get(name)) for name in names])


def _words(page: Page, value: object) -> str:
    if isinstance(value, list):
        return page.slate.html(value)
    return element("p", text(value.strip())) if isinstance(value, str) else ""


def quoted(name: str) -> Part:
    return lambda page, block, depth: element("blockquote", _words(page, block.get(name)))


def image(*names: str) -> Part:
    def write(page: Page, block: Block, depth: int) -> str:
        value = next((block[name] for name in names if address(block.get(name))), None)
        return picture(value, alt=said(block, "alt"))

    return write


def button(label: str, href: str = "href") -> Part:
    """A link that looks like a button."""

    def write(page: Page, block: Block, depth: int) -> str:
        name = said(block, label) or said(target(block.get(href)), "title", "Title")
        shown = linked(text(name), block, href)
        return element("p", shown.replace("<a ", '<a class="button" ', 1))

    return write


def code(name: str, language: str = "language") -> Part:
    def write(page: Page, block: Block, depth: int) -> str:
        value, spoken = block.get(name), said(block, language)
        if not isinstance(value, str) or not value.strip():
            return ""
        start = opened("code", class_=f"language-{spoken}" if spoken else None)
        return f"<pre>{start}{raw_text(value)}</code></pre>"

    return write


def card(page: Page, block: Block, depth: int) -> str:
    """A teaser of another page; what it does not say itself is said by its target."""
    other = target(block.get("href"))
    own_image = target(block.get("preview_image"))
    shown = [picture(block.get("preview_image"), own_image.get("image_field"))]
    if not shown[0] and isinstance(field := other.get("image_field"), str) and field:
        shown = [picture(block.get("href"), field)]
    title = said(block, "nav_title", "title") or said(other, "title", "Title")
    about = "" if block.get("hide_description") is True else said(block, "description")
    shown += [element("p", text(said(block, "head_title"))), element("h2", linked(text(title), block))]
    return "".join([*shown, element("p", text(about))])


def cards(name: str, *below: Part) -> Part:
    """A list of cards, each in a box of its own with other parts of it below."""

    def write(page: Page, block: Block, depth: int) -> str:
        shown = ["".join([part(page, item, depth) for part in (card, *below)]) for item in maps(block.get(name))]
        return "".join([element("div", one) for one in shown])

    return write


def each(name: str, *parts: Part) -> Part:
    """Parts of each map in a list, or of each value of a map, as a list."""

    def write(page: Page, block: Block, depth: int) -> str:
        shown = ["".join([part(page, item, depth) for part in parts]) for item in maps(block.get(name))]
        return element("ul", "".join([f"<li>{one}</li>" for one in shown if not is_blank(one)]))

    return write


def maps(value: object) -> list[Block]:
    """The maps in a list, or among the values of a map."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, dict)]
