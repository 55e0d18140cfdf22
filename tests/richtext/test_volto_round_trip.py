"""Volto's blocks as HTML, which the importer of Plone makes of them, and as blocks again: what comes back went in.

They are compared without ids and plain text. What does not come back as it was is listed with its reason. A body that
has blocks already keeps them (`test_volto_links.py`); this is the way of all that a mapping changes first.
"""

from __future__ import annotations

from typing import Any

import pytest

from migrate.importers.plone.blocks import hub
from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.richtext.volto import written
from tests.importers.plone.blocks.cases import page
from tests.richtext.markup import text
from tests.richtext.volto_cases import ordered
from tests.richtext.volto_schema import faults
from tests.richtext.volto_view import view

Block = dict[str, Any]
Node = dict[str, Any]


def node(kind: str, *children: Any, **more: Any) -> Node:
    return {"type": kind, "children": [{"text": one} if isinstance(one, str) else one for one in children], **more}


def slate(top: Node) -> Block:
    return {"@type": "slate", "value": [top]}


def link(*children: Any, **data: Any) -> Node:
    return node("link", *children, data=data)


def table(*rows: tuple[str, ...], heads: bool = True) -> Block:
    look = {"fixed": False, "compact": False, "basic": False, "celled": True, "inverted": False, "striped": False}
    made = [
        {
            "key": str(at),
            "cells": [
                {
                    "key": f"{at}-{column}",
                    "type": "header" if heads and at == 0 else "data",
                    "value": [node("p", words)],
                }
                for column, words in enumerate(row)
            ],
        }
        for at, row in enumerate(rows)
    ]
    return {"@type": "slateTable", "table": {**look, "hideHeaders": not heads, "rows": made}}


MARKS = ("strong", "b", "em", "i", "u", "del", "sub", "sup", "code")
CAPTIONED = '<figure><img src="/boat" alt="" title="Boat"><figcaption>Boat<br>Old</figcaption></figure>'
LATER = '<iframe src="https://www.youtube.com/embed/_yaYy86jdk8?start=90" allowfullscreen=""></iframe>'
IMAGE = {"@type": "image", "url": "/boat", "alt": "A boat", "title": "Boat", "align": "left", "size": "m"}
BACK: dict[str, Block] = {
    "title": {"@type": "title"},
    "description": {"@type": "description"},
    "paragraph": slate(node("p", "words, é & <b>\nin two lines")),
    "heading": slate(node("h2", "The pier")),
    "heading of level 5": slate(node("h5", "The pier")),
    "callout": slate(node("callout", "Mind the step")),
    "marks": slate(
        node(
            "p",
            "a ",
            *(part for kind in MARKS for part in (node(kind, kind), " ")),
            node("strong", "b", node("em", "c"), ""),
            "",
        )
    ),
    "styles": slate(node("p", "a ", {"text": "red", "style-red": True}, " word", styleName="lead wide")),
    "link": slate(
        node("p", "", link("in", url="../resolveuid/0a1b#x"), " ", link("T", url="/f", title="T", download=True), "")
    ),
    "link in a new window": slate(node("h3", "To ", link("a", node("strong", "b"), "", url="/x", target="_blank"), "")),
    "list": slate(
        node("ul", node("li", "a"), node("ol", node("li", "b"), node("ul", node("li", "c"))), node("li", "d"))
    ),
    "quote": slate(node("blockquote", "said ", node("em", "so"), "")),
    "quote of paragraphs": slate(node("blockquote", node("p", "one"), node("p", "two"))),
    "image": IMAGE,
    "image with a link": {**IMAGE, "href": [{"@id": "/pier"}], "openLinkInNewTab": True},
    "table": table(("Port", "Fee"), ("North", "1")),
    "table without heads": table(("", ""), ("North", "1"), heads=False),
    "video": {
        "@type": "video",
        "url": "https://www.youtube.com/watch?v=_yaYy86jdk8",
        "title": "Tides",
        "align": "full",
    },
    "video of Vimeo": {"@type": "video", "url": "https://vimeo.com/85804536"},
    "video of a file": {"@type": "video", "url": "/tides.mp4", "preview_image": "/boat"},
    "maps": {
        "@type": "maps",
        "url": "https://www.google.com/maps/embed?pb=!1m18",
        "title": "The pier",
        "align": "right",
    },
    "html": {"@type": "html", "html": '<div class="x"><script>go()</script> as <em>it</em> is</div>'},
    "listing": {"@type": "listing", "querystring": {"query": [{"i": "path", "o": "x", "v": "/a"}], "b_size": 5}},
    "teaser": {
        "@type": "teaser",
        "href": [{"@id": "/pier"}],
        "title": "Pier",
        "description": "Long",
        "overwrite": True,
    },
    "grid": {"@type": "gridBlock", "headline": "H", "columns": [slate(node("p", "one")), IMAGE]},
    "toc": {"@type": "toc", "levels": ["h2"]},
    "search": {"@type": "search", "headline": "Find", "facets": []},
    "of an add-on": {"@type": "quote", "value": [node("p", "Land ahoy")], "author": "A. Sailor"},
    "unknown": {"@type": "tideTable", "port": "North", "days": 3, "title": "Tides"},
}

DIFFERENT: dict[str, tuple[Block, list[Block], str]] = {
    "a list in an entry": (
        slate(node("ul", node("li", "a", node("ul", node("li", "b"))))),
        [slate(node("ul", node("li", "a"), node("ul", node("li", "b"))))],
        "Volto's editor would drop the inner list; it makes lists of this form itself",
    ),
    "settings": (
        {**IMAGE, "scale": "large", "val": "0a1b", "styles": {"x": "y"}},
        [IMAGE],
        "HTML has no word for settings of a block that it has an element for",
    ),
    "a caption": (
        {"@type": "image", "url": "/boat", "title": "Boat", "description": "Old"},
        [{"@type": "html", "html": CAPTIONED}],
        "the caption is of a theme's own block, and other themes would not show it",
    ),
    "two nodes": (
        {"@type": "slate", "value": [node("p", "one"), node("p", "two")]},
        [slate(node("p", "one")), slate(node("p", "two"))],
        "a block of text is one node",
    ),
    "a separator": (
        {"@type": "separator"},
        [{"@type": "html", "html": "<hr>"}],
        "Volto itself has no such block",
    ),
    "a film with a beginning": (
        {"@type": "video", "url": "https://youtu.be/_yaYy86jdk8?t=90"},
        [{"@type": "html", "html": LATER}],
        "Volto takes all behind the slash for the film's name",
    ),
    "old rich text": (
        {"@type": "text", "text": {"blocks": [{"text": "Plain", "type": "unstyled"}], "entityMap": {}}},
        [slate(node("p", "Plain"))],
        "Volto has had Slate since version 16",
    ),
    "an empty paragraph": (slate(node("p", "")), [], "it says nothing"),
}


def there_and_back(block: Block) -> tuple[str, dict[str, Any]]:
    """The HTML of a block, and the document that becomes of it."""
    columns = block.get("columns", ())
    if block["@type"] == "gridBlock":
        block = {name: value for name, value in block.items() if name != "columns"} | page(columns)
    html, losses = hub(page([block]), lambda *_: None), Losses()
    return html, written(read(html, losses, foreign=True), losses)


@pytest.mark.parametrize("name", BACK)
def test_a_block_comes_back(name: str) -> None:
    assert ordered(there_and_back(BACK[name])[1]) == [BACK[name]]


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_does_not(name: str) -> None:
    block, expected, why = DIFFERENT[name]
    assert (ordered(there_and_back(block)[1]), bool(why)) == (expected, True)


@pytest.mark.parametrize("name", [name for name, block in BACK.items() if block["@type"] in ("slate", "slateTable")])
def test_its_text_is_the_same_all_the_way(name: str) -> None:
    html, document = there_and_back(BACK[name])
    assert (text(view(document)), faults(document)) == (text(html), [])
