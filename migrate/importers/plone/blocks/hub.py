"""The blocks of a page as HTML that every target understands."""

from __future__ import annotations

from collections.abc import Mapping

from migrate.importers.plone.blocks.known import WRITERS
from migrate.importers.plone.blocks.markup import sound
from migrate.importers.plone.blocks.notes import Tell
from migrate.importers.plone.blocks.page import Page
from migrate.importers.plone.blocks.unknown import too_deep, unknown


def hub(document: Mapping[str, object], tell: Tell) -> str:
    """The HTML of `blocks` in the order of `blocks_layout`; addresses stand in it as they were written.

    `tell` is called with a code and what is so, once for each kind of oddity. Never raises for what is wrong with the
    document, which may be any JSON.
    """
    page = Page(WRITERS, unknown, too_deep)
    html = page.blocks(document, 0)
    page.notes.tell_all(tell)
    return sound(html)
