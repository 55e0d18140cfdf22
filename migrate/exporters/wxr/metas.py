"""Postmeta: what WordPress has no field for, under names of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import orjson

from migrate.exporters.wxr.slugs import digest
from migrate.exporters.wxr.xml import cdata
from migrate.interfaces import Tell

PREFIX = "_ssi_"
MAX_KEY = 255  # characters of the column; a longer key is dropped without a word
# what the importer passes over: it makes them anew
DROPPED = frozenset(("_wp_attached_file", "_wp_attachment_metadata", "_edit_lock"))
# what WordPress takes for PHP's serialised form, and would read
_SERIALIZED = re.compile(r"\s*(?:N;|[abCdEiOs]:[^\n]*[;}])\s*\Z", re.S)

Meta = tuple[str, str]


def kept(values: Mapping[str, object]) -> Iterator[Meta]:
    """Values that no field has, each under its name with the prefix."""
    for name, value in values.items():
        if value is not None and value != "":
            yield _bounded(f"{PREFIX}{name}"), text(value)


def named(values: Mapping[str, object], tell: Tell) -> Iterator[Meta]:
    """Values under the keys that they have; a key that WordPress would drop is told."""
    for name, value in values.items():
        if not name.strip() or name in DROPPED or len(name) > MAX_KEY:
            tell("wxr.field", f"`postmeta` has the key {name!r:.60}, which WordPress does not keep; it was left out")
        elif value is not None:
            yield name, text(value)


def written(metas: Iterable[Meta]) -> str:
    return "".join(
        f"<wp:postmeta>{cdata('wp:meta_key', key)}{cdata('wp:meta_value', value)}</wp:postmeta>\n"
        for key, value in metas
    )


def text(value: object) -> str:
    """A value as text: what is none is JSON, and so is what WordPress would not leave text."""
    if isinstance(value, str) and not _SERIALIZED.match(value):
        return value
    options = orjson.OPT_NON_STR_KEYS
    return orjson.dumps(value, default=str, option=options).decode()


def _bounded(key: str) -> str:
    return key if len(key) <= MAX_KEY else f"{key[: MAX_KEY - 17]}-{digest(key)[:16]}"
