"""The name that Volto gives a heading, which it makes of its words and lets nobody choose.

See `TextBlockView.jsx` of volto-slate, `serializeNodesToText` and `normalizeString`, and version 1.4 of github-slugger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

Node = dict[str, Any]

_OTHERS = re.compile(r"[^a-z0-9_ -]")


def anchor_of(children: Sequence[Node]) -> str | None:
    """The name of a heading with `children`; None where it is empty, or where signs beyond letters make it unsure."""
    text = "\n".join(map(_text, children)) if len(children) > 1 else _text(children[0])
    if text.isascii():
        return _OTHERS.sub("", text.lower()).replace(" ", "-") or None
    return _beyond_ascii(unicodedata.normalize("NFD", text))


def _beyond_ascii(text: str) -> str | None:
    letters: list[str] = []
    for sign in text.lower():
        if sign.isascii():
            letters.append(_OTHERS.sub("", sign))
        elif (kind := unicodedata.category(sign)) in ("Ll", "Lo"):
            letters.append(sign)
        elif kind != "Mn":
            return None
    return "".join(letters).replace(" ", "-") or None


def _text(node: Node) -> str:
    text = node.get("text")
    return text.strip() if isinstance(text, str) else " ".join(map(_text, node["children"]))
