"""Contents as they will be stored: links with their new addresses, and changed already as WordPress does on saving."""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate.addressing import NOWHERE, Addresses, values_written, written
from migrate.exporters.wxr.plan import Plan
from migrate.exporters.wxr.xml import allowed
from migrate.interfaces import Job
from migrate.refs import Ref, parsed
from migrate.richtext.gutenberg_markup import readdressed

Missing = Callable[[Ref], None]

_OPEN_LINK = re.compile(r"<a\s([^>]*target\s*=[^>]*)>", re.I)
_ATTRIBUTE = re.compile(r"""([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_TARGET = re.compile(r"(?:^|\s)target\s*=", re.I)
_CODE = re.compile(r"&#(1(?:2[89]|[345]\d));")
_SCRIPTS = re.compile(r"(<(?:script|style).*?</(?:script|style)>)", re.I | re.S)


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

    def html(self, content: str, missing: Missing) -> str:
        """Blocks or HTML as the database will have them."""
        text = written(readdressed(content, self.link), self.address, missing)
        return saved(allowed(text))

    def values(self, value: object, missing: Missing) -> object:
        """A value of any shape with its links written."""
        return values_written(value, self.address, missing)


def saved(content: str) -> str:
    """What `content_save_pre` makes of it: code points of Windows, and `noopener` for links that open a window."""
    if "&#1" in content:
        content = _CODE.sub(_code_point, content)
    if "target" not in content.lower() or "<a" not in content.lower():
        return content
    parts = _SCRIPTS.split(content)
    return "".join(part if at % 2 else _OPEN_LINK.sub(_opened, part) for at, part in enumerate(parts))


def _code_point(found: re.Match[str]) -> str:
    """`&#150;` is what browsers take it for: the dash of Windows. Five of the numbers are none there either."""
    char = bytes([int(found[1])]).decode("cp1252", "ignore")
    return f"&#{ord(char)};" if char else ""


def _opened(found: re.Match[str]) -> str:
    if not _TARGET.search(found[1]):
        return found[0]
    attributes = [(one[1], one[2]) for one in _ATTRIBUTE.finditer(found[1])]
    rel = next((value for name, value in attributes if name.lower() == "rel"), None)
    kept = [
        name if value is None else f"{name}={_quoted(value)}" for name, value in attributes if name.lower() != "rel"
    ]
    words = [*(rel.strip("\"'").split() if rel else ()), "noopener"]
    written_rel = f'rel="{" ".join(dict.fromkeys(words))}"'
    at = next((at for at, (name, _) in enumerate(attributes) if name.lower() == "rel"), len(kept))
    return f"<a {' '.join([*kept[:at], written_rel, *kept[at:]])}>"


def _quoted(value: str) -> str:
    return value if value.startswith(('"', "'")) else f'"{value}"'
