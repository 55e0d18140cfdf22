"""Abbreviations: words that were given a meaning once get it wherever they stand.

https://kramdown.gettalong.org/syntax.html#abbreviations.
"""

from __future__ import annotations

import re

from migrate.kramdown.document import Document
from migrate.kramdown.tree import Element


def mark_abbreviations(doc: Document) -> None:
    """Puts an `abbreviation` node around each defined word of the text."""
    if not doc.abbreviations:
        return
    words = sorted(doc.abbreviations, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.A)
    for root in (doc.root, *(note.content for note in doc.footnotes.values())):
        for element in list(root.walk()):
            if element.opts.get("model") != "raw" and any(child.type == "text" for child in element.children):
                element.children = [part for child in element.children for part in _parts(child, pattern)]


def _parts(child: Element, pattern: re.Pattern[str]) -> list[Element]:
    if child.type != "text":
        return [child]
    found: list[Element] = []
    pos = 0
    for match in pattern.finditer(child.value):
        if match.start() > pos:
            found.append(Element("text", child.value[pos : match.start()]))
        found.append(Element("abbreviation", match[0]))
        pos = match.end()
    if pos < len(child.value) or not found:
        found.append(Element("text", child.value[pos:]))
    return found
