"""Images, films and maps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from migrate.importers.plone.blocks.addresses import address
from migrate.importers.plone.blocks.markup import attribute, element, opened, text
from migrate.importers.plone.blocks.page import Block, Page, kind_of
from migrate.importers.plone.blocks.props import props, section

_ID = re.compile(r"[\w-]{1,64}\Z", re.A)
_SECONDS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?\Z", re.A)
_YOUTUBE = frozenset(("youtube.com", "m.youtube.com", "youtube-nocookie.com"))
_FILMS = (["embed"], ["live"], ["shorts"], ["v"])  # what stands before the name of a film
_GOOGLE = re.compile(r"https://(?:www|maps)\.google\.[a-z.]+/maps", re.I)
# what Volto Light Theme shows below an image; where none of these is there, the theme was another
_CAPTION = ("description", "credit", "copyright_and_sources")


def image(page: Page, block: Block, depth: int) -> str:
    src = address(block.get("url"))
    if not src:
        return ""
    shown = opened(
        "img",
        src=src,
        alt=_text(block, "alt") or "",
        title=_text(block, "title"),
        data_align=_text(block, "align"),
        data_size=_text(block, "size"),
    )
    return f"<figure>{linked(shown, block)}{element('figcaption', _caption(block))}</figure>"


def linked(html: str, block: Block, name: str = "href") -> str:
    """`html` as the link that the block makes of it; as it is where it makes none."""
    href = address(block.get(name))
    target = "_blank" if block.get("openLinkInNewTab") is True else None
    return f"{opened('a', href=href, target=target)}{html}</a>" if href and html else html


def _caption(block: Block) -> str:
    if not any(name in block for name in _CAPTION):
        return ""
    credit = block.get("copyright_and_sources") or block.get("credit")
    credit = credit.get("data") if isinstance(credit, Mapping) else credit
    said = [_text(block, "title"), _text(block, "description"), credit if isinstance(credit, str) else None]
    return "<br>".join(text(one.strip()) for one in said if one and one.strip())


def picture(value: object, field: object = None, alt: str = "") -> str:
    """The image at an address, or one that an item has in a `field` of its own; nothing where there is none."""
    src = address(value)
    if not src:
        return ""
    own = f"/@@images/{field}" if isinstance(field, str) and field and "/@@images" not in src else ""
    return f"<figure>{opened('img', src=src + own, alt=alt)}</figure>"


def video(page: Page, block: Block, depth: int) -> str:
    url = address(block.get("url"))
    if not url:
        return ""
    figure = opened("figure", data_align=_text(block, "align"))
    if player := _player(url):
        frame = opened("iframe", src=player, title=_text(block, "title"), allowfullscreen="")
        return f"{figure}{frame}</iframe></figure>"
    if ".mp4" in url:
        film = opened("video", src=url, poster=address(block.get("preview_image")) or None, controls="")
        return f"{figure}{film}</video></figure>"
    page.notes.add("plone.film", "films that Volto does not show, which are links here: {}", url)
    return section("video", props(block), f'<p><a href="{attribute(url)}">{text(_text(block, "title") or url)}</a></p>')


def _player(url: str) -> str | None:
    """The address of the player of a film of YouTube or Vimeo."""
    try:
        split = urlsplit(url if "://" in url else f"https://{url}")
        host, query = (split.hostname or "").removeprefix("www."), parse_qs(split.query)
    except ValueError:
        return None
    path = [part for part in split.path.split("/") if part]
    if host in _YOUTUBE or host == "youtu.be":
        return _youtube(host, path, query)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _vimeo(path, query)
    return None


def _youtube(host: str, path: list[str], query: Mapping[str, list[str]]) -> str | None:
    films = path if host == "youtu.be" else path[1:] if path[:1] in _FILMS else query.get("v", [])
    name = films[0] if films else ""
    rows = query.get("list", [""])[0]
    if _ID.match(rows) and (not name or name == "videoseries" or path[:1] == ["playlist"]):
        return f"https://www.youtube.com/embed/videoseries?list={rows}"
    if not _ID.match(name):
        return None
    start = _seconds(query.get("start", query.get("t", [""]))[0])
    return f"https://www.youtube.com/embed/{name}" + (f"?start={start}" if start else "")


def _seconds(value: str) -> int:
    """Seconds, written as `90`, `90s` or `1m30s`."""
    found = _SECONDS.match(value)
    if not found:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _vimeo(path: list[str], query: Mapping[str, list[str]]) -> str | None:
    at = next((at for at, part in enumerate(path) if part.isascii() and part.isdecimal()), None)
    if at is None:
        return None
    key = query.get("h", path[at + 1 : at + 2] or [""])[0]  # a film that is not listed is found by its key alone
    return f"https://player.vimeo.com/video/{path[at]}" + (f"?h={key}" if key.isascii() and key.isalnum() else "")


def maps(page: Page, block: Block, depth: int) -> str:
    """A map; one of another maker than Google is told from other frames by its section."""
    url = address(block.get("url"))
    if not url:
        return ""
    frame = opened("iframe", src=url, title=_text(block, "title"), data_align=_text(block, "align"), allowfullscreen="")
    return f"{frame}</iframe>" if _GOOGLE.match(url) else section("maps", props(block), f"{frame}</iframe>")


def frame(page: Page, block: Block, depth: int) -> str:
    """A frame with a page of another site in it."""
    url = address(block.get("url") or block.get("src") or block.get("iframe"))
    shown = opened("iframe", src=url, title=_text(block, "title")) + "</iframe>" if url else ""
    return section(kind_of(block), props(block), shown)


def _text(block: Block, name: str) -> str | None:
    value = block.get(name)
    return value if isinstance(value, str) and value else None
