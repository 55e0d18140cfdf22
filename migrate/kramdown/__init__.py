"""kramdown in Python: Markdown as Jekyll sites write it, to a tree or to the HTML that Jekyll publishes.

The syntax is documented at https://kramdown.gettalong.org/syntax.html; the reference for everything that page leaves
open is the behaviour of kramdown 2.4 with parser-gfm 1.1. This package imports nothing of the rest of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from migrate.kramdown.options import Options
from migrate.kramdown.tree import Element

__all__ = ["Element", "Options", "Rendered", "Warned", "convert", "parse", "render"]


class Warned(NamedTuple):
    """What the parser did not understand: the line of the source (0 where not known) and what is so."""

    line: int
    message: str


class Rendered(NamedTuple):
    """An HTML fragment that ends in a newline (or is empty), and what was odd about the source."""

    html: str
    warnings: tuple[Warned, ...]


OptionsLike = Options | Mapping[str, object] | None


def parse(text: str, options: OptionsLike = None) -> Element:
    """The tree of `text`; its root has type `root`."""
    return Element("root", children=[Element("p", children=[Element("text", text)])])


def render(text: str, options: OptionsLike = None) -> str:
    """The HTML of `text`."""
    return convert(text, options).html


def convert(text: str, options: OptionsLike = None) -> Rendered:
    """The HTML of `text` together with the warnings."""
    return Rendered(f"<p>{text}</p>\n", ())
