"""Refs: how a Site speaks of its own pages and assets, wherever a link stands.

`page:ID?query#fragment` and `asset:ID` stand in `href` and `src` of a body and in the fields that hold links. The ID is
the path in the source as it is; only `%`, `?` and `#` in it are percent-encoded.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import unquote

RefKind = Literal["page", "asset"]

_REF = re.compile(r"(page|asset):([^?#]*)(\?[^#]*)?(#.*)?", re.S)
_ENCODED = str.maketrans({"%": "%25", "?": "%3F", "#": "%23"})


class Ref(NamedTuple):
    """A ref taken apart. `query` and `fragment` begin with their `?` and `#`, or are empty."""

    kind: RefKind
    id: str
    query: str = ""
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id.translate(_ENCODED)}{self.query}{self.fragment}"


def parsed(address: str) -> Ref | None:
    """The ref that `address` is; None when it is none."""
    found = _REF.fullmatch(address)
    if found is None:
        return None
    kind: RefKind = "page" if found[1] == "page" else "asset"
    return Ref(kind, unquote(found[2]), found[3] or "", found[4] or "")
