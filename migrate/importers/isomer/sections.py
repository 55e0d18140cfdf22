"""Structured blocks: the homepage's `sections` and the contact page's lists.

Each becomes a map of one block name, in the theme's order, with its fields exactly as they are written. The theme
reads a list item with two keys as two sections.
"""

from __future__ import annotations

from collections.abc import Mapping

from migrate.importers.isomer.values import mapping

# What the theme's homepage layout knows
BLOCKS = frozenset(("hero", "infopic", "infobar", "infocols", "resources", "textcards", "announcements", "carousel"))
CONTACT_KEYS = ("agency_name", "locations", "contacts", "feedback")
CONTACT_LAYOUTS = ("contact_us", "contact-us")


def homepage_sections(value: object) -> tuple[list[dict[str, object]], list[str]]:
    """The sections of `value`, and what is odd about them. None of it is dropped: an odd item is kept as it is."""
    odd: list[str] = []
    if not isinstance(value, list):
        return [], ["`sections` is no list"] if value is not None else []
    sections: list[dict[str, object]] = []
    for number, item in enumerate(value, 1):
        if not isinstance(item, dict):
            odd.append(f"section {number} is no map of a block's name and its fields")
            sections.append({"unknown": item})
            continue
        unknown = [name for name in item if name not in BLOCKS]
        odd.extend(f"section {number} is of the unknown kind `{name}`" for name in unknown)
        sections.extend({name: fields} for name, fields in item.items())
    return sections, odd


def contact_sections(
    layout: str | None, values: Mapping[str, object], data: Mapping[str, object]
) -> tuple[list[dict[str, object]], frozenset[str]]:
    """The contact page's block, and which front-matter keys it took.

    The older layout `contact-us` has its content in `_data/contact-us.yml`.
    """
    if layout not in CONTACT_LAYOUTS:
        return [], frozenset()
    own = {name: values[name] for name in CONTACT_KEYS if name in values}
    fields = {**mapping(data.get("contact-us")), **own} if layout == "contact-us" else own
    return ([{"contact_us": fields}] if fields else []), frozenset(own)
