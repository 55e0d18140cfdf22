"""Pages below each other as their addresses say, with a page for every folder that has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from migrate import urls
from migrate.exporters.wxr.slugs import slug_or
from migrate.model import NavNode

Key = tuple[str, ...]
_ENDINGS = (".html", ".htm")
_PREFIX = "section:"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A page of the site: `url` is the address that it should have, decoded; `parent` is the id of the page above."""

    id: str
    url: str | None
    title: str
    slug: str | None = None
    is_public: bool = True
    is_first: bool = True
    is_home: bool = False
    parent: str | None = None

    @cached_property
    def segments(self) -> list[str]:
        return [] if self.url is None else _segments(self.url)

    @cached_property
    def last(self) -> str:
        """The slug that it should have."""
        segments = self.segments
        wanted = self.slug or (segments[-1] if segments else self.title)
        return slug_or(wanted, "page", self.id)

    @property
    def moves(self) -> bool:
        """Whether its address will be another."""
        return self.url is None or urls.key(self.url) != "/" + "/".join(self.key)

    @cached_property
    def key(self) -> Key:
        above = self.segments[:-1]
        return (*(slug_or(name, "page", name) for name in above), self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A page that is made for a folder. It is public if a page below it is."""

    id: str
    slug: str
    title: str
    is_public: bool
    parent: str | None = None


def ordered(leaves: Iterable[Leaf], navigation: Sequence[NavNode]) -> Iterator[Branch | Section]:
    """The pages and the sections, parents first. Of pages with one address the first stands for those below: one that
    visitors see, whose address stays.
    """
    found = sorted(leaves, key=lambda leaf: (not leaf.is_first, not leaf.is_public, leaf.moves, leaf.id))
    owners: dict[Key, str] = {}
    for leaf in found:
        owners.setdefault(leaf.key, leaf.id)
    sections = _sections(found, owners, _titles(navigation))
    owners.update((key, section.id) for key, section in sections.items())
    nodes: list[tuple[Key, bool, Branch | Section]] = [
        (leaf.key, owners[leaf.key] != leaf.id, Branch(leaf, owners.get(leaf.key[:-1]))) for leaf in found
    ]
    nodes += [(key, False, replace(one, parent=owners.get(key[:-1]))) for key, one in sections.items()]
    nodes.sort(key=lambda node: (len(node[0]), node[0], node[1], node[2].id))
    return (node for _, _, node in nodes)


class Branch:
    """A page with its place in the tree."""

    __slots__ = ("id", "is_home", "is_public", "parent", "slug")

    def __init__(self, leaf: Leaf, parent: str | None) -> None:
        self.id, self.parent, self.slug = leaf.id, parent, leaf.last
        self.is_home, self.is_public = leaf.is_home, leaf.is_public


def _sections(leaves: Iterable[Leaf], owners: dict[Key, str], titles: dict[str, str]) -> dict[Key, Section]:
    found: dict[Key, Section] = {}
    for leaf in leaves:
        names, key = leaf.segments, leaf.key
        for length in range(1, len(key)):
            above = key[:length]
            if above in owners:
                continue
            made = found.get(above)
            if made is None:
                path = "/".join(names[:length])
                title = titles.get(urls.key(path)) or _readable(names[length - 1])
                id = f"{_PREFIX}/{'/'.join(above)}/"
                found[above] = Section(id=id, slug=above[-1], title=title, is_public=leaf.is_public)
            elif leaf.is_public and not made.is_public:
                found[above] = replace(made, is_public=True)
    return found


def _titles(nodes: Sequence[NavNode]) -> dict[str, str]:
    """What the menu calls the addresses that it leads to."""
    found: dict[str, str] = {}
    for node in nodes:
        found.update((key, title) for key, title in _titles(node.children).items() if key not in found)
        if node.url is not None and not node.external and node.title.strip():
            found[urls.key_of_link(node.url)] = " ".join(node.title.split())
    return found


def _segments(url: str) -> list[str]:
    """The names in an address; that of a file is without its ending."""
    names = [name for name in urls.key(url).split("/") if name]
    if names:
        for ending in _ENDINGS:
            names[-1] = names[-1].removesuffix(ending) or names[-1]
    return names


def _readable(name: str) -> str:
    """A name in an address as a title: `our-crew` is `Our crew`."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split()) or name
    return words[:1].upper() + words[1:]
