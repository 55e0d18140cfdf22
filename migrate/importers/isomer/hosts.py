"""The names that a site answers to: its links to them are links to itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from migrate.importers.isomer.values import text
from migrate.jekyll.paths import inside

CNAME = "CNAME"  # GitHub Pages' file with the domain
_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@?#]*@)?((?:[a-z0-9-]+\.)+[a-z0-9-]+)\.?(?::\d+)?(?:[/?#].*)?", re.I
)


def host_of(address: object) -> str | None:
    """The host that a setting names, written with or without `https://`; None where there is none."""
    written = text(address)
    found = None if written is None else _HOST.fullmatch(written)
    return None if found is None else found[1].lower()


def hosts(root: Path, config: Mapping[str, object]) -> tuple[str, ...]:
    """The site's own names: `url` and Isomer's `prod` of the configuration, and the file CNAME."""
    named = (host_of(config.get("url")), host_of(config.get("prod")), *_cname(root))
    return tuple(dict.fromkeys(host for host in named if host))


def staging_hosts(config: Mapping[str, object]) -> tuple[str, ...]:
    """The name of Isomer's `staging` site, where the pages are tried out."""
    host = host_of(config.get("staging"))
    return () if host is None else (host,)


def _cname(root: Path) -> Iterator[str | None]:
    path = root / CNAME
    if not os.path.isfile(path) or not inside(root, path):
        return
    try:
        with open(path, "rb") as stream:
            yield host_of(stream.read(300).decode("ascii", "replace").strip())
    except OSError:
        return
