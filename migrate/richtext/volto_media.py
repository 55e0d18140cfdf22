"""Images, films and maps as Volto's blocks have them, and which of them its own views would show wrong.

See `components/manage/Blocks/Image`, `Video/Body.jsx` and `Maps/Body.jsx` of Volto.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from migrate.richtext.blocks import Embed, Image
from migrate.richtext.looks import side
from migrate.richtext.nodes import Element
from migrate.richtext.slate import VoltoBlock

# words that Volto looks for anywhere in the address of a film, and takes for another kind of address
_MISREAD = ("list", "live", "shorts")
_WATCHED = re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)\Z")
_PLAYLIST = re.compile(r"https://www\.youtube\.com/playlist\?list=[\w-]+\Z")
_VIMEO = re.compile(r"https://vimeo\.com/\d+\Z")
_MAPS = re.compile(r"(?:www\.|maps\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?\Z")
_SMALL, _MEDIUM = 200, 400  # pixels of the scales that Volto asks Plone for
_QUARTER, _HALF = 25, 50


def image(one: Image) -> VoltoBlock:
    """An image block; its caption has no place there."""
    block: VoltoBlock = {"@type": "image", "url": one.src, "alt": one.alt}
    if one.title:
        block["title"] = one.title
    block["align"] = one.look.align or "center"
    block["size"] = one.size or _size(one.width)
    if one.link and one.link.href:
        block["href"] = [{"@id": one.link.href}]
        if one.link.target == "_blank":
            block["openLinkInNewTab"] = True
    return block


def _size(width: str | None) -> str:
    """Volto has three sizes, by what share of the text's width they have, or by pixels."""
    if width is None:
        return "l"
    share = width.endswith("%")
    number = int(width.rstrip("%"))
    small, medium = (_QUARTER, _HALF) if share else (_SMALL, _MEDIUM)
    return "s" if number <= small else "m" if number <= medium else "l"


def film(one: Embed) -> VoltoBlock | None:
    """A video block; None where Volto would read the address wrong: with a beginning, a key, or words that it seeks."""
    watched = _WATCHED.match(one.url)
    if watched is not None and not any(word in watched[1] for word in _MISREAD):
        return _video(one.url, one.element)
    if _PLAYLIST.match(one.url) or _VIMEO.match(one.url):
        return _video(one.url, one.element)
    return None


def _video(url: str, element: Element) -> VoltoBlock:
    title = element.attr("title")
    return {"@type": "video", "url": url, **({"title": title} if title else {})}


def media(element: Element) -> VoltoBlock | None:
    """The block for an `iframe` with a map of Google's or for a `video` with a file; None for others."""
    if element.tag == "iframe":
        return _map(element)
    if element.tag != "video" or element.text.strip() or element.attr("id"):
        return None
    src = element.attr("src") or next((one.attr("src") for one in element.find_all("source")), None) or ""
    if ".mp4" not in src or any(word in src for word in _FILMS):
        return None
    poster = element.attr("poster")
    return {"@type": "video", "url": src, **({"preview_image": poster} if poster else {})}


# what Volto takes for an address of that provider, wherever it stands
_FILMS = ("youtube.com", "youtu.be", "vimeo")


def _map(element: Element) -> VoltoBlock | None:
    src = (element.attr("src") or "").strip()
    try:
        parts = urlsplit(src)
    except ValueError:
        return None
    shown = "/maps" in parts.path and ("embed" in parts.path or "output=embed" in parts.query)
    if parts.scheme != "https" or not shown or not _MAPS.match(parts.hostname or "") or element.attr("id"):
        return None
    said = {"title": element.attr("title"), "align": side(element)}
    return {"@type": "maps", "url": src, **{name: value for name, value in said.items() if value}}
