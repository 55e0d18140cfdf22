"""What the options of a mapping ask of this exporter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from migrate.errors import OptionError
from migrate.exporters.options import check_names, option
from migrate.redirects.writing import checked

_SIZE = re.compile(r"(\d{1,9})\s*(kb|mb|gb|k|m|g|b)?\Z", re.I)
_UNITS = {"": 1, "b": 1, "k": 1000, "m": 1000**2, "g": 1000**3}
LEAST_SPLIT = 10_000


class Asked(NamedTuple):
    """The options, checked. `asset_base` has no slash at its end; `split` is in bytes, 0 for one file."""

    asset_base: str = ""
    split: int = 0
    author: str = "editor"
    menu: str = "Main menu"
    formats: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


OPTIONS = ("asset_base", "split", "author", "menu", "redirects")


def asked(options: Mapping[str, object]) -> Asked:
    """The options of a mapping. Raises OptionError."""
    check_names("wxr", options, OPTIONS)
    formats, hosts = _redirects(options.get("redirects", {}))
    return Asked(
        asset_base=_base(option(options, "asset_base", "")),
        split=_size(options.get("split", 0)),
        author=option(options, "author", Asked().author),
        menu=option(options, "menu", Asked().menu).strip() or Asked().menu,
        formats=formats,
        hosts=hosts,
    )


def _base(text: str) -> str:
    """The importer takes files from the open web alone."""
    base = text.rstrip("/")
    if not base:
        return ""
    try:
        parts = urlsplit(base)
        is_right = parts.scheme in ("http", "https") and parts.hostname and parts.port in (None, 80, 443, 8080)
    except ValueError:
        is_right = False
    if not is_right or parts.query or parts.fragment or "@" in parts.netloc or re.search(r"[\s<>\"'&]", base):
        raise OptionError(
            "asset_base", f"options: `asset_base` is {text!r:.80}; write an address such as https://www.example.org"
        )
    return base


def _size(value: object) -> int:
    found = _SIZE.match(str(value).strip()) if isinstance(value, str | int) and not isinstance(value, bool) else None
    size = int(found[1]) * _UNITS[(found[2] or "")[:1].lower()] if found else -1
    if size != 0 and size < LEAST_SPLIT:
        raise OptionError("split", f"options: `split` is {value!r:.40}; write a size of 10 KB or more, such as 10 MB")
    return size


def _redirects(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if faults := checked(value):
        raise OptionError("redirects", f"options: {faults[0]}")
    assert isinstance(value, dict)
    return tuple(value.get("formats", ())), tuple(value.get("hosts", ()))
