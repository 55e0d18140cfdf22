"""Members and groups: each with every key that is asked for, and none that would be passed over without a word."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping

from migrate.diagnostics import Finding
from migrate.model import Site

TellFinding = Callable[[Finding], None]
Row = dict[str, object]
SHORTEST = 3  # characters of a user name


def principals(site: Site, tell: TellFinding) -> dict[str, list[Row]]:
    """`principals.json`; empty where the source has nobody."""
    given = site.meta.get("principals")
    if not isinstance(given, Mapping):
        return {}
    found = {
        "groups": list(_groups(given.get("groups"), tell)),
        "members": list(_members(given.get("members"), _hashes(site), tell)),
    }
    return found if any(found.values()) else {}


def _hashes(site: Site) -> Mapping[str, object]:
    found = site.secrets.get("password_hashes")
    return found if isinstance(found, Mapping) else {}


def _groups(value: object, tell: TellFinding) -> Iterator[Row]:
    for row in _rows(value):
        id = row.get("groupid")
        if not isinstance(id, str) or not id.strip():
            _left(tell, f"a group without an id: {row!r:.80}")
            continue
        yield {
            **row,
            "title": _text(row.get("title")) or id,
            "description": _text(row.get("description")),
            "roles": _texts(row.get("roles")),
            "groups": _texts(row.get("groups")),
            "principals": _texts(row.get("principals")),
        }


def _members(value: object, hashes: Mapping[str, object], tell: TellFinding) -> Iterator[Row]:
    for row in _rows(value):
        name, email = row.get("username"), row.get("email")
        if not isinstance(name, str) or len(name) < SHORTEST:
            _left(tell, f"the member {name!r:.60}: a name has three characters at least")
        elif not isinstance(email, str) or not email.strip():
            _left(tell, f"the member {name:.60} has no e-mail address")
        else:
            yield _member(row, name, hashes.get(name), tell)


def _member(row: Mapping[str, object], name: str, hash: object, tell: TellFinding) -> Row:
    said = hash if isinstance(hash, str) and hash else row.get("password")
    if not isinstance(said, str) or not said:
        _told(tell, "plone.password", f"the member {name:.60} has no password; nobody knows the one that is set")
        said = closed(name)
    return {
        **row,
        "password": said,
        "roles": _texts(row.get("roles")) or ["Member"],
        "groups": _texts(row.get("groups")),
    }


def closed(name: str) -> str:
    """A password as Plone stores it that no word fits: its digest is not that of anything one could type."""
    salt = hashlib.sha256(name.encode("utf-8", "replace")).digest()[:7]
    return "{SSHA}" + base64.b64encode(bytes(20) + salt).decode().replace("+", "-").replace("/", "_")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list | tuple):
        yield from (row for row in value if isinstance(row, Mapping))


def _left(tell: TellFinding, message: str) -> None:
    _told(tell, "plone.left", message)


def _told(tell: TellFinding, code: str, message: str) -> None:
    tell(Finding(code=code, message=message))
