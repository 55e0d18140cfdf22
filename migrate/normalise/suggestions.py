"""The page or file that a broken link most likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 40  # candidates that are compared letter by letter
NEAR = 0.6
_WORD = re.compile(r"[^\W_]{3,}")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")


class Suggestions:
    """Addresses by the first letters of the words in their last segment."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for address in addresses:
            for word in _words(address):
                self._by_word.setdefault(word, []).append(address)

    def nearest(self, path: str) -> str | None:
        """The address most like `path`, above all in its last segment; None when none is near."""
        score: dict[str, int] = {}
        for word in _words(path):
            for address in self._by_word.get(word, ())[:MOST]:
                score[address] = score.get(address, 0) + 1
        likely = sorted(score, key=lambda address: (-score[address], address))[:MOST]
        rated = [(_likeness(path, address), address) for address in likely]
        best = max(rated, key=lambda pair: (pair[0], pair[1]), default=None)
        return best[1] if best is not None and best[0] >= NEAR else None


def _likeness(one: str, other: str) -> float:
    return 0.7 * _ratio(_last(one), _last(other)) + 0.3 * _ratio(one[-200:].casefold(), other[-200:].casefold())


def _ratio(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # only sites with broken links need it

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _last(address: str) -> str:
    """The last segment without a file's ending."""
    return _ENDING.sub("", address.rstrip("/").rpartition("/")[2][-200:].casefold())


def _words(address: str) -> list[str]:
    return sorted({word[:4] for word in _WORD.findall(_last(address))})
