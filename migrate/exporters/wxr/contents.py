"""Contents as they will be stored: links with their new addresses, and changed already as WordPress does on saving."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from migrate.addressing import NOWHERE, Addresses, values_written, written
from migrate.exporters.wxr import schemes
from migrate.exporters.wxr.plan import Plan
from migrate.exporters.wxr.refs_in_blocks import linked
from migrate.exporters.wxr.xml import allowed, dropped, is_plain
from migrate.interfaces import Job
from migrate.refs import Ref, parsed
from migrate.richtext.gutenberg_markup import readdressed
from migrate.richtext.gutenberg_text import Blocks

Missing = Callable[[Ref], None]

_OPEN_LINK = re.compile(r"<[aA]\s([^>]*(?i:target)\s*=[^>]*)>")
_ATTRIBUTE = re.compile(r"""([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_TARGET = re.compile(r"(?:^|\s)target\s*=", re.I)
_CODE = re.compile(r"&#(1(?:2[89]|[345]\d));")
_SCRIPTS = re.compile(r"(<(?i:script|style).*?</(?i:script|style)>)", re.S)


class Stored(NamedTuple):
    """A content as the database will have it. `seen` is what a reader sees of it, None where that is to be found out;
    `dropped` is how many characters were left out.
    """

    content: str
    seen: str | None = None
    dropped: int = 0


class Contents:
    """Writes the links of contents and values; the addresses are those that items and files will have."""

    def __init__(self, job: Job, plan: Plan) -> None:
        self._uploads = plan.uploads
        moved = {id: "/" if id == plan.front else item.address for id, item in plan.items.items()}
        self._pages = Addresses(job.site.pages, (), moved={**job.addresses, **moved})

    def address(self, ref: Ref) -> str | None:
        """The address of what a ref names, percent-encoded; None where it names nothing."""
        if ref.kind == "page":
            return self._pages(ref)
        upload = self._uploads.get(ref.id)
        return None if upload is None else f"{upload.address}{ref.query}{ref.fragment}"

    def link(self, address: str) -> str:
        """An address that may be a ref, as a browser follows it."""
        ref = parsed(address)
        return address if ref is None else (self.address(ref) or NOWHERE)

    def stored(self, content: str, missing: Missing) -> Stored:
        """Blocks or HTML as the database will have them."""
        write = linked if isinstance(content, Blocks) else written
        text = write(readdressed(content, self.link), self.address, missing)
        if not is_plain(text):
            return Stored(saved(allowed(text)), dropped=dropped(content))
        return Stored(saved(text), content.seen if isinstance(content, Blocks) else None)

    def values(self, value: object, missing: Missing) -> object:
        """A value of any shape with its links written."""
        return values_written(value, self.address, missing)


def saved(content: str) -> str:
    """What `content_save_pre` makes of it: code points of Windows, and `noopener` for links that open a window."""
    if "&#1" in content:
        content = _CODE.sub(_code_point, content)
    parts = _SCRIPTS.split(content)
    return "".join(part if at % 2 else _OPEN_LINK.sub(_opened, part) for at, part in enumerate(parts))


def _code_point(found: re.Match[str]) -> str:
    """`&#150;` is what browsers take it for: the dash of Windows. Five of the numbers are none there either."""
    char = bytes([int(found[1])]).decode("cp1252", "ignore")
    return f"&#{ord(char)};" if char else ""


def _opened(found: re.Match[str]) -> str:
    if not _TARGET.search(found[1]):
        return found[0]
    given = [(one[1], one[2]) for one in _ATTRIBUTE.finditer(found[1])]
    attributes = _readable(given)
    if not _has_target(attributes):
        return (
            found[0]
            if not _has_target(given)
            else f"<a {' '.join(_attribute(name, value) for name, value in attributes)}>"
        )
    rel = next((value for name, value in attributes if name.lower() == "rel"), None)
    kept = [_attribute(name, value) for name, value in attributes if name.lower() != "rel"]
    words = [*(rel.strip("\"'").split() if rel else ()), "noopener"]
    written_rel = f'rel="{" ".join(dict.fromkeys(words))}"'
    at = next((at for at, (name, _) in enumerate(attributes) if name.lower() == "rel"), len(kept))
    return f"<a {' '.join([*kept[:at], written_rel, *kept[at:]])}>"


def _readable(attributes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The attributes with an address that WordPress leaves alone; where that cannot be, it has no window of its own."""
    for at, (name, value) in enumerate(attributes):
        if name.lower() == "href" and value:
            quote = value[0] if value[0] in "\"'" else ""
            address = schemes.kept(value.strip(quote) if quote else value)
            if address is None:
                return [one for one in attributes if one[0].lower() != "target"]
            return [*attributes[:at], (name, f"{quote}{address}{quote}"), *attributes[at + 1 :]]
    return attributes


def _has_target(attributes: list[tuple[str, str]]) -> bool:
    return any(name.lower() == "target" for name, _ in attributes)


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return name
    quoted = value if value.startswith(('"', "'")) else f'"{value}"'
    return f"{name}={quoted}"
