"""The links of HTML: each address that a tag holds is asked for, and what it leads to is written in its place."""

from __future__ import annotations

from migrate import htmltree
from migrate.htmllinks import Replace, in_css, in_markdown, in_srcset, with_addresses
from migrate.normalise import active

__all__ = ["Replace", "in_css", "in_markdown", "in_srcset", "with_refs"]


def _look_away(tag: str, attributes: htmltree.Attributes) -> None: ...


def with_refs(html: str, replace: Replace, look: htmltree.Look = _look_away) -> str:
    """`html` with every address replaced; `look` is shown the tags that may be active (`htmllinks.with_addresses`)."""
    return with_addresses(html, replace, look, active.TAGS)
