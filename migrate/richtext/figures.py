"""Images, films, buttons and documents: what stands on a line of its own and is more than text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, unquote, urlsplit

from migrate.richtext.blocks import PLAIN, Anchor, Block, Button, Buttons, Embed, File, Image, Look, Paragraph
from migrate.richtext.flat import has_text, line
from migrate.richtext.looks import is_hidden, look, side, styles
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element, Inline, Node, is_blank, is_inline
from migrate.richtext.runs import has_words

_DOCUMENTS = frozenset(
    ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "csv", "zip", "epub", "ics", "xml")
)
_BUTTONS = ("button", "btn")
_BUTTON_ENDS = ("-button", "-btn", "_button", "_btn")
_PIXELS = re.compile(r"(\d{1,4})(?:\.\d+)?(?:px)?\Z")
_SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?%\Z")
# what the target's own player decides
_OF_FRAMES = frozenset((
    "src", "width", "height", "title", "allow", "allowfullscreen", "frameborder", "loading", "referrerpolicy",
    "scrolling",
))  # fmt: skip
# the sizes of Volto's images, and Plone's scales that come next to them
_SIZES = {"s": "s", "m": "m", "l": "l", "thumb": "s", "mini": "s", "preview": "m", "large": "l"}
_VIDEO = re.compile(r"[\w-]{6,20}\Z")


def line_blocks(nodes: Sequence[Node], own: Look, losses: Losses) -> list[Block]:
    """A paragraph of `nodes`; images, a button or a document where one stands alone; nothing where all is blank."""
    if has_text(nodes):
        return [Paragraph(nodes, own)]
    seen = [node for node in nodes if not is_blank(node)]
    if not seen:
        return [Paragraph((), own)] if own.id else []
    found = _images(seen, own, losses)
    if found is None and len(seen) == 1 and isinstance(seen[0], Element) and seen[0].tag == "a":
        found = button(seen[0], own, losses) or _document(seen[0], own)
    return found or [Paragraph(nodes, own)]


def _images(nodes: Sequence[Node], own: Look, losses: Losses) -> list[Block] | None:
    """The images of `nodes`, where each stands on a line of its own."""
    found: list[Block] = []
    on_line = False
    for node in nodes:
        if isinstance(node, Element) and node.tag == "br":
            on_line = False
            continue
        image = (
            None if on_line or not isinstance(node, Element) else read_image(node, own if not found else PLAIN, losses)
        )
        if image is None:
            return None
        found.append(image if found == [] else image._replace(look=image.look._replace(align=own.align)))
        on_line = True
    return found or None


def read_image(element: Element, own: Look, losses: Losses, caption: Inline = ()) -> Image | None:
    """The image that `element` is, or that the link `element` has alone in it; None where it is neither."""
    link: Anchor | None = None
    around: str | None = None
    if element.tag == "a":
        inner = [node for node in element.children if not is_blank(node)]
        if len(inner) != 1 or not isinstance(inner[0], Element) or not element.attr("href") or is_hidden(element):
            return None
        around = look(element, losses, ("href", "target", "rel")).id
        link, element = anchor_of(element), inner[0]
    src = element.attr("src")
    if element.tag != "img" or not src or is_hidden(element):
        return None
    mine = look(element, losses, ("src", "alt", "title", "width", "height", "data-size", "data-scale"))
    names = [name for name in (own.id, around, mine.id) if name]
    if len(names) > 1:
        return None
    declared = styles(element)
    return Image(
        src=src,
        alt=element.attr("alt") or "",
        title=element.attr("title"),
        link=link,
        width=_size(declared.get("width") or element.attr("width")),
        height=_size(declared.get("height") or element.attr("height")),
        caption=caption,
        look=Look(
            names[0] if names else None,
            (*own.classes, *mine.classes),
            own.align or _floated(declared) or mine.align or side(element),
        ),
        size=_SIZES.get(element.attr("data-size") or element.attr("data-scale") or ""),
    )


def anchor_of(element: Element) -> Anchor:
    """A link's address and how it opens."""
    return Anchor(element.attr("href") or "", element.attr("target"), element.attr("rel"), element.attr("class"))


def _size(value: str | None) -> str | None:
    """Pixels or a share of the width; nothing for what stands for the image's own or the whole width."""
    value = (value or "").strip()
    if found := _PIXELS.match(value):
        return found[1] if int(found[1]) else None
    found = _SHARE.match(value)
    return f"{found[1]}%" if found and 0 < int(found[1]) < 100 else None


def _floated(declared: dict[str, str]) -> str | None:
    side = declared.get("float")
    return side if side in ("left", "right") else None


def button(element: Element, own: Look, losses: Losses) -> list[Block] | None:
    """A link that looks like a button: by its class or role, or by a `button` in it."""
    if element.tag != "a" or is_hidden(element) or not element.attr("href"):
        return None
    inner = [node for node in element.children if not is_blank(node)]
    text: Inline = inner
    if len(inner) == 1 and isinstance(inner[0], Element) and inner[0].tag == "button":
        text = line(inner[0], Losses())
    elif not _is_button(element):
        return None
    mine = look(element, losses, ("href", "target", "rel", "title"))
    if not is_inline(text) or not has_words(text) or (own.id and mine.id):
        return None
    named = Look(own.id or mine.id, (*own.classes, *mine.classes))
    return [Buttons((Button(text, anchor_of(element)._replace(classes=None), named),))]


def _is_button(element: Element) -> bool:
    if element.attr("role") == "button":
        return True
    return any(name in _BUTTONS or name.endswith(_BUTTON_ENDS) for name in (element.attr("class") or "").split())


def _document(element: Element, own: Look) -> list[Block] | None:
    """A link to a document of the site, without anything that a target's own form for it could lose."""
    href = element.attr("href") or ""
    path = href.partition("#")[0].partition("?")[0]
    if not href.startswith("asset:") or path.rpartition(".")[2].lower() not in _DOCUMENTS or own != PLAIN:
        return None
    if set(element.attrs) - {"href", "target", "rel"} or not has_text(element.children):
        return None
    return [File(element.children, anchor_of(element))]


def read_embed(element: Element, own: Look, losses: Losses, caption: Inline = ()) -> Embed | None:
    """The film that an `iframe` shows; None for other frames."""
    parts = _address(element.attr("src") or "")
    if parts is None:
        return None
    found = _youtube(*parts) or _vimeo(*parts)
    if found is None:
        return None
    provider, url = found
    mine = look(element, losses, _OF_FRAMES)
    if own.id and mine.id:
        return None
    return Embed(provider, url, element, caption, Look(own.id or mine.id, (*own.classes, *mine.classes), own.align))


def _address(src: str) -> tuple[str, list[str], dict[str, list[str]]] | None:
    try:
        split = urlsplit(src.strip())
    except ValueError:
        return None
    host = (split.hostname or "").removeprefix("www.")
    return host, [unquote(part) for part in split.path.split("/") if part], parse_qs(split.query)


def _youtube(host: str, path: list[str], query: dict[str, list[str]]) -> tuple[str, str] | None:
    if host not in ("youtube.com", "youtube-nocookie.com", "m.youtube.com", "youtu.be"):
        return None
    name = path[-1] if path and (path[:-1] == ["embed"] or (host == "youtu.be" and len(path) == 1)) else ""
    if path == ["watch"]:
        name = query.get("v", [""])[0]
    if name == "videoseries" and _VIDEO.match(query.get("list", [""])[0][:20]):
        return "youtube", f"https://www.youtube.com/playlist?list={query['list'][0]}"
    start = query.get("start", [""])[0]
    if name == "videoseries" or not _VIDEO.match(name):
        return None
    return "youtube", f"https://www.youtube.com/watch?v={name}" + (f"&t={start}s" if start.isdecimal() else "")


def _vimeo(host: str, path: list[str], query: dict[str, list[str]]) -> tuple[str, str] | None:
    if host not in ("vimeo.com", "player.vimeo.com") or not path or not path[-1].isdecimal():
        return None
    key = query.get("h", [""])[0]  # a film that is not listed is found by its key alone
    return "vimeo", f"https://vimeo.com/{path[-1]}" + (f"/{key}" if key.isalnum() else "")
