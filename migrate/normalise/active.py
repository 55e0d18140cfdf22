"""Active HTML: scripts, event handlers and addresses that run code. All of it is told; `strip` takes it out.

Taking out works on the tree that a browser would build and is repeated until a new reading finds nothing: markup that
becomes something else when it is read again is how filters are fooled. Where browsers differ, or a page is built
otherwise than a part of it (`<body onload>`, raw text in a `select`), the worse reading counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Literal, NamedTuple

from turbohtml import Element

from migrate import htmllinks, htmltree
from migrate.htmltree import Attributes

ActiveHtml = Literal["keep", "strip"]
ROUNDS = 8

# what holds an address; of SVG and MathML every attribute may, and an animation can write one
ADDRESSES = (
    htmllinks.ADDRESSES
    | htmllinks.LISTS
    | frozenset(
        ("codebase", "classid", "archive", "manifest", "ping", "profile", "usemap", "to", "from", "by", "values")
    )
)
# a browser reads what is in some of these otherwise than a tokenizer does: then the tree has to tell
TAGS = frozenset(
    ("script", "base", "meta", "svg", "math", "noscript", "template", "xmp", "noembed", "noframes", "select")
)
_PAGE = ("html", "head", "body", "frameset")  # what a part of a page cannot hold, and a page takes the attributes of
_RAW = ("title", "style", "textarea", "iframe", "xmp", "noembed", "noframes", "noscript", "script")
_RUNS = re.compile(r"(?:java|vb|live)script:|data:[^,;]*(?:html|xml|svg|xsl)", re.I)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_PICTURES = ("img", "source", "image", "video", "input", "picture")


class Active(NamedTuple):
    """One active thing: `kind` is script, handler or address; `what` shows it, `text` is what the source says there."""

    kind: Literal["script", "handler", "address"]
    what: str
    text: str


def may_run(tag: str, attributes: Attributes) -> bool:
    """Whether a tag is a reason to build the tree and look for what is active: never wrong when it says no."""
    if tag in TAGS:
        return True
    for name, value in attributes:
        if name[:2] == "on" or name == "srcdoc":
            return True
        if name in ADDRESSES and value and ":" in value and value[:4] != "http" and _hides_code(value):
            return True
    return False


def active_in(html: str) -> list[Active]:
    """Everything of `html` that runs code: what a page takes over first, the rest in the order of the page."""
    return [*_of_the_page(html), *(active for element in _elements(html) for active in _of(element))]


def stripped(html: str) -> str:
    """`html` without anything that runs code; as it is when there is nothing. Text stays, but for that of scripts."""
    for _ in range(ROUNDS):
        if not active_in(html):
            return html
        html = _once(html)
    return _text_only(html)


def _of_the_page(html: str) -> Iterator[Active]:
    found: list[Active] = []

    def look(tag: htmltree.Tag) -> None:
        for name, value in tag.attrs:
            if name[:2] == "on":
                found.append(Active("handler", f"<{tag.tag} {name}=…>", value or ""))

    htmltree.rewritten(html, ((",".join(_PAGE), look),))
    yield from found


def _elements(html: str) -> Iterator[Element]:
    """All elements that the browser may build, with its scripts on and off: `noscript` holds others in each case."""
    seen = Counter[tuple[str, str]]()
    for element in htmltree.fragment(html).iter_elements():
        seen[element.tag, str(dict(element.attrs))] += 1
        yield element
    if "<no" in html.lower():
        for element in htmltree.fragment(html, scripting=True).iter_elements():
            if not seen[element.tag, str(dict(element.attrs))]:
                yield element


def _of(element: Element) -> Iterator[Active]:
    if _is_code(element):
        src = _value(element, "src")
        yield Active(
            "script", f"<{element.tag} src={src:.80}>" if src else f"<{element.tag}>", src or f"<{element.tag}"
        )
        return
    for name, value in _attributes(element):
        if name.startswith("on") and len(name) > 2:
            yield Active("handler", f"<{element.tag} {name}=…>", value)
        elif _is_code_at(element, name, value):
            yield Active("address", f"<{element.tag} {name}={value:.80}>", value)


def _is_code(element: Element) -> bool:
    """A script, what turns the page elsewhere, or raw text in a `select`, which older browsers take for tags."""
    if element.tag in ("script", "base"):
        return True
    if element.tag == "meta":
        return _value(element, "http-equiv").strip().lower() == "refresh"
    return element.tag in _RAW and element.closest("select") is not None


def _is_code_at(element: Element, name: str, value: str) -> bool:
    """Whether an attribute's value is an address that runs code; a picture may well be an SVG in a `data:` address."""
    if name == "srcdoc":
        return True
    if (name not in ADDRESSES and element.namespace.value == "html") or not _hides_code(value):
        return False
    return not (element.tag in _PICTURES and _INVISIBLE.sub("", value)[:14].lower() == "data:image/svg")


def _hides_code(value: str) -> bool:
    """Whether the address, or one of several between `;` or `,`, runs code; a browser passes over white space."""
    written = _INVISIBLE.sub("", value)
    return _RUNS.match(written) is not None or any(
        _RUNS.match(written, cut.end()) for cut in re.finditer("[;,]", written)
    )


def _attributes(element: Element) -> list[tuple[str, str]]:
    return [(name.lower(), _joined(value)) for name, value in element.attrs.items()]


def _joined(value: str | list[str] | None) -> str:
    return " ".join(value) if isinstance(value, list) else value or ""


def _value(element: Element, name: str) -> str:
    return dict(_attributes(element)).get(name, "")


def _once(html: str) -> str:
    root = htmltree.fragment(_without_page(html))
    for element in list(root.iter_elements()):  # taking one out that has children would end the walk
        if _is_code(element):
            element.decompose()
            continue
        for name, value in list(element.attrs.items()):
            lower = name.lower()
            if lower.startswith("on") or _is_code_at(element, lower, _joined(value)):
                del element.attrs[name]
    return root.inner_html


def _without_page(html: str) -> str:
    """`html` without the handlers that a page would take over from it."""

    def quiet(tag: htmltree.Tag) -> None:
        for name, _ in tag.attrs:
            if name[:2] == "on":
                tag.remove_attribute(name)

    return htmltree.rewritten(html, ((",".join(_PAGE), quiet),))


def _text_only(html: str) -> str:
    """What is left when taking out does not come to an end: the text alone."""
    return escape(htmltree.fragment(html).text, quote=False)
