"""What one document gathers while it is parsed: definitions, warnings, text whose spans are still to be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from migrate.kramdown.attributes import AttributeList
from migrate.kramdown.options import Options
from migrate.kramdown.tree import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_DEPTH = 48
"""How deep blocks may nest in blocks, and spans in spans; deeper down is text."""

WORK_PER_CHARACTER = 16
"""How many characters may be looked at for each character of a block before the rest of that block is text."""

MAX_EMPTY_CELLS = 200_000
"""How many cells that no line has may be put into the tables of one document."""

LinkDef = tuple[str, str | None, Element | None]


class Warned(NamedTuple):
    """What the parser did not understand: the line of the source (0 where not known) and what is so."""

    line: int
    message: str


class Footnote:
    """A definition `[^name]:`."""

    __slots__ = ("content", "name")

    def __init__(self, name: str, content: Element) -> None:
        self.name = name
        self.content = content


class Document:
    """The state of one parse."""

    __slots__ = (
        "abbreviations",
        "attribute_lists",
        "block_rules",
        "empty_cells",
        "footnotes",
        "headings",
        "link_defs",
        "options",
        "root",
        "spans",
        "warnings",
        "with_ial",
    )

    def __init__(self, options: Options, block_rules: Mapping[str, tuple[Callable[..., int], ...]]) -> None:
        self.options = options
        self.block_rules = block_rules
        self.empty_cells = MAX_EMPTY_CELLS
        self.root = Element("root")
        self.link_defs: dict[str, LinkDef] = {
            link_id(name): (url, title, None) for name, url, title in options.link_defs
        }
        self.attribute_lists: dict[str, AttributeList] = {}
        self.abbreviations: dict[str, Element] = {}
        self.footnotes: dict[str, Footnote] = {}
        self.spans: list[Element] = []
        self.with_ial: list[Element] = []
        self.headings: list[Element] = []
        self.warnings: list[Warned] = []

    def warn(self, line: int, message: str) -> None:
        self.warnings.append(Warned(line, message))


_SPACES = re.compile(r"[ \t\n\v\f\r]+")


def link_id(name: str) -> str:
    """The name of a link definition as it is looked up: case and the kind of white space do not count."""
    return _SPACES.sub(" ", name).lower()
