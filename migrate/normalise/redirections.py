"""Where the redirects of a site lead: exact addresses first, then rules with `*` and `:name` in their order.

https://docs.netlify.com/routing/redirects/redirect-options/: `*` stands at the end for all that follows and is
`:splat` in the new address; `:name` is one segment. A rule whose status is an error leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrate import urls
from migrate.model import Redirect

MOST_RULES = 1000  # rules that each address that is not found is held against

_PLACE = re.compile(r":([A-Za-z_]\w*)")


class Redirections:
    """The redirects of a site."""

    def __init__(self, redirects: Iterable[Redirect]) -> None:
        self._exact: dict[str, str] = {}
        self._rules: list[tuple[re.Pattern[str], str]] = []
        for redirect in redirects:
            if redirect.status >= 400 or " " in redirect.old:
                continue
            if "*" in redirect.old or _PLACE.search(redirect.old):
                if len(self._rules) < MOST_RULES:
                    self._rules.append((_rule(redirect.old), redirect.new))
            else:
                self._exact.setdefault(urls.key(urls.decoded(redirect.old)), redirect.new)

    def of(self, path: str) -> str | None:
        """The address that `path` is sent to; None when no redirect is for it."""
        key = urls.key(urls.decoded(path))
        if (new := self._exact.get(key)) is not None:
            return new
        for rule, goal in self._rules:
            if (found := rule.fullmatch(key)) is not None:
                return _PLACE.sub(lambda place: found.groupdict().get(place[1]) or place[0], goal)
        return None


def _rule(old: str) -> re.Pattern[str]:
    """Each name stands for one segment, so that no address takes long to be held against a rule."""
    parts: list[str] = []
    names: set[str] = set()
    for segment in urls.key(urls.decoded(old)).split("/")[1:]:
        place = _PLACE.fullmatch(segment)
        if segment == "*":
            parts.append("(?:/(?P<splat>.*))?")
            break
        if place is not None and place[1] not in names:
            names.add(place[1])
            parts.append(f"/(?P<{place[1]}>[^/]+)")
        else:
            parts.append("/" + re.escape(segment))
    return re.compile("".join(parts) or "/", re.S)
