"""Ids as Plone takes them: what it would refuse is changed, always in the same way.

A refused id ends a whole import. What is allowed is what its own check allows (`OFS.ObjectManager.checkValidId`), in
ASCII, since the field of the short name takes nothing else; and nothing that an address would have to encode twice.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable

from migrate.exporters.plone.reserved import EVERYWHERE, OF_THE_CATALOG, OF_THE_SITE

MAX_ID = 200
_REFUSED = re.compile(r'[^ -~]+|[<>&/\\?#%"]+')
_STARTS = re.compile(r"\A(?:_+|@@+|\+\++|aq_+|[ .]+(?=\.?\Z))+")
_ENDS = re.compile(r"_{2,}\Z")
_HAS_NAME = re.compile(r"[A-Za-z0-9]")
# what Latin letters without a decomposition are written as
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
                        "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"})  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def plone_id(text: str) -> str:
    """`text` as an id: as it is where Plone takes it, else in ASCII, without what it refuses.

    Where no letter or digit is left, a digest of the text stands for it.
    """
    if text.isascii() and _is_plain(text):
        return text
    found = _REFUSED.sub("-", _ascii(text)).strip(" ")
    if found != text:
        found = found.strip("-")
    found = _ENDS.sub("", _STARTS.sub("", found, count=1)).strip(" ")
    if found.startswith(PORTAL):
        found = found.replace("_", "-", 1)
    if not _HAS_NAME.search(found):
        return f"page-{digest(text)[:8]}"
    return found if len(found) <= MAX_ID else f"{found[: MAX_ID - 9].rstrip(' ')}-{digest(text)[:8]}"


def _is_plain(text: str) -> bool:
    return len(text) <= MAX_ID and _PLAIN.fullmatch(text) is not None and not text.endswith("__")


PORTAL = "portal_"
_PLAIN = re.compile(r"(?!aq_|portal_)[A-Za-z0-9-][A-Za-z0-9._~-]*")


def _ascii(text: str) -> str:
    """Accents away; letters of other alphabets and signs too."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN).translate(_DASHES))
    return "".join(char for char in decomposed if char.isascii())


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_reserved(id: str, of_site: bool, fields: frozenset[str]) -> bool:
    """Whether a container has something of that name: `fields` are those of its type."""
    if id in EVERYWHERE or id in OF_THE_CATALOG or id in fields:
        return True
    return of_site and id in OF_THE_SITE


class Taken:
    """The ids that are taken in each container."""

    def __init__(self) -> None:
        self._of: defaultdict[Hashable, set[str]] = defaultdict(set)

    def unique(self, container: Hashable, wanted: str, of_site: bool, fields: frozenset[str]) -> str:
        """`wanted`, or with the first number behind it that is free there; taken from now on."""
        found, number = wanted, 2
        while found in self._of[container] or is_reserved(found, of_site, fields):
            found, number = _numbered(wanted, number), number + 1
        self._of[container].add(found)
        return found


def _numbered(id: str, number: int) -> str:
    """The number stands before the ending of a file, so that it stays one."""
    stem, dot, ending = id.rpartition(".")
    return f"{stem}-{number}.{ending}" if dot and stem and ending.isalnum() and len(ending) < 6 else f"{id}-{number}"
