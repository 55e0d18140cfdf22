"""Blocks of types that are not known: all in them that reads like something for a reader is shown."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.importers.plone.blocks import draft
from migrate.importers.plone.blocks.addresses import address, target
from migrate.importers.plone.blocks.markup import element, is_blank, text
from migrate.importers.plone.blocks.media import linked, picture
from migrate.importers.plone.blocks.page import DEEPEST, SOMERSAULT, Block, Page, kind_of
from migrate.importers.plone.blocks.parts import maps, said
from migrate.importers.plone.blocks.props import PRIVATE, props, section
from migrate.importers.plone.blocks.shapes import Shape, written

_TITLES = ("head_title", "headtitle", "kicker", "title", "headline", "heading", "panel_title")
_IMAGES = ("preview_image", "image", "logo", "background_image", "backgroundImage", "photo", "picture")
_TEXTS = frozenset((
    "additionalText", "additional_information", "answer", "author", "body", "caption", "caption_description",
    "caption_title", "content", "copyright", "credit", "description", "email", "footer", "label", "name", "phone",
    "question", "quote", "role", "source", "sub_title", "subheadline", "subtitle", "summary", "teaser", "text", "value",
))  # fmt: skip
_LINKS = ("href", "link", "buttonLink", "linkHref", "link_url", "cta_link")
_LABELS = ("buttonText", "buttonLabel", "linkTitle", "link_title", "linkText")
_ADDRESSES = ("http:", "https:", "/", "#")
_DEEP = f"blocks lie in blocks, more than {DEEPEST} deep; the words of {{}} are kept"
_UNKNOWN = "blocks of a type that is not known here: {}"
# what says how a block looks and works, and what is said of it elsewhere
_SETTINGS = PRIVATE | {
    "@id", "@type", "UID", "blocks", "blocks_layout", "blurhash", "className", "css", "id", "image_scales", "key",
    "plaintext", "query", "querystring", "settings", "style", "styles", "theme", "variation",
}  # fmt: skip


def unknown(page: Page, block: Block, depth: int) -> str:
    """A block of a type that is not known as a section with all that a reader may have seen of it."""
    page.notes.add("plone.block", _UNKNOWN, kind_of(block))
    inner = next((name for name in ("blocks", *block) if name != "columns" and _is_holder(block, name)), "")
    if not inner and maps(block.get("columns")) and isinstance(block.get("columns"), list):
        inner = "columns"
    shape = Shape((lambda page, block, depth: _shown(page, block, depth, inner),), inner)
    return written(shape, page, block, depth)


def _is_holder(block: Block, name: str) -> bool:
    holder = block if name == "blocks" else block.get(name)
    return isinstance(holder, dict) and isinstance(holder.get("blocks"), dict)


def _shown(page: Page, block: Block, depth: int, inner: str = "") -> str:
    """What of the fields of a block a reader may have seen: titles, images, texts, links."""
    titles = [element("h2", text(said(block, name))) for name in _TITLES]
    images = [picture(block.get(name), target(block.get(name)).get("image_field")) for name in _IMAGES]
    taken = {*_TITLES, *_IMAGES, *_LINKS, *_LABELS, inner} | _SETTINGS
    others = [_field(page, name, value, depth) for name, value in block.items() if name not in taken]
    return "".join([*titles, *images, *others, _links(block)])


def _field(page: Page, name: str, value: object, depth: int) -> str:
    if isinstance(value, str):
        return element("p", text(value.strip())) if _is_text(name, value) else ""
    if depth > DEEPEST:
        return "".join([element("p", text(one)) for one in strings(value)])
    if isinstance(value, dict):
        if draft.is_draft(value):
            return draft.html(value)
        return page.blocks(value, depth + 1) if "blocks" in value else _shown(page, value, depth + 1)
    return _several(page, value, depth) if isinstance(value, list) else ""


def _several(page: Page, values: list[object], depth: int) -> str:
    if any(isinstance(one, dict) and isinstance(one.get("children"), list) for one in values):
        return page.slate.html(values)
    return "".join([element("div", _item(page, one, depth + 1)) for one in maps(values)])


def _item(page: Page, item: Block, depth: int) -> str:
    return page.block(item, depth) if "@type" in item and "@id" not in item else _shown(page, item, depth)


def _is_text(name: str, value: str) -> bool:
    """Whether a text is one for readers: its name says so, or it has several words and is no address."""
    words = value.split()
    return bool(words) and (name in _TEXTS or (len(words) > 1 and not words[0].startswith(_ADDRESSES)))


def _links(block: Block) -> str:
    """The links of a block. Those without a label of their own have the title of the block, or their address."""
    found: list[str] = []
    for name in _LINKS:
        if href := address(block.get(name)):
            label = said(block, *_LABELS, "label", "title") or said(target(block.get(name)), "title", "Title") or href
            found.append(element("p", linked(text(label), block, name)))
    return "".join(found or [element("p", text(said(block, name))) for name in _LABELS])


def too_deep(page: Page, block: Block) -> str:
    """The texts of a block that lies deeper than blocks are read."""
    page.notes.add("plone.block-deep", _DEEP, kind_of(block))
    return "".join([element("p", text(one)) for one in strings(block)])


def strings(value: object) -> Iterator[str]:
    """The texts for readers in a value, however deep, in their order."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        name, one = waiting.pop()
        if isinstance(one, str):
            if (_is_text(name, one) or name in _TITLES or name in _LABELS) and not is_blank(one):
                yield one
        elif isinstance(one, dict):
            waiting += reversed([(key, inner) for key, inner in one.items() if key not in _SETTINGS or key == "blocks"])
        elif isinstance(one, list):
            waiting += [(name, inner) for inner in reversed(one)]


def somersault(page: Page, block: Block, depth: int) -> str:
    """The one block of Plone 7: rich text in which other blocks stand as nodes of the type `unknown`."""
    value = block.get("value")
    page.notes.add("plone.block", _UNKNOWN, SOMERSAULT)
    found: list[str] = []
    for node in value if isinstance(value, list) else ():
        if isinstance(node, dict) and isinstance(node.get("@type"), str):
            inner = {name: one for name, one in node.items() if name not in ("type", "children")}
            found.append(page.block(inner, depth + 1))
        else:
            found.append(page.slate.html([node]))
    return section(SOMERSAULT, props(block), "".join(found))
