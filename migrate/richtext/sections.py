"""The sections of a front or contact page as blocks: what a field means is the same in all of them.

A section becomes a group with its name for a class. In it stand its picture, its titles, its texts in the order of the
source, its button, and what it is a list of: cards beside each other, the rest below each other. No text is left out;
settings of the old theme, such as colours, are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from migrate.richtext.blocks import (
    Anchor,
    Block,
    Button,
    Buttons,
    Column,
    Columns,
    Group,
    Heading,
    Image,
    Item,
    List,
    Look,
    Paragraph,
)
from migrate.richtext.flat import flat, marked
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Inline, Text, line_break, tree, words
from migrate.richtext.reader import read

Fields = Mapping[str, object]

SETTINGS = frozenset(("variant", "alignment", "backgroundColor", "size"))
IMAGES = ("background", "image", "image-url")
TITLES = ("title", "agency_name")
ADDRESSES = ("url", "link_url")
LABELS = ("button", "linktext", "link_text")
# addresses that the old theme had words of its own for
NAMED_ADDRESSES = {"maps_link": "View map", "find-directions": "Find directions", "feedback": "Give feedback"}
SCHEMES = {"email": "mailto:", "phone": "tel:"}
BESIDE = ("key_highlights", "infoboxes", "cards")  # what stands beside each other
LINKS = ("options",)  # what is a list of links

_ABREAST = 3
_FIRST_LEVEL, _LAST_LEVEL = 2, 6
_DEEPEST = 12


class _Link(NamedTuple):
    label: str
    href: str


def section(name: str, value: object, losses: Losses) -> Block:
    """One section as a group of blocks."""
    blocks = _Sections(losses).value(value, _FIRST_LEVEL)
    if name == "infopic" and len(blocks) > 1 and isinstance(blocks[0], Image):
        blocks = [Columns((Column(blocks[1:]), Column(blocks[:1])))]
    id = value.get("id") if isinstance(value, Mapping) else None
    return Group(blocks, look=Look(id if isinstance(id, str) and id else None, (name.replace("_", "-"),)))


class _Sections:
    """Reads the values of one section; `level` is that of the next heading."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def value(self, value: object, level: int) -> list[Block]:
        if level > _DEEPEST:
            return self._text(str(value))
        if isinstance(value, Mapping):
            return self._part(value, level)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return self._several(value, level)
        return self._text(value)

    def _several(self, values: Sequence[object], level: int) -> list[Block]:
        """Lines of one text where all are texts, else one below the other."""
        if any(isinstance(value, Mapping | list) for value in values):
            return [block for value in values for block in self.value(value, level)]
        lines = [line for value in values if (line := self._line(value))]
        rows = [node for line in lines for node in (line_break(), *line)][1:]
        return [Paragraph(rows)] if rows else []

    def _part(self, fields: Fields, level: int) -> list[Block]:
        link = _Link(_first(fields, LABELS), _first(fields, ADDRESSES))
        found = [block for name in IMAGES for block in self._image(fields.get(name), fields.get("alt"))]
        found += self._text(fields.get("subtitle"))
        titles = [name for name in TITLES if _first(fields, (name,))]
        for name in titles:
            found += self._heading(fields[name], level, "" if link.label else link.href)
        for name, value in fields.items():
            if name not in _TAKEN and not isinstance(value, Mapping | list):
                found += self._field(name, value)
        if link.label or (link.href and not titles):
            found += self._link(link)
        for name, value in fields.items():
            if isinstance(value, Mapping | list):
                found += self._inner(name, value, level)
        return found

    def _field(self, name: str, value: object) -> list[Block]:
        text = str(value or "").strip()
        if name in SETTINGS and text:
            self.losses.look[f"the setting `{name}` of a section"] += 1
            return []
        if name in NAMED_ADDRESSES and text:
            return self._link(_Link(NAMED_ADDRESSES[name], text))
        if name in SCHEMES and text and "<" not in text:
            line = self._line(value)
            said = "".join("".join(words(line)).split())
            href = said if "://" in said else SCHEMES[name] + said
            return [Paragraph((marked("a", {"href": href}, line),))]
        return self._text(value)

    def _inner(self, name: str, value: object, level: int) -> list[Block]:
        if isinstance(value, list) and name in LINKS and all(map(_is_link, value)):
            return self._links(value)
        if not isinstance(value, list) or name not in BESIDE:
            return self.value(value, level + 1)
        cards = [Column(blocks) for one in value if (blocks := self.value(one, level + 1))]
        return [Columns(cards[at : at + _ABREAST]) for at in range(0, len(cards), _ABREAST)]

    def _links(self, values: Sequence[Fields]) -> list[Block]:
        items: list[Item] = []
        for fields in values:
            text, href = self._line(fields.get("title")), _first(fields, ADDRESSES)
            if text or href:
                text = text or (Text(href),)
                items.append(Item((marked("a", {"href": href}, text),) if href else text))
        return [List(items)] if items else []

    def _link(self, link: _Link) -> list[Block]:
        """A button, or its words alone where it leads nowhere."""
        text = self._line(link.label or link.href)
        return [Buttons((Button(text, Anchor(link.href)),))] if link.href else [Paragraph(text)]

    def _heading(self, value: object, level: int, href: str) -> list[Block]:
        text = self._line(value)
        if href and text:
            text = (marked("a", {"href": href}, text),)
        return [Heading(min(level, _LAST_LEVEL), text)] if text else []

    def _image(self, src: object, alt: object) -> list[Block]:
        if not isinstance(src, str) or not src.strip():
            return self._text(src)
        return [Image(src.strip(), alt if isinstance(alt, str) else "")]

    def _text(self, value: object) -> list[Block]:
        return [] if value is None else read(_markup(value), self.losses)

    def _line(self, value: object) -> Inline:
        """The value as part of a line; its words alone where it holds more than that."""
        nodes, _ = tree(_markup("" if value is None else value))
        line = flat(nodes, self.losses)
        return (Text(" ".join(words(nodes))),) if line is None else line


_TAKEN = frozenset((*IMAGES, *TITLES, *ADDRESSES, *LABELS, "id", "alt", "subtitle"))


def _is_link(value: object) -> bool:
    return isinstance(value, Mapping) and not set(value) - {"title", *ADDRESSES}


def _markup(value: object) -> str:
    """A value as HTML: the old theme wrote texts into the page as they are."""
    return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _first(fields: Fields, names: Sequence[str]) -> str:
    """The first of the fields that holds text."""
    return next((value.strip() for name in names if isinstance(value := fields.get(name), str) and value.strip()), "")
