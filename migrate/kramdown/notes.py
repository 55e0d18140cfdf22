"""What the writer gathers while it writes and prints elsewhere: the table of contents and the footnotes.

https://kramdown.gettalong.org/converter/html.html#toc and syntax.html#footnotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from migrate.kramdown.document import Document, Footnote
from migrate.kramdown.options import Options
from migrate.kramdown.text import entity_of, escape_attr, escape_text
from migrate.kramdown.tree import Element


class Entry(NamedTuple):
    """A heading that the table of contents names."""

    level: int
    name: str
    children: Sequence[Element]


def contents(entries: Sequence[Entry], place: Element) -> Element:
    """The list that stands for `place`, the list with `{:toc}`: one item an entry, nested by level."""
    name = place.attrs.get("id", "markdown-toc")
    root = Element(place.type, attrs={**place.attrs, "id": name})
    open_items: list[tuple[int, Element]] = [(0, root)]
    for entry in entries:
        while len(open_items) > 1 and open_items[-1][0] >= entry.level:
            open_items.pop()
        link = Element("a", attrs={"href": f"#{entry.name}", "id": f"{name}-{entry.name}"})
        link.children = _linkable(entry.children)
        item = Element("li", children=[Element("p", children=[link], opts={"transparent": True})])
        _sublist(open_items[-1][1], place.type).children.append(item)
        open_items.append((entry.level, item))
    return root


def _sublist(item: Element, kind: str) -> Element:
    """The list inside `item` (the root is one itself), made when there is none."""
    if item.type != "li":
        return item
    if item.children[-1].type != kind:
        item.children.append(Element(kind))
    return item.children[-1]


def _linkable(children: Sequence[Element]) -> list[Element]:
    """`children` for use inside a link: without footnotes, links give way to their text."""
    found: list[Element] = []
    for child in children:
        if child.type == "a":
            found += _linkable(child.children)
        elif child.type != "footnote":
            attrs = {name: value for name, value in child.attrs.items() if name != "id"}
            copy = Element(child.type, child.value, attrs, _linkable(child.children), child.line, child.opts)
            found.append(copy)
    return found


class Notes:
    """The footnotes that were referred to so far, in the order of their first markers."""

    __slots__ = ("count", "doc", "numbers", "repeats", "used")

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.count = doc.options.footnote_nr
        self.numbers: dict[str, int] = {}
        self.repeats: dict[str, int] = {}
        self.used: list[Footnote] = []

    def marker(self, name: str) -> str:
        """The HTML of a marker."""
        options = self.doc.options
        repeat = ""
        if name in self.numbers:
            self.repeats[name] += 1
            repeat = f":{self.repeats[name]}"
        else:
            self.numbers[name] = self.count
            self.repeats[name] = 0
            self.count += 1
            self.used.append(self.doc.footnotes[name])
        full = escape_attr(options.footnote_prefix + name)
        return (
            f'<sup id="fnref:{full}{repeat}" role="doc-noteref">'
            f'<a href="#fn:{full}" class="footnote" rel="footnote">{self.numbers[name]}</a></sup>'
        )

    def item(self, note: Footnote) -> Element:
        """The list item of a footnote, its links back at the end of its last paragraph."""
        options = self.doc.options
        name = options.footnote_prefix + note.name
        item = Element("li", attrs={"id": f"fn:{name}", "role": "doc-endnote"}, children=list(note.content.children))
        if not options.footnote_backlink:
            return item
        paragraph = _last_paragraph(item, options)
        gap = entity_of("\u00a0", "", options.entity_output)
        text = escape_text(options.footnote_backlink)
        back = [_backlink(gap if paragraph else "", name, text)]
        for number in range(1, self.repeats[note.name] + 1):
            back.append(_backlink(gap, f"{name}:{number}", f"{text}<sup>{number + 1}</sup>"))
        if paragraph is None:
            item.children.append(paragraph := Element("p"))
        paragraph.children.append(Element("raw", "".join(back)))
        return item


def _last_paragraph(item: Element, options: Options) -> Element | None:
    last = item.children[-1] if item.children else None
    if last is None or (last.type != "p" and not options.footnote_backlink_inline):
        return None
    while last.type not in ("p", "header"):
        if not last.children:
            return None
        last = last.children[-1]
    return last


def _backlink(space: str, name: str, text: str) -> str:
    return f'{space}<a href="#fnref:{escape_attr(name)}" class="reversefootnote" role="doc-backlink">{text}</a>'
