"""Leaves of Slate: text and its marks."""

from __future__ import annotations

from collections.abc import Mapping

from migrate.importers.plone.blocks.markup import opened, text

# types of elements and leaves that mark text, and what Volto shows for them
INLINE: Mapping[str, str] = {
    "strong": "strong",
    "b": "b",
    "em": "em",
    "i": "i",
    "u": "u",
    "s": "del",
    "del": "del",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "mark": "mark",
    "small": "small",
    "kbd": "kbd",
}
# keys of leaves, in the order in which they stand around the text, the first outside
MARKS: Mapping[str, str] = {
    "bold": "strong",
    "strong": "strong",
    "italic": "em",
    "em": "em",
    "underline": "u",
    "strikethrough": "del",
    "del": "del",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
_STYLE = "style-"
_DEEPEST = 60  # names of headings come from here; what is deeper is no heading


def leaf(node: Mapping[str, object], said: str) -> str:
    """The text `said` of a leaf with all its marks around it; nothing where there is no text."""
    html = text(said)
    if not html:
        return ""
    kind = node.get("type")
    tags = [tag for key, tag in MARKS.items() if node.get(key) is True]
    if isinstance(kind, str) and kind in INLINE:
        tags.append(INLINE[kind])
    for tag in reversed(list(dict.fromkeys(tags))):
        html = f"<{tag}>{html}</{tag}>"
    styles = [key[len(_STYLE) :] for key, value in node.items() if value is True and key.startswith(_STYLE)]
    language = _language(node)
    if not styles and language is None:
        return html
    return f"{opened('span', class_=' '.join(styles) or None, lang=language)}{html}</span>"


def spoken(nodes: object, depth: int = 0) -> list[dict[str, object]]:
    """Nodes with nothing but their texts, each one that is whole: what the name of a heading is made of."""
    found: list[dict[str, object]] = []
    for node in nodes if isinstance(nodes, list) and depth < _DEEPEST else ():
        said = node.get("text") if isinstance(node, dict) else ""
        if isinstance(said, str):
            found.append({"text": said})
        else:
            found.append({"children": spoken(node.get("children"), depth + 1)})
    return found


def opening(tag: str, node: Mapping[str, object]) -> str:
    """The start tag of an element, with its style and language if it has any, and the first number of a list."""
    if len(node) <= 2:  # its type and children
        return f"<{tag}>"
    style, start = node.get("styleName"), _own(node, "start") if tag == "ol" else None
    return opened(
        tag,
        class_=style if isinstance(style, str) and style else None,
        lang=_language(node),
        start=str(start) if isinstance(start, int) and not isinstance(start, bool) and start != 1 else None,
    )


def _language(node: Mapping[str, object]) -> str | None:
    value = _own(node, "lang")
    return value if isinstance(value, str) and value else None


def _own(node: Mapping[str, object], key: str) -> object:
    """A value of the node, or of its `data`, where add-ons of volto-slate keep theirs."""
    data = node.get("data")
    return node.get(key, data.get(key) if isinstance(data, dict) else None)
