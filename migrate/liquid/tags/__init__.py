"""The tags of Liquid and Jekyll: how each is read, and which have an end."""

from __future__ import annotations

from typing import Final

from migrate.liquid.nodes import Make
from migrate.liquid.tags import flow, jekyll, loops, variables

TAGS: Final[dict[str, Make]] = {
    "if": flow.If,
    "unless": flow.Unless,
    "case": flow.Case,
    "ifchanged": flow.IfChanged,
    "for": loops.For,
    "tablerow": loops.TableRow,
    "cycle": loops.Cycle,
    "break": loops.Break,
    "continue": loops.Continue,
    "assign": variables.Assign,
    "capture": variables.Capture,
    "increment": variables.Increment,
    "decrement": variables.Decrement,
    "echo": variables.Echo,
    "raw": variables.Raw,
    "comment": variables.Comment,
    "#": variables.InlineComment,
    "include": jekyll.Include,
    "include_relative": jekyll.IncludeRelative,
    "link": jekyll.Link,
    "post_url": jekyll.PostUrl,
    "highlight": jekyll.Highlight,
}

# The tags with an end, and the tags that divide them. `raw` and `comment` are closed by the lexer.
BLOCKS: Final[dict[str, tuple[str, ...]]] = {
    "if": ("elsif", "else"),
    "unless": ("elsif", "else"),
    "case": ("when", "else"),
    "ifchanged": (),
    "for": ("else",),
    "tablerow": (),
    "capture": (),
    "highlight": (),
}
