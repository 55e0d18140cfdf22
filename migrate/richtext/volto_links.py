"""The addresses within Volto's blocks: a body that has such blocks already keeps them, with new addresses in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from migrate.htmllinks import with_addresses
from migrate.refs import parsed

Replace = Callable[[str], str]

# where a block has an address, alone, in a list, or as `{"@id": ADDRESS}`
ADDRESSES = frozenset(("url", "href", "@id", "preview_image", "image", "src", "external_link"))
HTML = "html"
_NAMED = ADDRESSES | {HTML}
_UID = re.compile(r"(?:[^?#]*/)?resolve[Uu]id/([^/?#]+)(#.*)?\Z")


def readdressed(value: Any, replace: Replace, replace_html: Replace) -> Any:
    """Blocks with what `replace` gives for each address, and `replace_html` for each text that is HTML.

    What has none stays the very same object: of the hundreds of nodes of a page a handful lead anywhere.
    """
    return _list([value], "", replace, replace_html)[0]


def _dict(value: dict[str, Any], replace: Replace, replace_html: Replace) -> dict[str, Any]:
    changed = value
    new: object
    for name, one in value.items():
        if isinstance(one, str):
            if name not in _NAMED:
                continue
            new = _text(one, name, replace, replace_html)
        elif isinstance(one, list):
            new = _list(one, name, replace, replace_html)
        elif isinstance(one, dict):
            new = _dict(one, replace, replace_html)
        else:
            continue
        if new is not one:
            changed = {**value} if changed is value else changed
            changed[name] = new
    return changed


def _list(value: list[Any], key: str, replace: Replace, replace_html: Replace) -> list[Any]:
    """A list under `key`, which its texts are under as well."""
    changed = value
    for number, one in enumerate(value):
        new = one
        if isinstance(one, dict):
            if len(one) > 1 or not isinstance(one.get("text"), str):  # else it is the leaf of a text, as most are
                new = _dict(one, replace, replace_html)
        elif isinstance(one, list):
            new = _list(one, key, replace, replace_html)
        elif isinstance(one, str) and key in _NAMED:
            new = _text(one, key, replace, replace_html)
        if new is not one:
            changed = [*value] if changed is value else changed
            changed[number] = new
    return changed


def _text(value: str, key: str, replace: Replace, replace_html: Replace) -> str:
    return replace(value) if key in ADDRESSES else replace_html(value)


def own_blocks(text: str, links: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """The blocks that a body has from its source, with refs for what `links` say of addresses.

    Raises ValueError where `text` holds no blocks.
    """
    try:
        document = json.loads(text)
        blocks, layout = document["blocks"], document["blocks_layout"]
        replace = _Known(links).ref
        return {
            "blocks": readdressed(blocks, replace, lambda html: with_addresses(html, replace)),
            "blocks_layout": layout,
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("the body holds no blocks that can be read") from error


class _Known:
    """What is known of addresses: by what they were written as, and by the id of what they lead to."""

    def __init__(self, links: Iterable[Mapping[str, object]]) -> None:
        self._by_href: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        for link in links:
            href, target = link.get("href"), link.get("target")
            ref = parsed(target) if isinstance(target, str) else None
            if ref is not None and isinstance(href, str) and isinstance(target, str):
                self._by_href[href] = target
                self._kinds[ref.id] = ref.kind

    def ref(self, address: str) -> str:
        """The ref for `address`, or `address` where nothing is known of it."""
        if address in self._by_href:
            return self._by_href[address]
        found = _UID.match(address)
        kind = self._kinds.get(found[1]) if found else None
        return f"{kind}:{found[1]}{found[2] or ''}" if found and kind else address
