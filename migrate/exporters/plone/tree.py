"""Where each item lies: pages and files as their addresses say, with a container for every folder that has none.

A container is named by the old address that it stands for, so that what lies in one that had to be renamed follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from migrate.exporters.plone.ids import Taken, plone_id
from migrate.exporters.plone.portal_types import FOLDER, Types

Key = tuple[str, ...]  # the names in an old address, decoded
INNER = "index"  # the id of a default page, unless something in the folder has it


class Leaf(NamedTuple):
    """A page or file: `key` is where it should lie; the first of several with one is that of which `rank` is least."""

    id: str
    key: Key
    type: str
    is_public: bool
    rank: tuple[object, ...]
    splits: bool = False


class Place(NamedTuple):
    """Where something lies: `path` are the ids from the site down. `leaf` is None for a container that was made.

    `type` is that of the container where the leaf has to be one. `inner` is the id of a default page in it: of the page
    that gets the body of a leaf that is a folder, or of the leaf that could not be one.
    """

    path: Key
    leaf: Leaf | None
    type: str
    key: Key
    inner: str | None = None
    is_public: bool = False


def placed(leaves: Iterable[Leaf], types: Types, root: str) -> Iterator[Place]:
    """Each leaf and each container that was made for some, parents first. `root` is the type of the site."""
    return _Placing(leaves, types, root).places()


class _Placing:
    def __init__(self, leaves: Iterable[Leaf], types: Types, root: str) -> None:
        self._types, self._taken = types, Taken()
        self._at: defaultdict[Key, list[Leaf]] = defaultdict(list)
        self._public: set[Key] = set()
        self._names: defaultdict[Key, set[str]] = defaultdict(set)
        for leaf in sorted(leaves, key=lambda leaf: leaf.rank):
            self._at[leaf.key].append(leaf)
            self._note(leaf)
        self._containers: dict[Key, tuple[Key, str]] = {(): ((), root)}

    def _note(self, leaf: Leaf) -> None:
        for length in range(len(leaf.key), 0, -1):
            above = leaf.key[: length - 1]
            names = self._names[above]
            if leaf.key[length - 1] in names and not leaf.is_public:
                break  # all above were noted with it
            names.add(leaf.key[length - 1])
            if leaf.is_public:
                self._public.add(above)

    def places(self) -> Iterator[Place]:
        holding = {key for key in self._names if key}
        for key in sorted({*self._at, *holding} - {()}, key=lambda key: (len(key), key)):
            leaves = self._at.get(key, [])
            if key in holding:
                holder = next((leaf for leaf in leaves if self._can_hold(leaf)), leaves[0] if leaves else None)
                yield from self._container(key, holder)
                leaves = [leaf for leaf in leaves if leaf is not holder]
            for leaf in leaves:
                yield Place(self._path(key), leaf, leaf.type, key, self._inner(leaf.type, key), leaf.is_public)

    def _can_hold(self, leaf: Leaf) -> bool:
        return self._types[leaf.type].is_folderish or leaf.splits

    def _container(self, key: Key, leaf: Leaf | None) -> Iterator[Place]:
        """The container at `key`: the leaf itself, a folder with its body as default page, or one that is made."""
        path = self._path(key)
        type = self._types.section if leaf is None or not self._types[leaf.type].is_folderish else leaf.type
        self._containers[key] = path, type
        if leaf is not None and self._can_hold(leaf):
            yield Place(path, leaf, type, key, self._inner(type, key), leaf.is_public)
            return
        is_public = key in self._public or (leaf is not None and leaf.is_public)
        inner = None if leaf is None else self._free(key)
        yield Place(path, None, type, key, inner, is_public)
        if leaf is not None and inner is not None:
            yield Place((*path, inner), leaf, leaf.type, (*key, inner), None, leaf.is_public)

    def _inner(self, type: str, key: Key) -> str | None:
        """The id of the page that a body gets which the type has no field for."""
        return self._free(key) if type == FOLDER else None

    def _free(self, key: Key) -> str:
        """An id that nothing in the container wants; taken from now on."""
        names = {plone_id(name) for name in self._names.get(key, ())}
        found = next(id for id in _numbered(INNER) if id not in names)
        return self._taken.unique(key, found, False, frozenset())

    def _path(self, key: Key) -> Key:
        above, type = self._containers[key[:-1]]
        id = self._taken.unique(key[:-1], plone_id(key[-1]), len(key) == 1, self._types.fields(type))
        return (*above, id)


def _numbered(id: str) -> Iterator[str]:
    yield id
    yield from (f"{id}-{number}" for number in count(2))
