"""The tree that the parser hands on: one light node type for blocks and spans."""

from __future__ import annotations

from collections.abc import Iterator

Attrs = dict[str, str]


class Element:
    """A node: `type` names what it is (`TYPES` lists them), `value` is its text, tag name or level.

    `attrs` are HTML attributes in the order of the output, `opts` what only the writer needs (see `TYPES`),
    `line` the 1-based line of the source a block starts at, 0 where that is not known.
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
