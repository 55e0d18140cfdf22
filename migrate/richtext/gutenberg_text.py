"""What a reader sees of blocks, gathered while they are written, so that nobody has to read them once more."""

from __future__ import annotations

from migrate.richtext.nodes import Element, Inline, Text
from migrate.visibletext import visible_text

# what takes in all that follows, where a browser reads it
LEAKING = ("<script", "<plaintext")


class Blocks(str):
    """The content of a post, and what a reader sees of it: `seen`, the same as `visible_text` but for white space.

    `seen` is None where only who reads all of the content as a browser does can tell.
    """

    seen: str | None

    @classmethod
    def of(cls, content: str, texts: Texts) -> Blocks:
        made = cls(content)
        made.seen = texts.seen
        return made


class Texts:
    """The texts of blocks in their order; each begins and ends a line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_known = True

    @property
    def seen(self) -> str | None:
        return "\n".join(self._parts) if self._is_known else None

    def add(self, text: str) -> None:
        self._parts.append(text)

    def add_line(self, nodes: Inline, html: str) -> None:
        """Adds the text of `nodes`, which are part of a line; `html` is what they are written as."""
        if "<" not in html and "&" not in html:
            self._parts.append(html)
        else:
            self._parts.append(visible_text(html) if " hidden" in html else _text(nodes))

    def add_html(self, html: str) -> None:
        """Adds what is seen of any HTML."""
        self._is_known = self._is_known and not any(name in html for name in LEAKING)
        self._parts.append(visible_text(html))


def _text(nodes: Inline) -> str:
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            found.append(node.data)
        elif isinstance(node, Element) and node.tag == "br":
            found.append("\n")
        elif isinstance(node, Element) and len(node):
            found.append(node.text if node.find("br") is None else _text(node.children))
    return "".join(found)
