"""The drops of a site, and how far the template at work has looked through them.

The note is taken when something is asked for, not when it is computed: what was kept since another page asked for it
counts as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum

from migrate.liquid.values import Drop


class Reach(IntEnum):
    """What a text was made of, beside its own page and the configuration.

    `INDEX` is the same as long as no front matter, no name of a file and no file that is no page changes. `ALL` may be
    another every time: the body of another page, the time, and whatever is not sure.
    """

    OWN = 0
    INDEX = 1
    ALL = 2


class Looks:
    """How far the template at work has looked so far; `page` is the drop of the page that it is rendered for."""

    __slots__ = ("page", "reach")

    def __init__(self) -> None:
        self.reach = Reach.OWN
        self.page: Drop | None = None

    def note(self, reach: Reach) -> None:
        if reach > self.reach:
            self.reach = reach

    @contextmanager
    def of(self, page: Drop) -> Iterator[None]:
        """Within, the looks of one page are counted by themselves: at its end `reach` says how far these went."""
        before, self.page, self.reach = (self.page, self.reach), page, Reach.OWN
        try:
            yield
        finally:
            self.page, self.reach = before


class Lazy(Drop):
    """A drop of named values: `computed` are functions that are called when asked, the rest is plain data.

    `reach` says how far one looks who asks for a value; whoever asks for another looks at nothing else.
    """

    def __init__(
        self,
        looks: Looks,
        computed: Mapping[str, Callable[[], object]],
        data: Mapping[str, object],
        reach: Mapping[str, Reach],
    ) -> None:
        self.looks, self.computed, self.data, self.reach = looks, computed, data, reach
        self._known: dict[str, tuple[object, Reach]] = {}

    def __getitem__(self, key: str) -> object:
        looks = self.looks
        if looks.reach < Reach.ALL:  # a loop over all pages asks very often
            looks.note(self.reach_of(key))
        if key not in self.computed:
            return self.data[key]
        value, reach = self._known.get(key) or self._computed(key)
        if reach:
            looks.note(reach)
        return value

    def __contains__(self, key: object) -> bool:
        if not self.looks.reach:
            self.looks.note(self.reach_of(""))
        return key in self.computed or key in self.data

    def __iter__(self) -> Iterator[str]:
        self.looks.note(self.reach_of(""))
        return iter(dict.fromkeys([*self.computed, *self.data]))

    def reach_of(self, key: str) -> Reach:
        """How far one looks who asks for the value of a key; without a name, which keys there are."""
        return self.reach.get(key, Reach.OWN)

    def hold(self, key: str, value: object) -> None:
        """Gives a value to whoever asks for it while it is computed."""
        self._known.setdefault(key, (value, Reach.OWN))

    def _computed(self, key: str) -> tuple[object, Reach]:
        with self.looks.of(self):
            found = self.computed[key](), self.looks.reach
        if key != "content":  # a template that goes over all pages must not leave all bodies in memory
            self._known[key] = found
        return found


class ItemDrop(Lazy):
    """A page, post or document. Printed it is its body, and in lists it stands in the order of its date.

    `reach` is for its own template; all others look as far as `afar` says, and at the index at least.
    """

    def __init__(
        self,
        looks: Looks,
        computed: Mapping[str, Callable[[], object]],
        data: Mapping[str, object],
        reach: Mapping[str, Reach],
        afar: Mapping[str, Reach],
    ) -> None:
        super().__init__(looks, computed, data, reach)
        self.afar = afar

    def reach_of(self, key: str) -> Reach:
        return self.reach.get(key, Reach.OWN) if self.looks.page is self else self.afar.get(key, Reach.INDEX)

    def to_s(self) -> str:
        content = self["content"]
        return content if isinstance(content, str) else ""

    def order(self) -> object:
        return [self["date"], self["path"]] if "date" in self else None
