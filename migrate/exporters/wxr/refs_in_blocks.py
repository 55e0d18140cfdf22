"""Addresses for the refs in blocks, without a parser.

In what `richtext.gutenberg` writes no `<` stands but where a tag or a comment begins, and every value of an attribute
stands in double quotes: so links are found where they are written.
"""

from __future__ import annotations

import re
from html import unescape

from migrate.addressing import AddressOf, Missing, written
from migrate.refs import parsed
from migrate.richtext.gutenberg_markup import attribute
from migrate.richtext.gutenberg_text import LEAKING

_HTML = "<!-- wp:html -->"
_HTML_BLOCK = re.compile(r"(<!-- wp:html -->.*?<!-- /wp:html -->)", re.S)
_REF = re.compile(r'="((?:page|asset):[^"<>]*)"')
_NAMES = (" href", " src")


def linked(content: str, address_of: AddressOf, missing: Missing) -> str:
    """Blocks with an address for each ref that has one, as `addressing.written` would find them."""
    if _HTML not in content:
        return _linked(content, address_of, missing)
    if any(name in content for name in LEAKING):
        return written(content, address_of, missing)
    parts = _HTML_BLOCK.split(content)
    return "".join([(written if at % 2 else _linked)(part, address_of, missing) for at, part in enumerate(parts)])


def _linked(content: str, address_of: AddressOf, missing: Missing) -> str:
    """The same where there is no other HTML between the blocks."""
    found = list(_REF.finditer(content))
    if len(found) != content.count("page:") + content.count("asset:") or not all(map(_is_link, found)):
        return written(content, address_of, missing)  # words, styles, or lists of addresses

    def address(found: re.Match[str]) -> str:
        ref = parsed(unescape(found[1]))
        new = None if ref is None else address_of(ref)
        if new is None and ref is not None:
            missing(ref)
        return found[0] if new is None else f'="{attribute(new)}"'

    return _REF.sub(address, content) if found else content


def _is_link(found: re.Match[str]) -> bool:
    """Whether it is the value of an attribute that holds one address; in texts quotes stand as they are."""
    content, at = found.string, found.start()
    return content.endswith(_NAMES, 0, at) and content.rfind("<", 0, at) > content.rfind(">", 0, at)
