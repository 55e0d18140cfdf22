"""Where addresses stand in HTML, CSS and Markdown: each is shown, and what is given for it is written in its place."""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate import htmltree

# gives what is to stand in the place of an address
Replace = Callable[[str], str]

ADDRESSES = frozenset(
    ("href", "src", "poster", "data", "action", "formaction", "background", "cite", "longdesc", "xlink:href")
)
LISTS = frozenset(("srcset", "imagesrcset"))

_RAW_TEXT = frozenset(("style", "noscript"))  # what stands in these is no HTML for a tokenizer
_WITH_ADDRESSES = ADDRESSES | LISTS | {"style"}
# `url(…)` of CSS: quoted by either quote, or bare; a backslash escapes
_CSS_URL = re.compile(
    r"""\burl\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|((?:[^\s"'()\\]|\\.)+))\s*\)""", re.I
)
_CSS_IMPORT = re.compile(r"""@import\s+(?:"([^"\\\n]*)"|'([^'\\\n]*)')""", re.I)
# the destination of an inline link, one pair of parentheses in it allowed, and its title
_MARKDOWN = re.compile(r"\]\(([^()\n]{1,2000}(?:\([^()\n]{0,2000}\)[^()\n]{0,2000})?)\)")
_TITLE = re.compile(r"""\s+["'][^"']*["']\s*\Z""")
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.I | re.S)
# of srcset: what stands between candidates, and an address, which ends at white space
_BETWEEN = re.compile(r"[\s,]*")
_UP_TO_SPACE = re.compile(r"\S*")


def _look_away(tag: str, attributes: htmltree.Attributes) -> None: ...


def with_addresses(
    html: str, replace: Replace, look: htmltree.Look = _look_away, telling: frozenset[str] = frozenset()
) -> str:
    """`html` with every address of its tags and styles replaced by what `replace` gives for it.

    `look` is shown every tag on the same way, but for the many that have no attributes and whose name says nothing, as
    those of `telling` do: going through a body once is what costs.
    """

    raw: set[str] = set()
    telling = telling | _RAW_TEXT

    def visit(tag: htmltree.Tag) -> None:
        attributes, kind = tag.attrs, tag.tag
        if kind in telling:
            raw.add(kind)
        elif not attributes:
            return
        look(kind, attributes)
        for name, value in attributes:
            if name in _WITH_ADDRESSES and value is not None:
                new = _replaced(kind, name, value, replace)
                if new != value:
                    tag.set_attribute(name, new)

    if "<" not in html:
        return html
    html = htmltree.rewritten(html, (("*", visit),))
    if "style" in raw and _has_address(html):
        html = _in_raw_text(html, "style", lambda css: in_css(css, replace))
    if "noscript" in raw:
        html = _in_raw_text(html, "noscript", lambda inner: with_addresses(inner, replace, look, telling))
    return html


def _replaced(tag: str, name: str, value: str, replace: Replace) -> str:
    if name == "href" or name == "src" or (name in ADDRESSES and _is_address(tag, name)):
        return replace(value)
    if name in ADDRESSES:
        return value
    if name in LISTS:
        return in_srcset(value, replace)
    return in_css(value, replace) if _has_address(value) else value


def _has_address(css: str) -> bool:
    lower = css.lower()
    return "url(" in lower or "@import" in lower


def _is_address(tag: str, name: str) -> bool:
    """Whether the attribute of that tag is an address; `data` and `cite` mean other things elsewhere."""
    if name == "data":
        return tag == "object"
    return name != "cite" or tag in ("blockquote", "q", "ins", "del")


def in_srcset(value: str, replace: Replace) -> str:
    """A `srcset` with its addresses replaced: candidates between commas, each an address and perhaps a descriptor."""
    out: list[str] = []
    at = 0
    while at < len(value):
        start = _end(_BETWEEN, value, at)
        end = _end(_UP_TO_SPACE, value, start)
        address = value[start:end].rstrip(",")
        new = replace(address) if address else address
        # an address that ends in a comma has no descriptor
        after = end if len(address) < end - start else _descriptor_end(value, end)
        out += (value[at:start], _quotable(new) if new != address else address, value[start + len(address) : after])
        at = after
    return "".join(out)


def _end(pattern: re.Pattern[str], value: str, at: int) -> int:
    found = pattern.match(value, at)
    return at if found is None else found.end()


def _descriptor_end(value: str, at: int) -> int:
    """Where a candidate's descriptor ends: at a comma outside of parentheses. An open one takes in all that follows."""
    comma = value.find(",", at)
    while True:
        if comma < at:
            comma = value.find(",", at)
        end = comma if comma >= 0 else len(value)
        opened = value.find("(", at, end)
        if opened < 0:
            return end
        closed = value.find(")", opened)
        if closed < 0:
            return len(value)
        at = closed + 1


def _quotable(address: str) -> str:
    """A ref as an address of `srcset`, where white space ends it and a last comma is no part of it."""
    return "".join(f"%{ord(char):02X}" if char in " \t\n\f," else char for char in address)


def in_css(css: str, replace: Replace) -> str:
    """`css` with the addresses of its `url()` and `@import` replaced."""

    def address(found: re.Match[str]) -> str:
        old = next(group for group in found.groups() if group is not None)
        new = replace(_CSS_ESCAPE.sub(_unescaped, old))
        return found[0] if new == _CSS_ESCAPE.sub(_unescaped, old) else f"url({_in_quotes(new, found)})"

    def sheet(found: re.Match[str]) -> str:
        old = found[1] if found[1] is not None else found[2]
        new = replace(old)
        return found[0] if new == old else found[0].replace(old, new, 1)

    css = _CSS_URL.sub(address, css)
    return _CSS_IMPORT.sub(sheet, css) if "@import" in css.lower() else css


def _in_quotes(address: str, found: re.Match[str]) -> str:
    quote = "'" if found[2] is not None else '"'
    return quote + "".join(f"\\{ord(char):x} " if char in "\"'\\\n<" else char for char in address) + quote


def in_markdown(text: str, replace: Replace) -> str:
    """Markdown with the addresses of its inline links replaced; for values, which are too short to be parsed."""

    def address(found: re.Match[str]) -> str:
        title = _TITLE.search(found[1])
        old = (found[1][: title.start()] if title else found[1]).strip()
        plain = old[1:-1] if old.startswith("<") and old.endswith(">") else old
        new = replace(plain) if plain else plain
        return found[0] if new == plain else found[0].replace(plain, new, 1)

    return _MARKDOWN.sub(address, text)


def _unescaped(escape: re.Match[str]) -> str:
    """The character that an escape of CSS stands for; a line end that is escaped is none."""
    if escape[1] is not None:
        code = int(escape[1], 16)
        return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
    return "" if escape[2] == "\n" else escape[2]


def _in_raw_text(html: str, tag: str, change: Callable[[str], str]) -> str:
    """`html` with what stands in elements of that name changed, which is no HTML for a tokenizer."""
    out: list[str] = []
    within = False
    for piece in htmltree.pieces(html):
        out.append(change(piece.source) if within and piece.kind == "text" else piece.source)
        if piece.kind != "text":
            within = piece.kind == "start" and piece.tag == tag and not piece.source.endswith("/>")
    return "".join(out)
