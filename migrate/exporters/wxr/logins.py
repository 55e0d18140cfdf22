"""Logins of authors, as WordPress takes them."""

from __future__ import annotations

import re
import unicodedata

from migrate.exporters.wxr.slugs import digest

MAX_LOGIN = 60
_REFUSED = re.compile(r"[^a-z0-9 _.@-]", re.I)


class Logins:
    """The logins of all authors by their names; no two have one."""

    def __init__(self) -> None:
        self._logins: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """The login for a name: ASCII, no longer than databases take. A name of which nothing is left gets a digest."""
        if name not in self._logins:
            self._logins[name] = self._unique(login(name))
        return self._logins[name]

    def items(self) -> list[tuple[str, str]]:
        """Each name with its login, in the order in which they came."""
        return list(self._logins.items())

    def _unique(self, wanted: str) -> str:
        login, number = wanted, 2
        while login.lower() in self._taken:
            end = f"-{number}"
            login, number = f"{wanted[: MAX_LOGIN - len(end)]}{end}", number + 1
        self._taken.add(login.lower())
        return login


def login(name: str) -> str:
    """What `sanitize_user` leaves of a name, in its strict form."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = " ".join(_REFUSED.sub("", decomposed).split())
    return plain[:MAX_LOGIN].strip() or f"author-{digest(name)[:8]}"
