"""kramdown in Python: Markdown as Jekyll sites write it, to a tree or to the HTML that Jekyll publishes.

The syntax is documented at https://kramdown.gettalong.org/syntax.html; the reference for everything that page leaves
open is the behaviour of kramdown 2.4 with parser-gfm 1.1. This package imports nothing of the rest of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from migrate.kramdown.document import Warned
from migrate.kramdown.html import write
from migrate.kramdown.options import Options
from migrate.kramdown.parser import parse_document
from migrate.kramdown.tree import Element

__all__ = ["Element", "Options", "Rendered", "Warned", "convert", "parse", "render"]

OptionsLike = Options | Mapping[str, object] | None


class Rendered(NamedTuple):
    """An HTML fragment that ends in a newline (or is empty), and what was odd about the source."""

    html: str
    warnings: tuple[Warned, ...]


def parse(text: str, options: OptionsLike = None) -> Element:
    """The tree of `text`; its root has type `root`."""
    return parse_document(text, _options(options)).root


def render(text: str, options: OptionsLike = None) -> str:
    """The HTML of `text`."""
    return write(parse_document(text, _options(options)))


def convert(text: str, options: OptionsLike = None) -> Rendered:
    """The HTML of `text` together with the warnings."""
    doc = parse_document(text, _options(options))
    return Rendered(write(doc), tuple(doc.warnings))


def _options(options: OptionsLike) -> Options:
    return options if isinstance(options, Options) else Options.from_config(options)
