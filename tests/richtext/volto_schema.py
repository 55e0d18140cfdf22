"""What Volto and its editor take, checked: the kinds of blocks and nodes, the form of leaves, and Slate's normal form.

The rules are those of Volto 19: `config/Blocks.jsx`, `volto-slate/src/editor/config.jsx` and `utils/blocks.js`, which
quotes the constraints of Slate itself, and `blocks/Text/keyboard/indentListItems.js` for lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

INLINE = frozenset(("em", "i", "b", "strong", "u", "del", "sub", "sup", "code", "link"))
LISTS = frozenset(("ul", "ol"))
LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "callout"))  # hold text alone
BOXES = frozenset(("blockquote", "div"))  # hold text, or nodes
KEYS = {
    "title": ((), ()),
    "description": ((), ()),
    "slate": (("value", "plaintext"), ()),
    "html": (("html",), ()),
    "image": (("url", "alt", "align", "size"), ("title", "href", "openLinkInNewTab")),
    "video": (("url",), ("title", "align", "preview_image")),
    "maps": (("url",), ("title", "align")),
    "slateTable": (("table",), ()),
    "gridBlock": (("blocks", "blocks_layout"), ("headline",)),
    "teaser": (("href", "overwrite", "title", "description"), ("preview_image", "openLinkInNewTab")),
}
TABLE = frozenset(("fixed", "compact", "basic", "celled", "inverted", "striped", "hideHeaders", "rows"))
IN_GRIDS = frozenset(KEYS) - {"gridBlock", "title", "description"}
MOST_COLUMNS = 4


def faults(document: dict[str, Any], known: bool = True) -> list[str]:
    """What is wrong with a document. With `known` a block that Volto does not have itself is, too."""
    return list(_document(document, "", known))


def _document(document: dict[str, Any], place: str, known: bool) -> Iterator[str]:
    blocks, layout = document.get("blocks"), document.get("blocks_layout")
    if not isinstance(blocks, dict) or not isinstance(layout, dict) or list(layout) != ["items"]:
        yield f"{place}: no map of blocks, or no list of their ids"
        return
    if layout["items"] != list(blocks):
        yield f"{place}: the layout does not name each block once, in order"
    for id, block in blocks.items():
        if str(UUID(id)) != id:
            yield f"{place}: {id} is no UUID"
        yield from _block(block, f"{place}/{block['@type']}", known)


def _block(block: dict[str, Any], place: str, known: bool) -> Iterator[str]:
    kind = block["@type"]
    if kind not in KEYS:
        if known:
            yield f"{place}: no block of Volto's"
        return
    must, may = KEYS[kind]
    given = set(block) - {"@type"}
    if set(must) - given or given - set(must) - set(may):
        yield f"{place}: has {sorted(given)}"
        return
    yield from CHECKS.get(kind, _nothing)(block, place)


def _nothing(block: dict[str, Any], place: str) -> Iterator[str]:
    yield from ()


def _slate(block: dict[str, Any], place: str) -> Iterator[str]:
    if len(block["value"]) != 1:
        yield f"{place}: {len(block['value'])} nodes of the first level, not one"
    if block["plaintext"] != re.sub("[ \n]+", " ", "".join(_words(block["value"]))).strip(" "):
        yield f"{place}: its plain text is not that of its nodes"
    if not block["plaintext"].strip() and not any(node.get("type") == "link" for node in _all(block["value"])):
        yield f"{place}: is empty"
    yield from _nodes(block["value"], place)


def _all(nodes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _all(node.get("children", ()))


def _words(nodes: Sequence[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        edge = "" if "text" in node or node["type"] in INLINE else " "
        yield edge + node.get("text", "")
        yield from _words(node.get("children", ()))
        yield edge


def _nodes(nodes: Sequence[dict[str, Any]], place: str) -> Iterator[str]:
    for node in nodes:
        kind = node.get("type")
        if not _is_block(node):
            yield f"{place}: {kind or 'a leaf'} where a block must be"
            continue
        inner, here = node["children"], f"{place}/{kind}"
        if kind in LISTS:
            wrong = [one.get("type") for one in inner if one.get("type") not in (*LISTS, "li")]
            if wrong or not inner:
                yield f"{here}: holds {wrong}"
            yield from _nodes(inner, here)
        elif kind in BOXES and any(map(_is_block, inner)):
            yield from _nodes(inner, here)
        else:
            yield from _line(inner, here)
        if set(node) - {"type", "children", "styleName"} or not node.get("styleName", "x"):
            yield f"{here}: has {sorted(node)}"


def _is_block(node: dict[str, Any]) -> bool:
    return node.get("type") in LISTS | LINES | BOXES


def _line(nodes: Sequence[dict[str, Any]], place: str) -> Iterator[str]:
    """A row of leaves and marks in Slate's normal form."""
    if not nodes or "text" not in nodes[0] or "text" not in nodes[-1]:
        yield f"{place}: no leaf at an end"
    for before, after in pairwise(nodes):
        if "text" not in before and "text" not in after:
            yield f"{place}: no leaf between two nodes"
        if "text" in before and "text" in after and before.keys() == after.keys():
            yield f"{place}: two leaves that look the same"
    for node in nodes:
        yield from _leaf(node, place) if "text" in node else _mark(node, place)


def _leaf(leaf: dict[str, Any], place: str) -> Iterator[str]:
    styles = {key: value for key, value in leaf.items() if key != "text"}
    if not isinstance(leaf["text"], str) or any(sign in leaf["text"] for sign in "\t\r\f"):
        yield f"{place}: {leaf['text']!r} is no text of a leaf"
    if not all(key.startswith("style-") and value is True for key, value in styles.items()):
        yield f"{place}: a leaf has {styles}"


def _mark(node: dict[str, Any], place: str) -> Iterator[str]:
    kind = node["type"]
    if kind not in INLINE:
        yield f"{place}: {kind} within a line"
    wanted = {"type", "children", "data"} if kind == "link" else {"type", "children"}
    if set(node) != wanted:
        yield f"{place}/{kind}: has {sorted(node)}"
    if kind == "link" and not isinstance(node["data"].get("url"), str):
        yield f"{place}/link: has no address"
    yield from _line(node["children"], f"{place}/{kind}")


def _table(block: dict[str, Any], place: str) -> Iterator[str]:
    table = block["table"]
    if set(table) != TABLE:
        yield f"{place}: has {sorted(table)}"
    keys = [cell["key"] for row in table["rows"] for cell in row["cells"]]
    if len(set(keys)) < len(keys) or len({row["key"] for row in table["rows"]}) < len(table["rows"]):
        yield f"{place}: keys stand twice"
    if len({len(row["cells"]) for row in table["rows"]}) > 1:
        yield f"{place}: rows have different numbers of cells"
    if table["hideHeaders"] and any(_words_of(cell) for cell in table["rows"][0]["cells"]):
        yield f"{place}: nobody sees its first row"
    for row in table["rows"]:
        for cell in row["cells"]:
            if set(cell) != {"key", "type", "value"} or cell["type"] not in ("header", "data") or not cell["value"]:
                yield f"{place}: a cell has {cell}"
            yield from _nodes(cell["value"], f"{place}/cell")


def _words_of(cell: dict[str, Any]) -> str:
    return "".join(_words(cell["value"])).strip()


def _image(block: dict[str, Any], place: str) -> Iterator[str]:
    if block["align"] not in ("left", "right", "center", "full") or block["size"] not in ("s", "m", "l"):
        yield f"{place}: stands {block['align']}, size {block['size']}"
    if not block["url"] or ("href" in block and not _is_address(block["href"])):
        yield f"{place}: an address is missing"


def _is_address(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1 and set(value[0]) == {"@id"} and bool(value[0]["@id"])


def _grid(block: dict[str, Any], place: str) -> Iterator[str]:
    inner = block["blocks"].values()
    if not 1 <= len(inner) <= MOST_COLUMNS or any(one["@type"] not in IN_GRIDS for one in inner):
        yield f"{place}: holds {[one['@type'] for one in inner]}"
    yield from _document({"blocks": block["blocks"], "blocks_layout": block["blocks_layout"]}, place, known=True)


def _teaser(block: dict[str, Any], place: str) -> Iterator[str]:
    if not _is_address(block["href"]) or block["overwrite"] is not True:
        yield f"{place}: is not shown, or not with its own words"
    if "preview_image" in block and not _is_address(block["preview_image"]):
        yield f"{place}: an address is missing"


CHECKS = {"slate": _slate, "slateTable": _table, "image": _image, "gridBlock": _grid, "teaser": _teaser}
