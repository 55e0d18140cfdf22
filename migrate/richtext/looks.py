"""How an element looks, in words that targets share: its name, classes and alignment. What is more is counted."""

from __future__ import annotations

from collections.abc import Iterable

from migrate.richtext.blocks import PLAIN, Look
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element

_ALIGNMENTS = {"center": "center", "-webkit-center": "center", "right": "right", "end": "right", "left": "left"}
_MEANT = ("id", "class", "style", "align")
# said in another way, or nothing that a reader would miss
_SILENT = frozenset(("data-tight", "role", "data-block", "data-blocks", "data-props", "data-align"))
_SIDES = frozenset(("left", "right", "center", "full"))


def styles(element: Element) -> dict[str, str]:
    """The declarations of its `style`, names and values in lower case."""
    found: dict[str, str] = {}
    for declaration in (element.attr("style") or "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def look(element: Element, losses: Losses, meant: Iterable[str] = (), inherited: str | None = None) -> Look:
    """The look of an element below one with the alignment `inherited`; `meant` are attributes that its caller reads."""
    attributes = element.attrs
    if not attributes:
        return Look(align=inherited) if inherited else PLAIN
    declared = styles(element) if "style" in attributes else {}
    align = _ALIGNMENTS.get(declared.pop("text-align", "") or (element.attr("align") or "").lower(), inherited)
    for name in attributes:
        if name not in _MEANT and name not in meant and name not in _SILENT:
            losses.look[f"`{name:.40}`"] += 1
    for name in declared:
        if name not in meant:
            losses.look["`style`"] += 1
            break
    id = element.attr("id") or None
    return Look(id, tuple((element.attr("class") or "").split()), None if align == "left" else align)


def side(element: Element) -> str | None:
    """Where an image or film stands, as importers write it: `left`, `right`, `center`, or `full`, as wide as can be."""
    said = element.attr("data-align")
    return said if said in _SIDES else None


def is_hidden(element: Element) -> bool:
    """Whether no reader sees it until a script or style sheet shows it."""
    attributes = element.attrs
    return "hidden" in attributes or ("style" in attributes and styles(element).get("display") == "none")
