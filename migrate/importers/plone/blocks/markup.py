"""HTML written: texts and attributes escaped, elements put together."""

from __future__ import annotations

import re

VOID = frozenset(("img", "br", "hr"))

# all that stands for itself in an address or name; the rest is looked at
_PLAIN = re.compile(r"""[^&<>"]*\Z""")
_SURROGATES = re.compile("[\ud800-\udfff]")


def text(value: str) -> str:
    """`value` as text of a page, line feeds as `<br>`, as Volto shows soft breaks."""
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return value.replace("\n", "<br>") if "\n" in value else value


def raw_text(value: str) -> str:
    """`value` as text whose line feeds count, as in `pre`."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """`value` between double quotes."""
    return value if _PLAIN.match(value) else raw_text(value).replace('"', "&quot;")


def opened(tag: str, **attributes: str | None) -> str:
    """A start tag. `_` in names stands for `-`, but at their end; attributes without a value that says anything go."""
    said = [
        f' {name.rstrip("_").replace("_", "-")}="{attribute(value)}"'
        for name, value in attributes.items()
        if value is not None
    ]
    return f"<{tag}{''.join(said)}>"


def element(tag: str, inner: str, **attributes: str | None) -> str:
    """An element around HTML; nothing where there is nothing in it."""
    return f"{opened(tag, **attributes)}{inner}</{tag}>" if inner else ""


def is_blank(html: str) -> bool:
    """Whether it shows nothing: white space alone, as HTML has it."""
    return not html or (html.isspace() and not html.strip(" \t\n\r\f"))


def sound(html: str) -> str:
    """`html` without what no document can hold: NUL, and halves of characters, which JSON may have."""
    if html.isascii():
        return html.replace("\0", "") if "\0" in html else html
    if _SURROGATES.search(html):
        html = html.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return html.replace("\0", "")
