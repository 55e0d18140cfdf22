"""What a block says beside its visible text, kept in the page for a target that has such blocks, and sections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from migrate.importers.plone.blocks.markup import attribute

# where a form sends what is written into it: no public page may say it
PRIVATE = frozenset((
    "admin_info", "bcc", "captcha_props", "default_bcc", "default_cc", "default_from",
    "default_sender", "default_sender_name", "default_to", "mail_footer", "mail_header", "mail_template", "recipients",
    "sender", "sender_name", "webhook_url",
))  # fmt: skip
# what a link says of the item that it leads to, and Volto shows; the catalog of the old site added more
_OF_TARGETS = frozenset((
    "@id", "@type", "Description", "Title", "description", "hasPreviewImage", "head_title", "image_field", "title",
))  # fmt: skip
_OF_CATALOG = frozenset(
    ("CreationDate", "Creator", "UID", "getId", "getObjSize", "getURL", "image_scales", "review_state")
)

_DEEPEST = 100

# scales are worked out anew by Plone whenever a page is shown
_LEFT_OUT = PRIVATE | {"@type", "image_scales"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
# these stand in texts alone, where JSON has another way to write them
_ESCAPED = str.maketrans({"&": "\\u0026", "<": "\\u003c", ">": "\\u003e", "'": "\\u0027"})


def section(kind: str, props: Mapping[str, object], inner: str, nested: str | None = None) -> str:
    """A section that stands for a block; `nested` names the field whose blocks stand in it."""
    said = f" data-props='{_encode(props).translate(_ESCAPED)}'" if props else ""
    where = f' data-blocks="{attribute(nested)}"' if nested else ""
    return f'<section data-block="{attribute(kind)}"{where}{said}>{inner}</section>'


def props(block: Mapping[str, object], without: Iterable[str] = ()) -> dict[str, object]:
    """The fields of a block as they stand, without its type, the private ones, and those of the names in `without`."""
    left_out = _LEFT_OUT.union(without)
    return {name: _trimmed(value) for name, value in block.items() if name not in left_out}


def _trimmed(value: object, depth: int = 0) -> object:
    """A value whose links say of their targets only what Volto shows; what lies too deep for JSON is left out."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_trimmed(one, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value
    names = _OF_TARGETS if "@id" in value and not _OF_CATALOG.isdisjoint(value) else value.keys()
    return {name: _trimmed(value[name], depth + 1) for name in value if name in names and name != "image_scales"}
