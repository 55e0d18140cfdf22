"""Contents of posts looked into: their blocks as WordPress's parser finds them, and what must not be lost."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from migrate import htmltree
from migrate.mapping.steps.html import without_html
from migrate.mapping.steps.step import NOWHERE
from migrate.richtext.runs import begins_line

# https://github.com/WordPress/WordPress/blob/master/wp-includes/class-wp-block-parser.php
DELIMITER = re.compile(
    r"<!--\s+(?P<closer>/)?wp:(?P<name>(?:[a-z][a-z0-9_-]*/)?[a-z][a-z0-9_-]*)\s+"
    r"(?P<attributes>\{(?:(?:[^}]+|\}+(?=\})|(?!\}\s+/?-->).)*)?\}\s+)?(?P<void>/)?-->",
    re.S,
)
KNOWN = frozenset((
    "paragraph", "heading", "list", "list-item", "table", "image", "quote", "code", "preformatted", "separator",
    "embed", "details", "buttons", "button", "file", "group", "columns", "column", "html",
))  # fmt: skip
FILM = re.compile(r'<div class="wp-block-embed__wrapper">\n[^<\n]*\n</div>')


class Found(NamedTuple):
    """A block: what stands in it beside the blocks in it, and those."""

    name: str
    attributes: dict[str, Any]
    html: str
    blocks: tuple[Found, ...]


def parsed(content: str) -> tuple[Found, ...]:
    """The blocks of a content. Fails where they do not match, or where there is text between them."""
    open_ones: list[tuple[str, dict[str, Any], list[str], list[Found]]] = [("", {}, [], [])]
    at = 0
    for delimiter in DELIMITER.finditer(content):
        open_ones[-1][2].append(content[at : delimiter.start()])
        at = delimiter.end()
        if not delimiter["closer"]:
            assert delimiter["name"] in KNOWN, delimiter[0]
            open_ones.append((delimiter["name"], json.loads(delimiter["attributes"] or "{}"), [], []))
            continue
        name, attributes, html, blocks = open_ones.pop()
        assert name == delimiter["name"], f"{name} is ended by {delimiter['name']}"
        open_ones[-1][3].append(Found(name, attributes, "".join(html), tuple(blocks)))
    assert len(open_ones) == 1, f"{open_ones[-1][0]} has no end"
    assert "".join(open_ones[0][2]).strip() == "" == content[at:].strip()
    return tuple(open_ones[0][3])


def every(blocks: tuple[Found, ...]) -> Iterator[Found]:
    for block in blocks:
        yield block
        yield from every(block.blocks)


def text(html: str) -> str:
    """What a reader sees, without the addresses that WordPress shows films for."""
    return without_html(FILM.sub("", html), NOWHERE, lines=False)


def links(html: str) -> Counter[str]:
    """The addresses of links and images."""
    return Counter(_values(html, {"a": "href", "img": "src"}))


def names(html: str) -> frozenset[str]:
    """What links can lead to."""
    return frozenset(value for element in htmltree.fragment(html).iter_elements() if (value := element.attr("id")))


def is_stable(html: str) -> bool:
    """Whether a browser that reads what it has made of `html` makes the same of it again: torn markup may differ."""
    once = htmltree.fragment(html).inner_html
    return htmltree.fragment(once).inner_html == once


def has_torn_lines(html: str) -> bool:
    """Whether an element that is part of a line holds one that begins a line."""
    elements = htmltree.fragment(html).iter_elements()
    return any(
        not begins_line(element) and any(begins_line(inner) for inner in element.iter_elements())
        for element in elements
    )


def _values(html: str, wanted: dict[str, str]) -> Iterator[str]:
    for element in htmltree.fragment(html).iter_elements():
        value = element.attr(wanted[element.tag]) if element.tag in wanted else None
        if value:
            yield value
