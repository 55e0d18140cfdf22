"""The numbers that items and terms have in the file: made of what they are called, so that each run gives the same."""

from __future__ import annotations

from migrate.exporters.wxr.slugs import digest

FIRST = 1000  # below it a new WordPress has posts of its own
_SPAN = 2_000_000_000  # such numbers fit wherever a program keeps them


class Numbers:
    """Gives each name a number that no other has."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, name: str) -> int:
        """A number from FIRST on. Of two names that come to one, the later gets the next."""
        number = FIRST + int(digest(name)[:15], 16) % _SPAN
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number
