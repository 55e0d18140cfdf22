"""The tree that the parser hands on: one light node type for blocks and spans."""

from __future__ import annotations

from collections.abc import Iterator

Attrs = dict[str, str]

TYPES = {
    "root": "the document; holds blocks",
    "p": "a paragraph; opts transparent: only its text is written, as in a tight list",
    "header": "a heading; opts level (1-6), raw_text (its source)",
    "blockquote": "holds blocks",
    "ul": "holds li",
    "ol": "holds li",
    "li": "holds blocks",
    "dl": "holds dt and dd",
    "dt": "a term; opts raw_text",
    "dd": "a definition; holds blocks",
    "codeblock": "value: the code; the language is a class language-x; opts fenced",
    "hr": "",
    "table": "holds thead, tbody, tfoot in the order of the source",
    "thead": "holds tr",
    "tbody": "holds tr",
    "tfoot": "holds tr",
    "tr": "holds th or td",
    "th": "opts alignment: left, right, center or none",
    "td": "the same",
    "html_element": "value: the tag; opts block, closed, model (raw, span, block): what its content is",
    "raw": "value: HTML as it will be written; opts block",
    "xml_comment": "value: an HTML comment with its marks; opts block",
    "comment": "value: the text of {::comment}; opts block",
    "math": "value: TeX; opts block",
    "spans": "text that has no element of its own",
    "blank": "value: the blank lines",
    "eob": "something that prints nothing; value: what",
    "text": "value: text, not escaped",
    "a": "a link: href, title",
    "img": "an image: src, alt, title",
    "em": "",
    "strong": "",
    "codespan": "value: the code",
    "br": "a line break; the line end itself is text",
    "entity": "value: the character; opts source; shown: what a site has printed for it",
    "abbreviation": "value: the short form",
    "footnote": "a marker; value: the name of the note",
}
"""Every type of node, with what its value, children and opts are."""


class Element:
    """A node: `type` names what it is (`TYPES` lists them), `value` is its text, tag name or level.

    `attrs` are HTML attributes in the order of the output, `opts` what else is known of a type, `line` is the 1-based
    line of the source a block starts at, 0 where that is not known.
    """

    __slots__ = ("attrs", "children", "line", "opts", "type", "value")

    def __init__(
        self,
        type: str,
        value: str = "",
        attrs: Attrs | None = None,
        children: list[Element] | None = None,
        line: int = 0,
        opts: dict[str, object] | None = None,
    ) -> None:
        self.type = type
        self.value = value
        self.attrs: Attrs = {} if attrs is None else attrs
        self.children: list[Element] = [] if children is None else children
        self.line = line
        self.opts: dict[str, object] = {} if opts is None else opts

    def __repr__(self) -> str:
        return f"Element({self.type!r}, {self.value!r}, {self.attrs!r}, {self.children!r})"

    def walk(self) -> Iterator[Element]:
        """This node and all below it, in document order; deep trees cost no recursion."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo.extend(reversed(node.children))
