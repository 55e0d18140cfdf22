"""Active HTML: scripts, event handlers and addresses that run code. All of it is told; `strip` takes it out.

Taking out works on the tree that a browser would build and is repeated until a new reading finds nothing: markup that
becomes something else when it is read again is how filters are fooled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import Literal, NamedTuple

from turbohtml import Element

from migrate import htmltree
from migrate.htmltree import Attributes

ActiveHtml = Literal["keep", "strip"]
ROUNDS = 8

# a browser reads what is in some of these otherwise than a tokenizer does: then the tree has to tell
TAGS = frozenset(("script", "base", "meta", "svg", "math", "noscript", "template", "xmp", "noembed", "noframes"))
_RUNS = re.compile(
    r"(?:java|vb|live)script:|data:(?:text/html|text/xml|application/xhtml|application/xml|image/svg)", re.I
)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_DATA_IMAGES = ("img", "source", "image", "video", "input")


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
        if value and ":" in value and value[:4] != "http" and _RUNS.search(_INVISIBLE.sub("", value)):
            return True
    return False


def active_in(html: str) -> list[Active]:
    """Everything of `html` that runs code, in the order of the page."""
    return [active for element in _elements(html) for active in _of(element)]


def stripped(html: str) -> str:
    """`html` without anything that runs code; as it is when there is nothing. Text stays, but for that of scripts."""
    for _ in range(ROUNDS):
        if not active_in(html):
            return html
        html = _once(html)
    return _text_only(html)


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


def _once(html: str) -> str:
    root = htmltree.fragment(html)
    for element in root.iter_elements():
        if element.tag in ("script", "base") or _refreshes(element):
            element.decompose()
            continue
        for name, value in list(element.attrs.items()):
            if name.lower().startswith("on") or name.lower() == "srcdoc" or _runs(element, _joined(value)):
                del element.attrs[name]
    return root.inner_html


def _text_only(html: str) -> str:
    """What is left when taking out does not come to an end: the text alone."""
    return escape(htmltree.fragment(html).text, quote=False)


def _of(element: Element) -> Iterator[Active]:
    if element.tag in ("script", "base") or _refreshes(element):
        src = _value(element, "src")
        yield Active(
            "script", f"<{element.tag} src={src:.80}>" if src else f"<{element.tag}>", src or f"<{element.tag}"
        )
        return
    for name, value in _attributes(element):
        if name.startswith("on") and len(name) > 2:
            yield Active("handler", f"<{element.tag} {name}=…>", value)
        elif name == "srcdoc" or _runs(element, value):
            yield Active("address", f"<{element.tag} {name}={value:.80}>", value)


def _attributes(element: Element) -> list[tuple[str, str]]:
    return [(name.lower(), _joined(value)) for name, value in element.attrs.items()]


def _joined(value: str | list[str] | None) -> str:
    return " ".join(value) if isinstance(value, list) else value or ""


def _value(element: Element, name: str) -> str:
    return dict(_attributes(element)).get(name, "")


def _refreshes(element: Element) -> bool:
    return element.tag == "meta" and _value(element, "http-equiv").strip().lower() == "refresh"


def _runs(element: Element, value: str) -> bool:
    """Whether an attribute's value is an address that runs code; a picture may well be an SVG in a `data:` address."""
    written = _INVISIBLE.sub("", value[:400])
    found = _RUNS.match(written) or (";" in written and _RUNS.search(written, written.index(";")))
    if not found:
        return False
    return not (found[0].lower().startswith("data:image/svg") and element.tag in _DATA_IMAGES)
