"""Bodies that are too deep or too much: they end, and nothing of them is lost."""

from __future__ import annotations

import pytest

from tests.richtext.cases import blocks
from tests.richtext.markup import every, parsed, text

MANY = 20_000
BODIES = {
    "boxes in boxes": "<div class=a>" * MANY + "the end",
    "bold in bold": "<b>" * MANY + "the end",
    "lists in lists": "<ul><li>" * MANY + "the end",
    "quotes in quotes": "<blockquote>" * MANY + "the end",
    "details in details": "<details><summary>s</summary>" * MANY + "the end",
    "rows in rows": '<div class="row"><div class="col">a</div><div class="col">' * MANY + "the end",
    "cells in cells": "<table><tr><td>" * MANY + "the end",
    "a large table": "<table>" + "<tr><td>a</td><td>b</td></tr>" * MANY + "</table>",
    "many paragraphs": "<p>a</p>" * MANY,
    "a list in a list beside each other": "<ol><li>a" + "<ol><li>b</ol>" * MANY,
    "many images": "<p>" + "<img src=a><br>" * MANY,
    "many brackets": "<p>" + "[a" * MANY,
    "many line ends": "<p>" + "\n" * MANY + "https",
    "a comment that never ends": "<p>a</p><!-- wp:html " + "x" * MANY,
}


@pytest.mark.parametrize("name", BODIES)
def test_hostile(name: str) -> None:
    content, _ = blocks(BODIES[name])
    assert text(content) == text(BODIES[name])
    assert len(list(every(parsed(content)))) <= 4 * MANY
