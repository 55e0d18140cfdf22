"""Volto's blocks as HTML, and what of them HTML has no word for as sections.

| block | HTML |
|---|---|
| slate, text | `p`, `h1` … `h6`, `ul`, `ol`, `blockquote`, `table` with text, its marks and links; a style is a class |
| image | `figure` with `img` (`data-align`, `data-size`), in a link where it is one, and its caption |
| video | `figure` (`data-align`) with the player's `iframe`, or `video` |
| maps | `iframe` (`data-align`) |
| slateTable, table | `table` |
| separator | `hr` |
| html | `<section data-block="html">` around the HTML as it is |
| all others | `<section data-block="TYPE" data-props='JSON'>` around all that a visitor saw of it |

`data-props` is the whole block but its type, so that a target which has such blocks can write it again: without nested
blocks, what the catalog of the old site said of a link's target, and where a form is sent to. Nested blocks stand in
the section as HTML of their own, one after the other, between a `header` and a `footer` with what the block shows
itself. `data-blocks` says that there are any and where: `blocks` for the block's own `blocks` and `blocks_layout`,
`columns` for a list, any other name for a field that has `blocks` and `blocks_layout`.
Blocks that no layout names were never seen and are not here. Empty paragraphs, and settings of blocks that HTML has
an element for, are not either: the body's text has them.
"""

from migrate.importers.plone.blocks.hub import hub

__all__ = ["hub"]
