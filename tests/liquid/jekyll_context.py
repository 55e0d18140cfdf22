"""The templates of a site, as the tests of whole sites ask for them."""

from __future__ import annotations

from datetime import datetime

from migrate import kramdown
from migrate.jekyll.site import JekyllSite
from migrate.jekyll.templates import Templates


class JekyllContext(Templates):
    """`Templates` of a site that is read already."""

    def __init__(self, site: JekyllSite, now: datetime) -> None:
        options = kramdown.Options.from_config(site.config.kramdown)
        super().__init__(
            site.root,
            site.config,
            now=now,
            read=lambda: site,
            markdown=lambda text: kramdown.convert(text, options).html,
        )
