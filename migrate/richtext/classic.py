"""HTML for WordPress's classic editor, which puts paragraphs and breaks where lines end, when a page is shown.

So the lines of a text are joined; what stands in `pre`, scripts and styles is left alone, as WordPress leaves it.
"""

from __future__ import annotations

import re

from migrate.richtext.gutenberg_markup import raw_texts, verbatim
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element, Node, html, is_blank, tree
from migrate.richtext.runs import begins_line

_AS_IT_IS = re.compile(r"(<(pre|script|style|textarea|svg|math)\b.*?</\2\s*>)", re.I | re.S)
_LINE_ENDS = re.compile(r"[ \t\r\n\f]*\n[ \t\r\n\f]*")
_FILM = re.compile(r'(<div class="wp-block-embed__wrapper">) (\S+) (</div>)')
_OUR_COMMENTS = re.compile(r"\n?<!-- /?wp:.*? -->\n?")


def written(source: str, losses: Losses) -> str:
    """A body as plain HTML, an element of the first level on each line."""
    nodes, comments = tree(source)
    if comments:
        losses.look["a comment in the HTML"] += comments
    lines: list[str] = []
    row: list[Node] = []
    for node in (*nodes, None):
        if node is not None and not (isinstance(node, Element) and begins_line(node)):
            row.append(node)
            continue
        if not all(map(is_blank, row)):
            lines.append(_one_line(verbatim(html(row), losses)).strip(" "))
        row = []
        if node is not None:
            lines.append(_one_line(verbatim(node.html, losses)))
    return "\n".join(lines)


def without_blocks(content: str) -> str:
    """Blocks as plain HTML; the address of a film keeps a line of its own, which is what WordPress shows it for."""
    return _FILM.sub("\\1\n\\2\n\\3", _one_line(_OUR_COMMENTS.sub("", content)))


def _one_line(text: str) -> str:
    if "\n" not in text:
        return text
    return "".join([part if kept else _LINE_ENDS.sub(" ", part) for part, kept in raw_texts(_AS_IT_IS, text)])
