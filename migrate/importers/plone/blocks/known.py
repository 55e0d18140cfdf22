"""Who writes which type of block: Volto's own, those of Volto Light Theme, and add-ons that many sites have.

Fields and their order are those of the views of Volto 18 and of the add-ons' own code.
"""

from __future__ import annotations

from collections.abc import Mapping

from migrate.importers.plone.blocks import core, media
from migrate.importers.plone.blocks.markup import element, text
from migrate.importers.plone.blocks.page import SOMERSAULT, Block, Page, Write
from migrate.importers.plone.blocks.parts import button, card, cards, code, each, heading, image, quoted, said, words
from migrate.importers.plone.blocks.shapes import Shape, shaped
from migrate.importers.plone.blocks.unknown import somersault

_LISTED = "what the site looked up whenever it was shown is not in the body: {}"
_FORM = "a form works on the old site alone; its words are kept: {}"

_EMPTY = Shape()  # shows fields of the page, or nothing of its own
_HERO = Shape(
    above=(image("url", "image"), heading("title", "h1"), words("description", "text")),
    below=(button("linkTitle", "linkHref"), button("buttonLabel", "buttonLink"), words("copyright")),
)
_LISTING = Shape(
    above=(heading("headline", level="headlineTag"),),
    below=(button("linkTitle", "linkHref"),),
    live=_LISTED,
)
_SEARCH = Shape(
    above=(heading("headline"), words("searchInputPrompt", "facetsTitle"), each("facets", words("title"))),
    live=_LISTED,
)
_QUOTE = Shape(
    above=(image("image"), quoted("value"), words("text", "author", "additional_information", "source", "extra")),
)
_FIELDS = (words("label", "title", "description"),)


def _panel(page: Page, block: Block, depth: int) -> str:
    return element("h3", text(said(block, "title", "panel_title")))


def _schema(page: Page, block: Block, depth: int) -> str:
    """The fields of a form as a list."""
    schema = block.get("schema")
    return each("properties", *_FIELDS)(page, schema, depth) if isinstance(schema, dict) else ""


def _label(page: Page, block: Block, depth: int) -> str:
    return "" if block.get("hideButton") is True else element("p", text(said(block, "buttonText")))


def _toc(page: Page, block: Block, depth: int) -> str:
    return "" if block.get("hide_title") is True else element("h2", text(said(block, "title")))


SHAPES: Mapping[str, Shape] = {
    # of Volto
    **dict.fromkeys(("title", "description", "leadimage"), _EMPTY),
    "listing": _LISTING,
    "search": _SEARCH,
    "toc": Shape(above=(_toc,)),
    "teaser": Shape(above=(card,)),
    "gridBlock": Shape(above=(heading("headline"),), inner="blocks"),
    "hero": _HERO,
    "heroImageLeft": _HERO,
    # of Volto Light Theme
    "introduction": Shape(above=(words("value"),)),
    "heading": Shape(above=(heading("heading", level="tag"),)),
    "highlight": Shape(
        above=(image("url"), words("headtitle"), heading("title"), words("value"), button("buttonText", "buttonLink")),
    ),
    "banner": Shape(above=(image("url"), words("text", "additionalText"))),
    "__button": Shape(above=(button("title"),)),
    "button": Shape(above=(button("title"),)),
    "slider": Shape(above=(cards("slides", _label),)),
    "carousel": Shape(above=(heading("headline"),), inner="columns"),
    "logos": Shape(above=(each("logos", image("logo")),)),
    "eventMetadata": _EMPTY,
    "eventCalendar": _SEARCH,
    "accordion": Shape(above=(heading("headline"),), inner="data", kind="accordionPanel"),
    "accordionPanel": Shape(above=(_panel,), inner="blocks"),
    # of add-ons
    "__grid": Shape(above=(heading("headline"),), inner="columns"),
    "tabs_block": Shape(above=(heading("title"), words("description")), inner="data", kind="tab"),
    "tab": Shape(above=(_panel,), inner="blocks"),
    "columnsBlock": Shape(inner="data", kind="column"),
    "column": Shape(inner="blocks"),
    "group": Shape(inner="data"),
    "quote": _QUOTE,
    "blockquote": _QUOTE,
    "testimonial": _QUOTE,
    "codeBlock": Shape(above=(code("code"), words("caption_title", "caption_description"))),
    "mermaidBlock": Shape(above=(code("code"),)),
    "gistBlock": Shape(above=(words("caption_title", "caption_description"),)),
    "form": Shape(
        above=(heading("title"), words("description"), each("subblocks", *_FIELDS)),
        below=(words("submit_label"),),
        live=_FORM,
    ),
    "schemaForm": Shape(
        above=(heading("title"), words("description"), _schema),
        below=(words("submit_label"),),
        live=_FORM,
    ),
}

WRITERS: Mapping[str, Write] = {
    "slate": core.slate,
    "detachedSlate": core.slate,
    "text": core.old_text,
    "slateTable": core.slate_table,
    "table": core.old_table,
    "html": core.html,
    "image": media.image,
    "video": media.video,
    "maps": media.maps,
    "iframe": media.frame,
    "separator": core.rule,
    "divider": core.rule,
    "dividerBlock": core.rule,
    SOMERSAULT: somersault,
    **{name: shaped(shape) for name, shape in SHAPES.items()},
}
