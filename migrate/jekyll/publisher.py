"""Which items a build takes in at all (`Jekyll::Publisher`): the others are in no list that a template can ask for.

Documents of the future are taken in and listed, only not written; posts of the future are not even read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from migrate.jekyll.config import Config
from migrate.jekyll.item import Item
from migrate.jekyll.site import JekyllSite


def publishes(item: Item, config: Config, now: datetime) -> bool:
    """Whether a build at `now` takes in the item: not `published: false`, no post of the future."""
    of_the_future = item.collection == "posts" and item.date is not None and item.date > now
    return item.published and (config.future or not of_the_future)


def as_built(site: JekyllSite, now: datetime) -> JekyllSite:
    """The site as the templates of a build at `now` see it."""
    return replace(site, items=[item for item in site.items if publishes(item, site.config, now)])
