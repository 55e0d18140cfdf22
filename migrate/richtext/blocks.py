"""What a body is made of, for every target: blocks, and the nodes of HTML that stand for the text within them.

A block keeps the element that it was read from where a target may have no such block: it can be written as HTML then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from migrate.richtext.nodes import Element, Inline


class Look(NamedTuple):
    """What a block is called and how it stands: `align` is `center` or `right`, or nothing."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    align: str | None = None


PLAIN = Look()


class Paragraph(NamedTuple):
    text: Inline
    look: Look = PLAIN


class Heading(NamedTuple):
    level: int
    text: Inline
    look: Look = PLAIN


# the attribute `type` that says in HTML what a style of a list says in CSS
LIST_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
}  # fmt: skip


class Item(NamedTuple):
    """An entry of a list: its text, and the lists below it."""

    text: Inline
    lists: Sequence[List] = ()


class List(NamedTuple):
    """`style` is a value of CSS's list-style-type, such as `lower-alpha`; `start` the number of the first entry."""

    items: Sequence[Item]
    ordered: bool = False
    start: int | None = None
    reversed: bool = False
    style: str | None = None
    look: Look = PLAIN


class Cell(NamedTuple):
    """A cell of a table; `scope` is that of a header."""

    text: Inline
    header: bool = False
    scope: str | None = None
    align: str | None = None
    columns: int = 1
    rows: int = 1


Row = Sequence[Cell]


class Table(NamedTuple):
    head: Sequence[Row]
    body: Sequence[Row]
    foot: Sequence[Row]
    element: Element
    caption: Inline = ()
    look: Look = PLAIN

    @property
    def has_spans(self) -> bool:
        """Whether a cell goes over several columns or rows."""
        rows = (*self.head, *self.body, *self.foot)
        return any(cell.columns != 1 or cell.rows != 1 for row in rows for cell in row)


class Anchor(NamedTuple):
    """A link as a whole block has it."""

    href: str
    target: str | None = None
    rel: str | None = None
    classes: str | None = None


class Image(NamedTuple):
    """`width` and `height` are pixels (`300`) or shares (`50%`); `size` is `s`, `m` or `l` where the source says so."""

    src: str
    alt: str = ""
    title: str | None = None
    link: Anchor | None = None
    width: str | None = None
    height: str | None = None
    caption: Inline = ()
    look: Look = PLAIN
    size: str | None = None


class Quote(NamedTuple):
    blocks: Sequence[Block]
    cite: Inline = ()
    look: Look = PLAIN


class Code(NamedTuple):
    text: Inline
    look: Look = PLAIN


class Preformatted(NamedTuple):
    text: Inline
    look: Look = PLAIN


class Separator(NamedTuple):
    look: Look = PLAIN


class Embed(NamedTuple):
    """A film of a provider (`youtube`, `vimeo`), at the address where people watch it."""

    provider: str
    url: str
    element: Element
    caption: Inline = ()
    look: Look = PLAIN


class Details(NamedTuple):
    """What a reader can fold away below its summary."""

    summary: Inline
    blocks: Sequence[Block]
    open: bool
    element: Element
    look: Look = PLAIN


class Button(NamedTuple):
    text: Inline
    link: Anchor
    look: Look = PLAIN


class Buttons(NamedTuple):
    buttons: Sequence[Button]


class File(NamedTuple):
    """A link to a document that has a line of its own."""

    text: Inline
    link: Anchor


class Group(NamedTuple):
    """Blocks that belong together; `tag` is `div`, or an element that says what they are (`section`)."""

    blocks: Sequence[Block]
    tag: str = "div"
    look: Look = PLAIN


class Column(NamedTuple):
    """`width` is a share of 100, or nothing where all columns are as wide as each other."""

    blocks: Sequence[Block]
    width: float | None = None
    look: Look = PLAIN


class Columns(NamedTuple):
    columns: Sequence[Column]
    look: Look = PLAIN


class Foreign(NamedTuple):
    """A block that its source had under `name`, with `props` as JSON.

    `nested` is the field where it has blocks of its own, as `data-blocks` names it; `blocks` are those.
    """

    name: str
    props: str
    nested: str | None
    blocks: Sequence[Block]
    element: Element


class Raw(NamedTuple):
    """HTML that is none of the others, or more than they can hold; `what` says it for the report."""

    nodes: Inline
    what: str


Block = (
    Paragraph | Heading | List | Table | Image | Quote | Code | Preformatted | Separator | Embed | Details | Buttons
    | File | Group | Columns | Foreign | Raw
)  # fmt: skip
